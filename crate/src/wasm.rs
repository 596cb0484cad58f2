//! The boundary to JavaScript: thin, typed, without state.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::model::{Command, Platform, Variant};
use crate::policy::Policy;
use crate::recognise::response::{Asker, Response};
use crate::{PLATFORMS, Stack, check, interpret_response};

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
#[wasm_bindgen(js_name = check)]
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

/// What a reply means; see [`crate::interpret_response`].
///
/// # Errors
///
/// An `Error` where an option is not what it should be.
#[wasm_bindgen(js_name = interpretResponse)]
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
#[wasm_bindgen]
pub fn platforms() -> Result<JsValue, JsError> {
    let choice = |platform: &'static Platform| Choice {
        id: platform.id,
        name: platform.name,
        aliases: platform.aliases,
        examples: platform.examples,
        version_command: &platform.version_command,
        linked: platform
            .linked
            .as_ref()
            .map(|linked| ChoiceLinked { platforms: linked.platforms, condition: linked.condition }),
        variants: platform.variants,
    };
    to_js(&PLATFORMS.iter().map(choice).collect::<Vec<_>>())
}

/// The built-in profile.
///
/// # Errors
///
/// None that is known.
#[wasm_bindgen(js_name = policy)]
pub fn built_in_policy() -> Result<JsValue, JsError> {
    #[derive(Serialize)]
    struct Profile<'a> {
        #[serde(flatten)]
        policy: &'a Policy,
    }
    let mut policy = Policy::built_in();
    policy.control_endpoint = None;
    to_js(&Profile { policy: &policy })
}
