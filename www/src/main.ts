// The page's start: what works without the core, then the core, then the rest.
import { askFor } from "./asked";
import { load, platforms, policy, profile } from "./core";
import type { Profile } from "./core";
import { byId, element, show } from "./dom";
import { carried } from "./fragment";
import { catalogue } from "./language";
import { pasteBox } from "./paste-box";
import { printWhole } from "./print";
import { probePanel } from "./probe-panel";
import { links, said } from "./provider";
import type { Setting } from "./setting";
import { stackForm } from "./stack-form";
import { store } from "./stored";
import { theTable } from "./table";
import { fill } from "./text";
import { serve } from "./worker";

function announce(sentence: string): void {
  const region = byId("status", HTMLElement);
  if (region.textContent !== sentence) region.textContent = sentence;
}

/** The provider that the address carries, with his words above the tools; else the built-in one. */
function theProvider({ text, language }: Setting): Profile {
  const json = carried();
  if (json === null) return policy();
  const place = element("section", { id: "provider" });
  byId("tools", HTMLElement).prepend(place);
  try {
    const given = profile(json);
    const provider = { ...given, minimum: given.minimum.replace("TLSv", "") };
    askFor(json, provider);
    place.append(element("h2", {}, provider.name), ...said(provider, text, language), ...links(provider, text));
    return provider;
  } catch (problem) {
    place.append(element("p", { class: "error" }, fill(text.provider.wrong, { reason: problem instanceof Error ? problem.message : String(problem) })));
    return policy();
  }
}

async function page(): Promise<void> {
  const root = document.documentElement;
  const core = load();
  // It is waited for below; until then a failure is nobody's yet.
  core.catch(() => {});
  const setting: Setting = { ...(await catalogue()), base: "", level: 3, announce };
  const named = theTable(setting);
  printWhole();
  root.dataset["script"] = "true";
  try {
    await core;
    const provider = theProvider(setting);
    const choices = platforms().filter(({ id }) => provider.platforms.length === 0 || provider.platforms.includes(id));
    named(choices);
    // First the panel: it fills in the endpoint that the other answers name.
    probePanel(setting, provider);
    stackForm(choices, setting);
    pasteBox(setting);
    root.dataset["ready"] = "true";
    store();
  } catch (problem) {
    console.error(problem);
    byId("tools", HTMLElement).hidden = true;
    const reason = problem instanceof Error ? problem.message : String(problem);
    show(byId("core-error", HTMLElement), fill(setting.text.coreFailed, { reason }));
    root.dataset["ready"] = "false";
  }
}

await (typeof document === "undefined" ? serve() : page());
