// The page's start: what works without the core. The core and what needs it
// come when somebody wants an answer.
import { source } from "#core-file";
import { setMinimum } from "./asked";
import { theBox } from "./box";
import { byId, element, say, show } from "./dom";
import * as fragment from "./fragment";
import { catalogue } from "./language";
import { printWhole } from "./print";
import type { Setting } from "./setting";
import { store } from "./stored";
import { theTable } from "./table";
import { reasonOf } from "./text";
import { whenWanted } from "./wanted";
import { core } from "./worker";

/** How long nobody has to be told that something is loaded, in milliseconds. */
const MOMENT = 400;

const announce = (said: string | Element) => say(byId("status", HTMLElement), said);

/** Loads what answers; `data-core` says how far it is. */
async function answers(spoken: Promise<Setting>, first?: Promise<void>): Promise<void> {
  const root = document.documentElement;
  const tools = byId("tools", HTMLElement);
  root.dataset["core"] = "loading";
  await first;
  const answering = core();
  // It is waited for below; until then a failure is nobody's yet.
  answering.catch(() => {});
  const code = import("./tools");
  code.catch(() => {});
  const setting = await spoken;
  const late = setTimeout(() => {
    root.dataset["core"] = "late";
    announce(tools.querySelector(".loading")?.textContent ?? "");
  }, MOMENT);
  try {
    await answering;
    await (await code).start(setting);
    root.dataset["core"] = "ready";
  } catch (problem) {
    console.error(problem);
    const had = tools.contains(document.activeElement);
    const error = byId("core-error", HTMLElement);
    root.dataset["core"] = "failed";
    tools.hidden = true;
    const [before = "", after = ""] = setting.text.coreFailed.split("{reason}");
    // What a browser or the core says of it is English.
    show(error, before, element("span", { lang: "en" }, reasonOf(problem)), after);
    if (had) error.focus();
    throw problem;
  } finally {
    clearTimeout(late);
  }
}

/** Somebody who follows a link to an answer sees it first. */
function answerFirst(): void {
  const form = byId("stack-form", HTMLFormElement);
  const section = form.parentElement;
  document.documentElement.dataset["asked"] = "stack";
  form.before(byId("result-stack", HTMLElement));
  if (section) byId("tools", HTMLElement).prepend(section);
}

async function page(): Promise<void> {
  const spoken = catalogue().then((said): Setting => ({ ...said, base: "", level: 3, announce }));
  theBox();
  const want = whenWanted(byId("tools", HTMLElement), (first) => answers(spoken, first));
  const { p, v } = fragment.read();
  if (p !== "" && v !== "") answerFirst();
  const restore = () => {
    setMinimum(fragment.read().min);
    if (fragment.asks()) want();
  };
  fragment.onChange(restore);
  restore();
  // Somebody was faster than this script.
  if (byId("paste", HTMLTextAreaElement).value !== "") want();
  await theTable(await spoken);
  printWhole();
  const { dataset } = document.documentElement;
  dataset["script"] = dataset["ready"] = "true";
  store();
}

/** This script once more, as the worker; the core comes beside what serves it. */
async function worker(): Promise<void> {
  const wasm = source();
  wasm.catch(() => {});
  (await import("./served")).serve(wasm);
}

await (typeof document === "undefined" ? worker() : page());
