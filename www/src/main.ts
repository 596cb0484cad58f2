// The page's start: load the core, then show what needs it.
import { load } from "./core";
import { byId, show } from "./dom";
import { pasteBox } from "./paste-box";
import { probePanel } from "./probe-panel";
import { stackForm } from "./stack-form";
import { en } from "./text/en";
import { store } from "./stored";
import { serve } from "./worker";

async function page(): Promise<void> {
  try {
    await load();
    // First the panel: it fills in the endpoint that the other answers name.
    probePanel();
    stackForm();
    pasteBox();
    byId("tools", HTMLElement).hidden = false;
    document.documentElement.dataset["ready"] = "true";
    // What was asked for lies lower now than when the browser went there.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
    store();
  } catch (problem) {
    console.error(problem);
    const reason = problem instanceof Error ? problem.message : String(problem);
    show(byId("core-error", HTMLElement), `${en.coreFailed} (${reason})`);
  }
}

await (typeof document === "undefined" ? serve() : page());
