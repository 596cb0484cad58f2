// Where the core's files are: beside this script. The single file has them inside.
import name from "../../target/bindings/tls_ready_bg.wasm";

/** The folder of the packs, by the build. */
declare const TEXTS: string;

/** The wasm, on its way. */
export const source = (): Promise<Response> => fetch(new URL(name, import.meta.url));

/** The texts of a pack. */
export async function texts(pack: string): Promise<string> {
  const reply = await fetch(new URL(`${TEXTS}/${pack}.txt`, import.meta.url));
  if (!reply.ok) throw new Error(`${reply.status}`);
  return reply.text();
}
