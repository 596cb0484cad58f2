// The result card: what a report says, wherever it is shown.
import { code, copyButton } from "./copy";
import type { Finding, FixReport, Next, Report, Source } from "./core";
import { element } from "./dom";
import type { Child } from "./dom";
import { markdown, message, permalink } from "./letter";
import { english, filled, said } from "./sentences";
import type { Setting } from "./setting";
import { shape } from "./shapes";
import { day, fill, isOpen, template, word } from "./text";
import { build, versionLine } from "./version-line";
import type { Axis, Step } from "./version-line";

type Extras = {
  /** Stands under the headline. */
  after?: Child[];
  axis?: Axis | undefined;
  /** It was asked by a form, whose own entry is no finding that a reader has to be shown. */
  entered?: boolean;
};

/** Advice is English in every language of the page. */
const ENGLISH = { lang: "en" };

function heading(text: string, setting: Setting, below = 1): HTMLElement {
  return setting.level ? element(`h${Math.min(setting.level + below, 6) as 4}`, {}, text) : element("p", { class: "heading" }, text);
}

/** A heading with a list, or nothing where the list is empty. */
function list(title: string, items: string[], setting: Setting): HTMLElement[] {
  if (items.length === 0) return [];
  return [heading(title, setting), element("ul", {}, ...items.map((item) => element("li", {}, ...said(item, setting))))];
}

function folded(title: string, items: HTMLElement[]): HTMLElement[] {
  return items.length === 0 ? [] : [element("details", {}, element("summary", {}, title), element("ul", {}, ...items))];
}

/** A link to a whole file, where there is one and a place to have it from. */
function download(file: string | null, { text, base }: Setting): HTMLElement | null {
  const name = file?.split("/").at(-1);
  if (!name || base === null) return null;
  return element("p", {}, element("a", { href: `${base}files/${file}`, download: name }, fill(text.wholeFile, { name })));
}

function change(fix: FixReport, index: number, setting: Setting): HTMLElement {
  const { text } = setting;
  return element(
    "details",
    { class: "fix", ...(index === 0 && { open: "" }) },
    element(
      "summary",
      {},
      element("small", {}, fill(text.fix, { number: String(index + 1) })),
      element("span", { class: "title" }, ...said(fix.title, setting)),
      element("small", {}, text.scope[fix.scope]),
    ),
    fix.versions.length > 0 ? element("p", {}, ...filled(text.forVersions, { words: fix.versions.join("; ") }, ["words"], setting)) : null,
    fix.checks ? element("p", {}, text.checkAfter) : null,
    code(fix.code, setting),
    element("p", {}, ...filled(text.then, { words: fix.verify }, ["words"], setting)),
    element("p", { class: "soft" }, ...filled(text.mind, { words: fix.risk }, ["words"], setting)),
    ...trials(fix, setting),
    download(fix.file, setting),
  );
}

/** What a fix was tried on; a stand-in is no proof, and is not called one. */
type Trial = {
  level?: "proven" | "ran" | "compiled";
  runtime: string;
  version: string;
  date: string;
  state?: string | null;
  before: string | null;
  after: string | null;
};

function trials({ verified, scope }: FixReport, setting: Setting): HTMLElement[] {
  const { text: { verified: words }, language } = setting;
  const outcome = (value: string | null) => (value === null || value === "fails" ? words.fails : value);
  const told = verified.map(({ level, runtime, version, state, date, before, after }: Trial) => {
    const what = `${runtime} ${version}${state ? ` (${state})` : ""}`;
    const values = { what, date: day(date, language), before: outcome(before), after: outcome(after) };
    // What the tool takes of an update are its commands.
    const how = level === "compiled" && scope === "upgrade" ? "commands" : (level ?? "proven");
    return element("p", { class: "soft" }, ...filled(words[how], values, ["what"], setting));
  });
  return told.length > 0 ? told : [element("p", { class: "soft" }, words.documented)];
}

function command(next: Next, setting: Setting): HTMLElement {
  return element(
    "li",
    {},
    element("span", {}, ...said(next.why, setting)),
    code(next.command, setting),
    element("p", {}, ...filled(setting.text.look, { words: next.expect }, ["words"], setting)),
    download(next.file, setting),
  );
}

function commands(title: string, next: Next[], setting: Setting): HTMLElement[] {
  if (next.length === 0) return [];
  return [heading(title, setting), element("ul", { class: "next" }, ...next.map((one) => command(one, setting)))];
}

function source(from: Source, { text, language }: Setting): HTMLElement {
  const how = fill(text.read, { confidence: text.confidence[from.confidence], date: day(from.checked, language) });
  const link = element("a", { ...ENGLISH, href: from.url, rel: "noopener" }, from.title);
  return element("li", {}, link, ": ", english(from.says), " ", element("small", {}, `(${how})`));
}

/** One thing that was found, with its line and the text as it stands there. */
function finding(found: Finding, { text }: Setting): HTMLElement {
  const line = element("small", {}, fill(text.line, { line: String(found.line) }));
  return element("li", {}, line, " ", element("code", {}, found.text));
}

