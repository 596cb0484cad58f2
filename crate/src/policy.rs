//! What a provider asks of his clients: the profile that a report is made for.

use std::fmt;

use serde::Serialize;

use crate::day::Day;
use crate::model::Protocol;
use crate::signs::Signs;

/// The built-in profile as the build script writes it.
struct BuiltIn {
    id: &'static str,
    name: &'static str,
    endpoint: &'static str,
    endpoint_confirmed: bool,
    minimum: Protocol,
    contact: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

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

/// A link of a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Its words.
    pub title: String,
    /// Where it leads: an `https:` address.
    pub url: String,
}

/// What a provider adds to one platform's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The platform's id.
    pub platform: String,
    /// The words.
    pub text: String,
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

    /// The endpoint where somebody chose it: the built-in one is not the server
    /// that a program failed to reach.
    pub(crate) fn own_endpoint(&self) -> Option<&str> {
        (self.endpoint != BUILT_IN.endpoint).then_some(self.endpoint.as_str())
    }

    /// Puts the endpoint into a command of the data: `{endpoint}`, `{host}`,
    /// `{port}` and `{path}`.
    pub fn fill(&self, command: &str) -> String {
        filled(command, &self.endpoint)
    }
}

/// Puts the pieces of an address into a command of the data.
pub(crate) fn filled(command: &str, address: &str) -> String {
    match EndpointParts::read(address) {
        None => command.to_owned(),
        Some(parts) => command
            .with("{endpoint}", &parts.url)
            .with("{host}", &parts.host)
            .with("{port}", &parts.port)
            .with("{path}", &parts.path),
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
