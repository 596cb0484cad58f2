// The page for frames: the element with its options from the fragment, which
// no server sees. The height goes to the one origin that the fragment names.
const options = [
  "platform", "version", "linked", "minimum", "endpoint", "deadline", "contact", "profile", "platforms", "language", "heading", "heading-level",
];

const tool = document.querySelector("tls-ready");

function apply(): URLSearchParams {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const name of options) {
    const value = given.get(name);
    if (value === null || value === "") tool?.removeAttribute(name);
    else if (tool?.getAttribute(name) !== value) tool?.setAttribute(name, value);
  }
  tool?.toggleAttribute("compact", given.has("compact") && given.get("compact") !== "0");
  document.documentElement.dataset["scheme"] = given.get("scheme") ?? "";
  return given;
}

/** The origin of the page around this one, where that page asked for the height. */
function host(given: URLSearchParams): string | null {
  const named = given.get("host");
  if (named === null || parent === window) return null;
  try {
    const { origin, protocol } = new URL(named);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

let to = host(apply());
addEventListener("hashchange", () => (to = host(apply())));
new ResizeObserver(() => {
  // A browser delivers it to that origin only.
  if (to !== null) parent.postMessage({ type: "tls-ready-height", height: document.documentElement.offsetHeight }, to);
}).observe(document.documentElement);

export {};
