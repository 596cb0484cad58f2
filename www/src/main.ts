// The page's start: what works without the core, then the core, then the rest.
import { load, platforms } from "./core";
import { byId, show } from "./dom";
import { catalogue } from "./language";
import { pasteBox } from "./paste-box";
import { printWhole } from "./print";
import { probePanel } from "./probe-panel";
import type { Setting } from "./setting";
import { stackForm } from "./stack-form";
import { theTable } from "./table";
import { fill } from "./text";
import { serve } from "./worker";

function announce(sentence: string): void {
  const region = byId("status", HTMLElement);
  if (region.textContent !== sentence) region.textContent = sentence;
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
    const choices = platforms();
    named(choices);
    // First the panel: it fills in the endpoint that the other answers name.
    probePanel(setting);
    stackForm(choices, setting);
    pasteBox(setting);
    root.dataset["ready"] = "true";
  } catch (problem) {
    console.error(problem);
    byId("tools", HTMLElement).hidden = true;
    const reason = problem instanceof Error ? problem.message : String(problem);
    show(byId("core-error", HTMLElement), fill(setting.text.coreFailed, { reason }));
    root.dataset["ready"] = "false";
  }
}

await (typeof document === "undefined" ? serve() : page());
