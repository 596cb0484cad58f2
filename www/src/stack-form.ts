// Platform and version: the answer while they are typed.
import { check, platforms } from "./core";
import type { PlatformChoice } from "./core";
import { card } from "./card";
import { announce, asked, byId, element, show } from "./dom";
import * as fragment from "./fragment";
import { en } from "./text/en";

export function stackForm(): void {
  const choices = new Map<string, PlatformChoice>(platforms().map((choice) => [choice.id, choice]));
  const form = byId("stack-form", HTMLFormElement);
  const platform = byId("platform", HTMLSelectElement);
  const version = byId("version", HTMLInputElement);
  const linked = byId("linked", HTMLInputElement);
  const variant = byId("variant", HTMLSelectElement);
  const minimum = byId("minimum", HTMLSelectElement);
  const command = byId("version-command", HTMLElement);
  const error = byId("stack-error", HTMLElement);
  const result = byId("result-stack", HTMLElement);

  function fields(): void {
    const choice = choices.get(platform.value);
    version.placeholder = choice?.examples.join(", ") ?? "";
    byId("linked-field", HTMLElement).hidden = !choice?.linked;
    byId("variant-field", HTMLElement).hidden = !choice?.variants.length;
    const builds = [element("option", { value: "" }, en.anyBuild)];
    for (const build of choice?.variants ?? []) builds.push(element("option", { value: build.id }, build.name));
    variant.replaceChildren(...builds);
    const parts = choice ? [en.findVersion, element("code", {}, choice.version_command.command)] : [];
    command.replaceChildren(...parts);
  }

  let pause: ReturnType<typeof setTimeout> | undefined;

  function answer(insist: boolean): void {
    clearTimeout(pause);
    fragment.write({
      p: platform.value,
      v: version.value.trim(),
      l: linked.value.trim(),
      b: variant.value,
      min: minimum.value === "1.2" ? "" : minimum.value,
    });
    show(error, "");
    version.removeAttribute("aria-invalid");
    const missing = platform.value === "" || version.value.trim() === "";
    if (missing && !insist) return result.replaceChildren();
    try {
      if (platform.value === "") throw new Error(en.choosePlatform);
      const choice = choices.get(platform.value);
      const report = check(platform.value, version.value, {
        ...(choice?.linked && linked.value.trim() !== "" && { linked: linked.value }),
        ...(variant.value !== "" && { variant: variant.value }),
        ...asked(),
      });
      result.replaceChildren(card(report));
      announce(report.headline);
    } catch (problem) {
      result.replaceChildren();
      const say = () => {
        version.setAttribute("aria-invalid", "true");
        show(error, problem instanceof Error ? problem.message : String(problem));
      };
      // Half a version is no mistake yet.
      if (insist) say();
      else pause = setTimeout(say, 700);
    }
  }

  function restore(): void {
    const state = fragment.read();
    const named = [...choices.values()].find((choice) => choice.id === state.p || choice.aliases.includes(state.p.toLowerCase()));
    platform.value = named?.id ?? "";
    fields();
    version.value = state.v;
    linked.value = state.l;
    variant.value = named?.variants.some((build) => build.id === state.b) ? state.b : "";
    minimum.value = state.min === "1.3" ? "1.3" : "1.2";
    answer(false);
  }

  platform.addEventListener("change", () => {
    // A library belongs to the platform that it was entered for.
    linked.value = "";
    fields();
    answer(false);
  });
  for (const field of [version, linked]) field.addEventListener("input", () => answer(false));
  for (const field of [variant, minimum, byId("endpoint", HTMLInputElement)]) field.addEventListener("change", () => answer(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(true);
  });
  addEventListener("hashchange", () => {
    if (location.hash.includes("=")) restore();
  });
  if (location.hash.includes("=")) restore();
  else fields();
}
