// A box to find a platform by any of its names.
import type { PlatformChoice } from "./core";
import { element } from "./dom";
import type { Setting } from "./setting";
import { fill } from "./text";

/** What most people look for comes first among equals. */
const COMMON = ["java", "python", "node", "php", "dotnet", "ruby", "go", "openssl", "curl"];

/** Whether two words differ by one letter, or by two that changed places. */
function near(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  let [left, right] = [one.slice(start), other.slice(start)];
  while (left !== "" && right !== "" && left.at(-1) === right.at(-1)) [left, right] = [left.slice(0, -1), right.slice(0, -1)];
  return (left.length < 2 && right.length < 2) || (left.length === 2 && right === `${left[1]}${left[0]}`);
}

/** The platform that a misspelt name may mean. */
export function meant(choices: PlatformChoice[], name: string): PlatformChoice | undefined {
  const text = name.trim().toLowerCase();
  return text.length < 3 ? undefined : choices.find((choice) => [choice.name.toLowerCase(), choice.id, ...choice.aliases].some((one) => near(one, text)));
}

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
    found.sort((one, other) => one.rank - other.rank || Number(COMMON.includes(other.choice.id)) - Number(COMMON.includes(one.choice.id)) || one.choice.name.localeCompare(other.choice.name));
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
