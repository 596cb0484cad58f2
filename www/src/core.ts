// The wasm core: loaded once, by streaming, from beside this script. What
// answers with a report is asynchronous, as its words may have to be loaded.
import init, * as core from "../../target/bindings/tls_ready.js";
import type { Options, ProbeOptions, ProbeReport, Report } from "../../target/bindings/tls_ready.js";
import wasm from "../../target/bindings/tls_ready_bg.wasm";

export type * from "../../target/bindings/tls_ready.js";
export { platforms, policy } from "../../target/bindings/tls_ready.js";

export async function load(): Promise<void> {
  await init({ module_or_path: new URL(wasm, import.meta.url) });
}

export async function inspect(text: string, options?: Options): Promise<Report> {
  return core.inspect(text, options);
}

export async function check(platform: string, version: string, options?: Options): Promise<Report> {
  return core.check(platform, version, options);
}

export async function interpretResponse(status: number | undefined, body: string, options?: Options): Promise<Report> {
  return core.interpretResponse(status, body, options);
}

export async function probe(endpoint: string, options?: ProbeOptions): Promise<ProbeReport> {
  return core.probe(endpoint, options);
}
