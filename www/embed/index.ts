// The package in browsers: the wasm from beside this module.
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const init: Init = loader(() => new URL("./tls_ready.wasm", import.meta.url));
export default init;
