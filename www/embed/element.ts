// <tls-ready>: the checker in somebody else's page. This module only has the
// class; ./define registers it.
import css from "../../target/bindings/element.css";
import type { Profile, ProviderProfile } from "../../target/bindings/tls_ready.js";
import { card, spoken } from "../src/card";
import { element, say, show } from "../src/dom";
import { LOADED } from "../src/languages";
import { probeCard } from "../src/probe-card";
import { links, said } from "../src/provider";
import type { Setting } from "../src/setting";
import { fill, reasonOf, type Catalogue } from "../src/text";
import { element as english, script } from "../text/en.json";
import { check, inspect, platforms, policy, probe, profile } from "./api";
import type { Finding, Options, PlatformChoice, ProbeReport, Report } from "./api";
import init from "./index";

export type { Finding, ProbeReport, ProviderProfile, Report } from "./api";

/** A report without what was pasted: no lines of it, no reasons, which may quote them, and no server's name. */
export type Outline = Omit<Report, "findings" | "reasons" | "server"> & { findings: Omit<Finding, "text">[] };

/** What `tls-ready-result` tells: the answer, never the text that led to it. */
export interface Result {
  /** What was asked: a pasted text, a platform and version, or the browser's connection. */
  from: "text" | "stack" | "probe";
  /** The answer; null where a test of the connection gave none. */
  report: Outline | null;
  /** How a test of the connection ended. */
  outcome: ProbeReport["outcome"] | null;
  /** Whether the text was longer than what is read of one, so that only its beginning was. */
  cut: boolean;
}

export type ResultEvent = CustomEvent<Result>;

/** The attributes; a property of the same name is in step with each. */
const attributes = [
  "platform", "version", "linked", "minimum", "endpoint", "deadline", "contact", "profile", "platforms", "language", "compact", "heading",
  "heading-level", "site",
] as const;
type Attribute = (typeof attributes)[number];

/** The longest profile that is read. */
const LONGEST = 64 * 1024;
/** What is read of a text: a page that is not ours must not wait for more. */
const MOST = 64 * 1024;
/** How long a pause in typing is, in milliseconds. */
const PAUSE = 150;

// Where there is no page, as on a server, the class can be imported all the same.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

let sheet: CSSStyleSheet | undefined;
function style(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** The profile of an address of this page's own site, or of one by https. */
async function download(address: string): Promise<string> {
  const url = new URL(address, document.baseURI);
  if (url.protocol !== "https:" && url.origin !== location.origin) throw new Error(`${address}: https only`);
  const reply = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!reply.ok) throw new Error(`${url.href}: ${reply.status}`);
  const text = await reply.text();
  if (text.length > LONGEST) throw new Error(`${url.href}: longer than any profile needs`);
  return text;
}

function outline(report: Report): Outline {
  const { reasons: _, server: __, findings, ...rest } = report;
  return { ...rest, findings: findings.map(({ text: _, ...found }) => found) };
}

type Spoken = { language: string; text: Catalogue; words: typeof english };

/** The words of a language; English where it is not known or cannot be loaded. */
async function speak(tag: string): Promise<Spoken> {
  const language = tag.slice(0, 2).toLowerCase();
  const loaded = await LOADED[language]?.().catch(() => undefined);
  if (!loaded) return { language: "en", text: script, words: english };
  const { script: own, messages, sentences, deadline, element: words } = loaded.default;
  return { language, text: { ...own, messages, sentences, deadline }, words };
}

/** The checker as an element: `<tls-ready minimum="1.2" deadline="2027-01-31">…</tls-ready>`. */
export class TlsReady extends Base {
  static readonly observedAttributes: readonly string[] = attributes;

