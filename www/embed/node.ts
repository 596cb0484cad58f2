// The package in Node: the wasm and the texts from the files beside this module.
import { readFile } from "node:fs/promises";
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const init: Init = loader(
  () => readFile(new URL("./tls_ready.wasm", import.meta.url)),
  async () => JSON.parse(new TextDecoder().decode(await readFile(new URL("./texts.json", import.meta.url)))),
);
export default init;
