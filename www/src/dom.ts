// Elements from names and texts; text goes in as text, never as HTML.
export type Child = Node | string | null;

const SVG = "http://www.w3.org/2000/svg";

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return put(document.createElement(name), attributes, children);
}

export function drawing<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return put(document.createElementNS(SVG, name), attributes, children);
}

function put<E extends Element>(made: E, attributes: Record<string, string>, children: Child[]): E {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function byId<T extends Element>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}`);
  return found;
}

/** Says in a live region what an element says, in its languages, or a sentence; once. */
export function say(region: HTMLElement, said: string | Element): void {
  if (region.textContent === (typeof said === "string" ? said : said.textContent)) return;
  const from = typeof said === "string" ? null : said;
  region.lang = from?.getAttribute("lang") ?? "";
  if (region.lang === "") region.removeAttribute("lang");
  region.replaceChildren(...(from ? from.cloneNode(true).childNodes : [said]));
}

/** Shows a text, also one in parts, in an element that is hidden while it is empty. */
export function show(target: HTMLElement, ...text: (Node | string)[]): void {
  target.replaceChildren(...text);
  target.hidden = target.textContent === "";
}
