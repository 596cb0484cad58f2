// Loads the wasm once for every entry, and gives a clear error before.
import start, { supply } from "../../target/bindings/tls_ready.js";

/** Where the wasm is: its address, a response, its bytes, or the compiled module. */
export type WasmSource = URL | string | Request | Response | BufferSource | WebAssembly.Module;
/** Both are found beside the module; a bundler that loses them is given them, once. */
export type Init = (source?: WasmSource | Promise<WasmSource>, texts?: Texts) => Promise<void>;

let loading: Promise<void> | undefined;
let loaded = false;

/** The packs of texts by their names. */
export type Texts = Record<string, string>;

/** An `init` that loads the wasm once, by default from `source`, and the texts; what failed may be tried again. */
export function loader(source: () => WasmSource | Promise<WasmSource>, texts: () => Promise<Texts>): Init {
  return (given, words) => {
    loading ??= (async () => {
      const packs = words ? Promise.resolve(words) : texts();
      // What fails first is told below; this failure is not to be nobody's.
      packs.catch(() => {});
      await start({ module_or_path: await (given ?? source()) });
      for (const [name, pack] of Object.entries(await packs)) supply(name, pack);
      loaded = true;
    })().catch((problem: unknown) => {
      loading = undefined;
      throw problem;
    });
    return loading;
  };
}

/** Throws while the wasm is not there. */
export function need(name: string): void {
  if (!loaded) throw new Error(`tls-ready: ${name}() was called before the wasm was loaded; "await init()" first, which is the default export`);
}
