//! The live probe: one `GET` of a test endpoint by this browser's `fetch`.
//!
//! It shows what this browser negotiates on this network and never what the
//! user's server does. A failed `fetch` does not say why; a second request
//! with `mode: "no-cors"` tells "connected, but the reply may not be read"
//! from "no connection" (the Fetch standard makes it follow redirects).

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, EventTarget, ReadableStreamDefaultReader, ReferrerPolicy,
    RequestCache, RequestCredentials, RequestInit, RequestMode, RequestRedirect, Response,
    ResponseType,
};

use crate::policy::Policy;
use crate::recognise::response::{self, Asker, LONGEST, interpret_response};
use crate::report::Report;
use crate::signs::Signs;
use crate::wasm::to_js;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn global_fetch(url: &str, init: &RequestInit) -> Promise;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(handler: &Function, milliseconds: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);

    /// The options of [`probe`]; all members are optional.
    #[wasm_bindgen(typescript_type = "ProbeOptions")]
    pub type ProbeOptions;

    #[wasm_bindgen(method, getter)]
    fn minimum(this: &ProbeOptions) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn timeout(this: &ProbeOptions) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn limit(this: &ProbeOptions) -> Option<f64>;
    #[wasm_bindgen(method, getter)]
    fn control(this: &ProbeOptions) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn signal(this: &ProbeOptions) -> Option<AbortSignal>;
}

/// How a probe ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    /// The reply was read; the report says what it is.
    Answered,
    /// Connected, but the reply may not be read (no CORS headers).
    Unreadable,
    /// The endpoint answered with a redirect, which is not followed.
    Redirected,
    /// No answer within the time limit.
    TimedOut,
    /// The user cancelled.
    Cancelled,
    /// No connection; a browser does not say why.
    NoConnection,
    /// The control endpoint cannot be reached either.
    ControlFailed,
    /// This page's own Content-Security-Policy forbade the request.
    BlockedByPage,
    /// The address is not an `https:` URL.
    InvalidEndpoint,
}

impl Outcome {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Answered => ("", ""),
            Self::Unreadable => (
                "This browser connected to {host}, but may not read the reply.",
                "The connection and its certificate were accepted (possibly after a redirect), but the endpoint sends no CORS headers. Open the endpoint in a tab and paste the reply above.",
            ),
            Self::Redirected => (
                "{host} answered with a redirect, which was not followed.",
                "TLS worked between this browser and that host, but the version was not reported. Enter the address that it redirects to.",
            ),
            Self::TimedOut => (
                "Not proven: {host} did not answer in time.",
                "A server that is slow, gone, or behind a firewall looks the same from here.",
            ),
            Self::Cancelled => ("The test was cancelled.", "Nothing was shown either way."),
            Self::NoConnection => (
                "Not proven: this browser could not connect to {host}.",
                "Browsers do not say why: an old TLS version, a certificate, a closed port, a wrong name, a proxy or an extension look the same from here.",
            ),
            Self::ControlFailed => (
                "Cannot test from here: the control endpoint cannot be reached either.",
                "The network, a proxy or an extension stops this browser before the TLS version matters.",
            ),
            Self::BlockedByPage => (
                "The page's own security policy forbade the request.",
                "The host of this page must allow the endpoint in connect-src.",
            ),
            Self::InvalidEndpoint => (
                "This is not an address that can be tested.",
                "It must be like https://host/path: https only, without a user name, spaces or quotes.",
            ),
        }
    }
}

/// What a probe found, as a page shows it.
#[derive(Serialize)]
struct ProbeReport {
    outcome: Outcome,
    endpoint: String,
    headline: String,
    detail: String,
    report: Option<Report>,
}

impl ProbeReport {
    fn new(outcome: Outcome, policy: &Policy) -> Self {
        let (headline, detail) = outcome.words();
        Self {
            outcome,
            endpoint: policy.endpoint.clone(),
            headline: headline.with("{host}", &policy.fill("{host}")),
            detail: detail.to_owned(),
            report: None,
        }
    }
}

