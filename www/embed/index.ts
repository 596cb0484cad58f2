// The package in browsers: the wasm and the texts from beside this module.
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const init: Init = loader(
  () => new URL("./tls_ready.wasm", import.meta.url),
  async () => (await fetch(new URL("./texts.json", import.meta.url))).json(),
);
export default init;
