// The functions of the package, the same in every entry.
import * as core from "../../target/bindings/tls_ready.js";
import type { Options, PlatformChoice, ProbeOptions, ProbeReport, Profile, ProfileSource, Report } from "../../target/bindings/tls_ready.js";
import { need } from "./load";

export type {
  Finding, FixReport, Next, Options, PlatformChoice, ProbeOptions, ProbeReport, Profile, ProfileSource, ProviderProfile, Report,
  Source, State, Support, Verdict,
} from "../../target/bindings/tls_ready.js";
export type { Init, WasmSource } from "./load";

/** Says what is to be given, where something else was. */
function told(call: string, ...given: [name: string, is: boolean, wanted: string][]): void {
  need(call.split("(", 1)[0] ?? call);
  for (const [name, is, wanted] of given) if (!is) throw new TypeError(`tls-ready: ${call} needs ${name}, ${wanted}`);
}

const isText = (value: unknown): boolean => typeof value === "string";

/** What a pasted text says: version output, an error, a transcript, a reply, a file that pins a version. */
export function inspect(text: string, options?: Options): Report {
  told("inspect(text, options?)", ["text", isText(text), "a string: what was pasted"]);
  return core.inspect(text, options);
}

/** What a platform's version has; throws where the platform or the version cannot be read. */
export function check(platform: string, version: string, options?: Options): Report {
  told(
    "check(platform, version, options?)",
    ["platform", isText(platform), 'a string: the id or another name of one of platforms(), "java"'],
    ["version", isText(version), 'a string: the version as the platform prints it, "7u80"'],
  );
  return core.check(platform, version, options);
}

/** What the reply of a test endpoint means. */
export function interpretResponse(status: number | null | undefined, body: string | Uint8Array, options?: Options): Report {
  told(
    "interpretResponse(status, body, options?)",
    ["status", status === null || status === undefined || typeof status === "number", "a number: the HTTP status; null or undefined where it is not known"],
    ["body", isText(body) || body instanceof Uint8Array, "a string or a Uint8Array: the reply's body"],
  );
  return core.interpretResponse(status, body, options);
}

/** The platforms of the table. */
export function platforms(): PlatformChoice[] {
  need("platforms");
  return core.platforms();
}

/** The built-in provider profile. */
export function policy(): Profile {
  need("policy");
  return core.policy();
}

/** Reads a provider's profile, an object or its JSON; throws an error that names each wrong field. */
export function profile(source: ProfileSource): Profile {
  need("profile");
  return core.profile(source);
}

/** Asks an endpoint once, by `fetch`: what this program negotiates there, never what another one does. */
export async function probe(endpoint: string, options?: ProbeOptions): Promise<ProbeReport> {
  told("probe(endpoint, options?)", ["endpoint", isText(endpoint), "a string: its https: address"]);
  return core.probe(endpoint, options);
}
