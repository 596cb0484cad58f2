// Registers <tls-ready>: the one module of the package that does something
// when it is imported.
import { TlsReady } from "./element";

export * from "./element";

if (globalThis.customElements && !customElements.get("tls-ready")) customElements.define("tls-ready", TlsReady);
