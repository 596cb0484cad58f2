//! The reply of a test endpoint, pasted or fetched.

use crate::advice;
use crate::message::Message;
use crate::model::{Protocol, Support};
use crate::policy::Policy;
use crate::recognise::json::{self, Json};
use crate::recognise::record::{self, View};
use crate::recognise::text::after;
use crate::report::{Basis, Cause, Finding, Kind, LimitedBy, Report, Verdict};
use crate::signs::Signs;
use crate::words::{Words, words};

/// The longest reply that is read, in bytes.
pub const LONGEST: usize = 65_536;

/// What the keys of settings end with, and of what a scanner says of a server.
const SETTINGS: Words = words![
    "enabled",
    "timeout",
    "password",
    "file",
    "verify",
    "_encryption",
    "verification",
    "issuer",
    "not_after",
    "notafter",
];

/// A reply as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response<'a> {
    /// The HTTP status, where it is known.
    pub status: Option<u16>,
    /// The `Content-Type`, where it is known.
    pub content_type: Option<&'a str>,
    /// The body, or what was read of it.
    pub body: &'a [u8],
}

/// Who made the connection that a reply speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The program whose output was pasted.
    Program,
    /// This browser, by the live probe or in a tab; the host it asked.
    Browser(String),
}

/// What a reply turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It names a version of at least the minimum, and nothing contradicts it.
    Connected(Protocol),
    /// It names a version below the minimum, without claiming success.
    BelowMinimum(Protocol),
    /// The baseline's "Connection failed".
    Failed,
    /// The same, with the version below the minimum that it saw.
    FailedBelow(Protocol),
    /// "Connection Success" with a version below the minimum.
    SuccessTooOld(Protocol),
    /// "Connection Success" with an error's status.
    SuccessWithError(u16),
    /// "Connection failed" with a version of at least the minimum.
    FailedButGood(Protocol),
    /// Success, but no version that can be read.
    NoVersion,
    /// An error's status without a version.
    Refused(u16),
    /// JSON, but no endpoint's answer.
    OtherJson,
    /// JSON that ends too early.
    Truncated,
    /// JSON nested deeper than is read.
    TooDeep,
    /// Longer than [`LONGEST`].
    TooLarge(usize),
    /// Nothing, or nothing but blanks.
    Empty,
    /// Not UTF-8.
    NotText,
    /// Text of no known form.
    NotUnderstood,
    /// An HTML page.
    Page(Page),
}

/// What an HTML page in a reply's place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// A network's sign-in page.
    Portal,
    /// A login page.
    Login,
    /// "Not found".
    NotFound,
    /// A filter's or firewall's page.
    Blocked,
    /// A gateway's error.
    Gateway,
    /// nginx's "plain HTTP request was sent to HTTPS port".
    PlainHttp,
    /// nginx's "SSL certificate error" and its like.
    ClientCertificate,
    /// Any other.
    Other,
}

impl Outcome {
    /// Reads a reply against the minimum.
    ///
    /// ```
    /// use tls_ready::model::Protocol;
    /// use tls_ready::{Outcome, Response};
    ///
    /// let body = br#"{"status": 200,"message": "Connection Success","version": "TLSv1.2"}"#;
    /// let response = Response { status: Some(200), content_type: None, body };
    /// assert_eq!(Outcome::read(&response, Protocol::Tls12), Outcome::Connected(Protocol::Tls12));
    /// ```
    pub fn read(response: &Response, minimum: Protocol) -> Self {
        if response.body.len() > LONGEST {
            return Self::TooLarge(response.body.len());
        }
        let body = response.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(response.body);
        let Ok(text) = std::str::from_utf8(body) else { return Self::NotText };
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{FEFF}');
        if text.is_empty() {
            return match response.status {
                Some(status) if is_error(status) => Self::Refused(status),
                _ => Self::Empty,
            };
        }
        let html = response.content_type.is_some_and(|kind| contains(kind, "html"));
        if text.starts_with('<') {
            return Self::Page(Page::read(response.status, text));
        }
        match json::scan(text) {
            Json::Object(members) => Self::object(response.status, &members, minimum),
            Json::Truncated => Self::Truncated,
            Json::TooDeep => Self::TooDeep,
            Json::Other => match response.status {
                Some(status) if is_error(status) => Self::Refused(status),
                _ => Self::OtherJson,
            },
            Json::NotJson if html => Self::Page(Page::read(response.status, text)),
            Json::NotJson => Self::text(response.status, text, minimum),
        }
    }

