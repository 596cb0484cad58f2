// The core's file inside of the script, for the single file.
import packed from "../../target/bindings/tls_ready_bg.wasm.gz";

export async function file(): Promise<ArrayBuffer> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}
