// Addresses of scripts are Trusted Types sinks: one policy passes this page's
// own scripts and nothing else.
type Rules = { createScriptURL(url: string): string };
type Factory = { createPolicy(name: string, rules: Rules): Rules };

/** In the single file the bundle stands inside the page. */
const inside = globalThis.document?.querySelector("script[type=module]:not([src])") ?? null;

const allowed = new Set<string>();
const rules: Rules = {
  createScriptURL(url) {
    if (!allowed.has(url)) throw new TypeError("not this page's own script");
    return url;
  },
};
const types = (globalThis as { trustedTypes?: Factory }).trustedTypes;
// A name may be taken once only.
const policy = types?.createPolicy("tls-ready", rules) ?? rules;

function trusted(url: string): string {
  allowed.add(url);
  return policy.createScriptURL(url);
}

/** This bundle, for a worker. */
export function ownBundle(): string {
  if (!inside) return trusted(import.meta.url);
  return trusted(URL.createObjectURL(new Blob([inside.textContent ?? ""], { type: "text/javascript" })));
}

/** The service worker's script; the single file has none. */
export function ownServiceWorker(): string | null {
  return inside ? null : trusted(new URL("service-worker.js", import.meta.url).href);
}
