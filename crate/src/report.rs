//! The report: what every face renders. Fields may be added, never renamed;
//! unknown is `null`, never a missing key.

use serde::Serialize;

use crate::day::Day;
use crate::message::Message;
use crate::model::{Confidence, DATA_VERSION, Fix, Protocol, Scope, Source, Support, Verified};
use crate::packs::Text;
use crate::policy::Policy;
pub use crate::vocabulary::{Cause, LimitedBy};

/// What the evidence says against the policy's minimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The minimum is offered by default.
    Ready,
    /// A switch or a code change is enough.
    Enable,
    /// Something must be replaced.
    Upgrade,
    /// The evidence does not settle it.
    Unknown,
    /// The client meets the minimum; the server or the path does not.
    OtherSide,
    /// The failure is not about the TLS version.
    OtherCause,
}

impl Verdict {
    /// The word in JSON, CSS classes and URLs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Enable => "enable",
            Self::Upgrade => "upgrade",
            Self::Unknown => "unknown",
            Self::OtherSide => "other-side",
            Self::OtherCause => "other-cause",
        }
    }

    pub(crate) const fn of(support: Support) -> Self {
        match support {
            Support::Default => Self::Ready,
            Support::OptIn => Self::Enable,
            Support::Unsupported => Self::Upgrade,
            Support::Unknown | Support::Library | Support::NotApplicable => Self::Unknown,
        }
    }
}

/// How an answer is told: the verdict, but for a failure whose cause is settled
/// where only what must be changed is not: its version is missing, or leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// By its verdict.
    Verdict(Verdict),
    /// It failed over the TLS version, and the text does not show the client's, or
    /// that does not settle what it offers.
    CauseFound,
}

impl State {
    /// The word in JSON and CSS classes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Verdict(verdict) => verdict.id(),
            Self::CauseFound => "cause-found",
        }
    }
}

impl Serialize for State {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// How a finding is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A handshake was seen.
    Measured,
    /// A version was read.
    Declared,
    /// Implied by a library or platform.
    Inferred,
}

/// What sort of evidence a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What a program says of its own version.
    VersionOutput,
    /// A version and nothing else.
    BareVersion,
    /// How a program names itself to a server.
    UserAgent,
    /// A message of a failure.
    Error,
    /// A handshake, step by step.
    Transcript,
    /// A file that pins a version.
    PinFile,
    /// The reply of an endpoint.
    Response,
    /// Nothing that is known.
    Unrecognised,
}

/// One answer, complete.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The contract's version.
    pub schema: u32,
    /// The day of the data's newest statement.
    pub data_version: &'static str,
    /// The policy's minimum, `1.2` or `1.3`.
    pub minimum: &'static str,
    /// What sort of evidence decided.
    pub kind: Kind,
    /// The platform that decided.
    pub platform: Option<&'static str>,
    /// Its version, normalised.
    pub version: Option<String>,
    /// Its version as it was given.
    pub version_text: Option<String>,
    /// The library that does its TLS, as it was given.
    pub linked_tls_library: Option<String>,
    /// What the client has of TLS 1.2.
    pub tls12: Support,
    /// What the client has of TLS 1.3.
    pub tls13: Support,
    /// The version of a completed handshake.
    pub negotiated: Option<Protocol>,
    /// Why it failed.
    pub cause: Cause,
    /// Which side is the old one.
    pub limited_by: Option<LimitedBy>,
    /// The address of the other side, where the text of a failure names it.
    pub server: Option<String>,
    /// The answer.
    pub verdict: Verdict,
    /// How it is told.
    pub state: State,
    /// What must hold for a `ready` to be true.
    pub conditions: Vec<String>,
    /// How it is known; `null` where nothing is.
    pub basis: Option<Basis>,
    /// The headline's id and arguments, for other languages.
    pub message: Message,
    /// The answer in one English sentence.
    pub headline: String,
    /// Why.
    pub reasons: Vec<String>,
    /// Where the baseline or other sources differ.
    pub notes: Vec<String>,
    /// What else may fail after the switch.
    pub caveats: Vec<String>,
    /// What the provider's deadline means for this answer.
    pub deadline: Option<Deadline>,
    /// Since when the version is out of support.
    pub end_of_life: Option<String>,
    /// What to change, in order.
    pub fixes: Vec<FixReport>,
    /// What to run next.
    pub next: Vec<Next>,
    /// Where the facts are from.
    pub sources: Vec<Source>,
    /// The rows of the platform's table that its version falls under, counted
    /// from 0 as in the open data's `rules`.
    pub rows: Vec<usize>,
    /// All that was found, in order of the text.
    pub findings: Vec<Finding>,
}

