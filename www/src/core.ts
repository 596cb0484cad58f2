// The wasm core: loaded once, by streaming, from beside this script.
import init from "../../target/bindings/tls_ready.js";
import wasm from "../../target/bindings/tls_ready_bg.wasm";

export type * from "../../target/bindings/tls_ready.js";
export { check, inspect, interpretResponse, platforms, policy, probe } from "../../target/bindings/tls_ready.js";

export async function load(): Promise<void> {
  await init({ module_or_path: new URL(wasm, import.meta.url) });
}
