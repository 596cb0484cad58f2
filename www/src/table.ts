// The table as the page has it: folded to one line a platform, filtered, and
// read for the version line. It needs no core.
import { minimum, onAsked } from "./asked";
import type { Support } from "./core";
import { byId, element } from "./dom";
import * as fragment from "./fragment";
import { idle, inParts, soon } from "./parts";
import type { Setting } from "./setting";
import { fill } from "./text";
import { versionLine } from "./version-line";
import type { Axis, Step } from "./version-line";

/** A platform, or a build of one. */
type Group = {
  body: HTMLTableSectionElement;
  name: string;
  /** What it is found by, in lower case; a build by its platform's name too. */
  names: string;
  button?: HTMLButtonElement;
};

const table = () => byId("table", HTMLElement);
const rows = ({ body }: Pick<Group, "body">) => [...body.rows].slice(1);

function groups(): Group[] {
  let platform = "";
  return [...table().querySelectorAll<HTMLTableSectionElement>("tbody:not(.kind)")].map((body) => {
    const name = body.rows[0]?.textContent ?? "";
    if (body.id) platform = `${name} ${body.id}`;
    return { body, name, names: `${name} ${platform} ${body.dataset["names"] ?? ""}`.toLowerCase() };
  });
}

function step(row: HTMLTableRowElement): Step {
  const [label, tls12, tls13] = row.cells;
  return { label: label?.textContent ?? "", tls12: tls12?.className as Support, tls13: tls13?.className as Support };
}

/** What the table says of a platform, folded or not. */
export function axis(platform: string | null): Axis | undefined {
  const first = platform === null ? null : document.getElementById(platform);
  if (!(first instanceof HTMLTableSectionElement)) return undefined;
  const builds = [];
  // The builds of a platform come after it, and have no id.
  let body: Element | null = first;
  do {
    if (body instanceof HTMLTableSectionElement) builds.push(rows({ body }).map(step));
    body = body.nextElementSibling;
  } while (body?.matches("tbody:not([id], .kind)"));
  return { name: first.querySelector("button, a")?.textContent ?? "", builds };
}

export async function theTable(setting: Setting): Promise<void> {
  const { text, announce } = setting;
  const filter = byId("filter", HTMLInputElement);
  const only = byId("only", HTMLInputElement);
  const shown = byId("shown", HTMLElement);
  const all = groups();
  const platforms = all.filter(({ body }) => body.id).length;
  await inParts(all, fold, soon);

  function fold(group: Group): void {
    const cell = group.body.rows[0]?.cells[0];
    const link = cell?.querySelector("a");
    if (!cell) return;
    // Under its platform a build need not be seen to say whose it is.
    const of = cell.querySelector<HTMLElement>(".of");
    of?.classList.add("visually-hidden");
    const name = of ? [of, group.name.slice(of.textContent?.length)] : [group.name];
    const button = element("button", { type: "button" }, ...name);
    button.addEventListener("click", () => {
      unfold(group, button.getAttribute("aria-expanded") === "false");
      heads();
    });
    group.button = button;
    unfold(group, false);
    cell.replaceChildren(element("div", {}, button, link ?? ""));
    if (link) link.replaceChildren(text.table.pages, element("span", { class: "visually-hidden" }, `: ${group.name}`));
  }

  function unfold({ body, button }: Group, open: boolean): void {
    button?.setAttribute("aria-expanded", String(open));
    body.classList.toggle("folded", !open);
  }

  /** The heads of columns belong to rows that are unfolded. */
  function heads(): void {
    const folded = all.every(({ body }) => body.hidden || body.classList.contains("folded"));
    table().querySelector("table")?.classList.toggle("folded", folded);
  }

  /** Shows what is asked for. */
  function show(): void {
    const words = filter.value.trim().toLowerCase();
    const breaks = (row: HTMLTableRowElement) => !row.cells[minimum() === "1.3" ? 2 : 1]?.classList.contains("default");
    let count = 0;
    for (const group of all) {
      const { body, names } = group;
      const own = rows(group);
      for (const row of own) row.hidden = only.checked && !breaks(row);
      body.hidden = own.every((row) => row.hidden) || !names.includes(words);
      if (!body.hidden && body.id) count++;
    }
    for (const kind of table().querySelectorAll<HTMLElement>(".kind")) kind.hidden = words !== "";
    const said = count > 0 ? text.table.show : only.checked ? text.table.noneBreaks : text.table.none;
    shown.textContent = fill(said, { shown: String(count), all: String(platforms), name: filter.value.trim().slice(0, 40) });
    heads();
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
    if (target) unfold(target, true);
    show();
    target?.body.scrollIntoView();
  }

  filter.addEventListener("input", change);
  only.addEventListener("change", () => {
    for (const group of all) unfold(group, only.checked);
    change();
  });
  onAsked(show);
  fragment.onChange(restore);
  restore();

  // The lines are drawn when somebody comes near them.
  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      void inParts(all, (group) => group.button?.after(versionLine(rows(group).map(step))), idle);
    },
    { rootMargin: "100%" },
  );
  near.observe(table());
}
