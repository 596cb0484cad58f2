// What is in the one box, whether pasted, typed, dropped or opened, is read here, and
// never sent anywhere.
import { asked, onAsked } from "./asked";
import { boxText, pauseLeft, put } from "./box";
import { card, spoken } from "./card";
import type { Report } from "./core";
import { byId, element, show } from "./dom";
import { soon } from "./parts";
import type { Setting } from "./setting";
import { axis } from "./table";
import { failure } from "./sentences";
import { fill } from "./text";
import { ask } from "./worker";

/** Longer texts take so long that the page says so. */
const LONG = 64 * 1024;

export function pasteBox(setting: Setting): void {
  const { text: words, announce } = setting;
  const form = byId("paste-form", HTMLFormElement);
  const box = byId("paste", HTMLTextAreaElement);
  const file = byId("file", HTMLInputElement);
  const asker = byId("asked-by", HTMLFieldSetElement);
  const error = byId("paste-error", HTMLElement);
  const result = byId("result-paste", HTMLElement);
  let turn = 0;
  let shown = "";
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function read(text: string): Promise<Report> {
    const options = asked();
    const report = await ask("inspect", text, options);
    const byBrowser = new FormData(form).get("asked-by") === "browser";
    return report.kind === "response" && byBrowser
      ? ask("interpretResponse", undefined, text, { ...options, askedBy: "browser" })
      : report;
  }

  /**
   * `insist`: somebody pressed the button, and goes on at the answer; `come`: the text came as a whole, and he waits to see it;
   * `nothing`: what to say where there is no text.
   */
  async function answer(insist = false, come = false, nothing = words.paste.empty): Promise<void> {
    clearTimeout(pause);
    const own = ++turn;
    const text = boxText();
    result.ariaBusy = "true";
    show(error, "");
    if (text.trim() === "") {
      asker.hidden = true;
      result.ariaBusy = "false";
      result.replaceChildren();
      if (!insist) return;
      show(error, nothing);
      announce(nothing);
      return box.focus();
    }
    if (text.length > LONG) result.replaceChildren(element("p", {}, words.paste.reading));
    try {
      const report = await read(text);
      // A newer text has been pasted meanwhile.
      if (own !== turn) return;
      asker.hidden = report.kind !== "response";
      // What is typed on mostly changes nothing; what was unfolded then stays so.
      const said = JSON.stringify(report);
      if (said !== shown || !result.querySelector(".card")) {
        // It is made in one task and laid out in another, so that a key comes between.
        await soon();
        if (own !== turn) return;
        const made = card(report, setting, { after: askPlatform(report, setting), axis: axis(report.platform) });
        await soon();
        if (own !== turn) return;
        result.replaceChildren(made);
      }
      shown = said;
      const made = result.querySelector(".card");
      if (made) announce(spoken(made));
      if (insist) result.querySelector<HTMLElement>(".headline")?.focus();
      else if (come) intoView(result);
    } catch (problem) {
      if (own !== turn) return;
      result.replaceChildren();
      show(error, ...failure(words.paste.notRead, problem, setting));
      announce(error);
    } finally {
      if (own === turn) result.ariaBusy = "false";
    }
  }

  function opened(): void {
    const chosen = file.files?.[0];
    file.value = "";
    if (!chosen) return;
    // One byte more than is read, so that the report can say so.
    const opening = chosen.slice(0, (1 << 20) + 1).text();
    void opening.then((text) => {
      put(text);
      if (text.trim() === "") void answer(true, true, fill(words.paste.emptyFile, { name: chosen.name }));
    });
  }

  /** Answers when the text is whole; what is on its way is the answer to what was there before. */
  function changed(): void {
    clearTimeout(pause);
    turn++;
    result.ariaBusy = "true";
    const wait = pauseLeft();
    pause = setTimeout(() => void answer(false, wait === 0), wait);
  }

  box.addEventListener("input", changed);
  asker.addEventListener("change", () => void answer());
  onAsked(() => void answer());
  form.addEventListener("submit", () => void answer(true));
  file.addEventListener("change", opened);
  // Somebody was faster than this script.
  if (file.files?.length) opened();
  else if (box.value !== "") changed();
}

/** Room below what is to be seen, in pixels. */
const ROOM = 16;

/**
 * Brings the answer and what to do first into view, as far as both fit and no further; the
 * focus stays in the box. How it moves is the style's, which asks whether things may move.
 */
function intoView(result: HTMLElement): void {
  const answer = result.querySelector(".card");
  const first = answer?.querySelector(".next .code, .fix[open] .code") ?? answer?.querySelector(".headline");
  if (!answer || !first) return;
  const below = first.getBoundingClientRect().bottom + ROOM - innerHeight;
  const top = Math.min(below, answer.getBoundingClientRect().top);
  if (top > 0) scrollBy({ top });
}

/** What a text says of a client that is too old, without its platform. */
const NAMELESS = ["response.failed", "response.failed-below", "response.below-minimum", "measured.below", "failure.protocol-version", "bare.ambiguous", "unrecognised", "unrecognised.announcement"];

/** Where only the platform is missing, the way to name it. */
function askPlatform(report: Report, { text }: Setting): HTMLElement[] {
  if (report.platform !== null || !NAMELESS.includes(report.message.id)) return [];
  const button = element("button", { type: "button", class: "quiet" }, text.stack.askPlatform);
  button.addEventListener("click", () => byId("platform", HTMLInputElement).focus());
  return [element("p", { class: "ask-platform" }, button)];
}
