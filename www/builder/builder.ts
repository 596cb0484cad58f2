// Puts the lines for somebody else's page together, and shows what they do.
import { isAddress, isContact } from "../src/address";
import { copyButton } from "../src/copy";
import { byId, element, say } from "../src/dom";
import { catalogue } from "../src/language";

const form = document.querySelector<HTMLFormElement>("#choices");
const preview = document.querySelector("#preview");
const here = new URL("../", location.href).href;

const names = ["platform", "version", "linked", "minimum", "endpoint", "deadline", "contact", "profile", "heading"];

/** Marks a field whose value is left out, and says what it must be like. */
function wrong(name: string, is: boolean): void {
  const words = document.getElementById(`${name}-wrong`);
  if (!words) return;
  words.hidden = !is;
  const field = document.getElementById(name);
  if (is) field?.setAttribute("aria-invalid", "true");
  else field?.removeAttribute("aria-invalid");
}

const taken: Record<string, (text: string) => boolean> = {
  endpoint: isAddress,
  contact: isContact,
  // It is fetched, and stands in no command; on one's own site it may be a path.
  profile: (text) => /^(?:https:\/\/|(?![\w+.-]+:))[^\s"'<>]+$/i.test(text),
};

/** What was chosen, by attribute; what is empty is left out, and what is wrong is marked and left out. */
function chosen(): [string, string][] {
  const data = new FormData(form ?? undefined);
  const pairs = names.map((name): [string, string] => {
    const value = String(data.get(name) ?? "").trim();
    const right = value === "" || (taken[name]?.(value) ?? true);
    wrong(name, !right);
    return [name, right ? value : ""];
  });
  pairs.push(["platforms", data.getAll("platforms").join(" ")]);
  return pairs.filter(([, value]) => value !== "");
}

const compact = () => new FormData(form ?? undefined).has("compact");
const quoted = (text: string) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

function put(id: string, lines: string[]): void {
  const place = document.getElementById(id);
  if (place) place.textContent = lines.join("\n");
}

function show(): void {
  const pairs = chosen();
  const tls = `TLS ${pairs.find(([name]) => name === "minimum")?.[1] ?? "1.2"}`;
  const attributes = pairs.map(([name, value]) => ` ${name}="${quoted(value)}"`).join("") + (compact() ? " compact" : "");
  put("element-lines", [
    `<script type="module" src="${here}element/define.js"></script>`,
    `<tls-ready${attributes}>`,
    `  <a href="${here}#table">Which versions of which platforms speak ${tls}</a>`,
    "</tls-ready>",
  ]);
  const fragment = new URLSearchParams([...pairs, ...(compact() ? [["compact", "1"]] : [])]);
  const frame = (more: string) =>
    `<iframe src="${here}embed.html${quoted(`#${fragment}`.replace(/^#$/, ""))}" title="Does your API client speak ${tls}?"${more}\n` +
    `  width="100%" height="600" loading="lazy" allow="clipboard-write" referrerpolicy="no-referrer"></iframe>`;
  put("frame-lines", [frame("")]);
  fragment.set("host", "https://docs.example.com");
  put("height-lines", [
    frame(' id="tls-ready"'),
    '<script type="module">',
    '  // "host" in the address above is the origin of your page; the frame tells its height to nobody else.',
    '  const frame = document.getElementById("tls-ready");',
    '  addEventListener("message", ({ origin, source, data }) => {',
    `    if (origin !== "${new URL(here).origin}" || source !== frame.contentWindow) return;`,
    '    if (data?.type !== "tls-ready-height" || !Number.isFinite(data.height)) return;',
    "    frame.style.height = `${Math.min(Math.max(data.height, 200), 5000)}px`;",
    "  });",
    "</script>",
  ]);
  const ids = pairs.find(([name]) => name === "platforms")?.[1] ?? "java php";
  put("table-lines", [`tls-ready table --html ${ids}`]);
  for (const name of [...names, "platforms"]) {
    const value = pairs.find(([own]) => own === name)?.[1];
    if (value === undefined) preview?.removeAttribute(name);
    else if (preview?.getAttribute(name) !== value) preview?.setAttribute(name, value);
  }
  if (preview?.hasAttribute("compact") !== compact()) preview?.toggleAttribute("compact", compact());
}

form?.addEventListener("input", show);
form?.addEventListener("submit", (event) => event.preventDefault());
show();
const { text, language } = await catalogue();
const announce = (said: string | Element) => say(byId("status", HTMLElement), said);
for (const block of document.querySelectorAll("pre")) {
  const frame = element("div", { class: "code" });
  block.replaceWith(frame);
  frame.append(block, copyButton(text.copy, () => block.textContent ?? "", { text, language, base: null, announce }, block));
}
const { dataset } = document.documentElement;
dataset["script"] = dataset["ready"] = "true";