/// The day on which the provider refuses less than his minimum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The day.
    pub date: Day,
    /// Whether it is past, by the reader's date.
    pub passed: bool,
    /// What that means, as the headline says it.
    pub sentence: String,
}

/// A change that helps, as a report has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FixReport {
    /// Unique in its platform.
    pub id: &'static str,
    /// What it does.
    pub title: Text,
    /// How far it reaches.
    pub scope: Scope,
    /// The language of the code.
    pub language: &'static str,
    /// The short form.
    pub code: String,
    /// The code changes nothing: it shows what there is, for after the update.
    pub checks: bool,
    /// The whole file, a relative path.
    pub file: Option<Text>,
    /// What is seen when it works.
    pub verify: String,
    /// What else it affects.
    pub risk: Text,
    /// On what it was tried.
    pub verified: &'static [Verified],
    /// Where the version is not known: those that it is for.
    pub versions: Vec<String>,
    /// What a text names whose call this is about, in lower case.
    #[serde(skip)]
    pub calls: &'static [&'static str],
}

impl FixReport {
    /// The fix with the policy's endpoint in its code.
    pub(crate) fn new(fix: &'static Fix, policy: &Policy) -> Self {
        Self {
            id: fix.id,
            title: fix.title,
            scope: fix.scope,
            language: fix.language,
            code: policy.fill(&fix.code),
            checks: fix.checks,
            file: fix.file,
            verify: policy.fill(&fix.verify),
            risk: fix.risk,
            verified: fix.verified,
            versions: Vec::new(),
            calls: fix.calls,
        }
    }
}

/// A command that settles or proves something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Next {
    /// Why to run it.
    pub why: String,
    /// What to run.
    pub command: String,
    /// What its output says.
    pub expect: String,
    /// The program that the command runs, a relative path.
    pub file: Option<Text>,
}

/// One thing that the evidence says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The line of the text, from 1.
    pub line: u32,
    /// What sort of evidence it is.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// The platform it names.
    pub platform: Option<&'static str>,
    /// Its version, normalised.
    pub version: Option<String>,
    /// The library it names.
    pub linked_tls_library: Option<String>,
    /// What it says of TLS 1.2.
    pub tls12: Support,
    /// The version of the handshake it shows.
    pub negotiated: Option<Protocol>,
    /// The failure it shows.
    pub cause: Cause,
    /// How it is known.
    pub basis: Basis,
}

impl Report {
    /// A report in which nothing is known yet.
    pub(crate) fn unknown(kind: Kind, message: Message, policy: &Policy) -> Self {
        Self {
            schema: 1,
            data_version: DATA_VERSION,
            minimum: policy.minimum_text(),
            kind,
            platform: None,
            version: None,
            version_text: None,
            linked_tls_library: None,
            tls12: Support::NotApplicable,
            tls13: Support::NotApplicable,
            negotiated: None,
            cause: Cause::None,
            limited_by: None,
            server: None,
            verdict: Verdict::Unknown,
            state: State::Verdict(Verdict::Unknown),
            conditions: Vec::new(),
            basis: None,
            headline: message.english(),
            message,
            reasons: Vec::new(),
            notes: Vec::new(),
            caveats: Vec::new(),
            deadline: None,
            end_of_life: None,
            fixes: Vec::new(),
            next: Vec::new(),
            sources: Vec::new(),
            rows: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Replaces the headline.
    pub(crate) fn say(&mut self, message: Message) {
        self.headline = message.english();
        self.message = message;
    }
}

/// A confidence in words, for people.
pub const fn confidence_words(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Vendor => "the vendor's own word",
        Confidence::Secondary => "a third party's word",
        Confidence::Measured => "measured",
    }
}
