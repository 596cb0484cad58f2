// The wasm core: compiled while it is on its way, once; and the
// packs of texts that it leaves out, each when an answer needs it.
import init, * as core from "../../target/bindings/tls_ready.js";
import type { Options, PlatformChoice, ProbeOptions, ProbeReport, Report } from "../../target/bindings/tls_ready.js";
import { source, texts } from "#core-file";

export type * from "../../target/bindings/tls_ready.js";
export { policy, profile } from "../../target/bindings/tls_ready.js";

let loading: Promise<unknown> | undefined;

/** Loads it, once; it may be on its way already. */
export const load = (wasm: Promise<Response | ArrayBuffer> = source()): Promise<unknown> => (loading ??= init({ module_or_path: wasm }));

const packs = new Map<string, Promise<void>>();

/** Loads a pack once; what failed is tried again by the next answer. */
function pack(name: string): Promise<void> {
  const loading = packs.get(name) ?? (async () => core.supply(name, await texts(name)))();
  packs.set(name, loading);
  return loading.catch(() => void packs.delete(name));
}

/** Asks until no text is missing. A pack that cannot be loaded leaves its texts empty: the verdict holds without them. */
async function whole<T>(ask: () => T): Promise<T> {
  const tried = new Set<string>();
  for (;;) {
    core.wanted();
    let answer: () => T;
    try {
      const value = ask();
      answer = () => value;
    } catch (problem) {
      answer = () => {
        throw problem;
      };
    }
    const missing = core.wanted().filter((name) => !tried.has(name));
    if (missing.length === 0) return answer();
    for (const name of missing) tried.add(name);
    await Promise.all(missing.map(pack));
  }
}

export const inspect = (text: string, options?: Options): Promise<Report> => whole(() => core.inspect(text, options));

export const check = (platform: string, version: string, options?: Options): Promise<Report> =>
  whole(() => core.check(platform, version, options));

export const interpretResponse = (status: number | undefined, body: string, options?: Options): Promise<Report> =>
  whole(() => core.interpretResponse(status, body, options));

/** What is named in a form: every platform by its names, without its texts. */
export const platforms = (): PlatformChoice[] => core.platforms();

/** One platform with its texts. */
export const platform = (name: string): Promise<PlatformChoice | null> => whole(() => core.platform(name));

export async function probe(endpoint: string, options?: ProbeOptions): Promise<ProbeReport> {
  // It asks the endpoint once; the only texts that its report can need come first.
  await pack("shared");
  return core.probe(endpoint, options);
}
