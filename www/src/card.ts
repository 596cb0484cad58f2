// The result card: what a report says, for all three questions of the page.
import type { Finding, FixReport, Next, Report, Source, Verdict } from "./core";
import { announce, element } from "./dom";
import { en } from "./text/en";

// One shape a verdict, on a grid of 24.
const shapes: Record<Verdict, string> = {
  ready: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.500 14.500l-4.500-4.500 1.800-1.800 2.700 2.700 5.700-5.700 1.800 1.800z",
  enable: "M7 6h10a6 6 0 0 1 0 12H7A6 6 0 0 1 7 6zm0 2.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7z",
  upgrade: "M7.500 2h9L22 7.500v9L16.500 22h-9L2 16.500v-9zM11 6v8h2V6zm0 10v2h2v-2z",
  unknown: "M12 1l11 11-11 11L1 12zm-1 6v7h2V7zm0 8v2h2v-2z",
  "other-side": "M2 4h8v16H2zm12 4h8v8h-8z",
  "other-cause": "M12 2L1 22h22zm-1 7h2v6h-2zm0 8h2v2h-2z",
};

export function shape(verdict: Verdict): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", shapes[verdict]);
  path.setAttribute("fill", "currentColor");
  path.setAttribute("fill-rule", "evenodd");
  svg.append(path);
  return svg;
}

function copyButton(text: string, from: HTMLElement): HTMLButtonElement {
  const button = element("button", { type: "button", class: "copy" }, en.copy);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = en.copied;
      announce(en.copied);
    } catch {
      getSelection()?.selectAllChildren(from);
      button.textContent = en.copyManually;
    }
    setTimeout(() => (button.textContent = en.copy), 2000);
  });
  return button;
}

function code(text: string): HTMLElement[] {
  const block = element("pre", {}, element("code", {}, text));
  return [block, copyButton(text, block)];
}

function list(heading: string, items: string[]): HTMLElement[] {
  if (items.length === 0) return [];
  const lines = items.map((item) => element("li", {}, item));
  const title = heading === "" ? [] : [element("h4", {}, heading)];
  return [...title, element("ul", {}, ...lines)];
}

function change(fix: FixReport): HTMLElement {
  const file =
    fix.file === null ? null : element("p", {}, element("a", { href: `files/${fix.file}`, download: "" }, en.wholeFile));
  return element(
    "li",
    {},
    element("strong", {}, fix.title),
    " ",
    element("small", {}, `(${en.scope[fix.scope]})`),
    ...code(fix.code),
    element("p", {}, en.then + fix.verify),
    element("p", { class: "soft" }, en.mind + fix.risk),
    file,
  );
}

function command(next: Next): HTMLElement {
  return element("li", {}, next.why, ...code(next.command), element("p", {}, en.look + next.expect));
}

function source(from: Source): HTMLElement {
  const link = element("a", { href: from.url, rel: "noopener" }, from.title);
  return element("li", {}, link, `: ${from.says} `, element("small", {}, `${en.confidence[from.confidence]}, ${en.read}${from.checked}`));
}

/** One thing that was found, with its line and the text as it stands there. */
function finding(found: Finding): HTMLElement {
  return element("li", {}, element("small", {}, en.line(found.line)), " ", element("code", {}, found.text));
}

/** A report as one card; `extra` stands under its headline. */
export function card(report: Report, ...extra: HTMLElement[]): HTMLElement {
  const made = element(
    "article",
    { class: "card", "data-verdict": report.verdict, "data-message": report.message.id },
    element("p", { class: "verdict" }, shape(report.verdict), en.verdict[report.verdict]),
    element("h3", { class: "headline" }, report.headline),
    ...extra,
    ...list("", report.reasons),
    ...list(en.onlyIf, report.conditions),
  );
  if (report.fixes.length > 0) {
    made.append(element("h4", {}, en.fixes), element("ol", { class: "fixes" }, ...report.fixes.map(change)));
  }
  if (report.next.length > 0) {
    made.append(element("h4", {}, en.prove), element("ul", { class: "next" }, ...report.next.map(command)));
  }
  // What helps comes first; then what else is to be known.
  made.append(
    ...list(en.endOfLife, report.end_of_life === null ? [] : [report.end_of_life]),
    ...list(en.caveats, report.caveats),
    ...list(en.notes, report.notes),
  );
  // A form's own entry is no finding that a reader has to be shown.
  const pasted = report.findings.filter((found) => found.text !== report.headline);
  if (pasted.length > 1) {
    const folded = element("details", {}, element("summary", {}, en.found));
    folded.append(element("ul", {}, ...pasted.map(finding)));
    made.append(folded);
  }
  if (report.sources.length > 0) {
    const folded = element("details", {}, element("summary", {}, en.sources));
    folded.append(element("ul", {}, ...report.sources.map(source)));
    made.append(folded);
  }
  return made;
}
