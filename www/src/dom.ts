// Elements from names and texts; text goes in as text, never as HTML.
type Child = Node | string | null;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

export function byId<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`The page has no ${type.name} #${id}`);
  return found;
}

/** Shows a text in an element that is hidden while it is empty. */
export function show(target: HTMLElement, text: string): void {
  target.textContent = text;
  target.hidden = text === "";
}

/** What all three questions share: the minimum, and the endpoint if it is usable. */
export function asked(): { minimum: "1.2" | "1.3"; endpoint?: string } {
  const minimum = byId("minimum", HTMLSelectElement).value === "1.3" ? "1.3" : "1.2";
  const endpoint = byId("endpoint", HTMLInputElement).value.trim();
  // The core takes no address that a shell would not take as one word.
  return /^https:\/\/[\w.[\]:~/?@%=,+-]+$/i.test(endpoint) ? { minimum, endpoint } : { minimum };
}

/** The one live region says a sentence once. */
export function announce(text: string): void {
  const region = byId("status", HTMLElement);
  if (region.textContent !== text) region.textContent = text;
}
