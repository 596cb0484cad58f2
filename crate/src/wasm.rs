//! The boundary to JavaScript: thin, typed, without state.

#![allow(clippy::needless_pass_by_value, reason = "what comes from JavaScript comes by value")]

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::day::Day;
use crate::model::{Command, Platform, Variant};
use crate::packs::{self, Text};
use crate::policy::Policy;
use crate::profile::{DEEPEST, LONGEST, MOST_FIELDS, ProfileError, Value};
use crate::recognise::response::{Asker, Response};
use crate::to_json::to_json;
use crate::{PLATFORMS, Stack, check, inspect, interpret_response};

/// Half the size of the standard library's, and faster.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

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
    #[wasm_bindgen(method, getter)]
    fn profile(this: &Options) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn deadline(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn today(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = contentType)]
    fn content_type(this: &Options) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = askedBy)]
    fn asked_by(this: &Options) -> Option<String>;
}

fn policy(options: Option<&Options>) -> Result<Policy, JsError> {
    let mut policy = match options.map(Options::profile) {
        Some(profile) if !profile.is_falsy() => read_profile(&profile)?,
        _ => Policy::built_in(),
    };
    policy.today = match options.and_then(Options::today) {
        Some(day) => Some(read_day("today", &day)?),
        None => Day::read(&today()),
    };
    if let Some(minimum) = options.and_then(Options::minimum) {
        policy = policy.with_minimum(&minimum)?;
    }
    if let Some(endpoint) = options.and_then(Options::endpoint) {
        policy = policy.with_endpoint(&endpoint)?;
    }
    if let Some(day) = options.and_then(Options::deadline) {
        policy.deadline = Some(read_day("deadline", &day)?);
    }
    Ok(policy)
}

fn read_day(name: &str, day: &str) -> Result<Day, JsError> {
    Day::read(day).ok_or_else(|| JsError::new(&format!("{name} must be a day like 2027-01-31")))
}

/// The reader's own date, not the one at Greenwich.
fn today() -> String {
    let now = js_sys::Date::new_0();
    format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date())
}

/// Reads a profile: an object, or its JSON.
fn read_profile(profile: &JsValue) -> Result<Policy, JsError> {
    let no_json = || ProfileError::whole("is not JSON of an object, or is too long");
    let parsed = match profile.as_string() {
        None => profile.clone(),
        Some(text) if text.len() > LONGEST => return Err(no_json().into()),
        Some(text) => js_sys::JSON::parse(&text).map_err(|_| no_json())?,
    };
    if !parsed.is_object() || js_sys::Array::is_array(&parsed) {
        return Err(no_json().into());
    }
    let mut fields = Vec::new();
    flatten(&parsed, "", 0, &mut fields);
    Ok(Policy::from_fields(&fields)?)
}

/// Plain fields of a value, as many as are looked at.
fn flatten(value: &JsValue, path: &str, depth: usize, fields: &mut Vec<(String, Value)>) {
    if fields.len() > MOST_FIELDS {
        return;
    }
    if let Some(text) = value.as_string() {
        fields.push((path.to_owned(), Value::Text(text)));
    } else if depth >= DEEPEST || !value.is_object() {
        fields.push((path.to_owned(), Value::Other));
    } else if js_sys::Array::is_array(value) {
        for (index, item) in js_sys::Array::from(value).iter().take(MOST_FIELDS).enumerate() {
            flatten(&item, &format!("{path}[{index}]"), depth + 1, fields);
        }
    } else {
        let object: &js_sys::Object = value.unchecked_ref();
        for entry in js_sys::Object::entries(object).iter().take(MOST_FIELDS + 1) {
            let entry = js_sys::Array::from(&entry);
            let key = entry.get(0).as_string().unwrap_or_default();
            let path = if path.is_empty() { key } else { format!("{path}.{key}") };
            flatten(&entry.get(1), &path, depth + 1, fields);
        }
    }
}

