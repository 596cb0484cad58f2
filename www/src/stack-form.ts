// Platform and version: the answer while they are typed.
import { asked, minimumWord, onAsked } from "./asked";
import { card, spoken } from "./card";
import { code } from "./copy";
import type { PlatformChoice } from "./core";
import { byId, element, show } from "./dom";
import * as fragment from "./fragment";
import { meant, picker } from "./picker";
import type { Setting } from "./setting";
import { axis } from "./table";
import { fill, reasonOf } from "./text";
import { ask } from "./worker";

export function stackForm(choices: PlatformChoice[], setting: Setting): void {
  const { text, announce } = setting;
  const form = byId("stack-form", HTMLFormElement);
  const platform = byId("platform", HTMLInputElement);
  const version = byId("version", HTMLInputElement);
  const linked = byId("linked", HTMLInputElement);
  const variant = byId("variant", HTMLSelectElement);
  const command = byId("version-command", HTMLElement);
  const error = byId("stack-error", HTMLElement);
  const result = byId("result-stack", HTMLElement);

  const picked = picker(platform, byId("platforms", HTMLElement), choices, setting, () => {
    // A library belongs to the platform that it was entered for.
    linked.value = "";
    fields();
    void answer(false, true);
    version.focus();
  });

  function fields(): void {
    const choice = picked.chosen;
    byId("linked-field", HTMLElement).hidden = !choice?.linked;
    byId("variant-field", HTMLElement).hidden = !choice?.variants.length;
    const builds = [element("option", { value: "" }, text.stack.anyBuild)];
    for (const build of choice?.variants ?? []) builds.push(element("option", { value: build.id }, build.id));
    variant.replaceChildren(...builds);
    version.placeholder = "";
    command.replaceChildren();
    if (choice) void texts(choice.id);
  }

  /** What the fields say in words, which come with the platform's texts. */
  async function texts(id: string): Promise<void> {
    const choice = await ask("platform", id);
    if (!choice || picked.chosen?.id !== id) return;
    version.placeholder = choice.examples.join(", ");
    for (const build of choice.variants) {
      const option = [...variant.options].find((option) => option.value === build.id);
      if (option) option.textContent = build.name;
    }
    command.replaceChildren(element("p", { class: "hint" }, text.stack.findVersion), code(choice.version_command.command, setting));
  }

  let pause: ReturnType<typeof setTimeout> | undefined;
  let turn = 0;

  /** `insist`: somebody pressed the button; `step`: another platform or minimum. */
  async function answer(insist: boolean, step = false): Promise<void> {
    clearTimeout(pause);
    const own = ++turn;
    const choice = picked.chosen;
    fragment.write(
      {
        p: choice?.id ?? "",
        v: version.value.trim(),
        l: linked.value.trim(),
        b: variant.value,
        min: minimumWord(),
      },
      step,
    );
    show(error, "");
    for (const field of [platform, version]) field.removeAttribute("aria-invalid");
    // What is shown is the answer to what was there before.
    result.ariaBusy = "true";
    try {
      if ((!choice || version.value.trim() === "") && !insist) return result.replaceChildren();
      if (!choice) throw new Error(platform.value.trim() === "" ? text.stack.choosePlatform : notListed(platform.value));
      const report = await ask("check", choice.id, version.value, {
        ...(choice.linked && linked.value.trim() !== "" && { linked: linked.value }),
        ...(variant.value !== "" && { variant: variant.value }),
        ...asked(),
      });
      if (own !== turn) return;
      const made = card(report, setting, { axis: axis(choice.id), entered: true });
      result.replaceChildren(made);
      announce(spoken(made));
      if (insist) made.querySelector<HTMLElement>(".headline")?.focus();
    } catch (problem) {
      if (own !== turn) return;
      result.replaceChildren();
      const wrong = choice ? version : platform;
      const say = () => {
        wrong.setAttribute("aria-invalid", "true");
        // What is wrong with a version the core says, in English.
        error.lang = choice ? "en" : setting.language;
        show(error, reasonOf(problem));
        announce(error);
      };
      // Half a version is no mistake yet.
      if (!insist) return void (pause = setTimeout(say, 700));
      say();
      wrong.focus();
    } finally {
      if (own === turn) result.ariaBusy = "false";
    }
  }

  function notListed(name: string): string {
    const choice = meant(choices, name);
    const said = fill(text.stack.notListed, { name: name.trim().slice(0, 40) });
    return choice ? `${fill(text.stack.meant, { name: choice.name })} ${said}` : said;
  }

  function restore(): void {
    const state = fragment.read();
    picked.choose(state.p);
    if (!picked.chosen) platform.value = state.p;
    fields();
    version.value = state.v;
    linked.value = state.l;
    variant.value = picked.chosen?.variants.some((build) => build.id === state.b) ? state.b : "";
    void answer(false);
    if (!picked.chosen && state.p !== "") show(error, notListed(state.p));
  }

  for (const field of [version, linked]) field.addEventListener("input", () => void answer(false));
  variant.addEventListener("change", () => void answer(false));
  onAsked(() => void answer(false, true));
  form.addEventListener("submit", () => {
    if (!picked.chosen) {
      picked.choose(platform.value);
      fields();
      if (picked.chosen && version.value === "") return version.focus();
    }
    void answer(true);
  });
  fragment.onChange(restore);
  if (fragment.read().p !== "") restore();
  else {
    // What was typed before this script came.
    if (platform.value !== "" && document.activeElement !== platform) picked.choose(platform.value);
    fields();
    if (version.value !== "") void answer(false);
  }
}
