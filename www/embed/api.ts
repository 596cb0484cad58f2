// The functions of the package, the same in every entry.
import * as core from "../../target/bindings/tls_ready.js";
import type { Options, PlatformChoice, ProbeOptions, ProbeReport, Profile, ProfileSource, Report } from "../../target/bindings/tls_ready.js";
import { need } from "./load";

export type {
  Finding, FixReport, Next, Options, PlatformChoice, ProbeOptions, ProbeReport, Profile, ProfileSource, ProviderProfile, Report,
  Source, Support, Verdict,
} from "../../target/bindings/tls_ready.js";
export type { Init, WasmSource } from "./load";

/** What a pasted text says: version output, an error, a transcript, a reply, a file that pins a version. */
export function inspect(text: string, options?: Options): Report {
  need("inspect");
  return core.inspect(text, options);
}

/** What a platform's version has; throws where the platform or the version cannot be read. */
export function check(platform: string, version: string, options?: Options): Report {
  need("check");
  return core.check(platform, version, options);
}

/** What the reply of a test endpoint means. */
export function interpretResponse(status: number | null | undefined, body: string | Uint8Array, options?: Options): Report {
  need("interpretResponse");
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
  need("probe");
  return core.probe(endpoint, options);
}
