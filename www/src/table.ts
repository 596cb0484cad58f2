// The table as the page has it: folded to one line a platform, filtered, and
// read for the version line. It needs no core.
import { minimum, onAsked } from "./asked";
import type { Support } from "./core";
import { byId, element } from "./dom";
import * as fragment from "./fragment";
import type { Setting } from "./setting";
import { fill } from "./text";
import { versionLine } from "./version-line";
import type { Axis, Step } from "./version-line";

type Row = { row: HTMLTableRowElement; step: Step };
/** A platform, or a build of one; `names` are all in lower case. */
type Group = { body: HTMLTableSectionElement; id: string; name: string; names: string; rows: Row[]; button?: HTMLButtonElement };

const table = () => byId("table", HTMLElement);

function read(row: HTMLTableRowElement): Row {
  const [label, tls12, tls13] = row.cells;
  return { row, step: { label: label?.textContent ?? "", tls12: tls12?.className as Support, tls13: tls13?.className as Support } };
}

function groups(): Group[] {
  let id = "";
  return [...table().querySelectorAll<HTMLTableSectionElement>("tbody:not(.kind)")].map((body) => {
    id = body.id || id;
    const name = body.rows[0]?.cells[0]?.textContent ?? "";
    return { body, id, name, names: `${name} ${id} ${body.dataset["names"] ?? ""}`.toLowerCase(), rows: [...body.rows].slice(1).map(read) };
  });
}

/** What the table says of a platform; read once, before anything is folded. */
let axes: Map<string, Axis> | undefined;

export function axis(platform: string | null): Axis | undefined {
  return platform === null ? undefined : axes?.get(platform);
}

/** Draws the lines a few at a time, so that nobody waits for them. */
function draw(groups: Group[]): void {
  const idle = window.requestIdleCallback ?? setTimeout;
  idle(() => {
    for (const { button, rows } of groups.slice(0, 6)) button?.after(versionLine(rows.map(({ step }) => step)));
    if (groups.length > 6) draw(groups.slice(6));
  });
}

export function theTable(setting: Setting): void {
  const { text, announce } = setting;
  const filter = byId("filter", HTMLInputElement);
  const only = byId("only", HTMLInputElement);
  const shown = byId("shown", HTMLElement);
  const all = groups();
  axes = new Map();
  for (const group of all) {
    const known = axes.get(group.id);
    const steps = group.rows.map(({ step }) => step);
    if (known) known.builds.push(steps);
    else axes.set(group.id, { name: group.name, builds: [steps] });
    fold(group);
  }
  draw(all);

  function fold(group: Group): void {
    const cell = group.body.rows[0]?.cells[0];
    const link = cell?.querySelector("a");
    if (!cell) return;
    // Under its platform a build need not be seen to say whose it is.
    const of = cell.querySelector<HTMLElement>(".of");
    of?.classList.add("visually-hidden");
    const name = of ? [of, group.name.slice(of.textContent?.length)] : [group.name];
    const button = element("button", { type: "button", "aria-expanded": "false" }, ...name);
    button.addEventListener("click", () => {
      button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") === "false"));
      show();
    });
    group.button = button;
    cell.replaceChildren(element("div", {}, button, link ?? ""));
    if (link) link.replaceChildren(text.table.pages, element("span", { class: "visually-hidden" }, `: ${group.name}`));
  }

  /** Shows what is asked for. */
  function show(): void {
    const words = filter.value.trim().toLowerCase();
    const of = minimum() === "1.3" ? "tls13" : "tls12";
    let count = 0;
    for (const { body, id, names, rows, button } of all) {
      const breaking = rows.filter(({ step }) => !only.checked || step[of] !== "default");
      const open = button?.getAttribute("aria-expanded") === "true";
      body.hidden = breaking.length === 0 || !(names.includes(words) || axes?.get(id)?.name.toLowerCase().includes(words));
      for (const { row } of rows) row.hidden = !open;
      if (only.checked) for (const one of rows) one.row.hidden ||= !breaking.includes(one);
      if (!body.hidden && body.id) count++;
    }
    for (const kind of table().querySelectorAll<HTMLElement>(".kind")) kind.hidden = words !== "";
    shown.textContent = fill(text.table.show, { shown: String(count), all: String(axes?.size ?? 0) });
  }

  function change(): void {
    show();
    fragment.write({ f: filter.value.trim(), only: only.checked ? "1" : "" });
    announce(shown.textContent ?? "");
  }

  /** Goes to a platform that is named by the address, `#java`. */
  function restore(): void {
    const state = fragment.read();
    filter.value = state.f;
    only.checked = state.only === "1";
    const id = location.hash.slice(1);
    const target = all.find(({ body }) => id !== "" && body.id === id);
    target?.button?.setAttribute("aria-expanded", "true");
    show();
    target?.body.scrollIntoView();
  }

  filter.addEventListener("input", change);
  only.addEventListener("change", () => {
    for (const { button } of all) button?.setAttribute("aria-expanded", String(only.checked));
    change();
  });
  onAsked(show);
  fragment.onChange(restore);
  restore();
}
