// The three ways to an answer; loaded when somebody wants one.
import { askFor } from "./asked";
import type { Profile } from "./core";
import { byId, element } from "./dom";
import { carried } from "./fragment";
import { soon } from "./parts";
import { pasteBox } from "./paste-box";
import { probePanel } from "./probe-panel";
import { links, said } from "./provider";
import { failure } from "./sentences";
import type { Setting } from "./setting";
import { stackForm } from "./stack-form";
import { ask } from "./worker";

/** The provider that the address carries, with his words above the tools; else the built-in one. */
async function theProvider(setting: Setting): Promise<Profile> {
  const { text, language } = setting;
  const json = carried();
  if (json === null) return ask("policy");
  const place = element("section", { id: "provider" });
  byId("tools", HTMLElement).prepend(place);
  try {
    const given = await ask("profile", json);
    const provider = { ...given, minimum: given.minimum.replace("TLSv", "") };
    askFor(json, provider);
    byId("endpoint", HTMLInputElement).value = provider.endpoint;
    place.append(element("h2", {}, provider.name), ...said(provider, text, language), ...links(provider, text));
    return provider;
  } catch (problem) {
    place.append(element("p", { class: "error" }, ...failure(text.provider.wrong, problem, setting)));
    return ask("policy");
  }
}

export async function start(setting: Setting): Promise<void> {
  const [provider, platforms] = await Promise.all([theProvider(setting), ask("platforms")]);
  const choices = platforms.filter(({ id }) => provider.platforms.length === 0 || provider.platforms.includes(id));
  // First the panel: it knows the endpoint that the other answers name. A key comes between.
  await soon();
  probePanel(setting, provider);
  await soon();
  stackForm(choices, setting);
  await soon();
  pasteBox(setting);
}
