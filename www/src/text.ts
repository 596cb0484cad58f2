// The catalogue of a language: every word that the script says. The page and
// the element hand it on; nothing here knows which language it is.
import type { script } from "../text/en.json";
import type { Report } from "./core";

/** What every language has. */
export type Words = typeof script;
/** English headlines come with the report, so that English has none here. */
export type Catalogue = Words & {
  messages?: Record<string, string>;
  sentences?: Record<string, string>;
  deadline?: { stops: string; stopped: string; asks: string; asked: string };
};

/** Puts values into a sentence: `{name}` stands for the value of that name. */
export function fill(sentence: string, values: Record<string, string>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function calendar(language: string): Intl.DateTimeFormat {
  const made = calendars.get(language) ?? new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
  calendars.set(language, made);
  return made;
}

/** A day of the data, as `2026-11-24`, in the words of a language. */
export function day(date: string, language: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(at.getTime()) ? date : calendar(language).format(at);
}

/** The answer in a word. */
export const word = ({ state }: Report, text: Catalogue): string => text.state[state];

/** Whether something must be found out before anything is changed. */
export const isOpen = ({ verdict }: Report): boolean => verdict === "unknown" || verdict.startsWith("other");

/** The verdict's sentence with the places of its values, and the deadline's; null where it comes with the report. */
export function template(report: Report, { messages, deadline }: Catalogue, language: string): string | null {
  const sentence = messages?.[report.message.id];
  if (!sentence || !deadline) return null;
  if (!report.deadline) return sentence;
  const { date, passed } = report.deadline;
  const asks = report.verdict === "unknown" ? (passed ? deadline.asked : deadline.asks) : passed ? deadline.stopped : deadline.stops;
  return `${sentence} ${fill(asks, { date: day(date, language), minimum: report.minimum })}`;
}

/** The verdict's sentence, from its message and its arguments. */
export function headline(report: Report, catalogue: Catalogue, language: string): string {
  const sentence = template(report, catalogue, language);
  return sentence === null ? report.headline : fill(sentence, report.message.args);
}

/** What was thrown, in its own words. */
export const reasonOf = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
