// What is copied out of a report: the report itself for a ticket, a message
// to whoever runs the program, and a link to the same question.
import type { FixReport, Report } from "./core";
import { plainly } from "./sentences";
import type { Setting } from "./setting";
import { day, fill, headline, isOpen, word } from "./text";

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const bullets = (items: string[]) => items.map((item) => `- ${item}`).join("\n");

/** The address of something on the site that others can open too: not of a file on this machine. */
function address(path: string, base: string | null): string | null {
  if (base === null) return null;
  const { protocol, href } = new URL(base + path, document.baseURI);
  return /^https?:$/.test(protocol) ? href.replace(/[?#].*/, "") : null;
}

/** The address that asks the same of the same stack; pasted text is not in it. */
export function permalink(report: Report, base: string | null): string | null {
  const { platform, version_text: version, linked_tls_library: library } = report;
  const page = address("", base);
  if (page === null || platform === null || version === null) return null;
  const state = new URLSearchParams({ p: platform, v: version });
  if (library !== null) state.set("l", library);
  if (report.minimum !== "1.2") state.set("min", report.minimum);
  return `${page}#${state}`;
}

/** The report as Markdown. */
export function markdown(report: Report, setting: Setting): string {
  const { text, language, base } = setting;
  const own = (text: string) => plainly(text, setting);
  const ours = (texts: string[]) => bullets(texts.map(own));
  const parts = [`**${word(report, text)}.** ${headline(report, text, language)}`];
  const section = (title: string, lines: string[]) => {
    if (lines.length > 0) parts.push(`### ${title}`, ...lines);
  };
  section(text.why, [ours(report.reasons)].filter(Boolean));
  section(text.onlyIf, [ours(report.conditions)].filter(Boolean));
  const open = isOpen(report);
  const next = () =>
    section(
      open ? text.settle : text.prove,
      report.next.flatMap((next) => [own(next.why), block("sh", next.command), fill(text.look, { words: own(next.expect) })]),
    );
  if (open) next();
  section(
    text.fixes,
    report.fixes.flatMap((fix, index) => [
      `${index + 1}. **${own(fix.title)}** (${text.scope[fix.scope]})`,
      ...(fix.versions.length > 0 ? [fill(text.forVersions, { words: fix.versions.join("; ") })] : []),
      ...(fix.checks ? [text.checkAfter] : []),
      block(fix.language, fix.code),
      fill(text.then, { words: own(fix.verify) }),
      fill(text.mind, { words: own(fix.risk) }),
    ]),
  );
  if (!open) next();
  section(text.endOfLife, report.end_of_life === null ? [] : [own(report.end_of_life)]);
  section(text.caveats, [bullets(report.caveats)].filter(Boolean));
  section(text.notes, [ours(report.notes)].filter(Boolean));
  section(text.sources, [bullets(report.sources.map((source) => `[${source.title}](${source.url}): ${source.says}`))].filter(Boolean));
  // Without a link to the answer there is one to the page.
  const link = permalink(report, base) ?? address("", base);
  parts.push([fill(text.dated, { date: day(report.data_version, language) }), link && `<${link}>`].filter(Boolean).join(" "));
  return `${parts.join("\n\n")}\n`;
}

/** What a host can do, who cannot edit the program: the update, the machine, the process. */
const REACH: FixReport["scope"][] = ["upgrade", "machine", "process", "client", "call"];

const inset = (text: string) => text.replace(/^/gm, "    ");

/** The command that shows whether it worked, not one that looks at the server; with the address of its file, or not at all. */
function proof({ next }: Report, host: string | null, { text: { letter }, base }: Setting): string[] {
  const own = next.filter(({ command }) => !command.includes(host ?? "HOST:"));
  const last = next.find(({ file }) => file !== null) ?? own.at(-1);
  if (!last) return [];
  if (last.file === null) return [letter.proof, inset(last.command)];
  const file = address(`files/${last.file}`, base);
  return file ? [fill(letter.proofFile, { file }), inset(last.command)] : [];
}

/** A message to a host or a vendor. */
export function message(report: Report, setting: Setting): string {
  const { text, language, base } = setting;
  const { letter } = text;
  const fixes = [...report.fixes].sort((one, other) => REACH.indexOf(one.scope) - REACH.indexOf(other.scope)).slice(0, 2);
  const host = report.server !== null && URL.canParse(report.server) ? new URL(report.server).host : null;
  return [
    letter.greeting,
    fill(host ? letter.asksAt : letter.asks, { minimum: report.minimum, host: host ?? "" }),
    headline(report, text, language),
    fixes.length > 1 ? letter.pleaseOne : letter.please,
    ...fixes.flatMap((fix) => [`- ${plainly(fix.title, setting)}`, ...(fix.checks ? [] : [inset(fix.code)])]),
    ...proof(report, host, setting),
    permalink(report, base),
    letter.closing,
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}
