// What is copied out of a report: the report itself for a ticket, a message
// to whoever runs the program, and a link to the same question.
import type { Report } from "./core";
import type { Setting } from "./setting";
import { day, fill, headline, word } from "./text";

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\``;
const bullets = (items: string[]) => items.map((item) => `- ${item}`).join("\n");

/** The address that asks the same of the same stack; pasted text is not in it. */
export function permalink(report: Report, base: string | null): string | null {
  const { platform, version_text: version, linked_tls_library: library } = report;
  if (base === null || platform === null || version === null) return null;
  const state = new URLSearchParams({ p: platform, v: version });
  if (library !== null) state.set("l", library);
  if (report.minimum !== "1.2") state.set("min", report.minimum);
  return `${new URL(base, document.baseURI).href.split("#")[0]}#${state}`;
}

/** The report as Markdown. */
export function markdown(report: Report, { text, language, base }: Setting): string {
  const parts = [`**${word(report, text)}.** ${headline(report, text, language)}`];
  const section = (title: string, lines: string[]) => {
    if (lines.length > 0) parts.push(`### ${title}`, ...lines);
  };
  section(text.why, [bullets(report.reasons)].filter(Boolean));
  section(text.onlyIf, [bullets(report.conditions)].filter(Boolean));
  section(
    text.fixes,
    report.fixes.flatMap((fix, index) => [
      `${index + 1}. **${fix.title}** (${text.scope[fix.scope]})`,
      ...(fix.versions.length > 0 ? [fill(text.forVersions, { words: fix.versions.join("; ") })] : []),
      block(fix.language, fix.code),
      fill(text.then, { words: fix.verify }),
      fill(text.mind, { words: fix.risk }),
    ]),
  );
  section(
    text.prove,
    report.next.flatMap((next) => [next.why, block("sh", next.command), fill(text.look, { words: next.expect })]),
  );
  section(text.endOfLife, report.end_of_life === null ? [] : [report.end_of_life]);
  section(text.caveats, [bullets(report.caveats)].filter(Boolean));
  section(text.notes, [bullets(report.notes)].filter(Boolean));
  section(text.sources, [bullets(report.sources.map((source) => `[${source.title}](${source.url}): ${source.says}`))].filter(Boolean));
  // Without a link to the answer there is one to the page.
  const link = permalink(report, base) ?? (base === null ? null : new URL(base, document.baseURI).href.split(/[?#]/)[0]);
  parts.push([fill(text.dated, { date: day(report.data_version, language) }), link && `<${link}>`].filter(Boolean).join(" "));
  return `${parts.join("\n\n")}\n`;
}

/** A message to a host or a vendor. */
export function message(report: Report, { text, language, base }: Setting): string {
  const { letter } = text;
  const proof = report.next.at(-1);
  return [
    letter.greeting,
    fill(letter.asks, { minimum: report.minimum }),
    headline(report, text, language),
    letter.please,
    ...report.fixes.slice(0, 2).flatMap((fix) => [`- ${fix.title}`, fix.code.replace(/^/gm, "    ")]),
    ...(proof ? [letter.proof, proof.command.replace(/^/gm, "    ")] : []),
    permalink(report, base),
    letter.closing,
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}