  readonly #fallback = element("slot");
  readonly #error = element("p", { class: "error", part: "error", role: "alert", hidden: "" });
  readonly #status = element("p", { class: "visually-hidden", role: "status" });
  readonly #tool = element("div", { part: "tool", hidden: "" });
  readonly #result = element("div", { part: "result" });
  readonly #box = element("textarea", { id: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-describedby": "privacy" });
  readonly #choice = element("select", { id: "platform" });
  readonly #number = element("input", { id: "version", spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
  readonly #library = element("input", { id: "linked", spellcheck: "false", autocomplete: "off", autocapitalize: "off", placeholder: "OpenSSL 1.0.2k" });
  // Nothing is loaded for what nobody looks at.
  readonly #watch = new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) void this.#start().catch(() => {});
  });
  #choices: PlatformChoice[] = [];
  #options: Options = {};
  #spoken: Spoken = { language: "en", text: script, words: english };
  #ready: Promise<Profile> | undefined;
  #begun = false;
  #turn = 0;
  #running: AbortController | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [style()];
      root.append(this.#fallback, this.#error, this.#status, this.#tool);
      this.#box.addEventListener("input", () => this.#later(() => this.#read()));
      // A library belongs to the platform that it was entered for.
      this.#choice.addEventListener("input", () => (this.#library.value = ""));
      for (const field of [this.#choice, this.#number, this.#library]) field.addEventListener("input", () => this.#later(() => this.#stack()));
    }
    if (!this.#begun) this.#watch.observe(this);
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
    this.#running?.abort();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.#begun || name === "compact") return;
    if (name === "platform" || name === "version" || name === "linked") return this.#preset();
    this.#ready = undefined;
    // Several attributes often change together.
    queueMicrotask(() => {
      if (!this.#ready) void this.#start().catch(() => {});
    });
  }

  get platform(): string { return this.#get("platform"); }
  set platform(value: string) { this.#set("platform", value); }
  get version(): string { return this.#get("version"); }
  set version(value: string) { this.#set("version", value); }
  /** The TLS library of a platform that leaves TLS to one. */
  get linked(): string { return this.#get("linked"); }
  set linked(value: string) { this.#set("linked", value); }
  get minimum(): string { return this.#get("minimum"); }
  set minimum(value: string) { this.#set("minimum", value); }
  get endpoint(): string { return this.#get("endpoint"); }
  set endpoint(value: string) { this.#set("endpoint", value); }
  get deadline(): string { return this.#get("deadline"); }
  set deadline(value: string) { this.#set("deadline", value); }
  get contact(): string { return this.#get("contact"); }
  set contact(value: string) { this.#set("contact", value); }
  /** Its JSON, or the address of that; an object is taken too. */
  get profile(): string { return this.#get("profile"); }
  set profile(value: string | ProviderProfile) { this.#set("profile", typeof value === "string" ? value : JSON.stringify(value)); }
  get platforms(): string[] { return this.#get("platforms").split(/[\s,]+/).filter(Boolean); }
  set platforms(value: string[]) { this.#set("platforms", value.join(" ")); }
  get language(): string { return this.#get("language"); }
  set language(value: string) { this.#set("language", value); }
  get compact(): boolean { return this.hasAttribute("compact"); }
  set compact(value: boolean) { this.toggleAttribute("compact", value); }
  /** The words of a heading; there is none without them. */
  get heading(): string { return this.#get("heading"); }
  set heading(value: string) { this.#set("heading", value); }
  get headingLevel(): number { return Number(this.#get("heading-level")) || 2; }
  set headingLevel(value: number) { this.#set("heading-level", String(value)); }
  /** Where the whole site is; platform pages and whole files are linked there. */
  get site(): string { return this.#get("site"); }
  set site(value: string) { this.#set("site", value); }

  /** Reads a text as if it had been pasted, shows the answer, and returns it. */
  async inspect(text: string): Promise<Report> {
    await this.#start();
    this.#box.value = text;
    const report = inspect(text.slice(0, MOST), this.#options);
    this.#shown("text", report, text.length > MOST);
    return report;
  }

  /** Tests this browser's connection to the endpoint, shows what it gave, and returns it. */
  async probe(): Promise<ProbeReport> {
    const provider = await this.#start();
    this.#running?.abort();
    const own = (this.#running = new AbortController());
    const setting = this.#setting();
    this.#result.replaceChildren(element("p", {}, setting.text.probe.testing));
    const { minimum, endpoint, control_endpoint: control } = provider;
    const found = await probe(endpoint, {
      minimum: minimum === "1.3" ? "1.3" : "1.2",
      ...(control !== null && { control }),
      signal: own.signal,
    });
    if (this.#running !== own) return found;
    const made = probeCard(found, setting);
    this.#put(made);
    this.#say(spoken(made));
    this.#tell({ from: "probe", report: found.report && outline(found.report), outcome: found.outcome, cut: false });
    return found;
  }

  #get(name: Attribute): string {
    return this.getAttribute(name) ?? "";
  }

  #set(name: Attribute, value: string): void {
    if (value === "") this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  /** Loads what is needed, once, and builds the form; what is inside the tag stays where that fails. */
  #start(): Promise<Profile> {
    this.#watch.disconnect();
    this.#begun = true;
    const own = (this.#ready ??= this.#build());
    own.catch((problem: unknown) => {
      if (this.#ready !== own) return;
      this.#ready = undefined;
      this.#tool.hidden = true;
      this.#fallback.hidden = false;
      show(this.#error, fill(this.#spoken.words.failed, { reason: reasonOf(problem) }));
    });
    return own;
  }

  async #build(): Promise<Profile> {
    const turn = ++this.#turn;
    const spoken = await speak(this.language || document.documentElement.lang);
    if (turn === this.#turn) this.#spoken = spoken;
    await init();
    const options = await this.#wishes();
    const provider = this.#provider(options);
    // The attributes have changed meanwhile.
    if (turn !== this.#turn) return this.#start();
    this.#options = options;
    const wanted = new Set(this.platforms.length > 0 ? this.platforms : provider.platforms);
    this.#choices = platforms().filter(({ id }) => wanted.size === 0 || wanted.has(id));
    this.#draw(provider);
    show(this.#error, "");
    this.#fallback.hidden = true;
    this.#tool.hidden = false;
    // What stood there before an attribute changed, else what the attributes ask.
    if (this.#box.value === "") this.#preset();
    else this.#read();
    return provider;
  }

  /** What was given by attributes, as the core takes it. */
  async #wishes(): Promise<Options> {
    const source = this.profile.trim();
    const given = source === "" ? null : source.startsWith("{") ? source : await download(source);
    const { minimum, endpoint, deadline } = this;
    return {
      ...(given !== null && { profile: given }),
      ...(minimum !== "" && { minimum: minimum as "1.2" }),
      ...(endpoint !== "" && { endpoint }),
      ...(deadline !== "" && { deadline }),
    };
  }

  /** The provider, with what the attributes say over what his profile says. */
  #provider(options: Options): Profile {
    // The core says what is wrong with any of them.
    const asked = inspect("", options);
    const base = options.profile ? profile(options.profile) : { ...policy(), contact: "" };
    return {
      ...base,
      minimum: asked.minimum,
      endpoint: options.endpoint ?? base.endpoint,
      deadline: options.deadline ?? base.deadline,
      contact: this.contact || base.contact,
    };
  }

  #setting(): Setting {
    const { heading, headingLevel, site } = this;
    const { text, language } = this.#spoken;
    const url = site === "" ? null : new URL(site, document.baseURI);
    return {
      text,
      language,
      base: url && /^https?:$/.test(url.protocol) ? url.href.replace(/\/?$/, "/") : null,
      ...(heading !== "" && { level: Math.min(Math.max(headingLevel + 1, 2), 5) as 2 }),
      announce: (said) => this.#say(said),
    };
  }

  #draw(provider: Profile): void {
    const { text, language, words: own } = this.#spoken;
    this.#tool.lang = language;
    const parts: (Node | string)[] = [];
    if (this.heading !== "") {
      const level = Math.min(Math.max(this.headingLevel, 1), 6);
      parts.push(element(`h${level}` as "h2", { part: "heading" }, this.heading));
    }
    parts.push(...said(provider, text, language));
    const form = element("form", { part: "form", novalidate: "" });
    this.#box.rows = this.compact ? 2 : 4;
    form.append(element("label", { for: "text" }, own.paste), this.#box, element("p", { id: "privacy", class: "hint" }, own.privacy));
    const options = this.#choices.map(({ id, name }) => element("option", { value: id }, name));
    this.#choice.replaceChildren(element("option", { value: "" }, own.choose), ...options);
    const fields = element(
      "div",
      { class: "fields" },
      element("p", {}, element("label", { for: "platform" }, own.platform), this.#choice),
      element("p", {}, element("label", { for: "version" }, own.version), this.#number),
      element("p", { hidden: "" }, element("label", { for: "linked" }, own.linked), this.#library),
    );
    form.append(fields);
    const test = element("button", { type: "button", part: "probe", title: provider.endpoint }, own.probe);
    test.addEventListener("click", () => void this.probe());
    const about = element("p", { part: "about" }, test, " ", element("span", { class: "hint" }, own.browser));
    form.addEventListener("submit", (event) => event.preventDefault());
    parts.push(form, this.#result);
    parts.push(about, ...links(provider, text));
    this.#result.replaceChildren();
    this.#tool.replaceChildren(...parts);
  }

  /** After a pause in typing; a mistake in an attribute has its own place. */
  #later(answer: () => void): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(answer, PAUSE);
  }

  #preset(): void {
    const { platform, version, linked } = this;
    const found = this.#choices.find(({ id, aliases }) => id === platform || aliases.includes(platform.toLowerCase()));
    this.#choice.value = found?.id ?? "";
    this.#number.value = version;
    this.#library.value = linked;
    this.#fields();
    if (platform !== "" && version !== "") this.#stack();
  }

  #read(): void {
    const text = this.#box.value;
    if (text.trim() === "") return this.#result.replaceChildren();
    this.#answer("text", () => inspect(text.slice(0, MOST), this.#options), text.length > MOST);
  }

  /** A platform that leaves TLS to another library has a field for it. Returns what is in it. */
  #fields(): string {
    const leaves = this.#choices.some(({ id, linked }) => linked && id === this.#choice.value);
    if (this.#library.parentElement) this.#library.parentElement.hidden = !leaves;
    return leaves ? this.#library.value.trim() : "";
  }

  #stack(): void {
    const [platform, version, linked] = [this.#choice.value, this.#number.value.trim(), this.#fields()];
    if (platform === "" || version === "") return this.#result.replaceChildren();
    this.#answer("stack", () => check(platform, version, { ...this.#options, ...(linked !== "" && { linked }) }));
  }

  #answer(from: "text" | "stack", ask: () => Report, cut = false): void {
    try {
      this.#shown(from, ask(), cut);
    } catch (problem) {
      this.#result.replaceChildren(element("p", { class: "error" }, reasonOf(problem)));
    }
  }

  #shown(from: "text" | "stack", report: Report, cut: boolean): void {
    const setting = this.#setting();
    const choice = this.#choices.find(({ id }) => id === report.platform);
    const axis = choice && { name: choice.name, builds: [] };
    const after = cut ? [element("p", { class: "cut" }, this.#spoken.words.cut)] : [];
    const made = card(report, setting, { axis, after, entered: from === "stack" });
    const more = element("button", { type: "button", class: "more", part: "more" }, this.#spoken.words.more);
    more.addEventListener("click", () => {
      made.classList.add("whole");
      more.remove();
    });
    made.append(more);
    this.#put(made);
    this.#say(spoken(made));
    this.#tell({ from, report: outline(report), outcome: null, cut });
  }

  #put(made: HTMLElement): void {
    made.setAttribute("part", `card ${made.dataset["verdict"]}`);
    this.#result.replaceChildren(made);
  }

  #say(said: string | Element): void {
    say(this.#status, said);
  }

  #tell(detail: Result): void {
    this.dispatchEvent(new CustomEvent("tls-ready-result", { bubbles: true, composed: true, detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "tls-ready": TlsReady;
  }
  interface HTMLElementEventMap {
    "tls-ready-result": ResultEvent;
  }
}
