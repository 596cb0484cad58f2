// What the core says in fixed sentences, in the language of a catalogue. English comes with
// the report and is its own id: a catalogue has the other sentence under it. What no
// catalogue knows, a platform's data above all, stays English and is marked as such.
import { element } from "./dom";
import type { Setting } from "./setting";
import { day, reasonOf } from "./text";

type Sentences = Record<string, string>;
/** What an element can take in. */
type Shown = Node | string;
type Known = { shape: RegExp; names: string[]; own: string };
/** A sentence in pieces: words of the catalogue's language, and values that stay English. */
type Piece = string | { english: string };

const PLACE = /\{(\w+)\}/g;
const SIGNS = /[.*+?^$()|[\]\\{}]/g;
const made = new WeakMap<Sentences, Known[]>();

/** The sentences that have values in them, as what they look like with these. */
function shapes(sentences: Sentences): Known[] {
  const known = made.get(sentences) ?? Object.entries(sentences).filter(([english]) => english.includes("{")).map(([english, own]) => ({
    shape: new RegExp(`^${english.split(PLACE).map((part, index) => (index % 2 ? "([^]+?)" : part.replace(SIGNS, "\\$&"))).join("")}$`),
    names: [...english.matchAll(PLACE)].map(([, name = ""]) => name),
    own,
  }));
  made.set(sentences, known);
  return known;
}

/** One value of a sentence. */
function value(text: string, sentences: Sentences, language: string): Piece {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return day(text, language);
  return sentences[text] ?? (/[a-z]{2,} [a-z]/.test(text) ? { english: text } : text);
}

function one(text: string, sentences: Sentences, language: string): Piece[] | null {
  const whole = sentences[text];
  if (whole !== undefined) return [whole];
  for (const { shape, names, own } of shapes(sentences)) {
    const values = shape.exec(text)?.slice(1);
    if (!values) continue;
    return own.split(PLACE).map((part, index) => (index % 2 ? value(values[names.indexOf(part)] ?? "", sentences, language) : part));
  }
  return null;
}

/** A text of the core in pieces; null where it stays English. */
function pieces(text: string, { text: { sentences }, language }: Setting): Piece[] | null {
  if (!sentences) return null;
  const whole = one(text, sentences, language);
  if (whole) return whole;
  const several = text.split(/(?<=\.) (?=[A-Z])/).map((part) => one(part, sentences, language));
  return several.every((part) => part !== null) ? several.flatMap((part, index) => (index ? [" ", ...part] : part)) : null;
}

/** Words that stay English. */
export const english = (text: string): HTMLElement => element("span", { lang: "en" }, text);

/** A text of the core to be shown. */
export function said(text: string, setting: Setting): Shown[] {
  const shown: Shown[] = [];
  for (const piece of pieces(text, setting) ?? [{ english: text }]) {
    const last = shown.at(-1);
    if (typeof piece !== "string") shown.push(english(piece.english));
    else if (typeof last === "string") shown[shown.length - 1] = last + piece;
    else shown.push(piece);
  }
  return shown;
}

/** A text of the core to be copied. */
export const plainly = (text: string, setting: Setting): string =>
  (pieces(text, setting) ?? [text]).map((piece) => (typeof piece === "string" ? piece : piece.english)).join("");

/** A sentence of the catalogue with values of the core in it; `named` has those that are its words. */
export function filled(template: string, values: Record<string, string>, named: string[], setting: Setting): Shown[] {
  return template.split(PLACE).flatMap((part, index) => {
    if (index % 2 === 0) return [part];
    const own = values[part] ?? `{${part}}`;
    return named.includes(part) ? said(own, setting) : [own];
  });
}

/** A sentence of the catalogue that says what failed, with the reason. */
export const failure = (template: string, problem: unknown, setting: Setting): Shown[] =>
  filled(template, { reason: reasonOf(problem) }, ["reason"], setting);
