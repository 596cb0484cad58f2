// Which language the page speaks: that of its address (`?lang=de`), else the
// first of the browser's that it knows. English stands in the page; every other
// language is loaded when it is wanted.
import { script as en } from "../text/en.json";
import { LOADED } from "./languages";
import { fill } from "./text";
import type { Catalogue, Words } from "./text";

type Spoken = { text: Catalogue; language: string };

function wanted(): string {
  const asked = new URLSearchParams(location.search).get("lang");
  const known = (tag: string) => tag === "en" || tag in LOADED;
  const tags = (asked ? [asked] : navigator.languages).map((tag) => tag.slice(0, 2).toLowerCase());
  return tags.find(known) ?? "en";
}

export async function catalogue(): Promise<Spoken> {
  const language = wanted();
  try {
    const loaded = await LOADED[language]?.();
    if (loaded) {
      const { page, script, messages, sentences, deadline } = loaded.default;
      localise(page, script, language);
      return { text: { ...script, messages, sentences, deadline }, language };
    }
  } catch (problem) {
    // Without a network a language may be missing; English never is.
    console.error(problem);
  }
  return { text: en, language: "en" };
}

/** Puts the words of a language where the page has English ones. */
function localise(page: Record<string, string>, script: Words, language: string): void {
  // Most of a platform's own page is what the data says, which stays English.
  if (!document.querySelector("h1[data-t=platform-title]")) document.documentElement.lang = language;
  const say = (element: HTMLElement, word: string) => {
    element.textContent = word;
    if (element.closest<HTMLElement>("[lang]")?.lang !== language) element.lang = language;
  };
  for (const element of document.querySelectorAll<HTMLElement>("[data-t]")) {
    const { t = "", name = "", by = "" } = element.dataset;
    say(element, fill(page[t] ?? "", { name, by }));
  }
  for (const group of document.querySelectorAll<HTMLOptGroupElement>("optgroup[data-label]")) {
    group.label = page[group.dataset["label"] ?? ""] ?? group.label;
    group.lang = language;
  }
  const supports = new Map(Object.entries(en.support).map(([support, word]) => [word, script.support[support as keyof Words["support"]]]));
  for (const element of document.querySelectorAll<HTMLElement>(":is(td, .legend b)")) {
    const word = supports.get(element.textContent ?? "");
    if (word !== undefined) say(element, word);
  }
  const other = document.querySelector<HTMLAnchorElement>("[data-t=other]");
  if (other) [other.lang, other.href] = ["en", "?lang=en"];
  // Who has chosen it reads on in it.
  for (const link of new URLSearchParams(location.search).has("lang") ? document.querySelectorAll("a") : []) {
    if (link.origin === location.origin && link.pathname.endsWith("/")) link.search ||= `?lang=${language}`;
  }
  for (const label of document.querySelectorAll<HTMLElement>("tbody:not(.kind) th")) label.lang = "en";
}