/** How it is known, and what was asked for. */
function grounds(report: Report, pasted: boolean, { text }: Setting): string {
  const asked = fill(text.asksFor, { minimum: report.minimum });
  if (!report.basis) return asked;
  const basis = text.basis[report.basis];
  const decides = (found: Finding) =>
    report.basis === "declared"
      ? found.platform === report.platform && found.version === report.version
      : found.negotiated === report.negotiated && (report.negotiated !== null || found.cause === report.cause);
  const line = pasted ? (report.findings.find(decides) ?? report.findings[0])?.line : undefined;
  return `${line ? fill(text.onLine, { basis, line: String(line) }) : fill(text.basisOnly, { basis })} ${asked}`;
}

/** The version line in words, for those who do not see it; versions are said in English. */
function inWords(platform: string, steps: Step[], at: readonly number[], { minimum }: Report, setting: Setting): Child[] {
  const { text } = setting;
  const of = minimum === "1.3" ? "tls13" : "tls12";
  const versioned = (template: string, versions: string, values = {}) => filled(template, { ...values, versions }, ["versions"], setting);
  const words = steps.flatMap((step, index) => {
    const support = text.support[step[of] as keyof typeof text.support];
    return [index ? "; " : "", ...versioned(text.step, step.label, { support })];
  });
  const [before = "", after = ""] = fill(text.axis, { platform, protocol: minimum }).split("{steps}");
  return [before, ...words, `${after} `, ...versioned(text.here, at.map((index) => steps[index]?.label ?? "").join(", "))];
}

/** The version line with the version that was found. */
function picture(axis: Axis, report: Report, setting: Setting): HTMLElement | null {
  const { steps, at } = build(axis, report.rows);
  if (steps.length < 2) return null;
  const end = (index: number, side: string) => element("small", { ...ENGLISH, class: side }, steps.at(index)?.label ?? "");
  return element(
    "div",
    { class: "axis" },
    element("small", { class: "names", "aria-hidden": "true" }, "1.2", element("br"), "1.3"),
    versionLine(steps, at, report.version ?? ""),
    end(0, "from"),
    end(-1, "to"),
    element("p", { class: "visually-hidden" }, ...inWords(axis.name, steps, at, report, setting)),
  );
}

/** A line does not end between TLS and its version. */
const unbroken = (text: Child): Child[] =>
  typeof text !== "string" ? [text] : text.split(/(TLS \d\.\d)/).map((part, index) => (index % 2 ? element("span", { class: "flag" }, part) : part));

/** Values of a headline that are sentences of the core. */
const SENTENCES = ["condition", "settled", "open", "detail"];

/** The headline, with what is English in it marked. */
function sentence(report: Report, setting: Setting): Child[] {
  const own = template(report, setting.text, setting.language);
  return own === null ? said(report.headline, setting) : filled(own, report.message.args, SENTENCES, setting);
}

/** What a live region says of a card: the verdict's word, and the headline in its languages. */
export function spoken(made: Element): Element {
  const [verdict, headline] = [".verdict", ".headline"].map((part) => made.querySelector(part)?.cloneNode(true));
  // Its words alone: a heading has no place in a live region.
  return element("span", {}, `${verdict?.textContent}. `, ...Array.from(headline?.childNodes ?? []));
}

/** A report as one card. */
export function card(report: Report, setting: Setting, { after = [], axis, entered = false }: Extras = {}): HTMLElement {
  const { text, base, level, language } = setting;
  const place = (found: Finding) => `${found.line} ${found.text}`;
  const once = (found: Finding, index: number, all: Finding[]) => all.findIndex((other) => place(other) === place(found)) === index;
  const pasted = entered ? [] : report.findings.filter(once);
  const title = element(level ? `h${level}` : "p", { class: "headline", tabindex: "-1" }, ...sentence(report, setting).flatMap(unbroken));
  const fixes = report.fixes.map((fix, index) => change(fix, index, setting));
  const open = isOpen(report);
  const next = commands(open ? text.settle : text.prove, report.next, setting);
  const link = permalink(report, base);
  return element(
    "article",
    { class: "card", "data-verdict": report.verdict, "data-state": report.state, "data-message": report.message.id },
    element("p", { class: "verdict" }, shape(report.state), word(report, text)),
    title,
    element("p", { class: "grounds" }, grounds(report, pasted.length > 0, setting)),
    axis ? picture(axis, report, setting) : null,
    ...after,
    ...folded(text.found, pasted.map((found) => finding(found, setting))),
    ...list(text.onlyIf, report.conditions, setting),
    ...(open ? next : []),
    ...(fixes.length === 0 ? [] : [heading(text.fixes, setting), element("div", { class: "fixes" }, ...fixes)]),
    ...list(text.why, report.reasons, setting),
    ...(open ? [] : next),
    ...list(text.endOfLife, report.end_of_life === null ? [] : [report.end_of_life], setting),
    ...list(text.caveats, report.caveats, setting),
    ...list(text.notes, report.notes, setting),
    ...folded(text.sources, report.sources.map((from) => source(from, setting))),
    element(
      "div",
      { class: "actions" },
      copyButton(text.copyReport, () => markdown(report, setting), setting),
      link ? copyButton(text.copyLink, () => link, setting) : null,
      report.fixes.length > 0 ? copyButton(text.copyMessage, () => message(report, setting), setting) : null,
    ),
    element(
      "p",
      { class: "dated" },
      axis && base !== null ? element("a", { href: `${base}platform/${report.platform}/` }, fill(text.more, { platform: axis.name })) : null,
      axis && base !== null ? " · " : null,
      fill(text.dated, { date: day(report.data_version, language) }),
    ),
  );
}
