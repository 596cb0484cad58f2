//! What a provider asks of his clients: the profile that a report is made for.

use std::fmt;

use serde::Serialize;

use crate::model::Protocol;
use crate::profile::{Day, Link, Note};
use crate::report::{Deadline, Report, Verdict};
use crate::signs::Signs;
use crate::tables::BUILT_IN;

/// The built-in profile as the build script writes it.
pub(crate) struct BuiltIn {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) endpoint: &'static str,
    pub(crate) endpoint_confirmed: bool,
    pub(crate) minimum: Protocol,
    pub(crate) contact: &'static str,
}

/// A provider's profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// A short word: `zoho`.
    pub id: String,
    /// The provider's name.
    pub name: String,
    /// The test endpoint, an `https:` URL.
    pub endpoint: String,
    /// Whether somebody has seen the endpoint answer.
    pub endpoint_confirmed: bool,
    /// An endpoint that is known to answer on the same network.
    pub control_endpoint: Option<String>,
    /// The lowest version that the provider takes.
    pub minimum: Protocol,
    /// Whom to ask.
    pub contact: String,
    /// Where to try a change without harm.
    pub sandbox: Option<String>,
    /// The day from which less than the minimum is refused.
    pub deadline: Option<Day>,
    /// Where to read more.
    pub links: Vec<Link>,
    /// What the provider says to everybody.
    pub notice: Option<String>,
    /// The platforms to show; all where there is none.
    pub platforms: Vec<String>,
    /// What the provider adds to the answers for some platforms.
    pub notes: Vec<Note>,
    /// The reader's date; without it a deadline is neither near nor past.
    #[serde(skip)]
    pub today: Option<Day>,
}

impl Policy {
    /// The baseline's profile, `zoho`.
    #[must_use]
    pub fn built_in() -> Self {
        Self {
            id: BUILT_IN.id.into(),
            name: BUILT_IN.name.into(),
            endpoint: BUILT_IN.endpoint.into(),
            endpoint_confirmed: BUILT_IN.endpoint_confirmed,
            control_endpoint: None,
            minimum: BUILT_IN.minimum,
            contact: BUILT_IN.contact.into(),
            sandbox: None,
            deadline: None,
            links: Vec::new(),
            notice: None,
            platforms: Vec::new(),
            notes: Vec::new(),
            today: None,
        }
    }

    /// Adds what the provider says: his notes, and what the deadline means for
    /// this answer. It never changes a verdict.
    pub(crate) fn complete(&self, mut report: Report) -> Report {
        let own = self.notes.iter().filter(|note| Some(note.platform.as_str()) == report.platform);
        report.notes.extend(own.map(|note| format!("{}: {}", self.name, note.text)));
        let Some(date) = self.deadline else { return report };
        let passed = self.today.is_some_and(|today| today >= date);
        let (day, minimum) = (date.words(), self.minimum_text());
        let sentence = match report.verdict {
            Verdict::Enable | Verdict::Upgrade if passed => {
                format!("Since {day} this does not work any more.")
            }
            Verdict::Enable | Verdict::Upgrade => format!("From {day} this will stop working."),
            Verdict::Unknown if passed => format!("Since {day} TLS {minimum} is required."),
            Verdict::Unknown => format!("From {day} TLS {minimum} will be required."),
            Verdict::Ready | Verdict::OtherSide | Verdict::OtherCause => return report,
        };
        report.headline.push(' ');
        report.headline.push_str(&sentence);
        report.deadline = Some(Deadline { date, passed, sentence });
        report
    }

    /// The same profile with another minimum, `1.2` or `1.3`.
    ///
    /// # Errors
    ///
    /// [`PolicyError::Minimum`] for any other text.
    pub fn with_minimum(mut self, minimum: &str) -> Result<Self, PolicyError> {
        self.minimum = match minimum.trim() {
            "1.2" => Protocol::Tls12,
            "1.3" => Protocol::Tls13,
            _ => return Err(PolicyError::Minimum),
        };
        Ok(self)
    }

    /// The same profile with another endpoint.
    ///
    /// # Errors
    ///
    /// [`PolicyError::Endpoint`] where `endpoint` is not an `https:` URL with a
    /// host and without a user name.
    pub fn with_endpoint(mut self, endpoint: &str) -> Result<Self, PolicyError> {
        let parts = EndpointParts::read(endpoint).ok_or(PolicyError::Endpoint)?;
        let same = endpoint.trim() == self.endpoint;
        self.endpoint = parts.url;
        self.endpoint_confirmed &= same;
        Ok(self)
    }

    /// The minimum as the contract writes it: `1.2`.
    pub fn minimum_text(&self) -> &'static str {
        if self.minimum == Protocol::Tls13 { "1.3" } else { "1.2" }
    }

    /// Puts the endpoint into a command of the data: `{endpoint}`, `{host}`,
    /// `{port}` and `{path}`.
    pub fn fill(&self, command: &str) -> String {
        match EndpointParts::read(&self.endpoint) {
            None => command.to_owned(),
            Some(parts) => command
                .with("{endpoint}", &parts.url)
                .with("{host}", &parts.host)
                .with("{port}", &parts.port)
                .with("{path}", &parts.path),
        }
    }
}

/// The pieces of an endpoint that commands are made of.
pub(crate) struct EndpointParts {
    url: String,
    host: String,
    port: String,
    path: String,
}

impl EndpointParts {
    /// Reads an `https:` URL; `None` for everything else, and for one that a
    /// shell would not take as one word.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.cut("://")?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?[]@%=,+".contains(&byte);
        if !scheme.eq_ignore_ascii_case("https") || text.len() > 2000 || !text.bytes().all(plain) {
            return None;
        }
        let end = rest.find_any("/?").unwrap_or(rest.len());
        let (authority, tail) = rest.split_at_checked(end)?;
        let (host, port) = match authority.strip_prefix('[') {
            Some(v6) => {
                let (host, port) = v6.split_once(']')?;
                (format!("[{host}]"), port.strip_prefix(':').unwrap_or("443"))
            }
            None => match authority.split_once(':') {
                Some((host, port)) => (host.to_owned(), port),
                None => (authority.to_owned(), "443"),
            },
        };
        let good_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        if host.is_empty() || host.has_any("@%=") || port.contains('@') || !good_port {
            return None;
        }
        let path = if tail.starts_with('/') { tail.to_owned() } else { format!("/{tail}") };
        Some(Self { url: format!("https://{rest}"), host, port: port.to_owned(), path })
    }
}

/// Why a profile cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyError {
    /// The minimum is neither 1.2 nor 1.3.
    Minimum,
    /// The endpoint is not an `https:` URL.
    Endpoint,
}

impl fmt::Display for PolicyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Minimum => "the minimum is 1.2 or 1.3",
            Self::Endpoint => "the endpoint must be an address like https://host/path: https only, without a user name, spaces or quotes",
        })
    }
}

impl std::error::Error for PolicyError {}
