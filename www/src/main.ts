// The page's start: load the core, then show what needs it.
import { load } from "./core";
import { byId, show } from "./dom";
import { probePanel } from "./probe-panel";
import { replyBox } from "./reply-box";
import { stackForm } from "./stack-form";
import { en } from "./text/en";

try {
  await load();
  // First the panel: it fills in the endpoint that the other answers name.
  probePanel();
  stackForm();
  replyBox();
  byId("tools", HTMLElement).hidden = false;
  document.documentElement.dataset["ready"] = "true";
} catch (problem) {
  console.error(problem);
  show(byId("core-error", HTMLElement), en.coreFailed);
}