    fn object(status: Option<u16>, members: &[(String, String)], minimum: Protocol) -> Self {
        let get = |wanted: &[&str]| {
            let mut found =
                members.iter().filter(|(key, _)| wanted.iter().any(|name| same_key(key, name)));
            found.next().map(|(_, value)| value.as_str())
        };
        let inner =
            get(&["status", "statusCode", "code"]).and_then(|text| text.trim().parse().ok());
        let error = [inner, status].into_iter().flatten().find(|status| is_error(*status));
        let message = get(&["message", "msg"]).map(said);
        let baseline = message.is_some_and(|said| said != Said::Nothing);
        let keys: &[&str] = if baseline {
            &["version", "tlsVersion", "tls", "protocol", "sslProtocol", "negotiatedVersion"]
        } else {
            // A "version" alone is the version of anything.
            &[
                "tlsVersion",
                "tls",
                "protocol",
                "sslProtocol",
                "sslVersion",
                "tlsProtocol",
                "negotiatedVersion",
            ]
        };
        // Where one object names two versions, the lower one counts.
        let lowest = |wanted: &[&str]| {
            let named = members
                .iter()
                .filter(|(key, _)| wanted.iter().any(|name| same_key(key, name)))
                .filter_map(|(_, value)| protocol(value));
            named.min()
        };
        // Scans and settings name versions as well.
        let own = record::view(members.iter().map(|(key, _)| key.as_str())) != View::Other;
        let setting = members.iter().any(|(key, _)| {
            let key = key.to_ascii_lowercase();
            same_key(&key, "port") || SETTINGS.iter().any(|end| key.ends_with(end))
        });
        let version = lowest(keys).filter(|_| baseline || own && !setting).or_else(|| {
            // A bare "version" counts where its value can be nothing else.
            let named = get(&["version"])
                .is_some_and(|value| contains(value, "tls") || contains(value, "ssl"));
            named.then(|| lowest(&["version"])).flatten()
        });
        match (message.unwrap_or(Said::Nothing), version, error) {
            (Said::Failed, Some(version), _) if version >= minimum => Self::FailedButGood(version),
            (Said::Failed, Some(version), _) => Self::FailedBelow(version),
            (Said::Failed, None, _) => Self::Failed,
            (Said::Success, _, Some(error)) => Self::SuccessWithError(error),
            (Said::Success, None, None) => Self::NoVersion,
            (Said::Success, Some(version), None) if version < minimum => {
                Self::SuccessTooOld(version)
            }
            (_, Some(version), None) if version >= minimum => Self::Connected(version),
            (_, Some(version), None) => Self::BelowMinimum(version),
            (_, _, Some(error)) => Self::Refused(error),
            (_, None, None) => Self::OtherJson,
        }
    }

    /// Text that is not JSON: the baseline's two messages without their shape.
    fn text(status: Option<u16>, text: &str, minimum: Protocol) -> Self {
        let said = if text.len() < 200 { said(text) } else { Said::Nothing };
        match (said, status) {
            (Said::Failed, _) => Self::Failed,
            (Said::Success, Some(status)) if is_error(status) => Self::SuccessWithError(status),
            (Said::Success, _) => Self::NoVersion,
            (Said::Nothing, Some(status)) if is_error(status) => Self::Refused(status),
            (Said::Nothing, _) => match protocol(text) {
                Some(version) if version >= minimum => Self::Connected(version),
                Some(version) => Self::BelowMinimum(version),
                None => Self::NotUnderstood,
            },
        }
    }

    pub(crate) fn message(&self, policy: &Policy) -> Message {
        let plain = Message::new;
        let negotiated = |id, version: &Protocol| {
            plain(id).with("negotiated", version.name()).with("minimum", policy.minimum.name())
        };
        match self {
            Self::Connected(version) => negotiated("response.connected", version),
            Self::BelowMinimum(version) => negotiated("response.below-minimum", version),
            Self::Failed => plain("response.failed").with("minimum", policy.minimum.name()),
            Self::FailedBelow(version) => negotiated("response.failed-below", version),
            Self::SuccessTooOld(version) => negotiated("response.success-too-old", version),
            Self::SuccessWithError(status) => {
                plain("response.success-with-error").with("status", status.to_string())
            }
            Self::FailedButGood(version) => negotiated("response.failed-but-good", version),
            Self::NoVersion => plain("response.no-version"),
            Self::Refused(status) => plain("response.refused").with("status", status.to_string()),
            Self::OtherJson => plain("response.other-json"),
            Self::Truncated => plain("response.truncated"),
            Self::TooDeep => plain("response.too-deep"),
            Self::TooLarge(size) => plain("response.too-large")
                .with("size", size.to_string())
                .with("limit", LONGEST.to_string()),
            Self::Empty => plain("response.empty"),
            Self::NotText => plain("response.not-text"),
            Self::NotUnderstood => plain("response.not-understood"),
            Self::Page(page) => plain(page.message_id()),
        }
    }

    pub(crate) const fn negotiated(&self) -> Option<Protocol> {
        match self {
            Self::Connected(version) | Self::BelowMinimum(version) => Some(*version),
            _ => None,
        }
    }