/// Asks `endpoint` from this browser. Resolves to a `ProbeReport` in every
/// case; it rejects only where an option is not what it should be.
///
/// # Errors
///
/// An `Error` for a minimum that is neither 1.2 nor 1.3.
#[wasm_bindgen(unchecked_return_type = "ProbeReport")]
pub async fn probe(endpoint: String, options: Option<ProbeOptions>) -> Result<JsValue, JsError> {
    let options = options.unwrap_or_else(|| js_sys::Object::new().unchecked_into());
    let mut policy = Policy::built_in();
    if let Some(minimum) = options.minimum() {
        policy = policy.with_minimum(&minimum)?;
    }
    if let Ok(asked) = policy.clone().with_endpoint(&endpoint) {
        policy = asked;
    } else {
        policy.endpoint = endpoint;
        return to_js(&ProbeReport::new(Outcome::InvalidEndpoint, &policy));
    }
    let watch = Watch::new()?;
    let control = options.control().map(|control| policy.clone().with_endpoint(&control));
    let report = match control {
        Some(Ok(control)) if !reaches(&control.endpoint, &options).await => {
            ProbeReport::new(Outcome::ControlFailed, &policy)
        }
        Some(Err(_)) => ProbeReport::new(Outcome::InvalidEndpoint, &policy),
        _ => ask(&policy, &options, &watch).await,
    };
    watch.end();
    to_js(&report)
}

async fn ask(policy: &Policy, options: &ProbeOptions, watch: &Watch) -> ProbeReport {
    let clock = Clock::start(options);
    let result = request(&policy.endpoint, RequestMode::Cors, &clock).await;
    let outcome = match result {
        Ok(response) if response.type_() == ResponseType::Opaqueredirect => Outcome::Redirected,
        Ok(response) => match read(&response, options, &clock).await {
            Ok(body) => return answered(policy, &response, &body),
            Err(_) => clock.ended().unwrap_or(Outcome::NoConnection),
        },
        Err(_) => match clock.ended() {
            Some(ended) => ended,
            None if watch.blocked() => Outcome::BlockedByPage,
            None => {
                let again = request(&policy.endpoint, RequestMode::NoCors, &clock).await;
                match (again, clock.ended()) {
                    (Ok(_), _) => Outcome::Unreadable,
                    (Err(_), Some(ended)) => ended,
                    (Err(_), None) => Outcome::NoConnection,
                }
            }
        },
    };
    clock.stop();
    ProbeReport::new(outcome, policy)
}

fn answered(policy: &Policy, response: &Response, body: &[u8]) -> ProbeReport {
    let content_type = response.headers().get("content-type").ok().flatten();
    let reply = response::Response {
        status: Some(response.status()),
        content_type: content_type.as_deref(),
        body,
    };
    let report = interpret_response(&reply, &Asker::Browser(policy.fill("{host}")), policy);
    ProbeReport {
        outcome: Outcome::Answered,
        endpoint: policy.endpoint.clone(),
        headline: report.headline.clone(),
        detail: String::new(),
        report: Some(report),
    }
}

/// Whether any answer comes from `url`, readable or not.
async fn reaches(url: &str, options: &ProbeOptions) -> bool {
    let clock = Clock::start(options);
    let reached = request(url, RequestMode::NoCors, &clock).await.is_ok();
    clock.stop();
    reached
}

async fn request(url: &str, mode: RequestMode, clock: &Clock) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_mode(mode);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // "no-cors" must follow: any other value is refused by the standard.
    let follow = mode == RequestMode::NoCors;
    init.set_redirect(if follow { RequestRedirect::Follow } else { RequestRedirect::Manual });
    init.set_signal(Some(&clock.controller.signal()));
    JsFuture::from(global_fetch(url, &init)).await?.dyn_into()
}

