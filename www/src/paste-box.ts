// The one box: whatever is pasted, typed or dropped is read here, and never
// sent anywhere.
import { inspect, interpretResponse } from "./core";
import type { Report } from "./core";
import { card } from "./card";
import { announce, asked, byId, element, show } from "./dom";
import { en } from "./text/en";
import { inWorker } from "./worker";

/** Longer texts are read in a worker, so that the page never waits for them. */
const LONG = 64 * 1024;
/** How long a pause in typing is, in milliseconds. */
const PAUSE = 150;

const examples: readonly (readonly [string, string])[] = [
  ["java -version", 'java version "1.7.0_80"\nJava(TM) SE Runtime Environment (build 1.7.0_80-b15)'],
  ["an error", "requests.exceptions.SSLError: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:590)"],
  ["a User-Agent", "curl/7.19.7 (x86_64-redhat-linux-gnu) libcurl/7.19.7 NSS/3.14.0.0 zlib/1.2.3"],
  ["a .NET error", "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel."],
  ["a Dockerfile", "FROM ruby:1.9.3\nRUN bundle install"],
];

export function pasteBox(): void {
  const form = byId("paste-form", HTMLFormElement);
  const box = byId("paste", HTMLTextAreaElement);
  const asker = byId("asked-by", HTMLFieldSetElement);
  const error = byId("paste-error", HTMLElement);
  const result = byId("result-paste", HTMLElement);
  let turn = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function read(text: string): Promise<Report> {
    // The core refuses an endpoint that a shell would not take as one word;
    // what was pasted does not depend on it.
    const options = asked();
    if (text.length > LONG) return inWorker(text, options);
    const report = inspect(text, options);
    const byBrowser = new FormData(form).get("asked-by") === "browser";
    return report.kind === "response" && byBrowser
      ? interpretResponse(undefined, text, { ...options, askedBy: "browser" })
      : report;
  }

  async function answer(): Promise<void> {
    clearTimeout(pause);
    const own = ++turn;
    const text = box.value;
    show(error, "");
    if (text.trim() === "") {
      asker.hidden = true;
      return result.replaceChildren();
    }
    if (text.length > LONG) result.replaceChildren(element("p", {}, en.reading));
    try {
      const report = await read(text);
      // A newer text has been pasted meanwhile.
      if (own !== turn) return;
      asker.hidden = report.kind !== "response";
      result.replaceChildren(card(report, ...askPlatform(report)));
      announce(report.headline);
    } catch (problem) {
      if (own !== turn) return;
      result.replaceChildren();
      show(error, en.notRead + (problem instanceof Error ? problem.message : String(problem)));
    }
  }

  function set(text: string): void {
    box.value = text;
    void answer();
  }

  box.addEventListener("input", (event) => {
    clearTimeout(pause);
    const pasted = event instanceof InputEvent && event.inputType.startsWith("insertFromPaste");
    pause = setTimeout(() => void answer(), pasted ? 0 : PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target !== box) void answer();
  });
  for (const id of ["minimum", "endpoint"]) byId(id, HTMLElement).addEventListener("change", () => void answer());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answer();
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    // One byte more than is read, so that the report can say so.
    void file.slice(0, (1 << 20) + 1).text().then(set);
  });
  const chips = examples.map(([name, text]) => {
    const chip = element("button", { type: "button", class: "chip" }, name);
    chip.addEventListener("click", () => set(text));
    return chip;
  });
  byId("examples", HTMLElement).append(...chips);
}

/** Where only the platform is missing, the way to name it. */
function askPlatform(report: Report): HTMLElement[] {
  if (report.platform !== null || !["response.failed", "failure.protocol-version", "bare.ambiguous"].includes(report.message.id)) return [];
  const link = element("a", { href: "#stack-heading" }, en.askPlatform);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    byId("platform", HTMLSelectElement).focus();
  });
  return [element("p", { class: "ask-platform" }, link)];
}
