// The core's file: beside this script. The single file has it inside.
import name from "../../target/bindings/tls_ready_bg.wasm";

export const file = (): URL => new URL(name, import.meta.url);
