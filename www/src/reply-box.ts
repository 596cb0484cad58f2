// A pasted reply: read at once, and never sent anywhere.
import { interpretResponse } from "./core";
import { card } from "./card";
import { announce, byId, element } from "./dom";
import { en } from "./text/en";

export function replyBox(): void {
  const form = byId("reply-form", HTMLFormElement);
  const box = byId("reply", HTMLTextAreaElement);
  const result = byId("result-reply", HTMLElement);

  function answer(insist: boolean): void {
    if (box.value.trim() === "" && !insist) return result.replaceChildren();
    const minimum = byId("minimum", HTMLSelectElement).value === "1.3" ? "1.3" : "1.2";
    const askedBy = new FormData(form).get("asked-by") === "browser" ? "browser" : "program";
    const endpoint = byId("endpoint", HTMLInputElement);
    const report = interpretResponse(undefined, box.value, {
      minimum,
      askedBy,
      ...(endpoint.value.startsWith("https://") && endpoint.validity.valid && { endpoint: endpoint.value }),
    });
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
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(true);
  });
}
