// The package with the wasm and the texts inside the JavaScript: no second file, no request.
import texts from "../../target/bindings/texts.json.gz";
import packed from "../../target/bindings/tls_ready_bg.wasm.gz";
import { loader } from "./load";
import type { Init } from "./load";

export * from "./api";
const unpacked = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
const init: Init = loader(() => unpacked(packed).arrayBuffer(), () => unpacked(texts).json());
export default init;
