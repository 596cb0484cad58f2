// The version line: a platform's releases along one axis. Solid is on by
// default, dotted must be switched on, hatched is missing; TLS 1.3 is the
// thinner line below. The same drawing as in crate/src/render/line.rs.
import type { Support } from "./core";
import { drawing } from "./dom";

/** What a range of versions has. */
export type Step = { label: string; tls12: Support; tls13: Support };
/** A platform's table, build by build, in the order of the open data's rules. */
export type Axis = { name: string; builds: Step[][] };

/** The build that a row of the table is of, and where in it the rows are. */
export function build({ builds }: Axis, rows: readonly number[]): { steps: Step[]; at: number[] } {
  let first = 0;
  for (const steps of builds) {
    const at = rows.map((row) => row - first).filter((row) => row >= 0 && row < steps.length);
    if (at.length > 0) return { steps, at };
    first += steps.length;
  }
  return { steps: [], at: [] };
}

const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(2)}%`;

function strokes(steps: Step[], of: "tls12" | "tls13", y: string): SVGElement[] {
  const made = [];
  for (let from = 0, to = 0; from < steps.length; from = to) {
    const support = steps[from]?.[of] ?? "unknown";
    while (to < steps.length && steps[to]?.[of] === support) to++;
    const [x1, x2] = [percent(from, steps.length), percent(to, steps.length)];
    made.push(drawing("line", { x1, x2, y1: y, y2: y, class: `${of} ${support}` }));
  }
  return made;
}

/** Draws it; `at` are the steps that the found version can be in. */
export function versionLine(steps: Step[], at: readonly number[] = [], pin = ""): SVGSVGElement {
  const ticks = steps.map((_, index) => {
    const x = percent(index, steps.length);
    return drawing("line", { x1: x, x2: x, y1: "16", y2: "40", class: "tick" });
  });
  const line = drawing("svg", { class: "version-line", "aria-hidden": "true" }, ...ticks.slice(1));
  line.append(...strokes(steps, "tls12", "22"), ...strokes(steps, "tls13", "36"));
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return line;
  const middle = percent((first + last + 1) / 2, steps.length);
  const head = drawing("path", { d: "M0 18l-5-8h10zM0 14v28" });
  const side = first + last + 1 < steps.length ? "start" : "end";
  const word = drawing("text", { x: side === "start" ? "9" : "-9", y: "13", "text-anchor": side }, pin);
  line.append(drawing("svg", { x: middle, overflow: "visible", class: "pin" }, head, word));
  return line;
}