/// Reads a provider's profile, an object or its JSON, and returns what it is.
///
/// # Errors
///
/// An `Error` that names each field that is not what it should be.
#[wasm_bindgen(js_name = profile, unchecked_return_type = "Profile")]
pub fn check_profile(
    #[wasm_bindgen(unchecked_param_type = "ProfileSource")] source: JsValue,
) -> Result<JsValue, JsError> {
    to_js(&read_profile(&source)?)
}

/// Plain objects, with `null` for what is not there.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    js_sys::JSON::parse(&to_json(value)).map_err(|_| JsError::new("no JSON"))
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

/// What a pasted text means; see [`crate::inspect`].
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
    examples: &'static [Text],
    version_command: &'static Command,
    linked: Option<ChoiceLinked>,
    variants: &'static [Variant],
}

#[derive(Serialize)]
struct ChoiceLinked {
    platforms: &'static [&'static str],
    condition: Text,
}

impl From<&'static Platform> for Choice {
    fn from(platform: &'static Platform) -> Self {
        Self {
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
        }
    }
}

/// The platforms of the table, for a form.
///
/// # Errors
///
/// None that is known.
#[wasm_bindgen(unchecked_return_type = "PlatformChoice[]")]
pub fn platforms() -> Result<JsValue, JsError> {
    to_js(&PLATFORMS.iter().map(Choice::from).collect::<Vec<_>>())
}

/// One platform by its id, name or alias, for a form; `null` where there is
/// none.
///
/// # Errors
///
/// None that is known.
#[wasm_bindgen(unchecked_return_type = "PlatformChoice | null")]
pub fn platform(name: &str) -> Result<JsValue, JsError> {
    to_js(&crate::platform(name).map(Choice::from))
}

/// Takes the texts of a pack; see [`packs::supply`].
#[wasm_bindgen]
pub fn supply(pack: &str, texts: String) {
    packs::supply(pack, texts);
}

/// The packs that texts were missing from since the last call: what was
/// answered meanwhile has to be asked again once they are here.
#[wasm_bindgen]
pub fn wanted() -> Vec<String> {
    packs::wanted().into_iter().map(str::to_owned).collect()
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
export type State = Verdict | "cause-found";
export interface Options {
  linked?: string; variant?: string; minimum?: "1.2" | "1.3"; endpoint?: string;
  contentType?: string; askedBy?: "program" | "browser";
  profile?: ProfileSource | null; deadline?: string; today?: string;
}
export interface ProviderProfile {
  $schema?: string; name: string; endpoint: string; control_endpoint?: string; sandbox?: string;
  minimum?: "1.2" | "1.3"; deadline?: string; contact?: string; notice?: string;
  links?: { title: string; url: string }[]; platforms?: string[];
  notes?: { platform: string; text: string }[];
}
export type ProfileSource = ProviderProfile | string;
export interface ProbeOptions {
  minimum?: "1.2" | "1.3"; timeout?: number; limit?: number; control?: string; signal?: AbortSignal;
}
export interface FixReport {
  id: string; title: string; scope: "call" | "client" | "process" | "machine" | "upgrade";
  language: string; code: string; checks: boolean; file: string | null; verify: string; risk: string;
  verified: Verified[]; versions: string[];
}
export interface Verified {
  level: "proven" | "ran" | "compiled"; runtime: string; version: string; date: string;
  state: string | null; before: string; after: string; tls13: string | null;
}
export interface Next { why: string; command: string; expect: string; file: string | null }
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
  limited_by: "client" | "server" | "path" | "unknown" | null; server: string | null; verdict: Verdict; state: State;
  conditions: string[]; basis: "measured" | "declared" | "inferred" | null;
  message: { id: string; args: Record<string, string> }; headline: string; reasons: string[];
  notes: string[]; caveats: string[];
  deadline: { date: string; passed: boolean; sentence: string } | null; end_of_life: string | null; fixes: FixReport[];
  next: Next[]; sources: Source[]; rows: number[]; findings: Finding[];
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
  sandbox: string | null; deadline: string | null; links: { title: string; url: string }[];
  notice: string | null; platforms: string[]; notes: { platform: string; text: string }[];
}
"#;
