// What a provider says in his profile: shown as text by the page and the
// element; its addresses were checked by the core.
import type { Profile } from "./core";
import { element } from "./dom";
import { day, fill, type Catalogue } from "./text";

/** His notice and his deadline. */
export function said(provider: Profile, { provider: words }: Catalogue, language: string): HTMLElement[] {
  const parts = [];
  if (provider.notice !== null) parts.push(element("p", { part: "notice", class: "notice" }, provider.notice));
  if (provider.deadline !== null) {
    const date = day(provider.deadline, language);
    parts.push(element("p", { part: "deadline", class: "deadline" }, fill(words.deadline, { minimum: provider.minimum, date })));
  }
  return parts;
}

/** Whom to ask: a link where it is an address of the two kinds that are taken. */
function contact(text: string): Node {
  const href = /^https:\/\/[^\s"'<>]+$/.test(text) ? text : /^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(text) ? `mailto:${text}` : null;
  return href === null ? document.createTextNode(text) : element("a", { href }, text);
}

/** Where to read more, try, and ask. */
export function links(provider: Profile, { provider: words }: Catalogue): HTMLElement[] {
  const items = provider.links.map(({ title, url }) => element("li", {}, element("a", { href: url, rel: "noopener" }, title)));
  if (provider.sandbox !== null) items.push(element("li", {}, element("a", { href: provider.sandbox, rel: "noopener" }, words.sandbox)));
  if (provider.contact !== "") items.push(element("li", {}, `${words.contact} `, contact(provider.contact)));
  return items.length === 0 ? [] : [element("ul", { part: "links", class: "links" }, ...items)];
}
