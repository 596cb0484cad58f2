// The catalogue of a language: every word that the script says. The page and
// the element hand it on; nothing here knows which language it is.
import type { script } from "../text/en.json";

export type Catalogue = typeof script;

/** Puts values into a sentence: `{name}` stands for the value of that name. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** A day of the data, as `2026-11-24`, in the words of a language. */
export function day(date: string, language: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(at);
}
