// The live probe: this browser's connection, on a click, and never the server's.
import { minimum } from "./asked";
import { card } from "./card";
import { policy, probe } from "./core";
import type { ProbeReport } from "./core";
import { byId, element, show } from "./dom";
import type { Setting } from "./setting";
import { shape } from "./shapes";
import { fill } from "./text";

const local = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[(::1\]|f[cd]|fe[89ab]))|\.(local|internal|localhost)$/;

function host(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && url.username === "" ? url.hostname : null;
  } catch {
    return null;
  }
}

function shown(result: ProbeReport, setting: Setting): HTMLElement {
  const { text } = setting;
  const said = (key: string, english: string) => {
    const own = text.messages?.[`probe.${result.outcome}${key}`];
    return own ? [{}, fill(own, { host: host(result.endpoint) ?? "" })] as const : [{ lang: "en" }, english] as const;
  };
  const warning = element("p", { class: "not-your-server" }, text.probe.browserOnly);
  if (result.report) return card(result.report, setting, { after: [warning] });
  const tab = element("a", { href: result.endpoint, target: "_blank", rel: "noreferrer" }, text.probe.openInTab);
  const [headlineLang, headline] = said("", result.headline);
  const [detailLang, detail] = said(".detail", result.detail);
  return element(
    "article",
    { class: "card", "data-verdict": "unknown", "data-outcome": result.outcome },
    element("p", { class: "verdict" }, shape("unknown"), text.verdict.unknown),
    element("h3", { class: "headline", tabindex: "-1", ...headlineLang }, headline),
    warning,
    element("p", detailLang, detail),
    result.outcome === "unreadable" ? element("p", {}, tab) : null,
  );
}

export function probePanel(setting: Setting): void {
  const { text, announce } = setting;
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
    if (endpoint.value.trim() === profile.endpoint && !profile.endpoint_confirmed) words.push(text.probe.notConfirmed);
    if (name !== null && local.test(name)) words.push(text.probe.localAddress);
    note.textContent = words.join(" ");
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
      const found = await probe(address, { minimum: minimum(), signal: own.signal });
      if (running !== own) return;
      if (found.outcome === "invalid-endpoint") {
        result.replaceChildren();
        return refuse();
      }
      const made = shown(found, setting);
      result.replaceChildren(made);
      announce(made.querySelector(".headline")?.textContent ?? "");
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

  endpoint.value ||= profile.endpoint;
  describe();
  endpoint.addEventListener("input", describe);
  cancel.addEventListener("click", () => running?.abort());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!running) void run();
  });
}
