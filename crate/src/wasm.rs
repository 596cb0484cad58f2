//! The boundary to JavaScript: thin, typed, without state.

#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::model::{Command, Platform, Variant};
use crate::policy::Policy;
use crate::recognise::response::{Asker, Response};
use crate::{PLATFORMS, Stack, check, inspect, interpret_response};

#[wasm_bindgen]
extern "C" {
    /// The options of every entry point; all members are optional.
    #[wasm_bindgen(typescript_type = "Options")]
    pub type Options;

    #[wasm_bindgen(method, getter)]
    fn linked(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn variant(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn minimum(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn endpoint(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = contentType)]
    fn content_type(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = askedBy)]
    fn asked_by(this: &Options) -> Option<String>;
}

fn policy(options: Option<&Options>) -> Result<Policy, JsError> {
    let mut policy = Policy::built_in();
    if let Some(minimum) = options.and_then(Options::minimum) {
        policy = policy.with_minimum(&minimum)?;
    }
    if let Some(endpoint) = options.and_then(Options::endpoint) {
        policy = policy.with_endpoint(&endpoint)?;
    }
    Ok(policy)
}

/// Plain objects, with `null` for what is not there.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}

/// What a platform's version has; see [`crate::check`].
///
/// # Errors
///
/// An `Error` whose message says what was expected.
#[wasm_bindgen(js_name = check, unchecked_return_type = "Report")]
pub fn check_stack(
    platform: &str,
    version: &str,
    options: Option<Options>,
) -> Result<JsValue, JsError> {
    let stack = Stack {
        platform: platform.into(),
        version: version.into(),
        linked: options.as_ref().and_then(Options::linked),
        variant: options.as_ref().and_then(Options::variant),
    };
    to_js(&check(&stack, &policy(options.as_ref())?)?)
}

/// What a pasted text says; see [`crate::inspect`].
///
/// # Errors
///
/// An `Error` where an option is not what it should be.
#[wasm_bindgen(js_name = inspect, unchecked_return_type = "Report")]
pub fn inspect_text(text: &str, options: Option<Options>) -> Result<JsValue, JsError> {
    to_js(&inspect(text, &policy(options.as_ref())?))
}

/// What a reply means; see [`crate::interpret_response`].
///
/// # Errors
///
/// An `Error` where an option is not what it should be.
#[wasm_bindgen(js_name = interpretResponse, unchecked_return_type = "Report")]
pub fn interpret(
    status: Option<u16>,
    body: JsValue,
    options: Option<Options>,
) -> Result<JsValue, JsError> {
    let policy = policy(options.as_ref())?;
    let body = match body.as_string() {
        Some(text) => text.into_bytes(),
        None => js_sys::Uint8Array::new(&body).to_vec(),
    };
    let content_type = options.as_ref().and_then(Options::content_type);
    let response = Response { status, content_type: content_type.as_deref(), body: &body };
    let browser = options.as_ref().and_then(Options::asked_by).as_deref() == Some("browser");
    let asker = if browser { Asker::Browser(policy.fill("{host}")) } else { Asker::Program };
    to_js(&interpret_response(&response, &asker, &policy))
}

/// A platform as a form needs it.
#[derive(Serialize)]
struct Choice {
    id: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
    examples: &'static [&'static str],
    version_command: &'static Command,
    linked: Option<ChoiceLinked>,
    variants: &'static [Variant],
}

#[derive(Serialize)]
struct ChoiceLinked {
    platforms: &'static [&'static str],
    condition: &'static str,
}

/// The platforms of the table, for a form.
///
/// # Errors
///
/// None that is known.
#[wasm_bindgen(unchecked_return_type = "PlatformChoice[]")]
pub fn platforms() -> Result<JsValue, JsError> {
    let choice = |platform: &'static Platform| Choice {
        id: platform.id,
        name: platform.name,
        aliases: platform.aliases,
        examples: platform.examples,
        version_command: &platform.version_command,
        linked: platform.linked.as_ref().map(|linked| ChoiceLinked {
            platforms: linked.platforms,
            condition: linked.condition,
        }),
        variants: platform.variants,
    };
    to_js(&PLATFORMS.iter().map(choice).collect::<Vec<_>>())
}

/// The built-in profile.
///
/// # Errors
///
/// None that is known.
#[wasm_bindgen(js_name = policy, unchecked_return_type = "Profile")]
pub fn built_in_policy() -> Result<JsValue, JsError> {
    to_js(&Policy::built_in())
}

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Support = "default" | "opt-in" | "unsupported" | "unknown" | "n/a";
export type Verdict = "ready" | "enable" | "upgrade" | "unknown" | "other-side" | "other-cause";
export interface Options {
  linked?: string; variant?: string; minimum?: "1.2" | "1.3"; endpoint?: string;
  contentType?: string; askedBy?: "program" | "browser";
}
export interface ProbeOptions {
  minimum?: "1.2" | "1.3"; timeout?: number; limit?: number; control?: string; signal?: AbortSignal;
}
export interface FixReport {
  id: string; title: string; scope: "call" | "client" | "process" | "machine" | "upgrade";
  language: string; code: string; file: string | null; verify: string; risk: string;
  verified: { runtime: string; version: string; date: string; before: string; after: string }[];
}
export interface Next { why: string; command: string; expect: string }
export interface Source {
  id: string; title: string; url: string; says: string;
  confidence: "vendor" | "secondary" | "measured"; checked: string;
}
export interface Finding {
  line: number; kind: string; text: string; platform: string | null; version: string | null;
  linked_tls_library: string | null; tls12: Support; negotiated: string | null; cause: string;
  basis: "measured" | "declared" | "inferred";
}
export interface Report {
  schema: 1; data_version: string; minimum: "1.2" | "1.3"; kind: string; platform: string | null;
  version: string | null; version_text: string | null; linked_tls_library: string | null;
  tls12: Support; tls13: Support; negotiated: string | null; cause: string;
  limited_by: "client" | "server" | "path" | "unknown" | null; verdict: Verdict;
  conditions: string[]; basis: "measured" | "declared" | "inferred" | null;
  message: { id: string; args: Record<string, string> }; headline: string; reasons: string[];
  notes: string[]; caveats: string[]; end_of_life: string | null; fixes: FixReport[];
  next: Next[]; sources: Source[]; findings: Finding[];
}
export interface ProbeReport {
  outcome: "answered" | "unreadable" | "redirected" | "timed-out" | "cancelled" | "no-connection"
    | "control-failed" | "blocked-by-page" | "invalid-endpoint";
  endpoint: string; headline: string; detail: string; report: Report | null;
}
export interface PlatformChoice {
  id: string; name: string; aliases: string[]; examples: string[];
  version_command: { command: string; expect: string };
  linked: { platforms: string[]; condition: string } | null; variants: { id: string; name: string }[];
}
export interface Profile {
  id: string; name: string; endpoint: string; endpoint_confirmed: boolean;
  control_endpoint: string | null; minimum: string; contact: string;
}
"#;
