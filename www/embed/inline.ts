// The package with the wasm inside the JavaScript: no second file, no request.
import packed from "../../target/bindings/tls_ready_bg.wasm.gz";
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const init: Init = loader(async () => {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
});
export default init;
