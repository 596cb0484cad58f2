// The core's files inside of the script, for the single file.
import packs from "../../target/bindings/texts.json.gz";
import wasm from "../../target/bindings/tls_ready_bg.wasm.gz";

// WebKitGTK's workers cannot always read a blob.
const unpacked = (bytes: Uint8Array<ArrayBuffer>) =>
  new Response(new Response(bytes).body?.pipeThrough(new DecompressionStream("gzip")));

/** The wasm. */
export const source = (): Promise<ArrayBuffer> => unpacked(wasm).arrayBuffer();

let all: Promise<Record<string, string>> | undefined;

/** The texts of a pack. */
export async function texts(pack: string): Promise<string> {
  all ??= unpacked(packs).json();
  return (await all)[pack] ?? "";
}
