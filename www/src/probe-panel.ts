// The live probe: this browser's connection, on a click, and never the server's.
import { policy, probe } from "./core";
import type { ProbeReport } from "./core";
import { card, shape } from "./card";
import { announce, byId, element, show } from "./dom";
import { en } from "./text/en";

const local = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[(::1\]|f[cd]|fe[89ab]))|\.(local|internal|localhost)$/;

function host(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && url.username === "" ? url.hostname : null;
  } catch {
    return null;
  }
}

function shown(result: ProbeReport): HTMLElement {
  const warning = element("p", { class: "not-your-server" }, en.browserOnly);
  if (result.report) return card(result.report, warning);
  const parts = [element("p", { class: "verdict" }, shape("unknown"), en.verdict.unknown), element("h3", { class: "headline" }, result.headline)];
  parts.push(element("p", {}, result.detail), warning);
  if (result.outcome === "unreadable") {
    const tab = element("a", { href: result.endpoint, target: "_blank", rel: "noopener noreferrer" }, en.openInTab);
    parts.push(element("p", {}, tab));
  }
  return element("article", { class: "card", "data-verdict": "unknown", "data-outcome": result.outcome }, ...parts);
}

export function probePanel(): void {
  const form = byId("probe-form", HTMLFormElement);
  const endpoint = byId("endpoint", HTMLInputElement);
  const note = byId("endpoint-note", HTMLElement);
  const error = byId("endpoint-error", HTMLElement);
  const start = byId("probe", HTMLButtonElement);
  const cancel = byId("cancel", HTMLButtonElement);
  const result = byId("result-probe", HTMLElement);
  const profile = policy();
  let running: AbortController | null = null;

  function describe(): void {
    const name = host(endpoint.value.trim());
    const words = [];
    if (endpoint.value.trim() === profile.endpoint && !profile.endpoint_confirmed) words.push(en.notConfirmed);
    if (name !== null && local.test(name)) words.push(en.localAddress);
    note.textContent = words.join(" ");
    show(error, "");
    endpoint.removeAttribute("aria-invalid");
  }

  async function run(): Promise<void> {
    const address = endpoint.value.trim();
    describe();
    if (host(address) === null) {
      endpoint.setAttribute("aria-invalid", "true");
      endpoint.focus();
      return show(error, en.endpointError);
    }
    running?.abort();
    const own = new AbortController();
    running = own;
    cancel.hidden = false;
    start.disabled = true;
    result.replaceChildren(element("p", {}, en.testing));
    const minimum = byId("minimum", HTMLSelectElement).value === "1.3" ? "1.3" : "1.2";
    try {
      const found = await probe(address, { minimum, signal: own.signal });
      if (running !== own) return;
      if (found.outcome === "invalid-endpoint") {
        endpoint.setAttribute("aria-invalid", "true");
        result.replaceChildren();
        show(error, en.endpointError);
      } else {
        result.replaceChildren(shown(found));
      }
      announce(found.headline);
    } finally {
      if (running === own) {
        running = null;
        cancel.hidden = true;
        start.disabled = false;
      }
    }
  }

  endpoint.value = profile.endpoint;
  describe();
  endpoint.addEventListener("input", describe);
  cancel.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
}
