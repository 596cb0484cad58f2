// The package in Node: the wasm from the file beside this module.
import { readFile } from "node:fs/promises";
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const init: Init = loader(() => readFile(new URL("./tls_ready.wasm", import.meta.url)));
export default init;