    pub(crate) const fn cause(&self) -> Cause {
        match self {
            Self::Failed | Self::FailedBelow(_) | Self::BelowMinimum(_) => Cause::ProtocolVersion,
            Self::SuccessTooOld(_) | Self::SuccessWithError(_) | Self::FailedButGood(_) => {
                Cause::Unknown
            }
            Self::Page(page) => page.cause(),
            _ => Cause::None,
        }
    }
}

impl Page {
    fn read(status: Option<u16>, text: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| contains(text, word));
        let status_is = |wanted: &[u16]| status.is_some_and(|status| wanted.contains(&status));
        if has(&[
            "plain http request was sent to https port",
            "speaking plain http to an ssl-enabled",
            "is secured with secure sockets layer",
            "error 403.4",
        ]) {
            Self::PlainHttp
        } else if has(&[
            "ssl certificate error",
            "no required ssl certificate",
            "ssl certificate required",
        ]) {
            Self::ClientCertificate
        } else if has(&[
            "captive portal",
            "guest wifi",
            "guest wi-fi",
            "wifi login",
            "wi-fi access",
            "accept the terms",
            "hotspot",
        ]) || status_is(&[511])
        {
            Self::Portal
        } else if has(&[
            "access denied",
            "blocked",
            "web filter",
            "firewall",
            "forbidden",
            "request unsuccessful",
        ]) || status_is(&[403, 451])
        {
            Self::Blocked
        } else if has(&[
            "bad gateway",
            "gateway timeout",
            "gateway time-out",
            "requested url could not be retrieved",
            "service unavailable",
        ]) || status_is(&[502, 503, 504])
        {
            Self::Gateway
        } else if has(&["not found", "404"]) || status_is(&[404, 410]) {
            Self::NotFound
        } else if has(&["type=\"password\"", "type='password'", "sign in", "log in", "login"])
            || status_is(&[401, 407])
        {
            Self::Login
        } else {
            Self::Other
        }
    }

    const fn message_id(self) -> &'static str {
        match self {
            Self::Portal => "response.portal",
            Self::Login => "response.login",
            Self::NotFound => "response.not-found",
            Self::Blocked => "response.blocked",
            Self::Gateway => "response.gateway",
            Self::PlainHttp => "response.plain-http",
            Self::ClientCertificate => "response.client-certificate",
            Self::Other => "response.html",
        }
    }

    /// It only stands where the reply should be, and says nothing of TLS.
    pub(crate) const fn in_its_place(self) -> bool {
        !matches!(self, Self::PlainHttp | Self::ClientCertificate)
    }

    pub(crate) const fn cause(self) -> Cause {
        match self {
            Self::Portal | Self::Blocked | Self::Gateway => Cause::Network,
            Self::PlainHttp => Cause::Plaintext,
            Self::ClientCertificate => Cause::ClientCert,
            Self::Login | Self::NotFound | Self::Other => Cause::None,
        }
    }
}

/// What the baseline's message says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Success,
    Failed,
    Nothing,
}

/// What the baseline's message says; a program's own, as logs have it under the
/// same key, goes on behind a colon or starts with something else.
fn said(message: &str) -> Said {
    let message = message.trim();
    let fronts = ["connection", "the connection", "your connection", "tls connection"];
    let starts = fronts.iter().any(|front| after(message, front).is_some());
    if !starts || message.len() > 60 || message.contains(':') {
        Said::Nothing
    } else if contains(message, "fail")
        || contains(message, "unsuccessful")
        || contains(message, "not success")
    {
        Said::Failed
    } else if contains(message, "success") {
        Said::Success
    } else {
        Said::Nothing
    }
}

const fn is_error(status: u16) -> bool {
    status >= 400
}

/// `tls_version`, `TLS-Version` and `tlsVersion` are one key.
fn same_key(key: &str, name: &str) -> bool {
    let letters = |text: &str| {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        kept.map(|byte| byte.to_ascii_lowercase()).collect::<Vec<u8>>()
    };
    letters(key) == letters(name)
}