/// Reads the body as a stream, at most the limit and one byte.
async fn read(
    response: &Response,
    options: &ProbeOptions,
    clock: &Clock,
) -> Result<Vec<u8>, JsValue> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "clamped to 0 ..= LONGEST before"
    )]
    let limit = options.limit().unwrap_or(LONGEST as f64).clamp(0.0, LONGEST as f64) as usize;
    let mut body = Vec::new();
    let Some(stream) = response.body() else { return Ok(body) };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            break;
        }
        let bytes: Uint8Array = Reflect::get(&chunk, &"value".into())?.dyn_into()?;
        body.extend(bytes.to_vec());
        if body.len() > limit {
            clock.controller.abort();
            // One byte over the longest reply is what the parser calls too large.
            body.resize(LONGEST + 1, 0);
            break;
        }
    }
    clock.stop();
    Ok(body)
}

/// The time limit and the user's cancel, in one signal.
struct Clock {
    controller: AbortController,
    ended: Rc<Cell<Option<Outcome>>>,
    timer: JsValue,
    signal: Option<AbortSignal>,
    // Held so that the browser can call them.
    on_time: Closure<dyn FnMut()>,
    on_cancel: Closure<dyn FnMut()>,
}

impl Clock {
    fn start(options: &ProbeOptions) -> Self {
        // `new AbortController()` has no reason to fail where `fetch` exists.
        let controller =
            AbortController::new().unwrap_or_else(|error| wasm_bindgen::throw_val(error));
        let ended = Rc::new(Cell::new(None));
        let end = |outcome| {
            let (controller, ended) = (controller.clone(), Rc::clone(&ended));
            Closure::new(move || {
                if ended.get().is_none() {
                    ended.set(Some(outcome));
                    controller.abort();
                }
            })
        };
        let on_time: Closure<dyn FnMut()> = end(Outcome::TimedOut);
        let mut on_cancel: Closure<dyn FnMut()> = end(Outcome::Cancelled);
        let limit = options.timeout().unwrap_or(8000.0).clamp(1.0, 60_000.0);
        let timer = set_timeout(on_time.as_ref().unchecked_ref(), limit);
        let signal = options.signal();
        if let Some(signal) = &signal {
            if signal.aborted() {
                ended.set(Some(Outcome::Cancelled));
                controller.abort();
                on_cancel = Closure::new(|| {});
            }
            let listener = on_cancel.as_ref().unchecked_ref();
            // A signal that cannot be listened to only cannot cancel.
            let _ = signal.add_event_listener_with_callback("abort", listener);
        }
        Self { controller, ended, timer, signal, on_time, on_cancel }
    }

    fn ended(&self) -> Option<Outcome> {
        self.ended.get()
    }

    fn stop(&self) {
        let _ = &self.on_time;
        clear_timeout(&self.timer);
        if let Some(signal) = &self.signal {
            let listener = self.on_cancel.as_ref().unchecked_ref();
            let _ = signal.remove_event_listener_with_callback("abort", listener);
        }
    }
}

/// Listens for blocks by the page's own policy, where the browser tells.
struct Watch {
    target: EventTarget,
    blocked: Rc<Cell<bool>>,
    on_violation: Closure<dyn FnMut()>,
}

impl Watch {
    fn new() -> Result<Self, JsError> {
        let global = js_sys::global();
        let document = Reflect::get(&global, &"document".into()).unwrap_or(JsValue::UNDEFINED);
        let target: EventTarget =
            if document.is_object() { document.unchecked_into() } else { global.unchecked_into() };
        let blocked = Rc::new(Cell::new(false));
        let seen = Rc::clone(&blocked);
        let on_violation: Closure<dyn FnMut()> = Closure::new(move || seen.set(true));
        target
            .add_event_listener_with_callback(
                "securitypolicyviolation",
                on_violation.as_ref().unchecked_ref(),
            )
            .map_err(|_| JsError::new("this environment has no events"))?;
        Ok(Self { target, blocked, on_violation })
    }

    fn blocked(&self) -> bool {
        self.blocked.get()
    }

    fn end(&self) {
        let listener = self.on_violation.as_ref().unchecked_ref();
        let _ =
            self.target.remove_event_listener_with_callback("securitypolicyviolation", listener);
    }
}
