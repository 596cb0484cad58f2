// A box to find a platform by any of its names.
import type { PlatformChoice } from "./core";
import { element } from "./dom";
import type { Setting } from "./setting";
import { fill } from "./text";

/** How well a platform answers to a text: 0 by a whole name, below 2 by the start of one, 3 not at all. */
function rank(choice: PlatformChoice, text: string): { rank: number; by: string } {
  const names = [choice.name.toLowerCase(), choice.id, ...choice.aliases];
  const exact = names.find((name) => name === text);
  const starts = exact ?? names.find((name) => name.startsWith(text));
  const by = starts ?? names.find((name) => name.includes(text));
  if (by === undefined) return { rank: 3, by: "" };
  // Its own name comes before what others call it.
  const start = names.indexOf(by) < 2 ? 1 : 1.5;
  return { rank: exact ? 0 : starts ? start : 2, by };
}

export type Picker = { chosen: PlatformChoice | undefined; choose: (name: string) => void };

/** A combobox over a list; `changed` hears of each other choice. */
export function picker(box: HTMLInputElement, list: HTMLElement, choices: PlatformChoice[], setting: Setting, changed: () => void): Picker {
  let shown: PlatformChoice[] = [];
  let active = -1;
  const self: Picker = {
    chosen: undefined,
    choose(name) {
      self.chosen = choices.find((choice) => rank(choice, name.trim().toLowerCase()).rank === 0);
      box.value = self.chosen?.name ?? name;
      close();
    },
  };

  function close(): void {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(index: number): void {
    active = index;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = list.children[index];
    if (option) {
      box.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }

  function open(): void {
    const text = box.value.trim().toLowerCase();
    const found = choices.map((choice) => ({ choice, ...rank(choice, text) })).filter((one) => one.rank < 3);
    found.sort((one, other) => one.rank - other.rank || one.choice.name.localeCompare(other.choice.name));
    shown = found.map((one) => one.choice);
    const options = found.map(({ choice, by }, index) => {
      const alias = by !== "" && text !== "" && by !== choice.name.toLowerCase() ? element("small", {}, ` ${by}`) : null;
      return element("li", { role: "option", id: `platform-${index}`, "aria-selected": "false" }, choice.name, alias);
    });
    list.replaceChildren(...options);
    list.hidden = shown.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  }

  function take(index: number): void {
    const name = shown[index]?.name;
    if (name === undefined) return;
    self.choose(name);
    changed();
  }

  /** What was typed counts where it is a name, or leaves one platform. */
  function settle(): void {
    const before = self.chosen;
    const text = box.value.trim().toLowerCase();
    const [only, second] = choices.filter((choice) => text !== "" && rank(choice, text).rank < 2);
    self.choose(only && !second ? only.name : box.value);
    if (self.chosen !== before) changed();
  }

  box.addEventListener("input", () => {
    open();
    self.chosen = undefined;
    setting.announce(fill(setting.text.stack.found, { count: String(shown.length) }));
  });
  box.addEventListener("click", open);
  box.addEventListener("blur", settle);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((active + step + shown.length + (active < 0 && step < 0 ? 1 : 0)) % shown.length);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (active >= 0) take(active);
      else settle();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // Before the box loses the focus, which would close the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("li") : null;
    if (option) take([...list.children].indexOf(option));
  });
  if (document.activeElement === box) open();
  return self;
}
