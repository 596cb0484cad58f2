// Addresses of scripts are Trusted Types sinks: one policy passes this page's
// own scripts and nothing else.
type Rules = { createScriptURL(url: string): string };
type Factory = { createPolicy(name: string, rules: Rules): Rules };

/** The page's first module; in the single file it stands inside the page. */
const own = globalThis.document?.querySelector<HTMLScriptElement>("script[type=module]") ?? null;

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

/** The page's script, for a worker. */
export function ownBundle(): string {
  const text = own?.textContent ?? "";
  return trusted(own?.src || URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

/** The service worker's script; the single file has none. */
export function ownServiceWorker(): string | null {
  return own?.src ? trusted(new URL("service-worker.js", own.src).href) : null;
}
