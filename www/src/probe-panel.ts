// The live probe: this browser's connection, on a click, and never the server's.
import { minimum } from "./asked";
import { spoken } from "./card";
import type { Profile } from "./core";
import { byId, element, show } from "./dom";
import { host, probeCard } from "./probe-card";
import { failure } from "./sentences";
import type { Setting } from "./setting";
import { beside } from "./worker";

const local = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[(::1\]|f[cd]|fe[89ab]))|\.(local|internal|localhost)$/;

export function probePanel(setting: Setting, profile: Profile): void {
  const { text, announce } = setting;
  const form = byId("probe-form", HTMLFormElement);
  const endpoint = byId("endpoint", HTMLInputElement);
  const note = byId("endpoint-note", HTMLElement);
  const error = byId("endpoint-error", HTMLElement);
  const start = byId("probe", HTMLButtonElement);
  const cancel = byId("cancel", HTMLButtonElement);
  const result = byId("result-probe", HTMLElement);
  let running: AbortController | null = null;

  function describe(): void {
    const name = host(endpoint.value.trim());
    byId("not-confirmed", HTMLElement).hidden = endpoint.value.trim() !== profile.endpoint || profile.endpoint_confirmed;
    note.textContent = name !== null && local.test(name) ? text.probe.localAddress : "";
    show(error, "");
    endpoint.removeAttribute("aria-invalid");
  }

  function refuse(): void {
    endpoint.setAttribute("aria-invalid", "true");
    show(error, text.probe.endpointError);
    announce(text.probe.endpointError);
  }

  async function run(): Promise<void> {
    const address = endpoint.value.trim();
    describe();
    if (host(address) === null) {
      endpoint.focus();
      return refuse();
    }
    running?.abort();
    const own = new AbortController();
    running = own;
    cancel.hidden = false;
    start.setAttribute("aria-disabled", "true");
    result.replaceChildren(element("p", {}, text.probe.testing));
    try {
      const { probe } = await beside();
      const found = await probe(address, { minimum: minimum(), signal: own.signal });
      if (running !== own) return;
      if (found.outcome === "invalid-endpoint") {
        result.replaceChildren();
        return refuse();
      }
      const made = probeCard(found, setting);
      result.replaceChildren(made);
      announce(spoken(made));
    } catch (problem) {
      result.replaceChildren();
      show(error, ...failure(text.coreFailed, problem, setting));
      announce(error);
    } finally {
      if (running === own) {
        running = null;
        // The focus must not fall off the page with the button.
        if (document.activeElement === cancel) start.focus();
        cancel.hidden = true;
        start.removeAttribute("aria-disabled");
      }
    }
  }

  describe();
  endpoint.addEventListener("input", describe);
  cancel.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", () => {
    if (!running) void run();
  });
}