/// Whether `text` has `word`, which is in lower case, in any ASCII case.
fn contains(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Reads a protocol version: `TLSv1.2`, `TLS 1.2`, `TLSv1_2`, `TLSv1`, `SSLv3`,
/// `1.3`. The whole text must be one.
///
/// ```
/// use tls_ready::model::Protocol;
/// use tls_ready::recognise::response::protocol;
///
/// assert_eq!(protocol("TLSv1_2"), Some(Protocol::Tls12));
/// assert_eq!(protocol("TLSv1.20"), None);
/// ```
pub fn protocol(text: &str) -> Option<Protocol> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let (tls, rest) = if let Some(rest) = lower.strip_prefix("tls") {
        (true, rest)
    } else if let Some(rest) = lower.strip_prefix("ssl") {
        (false, rest)
    } else {
        // A bare number is a version of TLS only where one can be meant.
        return match text {
            "1.2" => Some(Protocol::Tls12),
            "1.3" => Some(Protocol::Tls13),
            _ => None,
        };
    };
    let rest = rest.trim_front(" -_/");
    let rest = rest.strip_prefix('v').unwrap_or(rest).trim_start();
    match (tls, rest.with("_", ".").as_str()) {
        (true, "1" | "1.0" | "10") => Some(Protocol::Tls10),
        (true, "1.1" | "11") => Some(Protocol::Tls11),
        (true, "1.2" | "12") => Some(Protocol::Tls12),
        (true, "1.3" | "13") => Some(Protocol::Tls13),
        (false, "2" | "2.0") => Some(Protocol::Ssl2),
        (false, "3" | "3.0") => Some(Protocol::Ssl3),
        _ => None,
    }
}

/// Says what a test endpoint's reply means for the program that asked.
///
/// A reply that this browser got proves nothing about the user's server: its
/// verdict is always `unknown`, with the command that asks the same endpoint
/// from the user's own stack.
pub fn interpret_response(response: &Response, asker: &Asker, policy: &Policy) -> Report {
    let outcome = Outcome::read(response, policy.minimum);
    let mut report = Report::unknown(Kind::Response, outcome.message(policy), policy);
    report.negotiated = outcome.negotiated();
    report.cause = outcome.cause();
    match &outcome {
        Outcome::Connected(version) => {
            report.verdict = Verdict::Ready;
            report.basis = Some(Basis::Measured);
            report.tls12 = Support::Default;
            report.tls13 =
                if *version == Protocol::Tls13 { Support::Default } else { Support::Unknown };
            report.reasons.push(
                "The endpoint reports the version of the very connection that it answered.".into(),
            );
        }
        Outcome::BelowMinimum(_) => {
            report.basis = Some(Basis::Measured);
            report.tls12 = if report.negotiated >= Some(Protocol::Tls12) {
                Support::Default
            } else {
                Support::Unknown
            };
            report.tls13 = Support::Unknown;
            report.limited_by = Some(LimitedBy::Unknown);
            report.reasons.push("The lower version can be the client's, the endpoint's or a proxy's limit; the client's platform and version tell which.".into());
        }
        Outcome::Failed | Outcome::FailedBelow(_) => {
            report.basis = Some(Basis::Measured);
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
            report.limited_by = Some(LimitedBy::Client);
            report.reasons.push("The endpoint sends this to clients that do not reach its minimum. Name the platform and version of the program that asked, to get the fix (on the command line: “tls-ready check java 1.7.0_80”).".into());
        }
        Outcome::SuccessTooOld(_) | Outcome::SuccessWithError(_) | Outcome::FailedButGood(_) => {
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
            report.reasons.push("A reply that says two things at once proves neither; ask again, and if it stays so ask the provider.".into());
        }
        Outcome::Page(page) if page.cause() != Cause::None => {
            report.verdict = Verdict::OtherCause;
            report.reasons.push(
                "Something else than the endpoint answered, so the TLS version was not tested."
                    .into(),
            );
        }
        _ => report.reasons.push(
            "Only a complete reply that names the version of its connection proves anything."
                .into(),
        ),
    }
    if let Asker::Browser(host) = asker {
        of_browser(&mut report, &outcome, host, policy);
    }
    advice::next_by_any_program(&mut report, policy);
    report.findings.push(Finding {
        line: 1,
        kind: Kind::Response,
        text: report.headline.clone(),
        platform: None,
        version: None,
        linked_tls_library: None,
        tls12: report.tls12,
        negotiated: report.negotiated,
        cause: report.cause,
        basis: Basis::Measured,
    });
    report
}

/// Turns a report on a program into one on this browser.
fn of_browser(report: &mut Report, outcome: &Outcome, host: &str, policy: &Policy) {
    let message = match outcome {
        Outcome::Connected(version) => {
            Message::new("browser.connected").with("negotiated", version.name())
        }
        Outcome::BelowMinimum(version) | Outcome::SuccessTooOld(version) => {
            report.negotiated = Some(*version);
            Message::new("browser.too-old")
                .with("negotiated", version.name())
                .with("minimum", policy.minimum.name())
        }
        _ => Message::new("browser.other").with("detail", report.headline.clone()),
    };
    report.say(message.with("host", host));
    report.verdict = Verdict::Unknown;
    report.tls12 = Support::Unknown;
    report.tls13 = Support::Unknown;
    report.limited_by = None;
    report.reasons.insert(0, "A browser brings its own TLS. What your server's program speaks, only that program can show: run the command of this answer on your server.".into());
}
