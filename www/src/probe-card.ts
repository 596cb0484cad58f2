// What a test of the connection gave, as a card.
import { card } from "./card";
import type { ProbeReport } from "./core";
import { element } from "./dom";
import type { Setting } from "./setting";
import { shape } from "./shapes";
import { fill } from "./text";

/** The host of an address that can be tested. */
export function host(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "https:" && url.username === "" ? url.hostname : null;
  } catch {
    return null;
  }
}

/** A report, or what a test without one has shown. */
export function probeCard(result: ProbeReport, setting: Setting): HTMLElement {
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
    element("p", { class: "verdict" }, shape("unknown"), text.state.unknown),
    element(setting.level ? `h${setting.level}` : "p", { class: "headline", tabindex: "-1", ...headlineLang }, headline),
    warning,
    element("p", detailLang, detail),
    result.outcome === "unreadable" ? element("p", {}, tab) : null,
  );
}
