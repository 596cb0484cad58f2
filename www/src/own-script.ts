// Addresses of scripts are Trusted Types sinks: one policy passes this page's
// own scripts and nothing else.
type Rules = { createScriptURL(url: string): string };
type Factory = { createPolicy(name: string, rules: Rules): Rules };

export const bundle = import.meta.url;
export const serviceWorker = new URL("service-worker.js", bundle).href;

const rules: Rules = {
  createScriptURL(url) {
    if (url !== bundle && url !== serviceWorker) throw new TypeError("not this page's own script");
    return url;
  },
};
const types = (globalThis as { trustedTypes?: Factory }).trustedTypes;
// A name may be taken once only.
const policy = types?.createPolicy("tls-ready", rules) ?? rules;

/** The address of one of this page's own scripts, as a sink takes it. */
export function ownScript(url: string): string {
  return policy.createScriptURL(url);
}
