// A pasted reply: read at once, and never sent anywhere.
import { interpretResponse } from "./core";
import type { Report } from "./core";
import { card } from "./card";
import { announce, asked, byId, element } from "./dom";
import { en } from "./text/en";

export function replyBox(): void {
  const form = byId("reply-form", HTMLFormElement);
  const box = byId("reply", HTMLTextAreaElement);
  const result = byId("result-reply", HTMLElement);

  function answer(insist: boolean): void {
    if (box.value.trim() === "" && !insist) return result.replaceChildren();
    // Whatever happens below, the last reply's answer must not stand beside this one.
    result.replaceChildren();
    const askedBy = new FormData(form).get("asked-by") === "browser" ? "browser" : "program";
    let report: Report;
    try {
      report = interpretResponse(undefined, box.value, { ...asked(), askedBy });
    } catch {
      // Only the endpoint can be refused here; the reply does not depend on it.
      report = interpretResponse(undefined, box.value, { minimum: asked().minimum, askedBy });
    }
    const ask =
      report.message.id === "response.failed"
        ? [element("p", { class: "ask-platform" }, element("a", { href: "#platform" }, en.askPlatform))]
        : [];
    ask[0]?.addEventListener("click", (event) => {
      event.preventDefault();
      byId("platform", HTMLSelectElement).focus();
    });
    result.replaceChildren(card(report, ...ask));
    announce(report.headline);
  }

  form.addEventListener("input", () => answer(false));
  byId("minimum", HTMLSelectElement).addEventListener("change", () => answer(false));
  byId("endpoint", HTMLInputElement).addEventListener("change", () => answer(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(true);
  });
}
