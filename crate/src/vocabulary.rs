//! The words that the data and the report share. The build script uses this
//! module too: what an author writes in `platforms/` is read into the same
//! types that the library answers with.

use serde::{Deserialize, Serialize};

/// What a client has of one protocol version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// A plain request offers it, with no change.
    Default,
    /// It is there, but a plain request does not offer it.
    OptIn,
    /// It cannot be had without replacing or upgrading something.
    Unsupported,
    /// What is known does not settle it.
    Unknown,
    /// The library that does its TLS decides. Only rules say so; an answer
    /// without the library is `Unknown`.
    Library,
    /// The evidence is not about a TLS version, or about no client at all.
    #[serde(rename = "n/a", skip_deserializing)]
    NotApplicable,
}

impl Support {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 5] =
        [Self::Default, Self::OptIn, Self::Unsupported, Self::Unknown, Self::Library];

    /// The weaker of a platform's support and that of the library it runs on.
    /// A platform that has none of its own leaves the decision to its library.
    #[must_use]
    pub fn bound_to(self, library: Self) -> Self {
        match (self, library) {
            (Self::Library, library) => library,
            (Self::Unsupported, _) | (_, Self::Unsupported) => Self::Unsupported,
            (Self::Unknown, _) | (_, Self::Unknown | Self::Library) => Self::Unknown,
            (Self::OptIn, _) | (_, Self::OptIn) => Self::OptIn,
            (own, _) => own,
        }
    }

    /// The answer where the library is not known.
    #[must_use]
    pub const fn alone(self) -> Self {
        match self {
            Self::Library => Self::Unknown,
            own => own,
        }
    }

    /// The word in JSON, CSS classes and URLs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::OptIn => "opt-in",
            Self::Unsupported => "unsupported",
            Self::Unknown => "unknown",
            Self::Library => "library",
            Self::NotApplicable => "n/a",
        }
    }
}

/// What sort of software a platform is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlatformKind {
    /// Runs programs: Java, Ruby, Node.js.
    Runtime,
    /// Does the TLS of other programs: OpenSSL, `GnuTLS`, NSS.
    Library,
    /// A program or package that makes requests: curl, `OkHttp`.
    Client,
    /// An operating system or a distribution.
    System,
    /// A web browser.
    Browser,
}

impl PlatformKind {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 5] =
        [Self::Runtime, Self::Library, Self::Client, Self::System, Self::Browser];

    /// The word in JSON and in the catalogues.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Runtime => "runtime",
            Self::Library => "library",
            Self::Client => "client",
            Self::System => "system",
            Self::Browser => "browser",
        }
    }
}

/// How far a change reaches, narrowest first but for the upgrade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One call or connection.
    Call,
    /// One client object.
    Client,
    /// The whole process.
    Process,
    /// Every program on the machine.
    Machine,
    /// Something is replaced by a newer version.
    Upgrade,
}

impl Scope {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 5] =
        [Self::Call, Self::Client, Self::Process, Self::Machine, Self::Upgrade];
}

/// How sure a statement is, the best first: what was run here does not depend
/// on anybody's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Run by us.
    Measured,
    /// The vendor's own documentation, release notes or source.
    Vendor,
    /// Somebody else's.
    Secondary,
}

impl Confidence {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 3] = [Self::Measured, Self::Vendor, Self::Secondary];
}

/// Why a handshake or a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The two sides have no version in common.
    ProtocolVersion,
    /// The two sides have no cipher suite, group or signature in common.
    Cipher,
    /// The certificate of one side is not accepted.
    Certificate,
    /// The certificate is for another name.
    Hostname,
    /// The failure is on the network, or a page of the network answered.
    Network,
    /// Plain HTTP where TLS was expected, or the other way round.
    Plaintext,
    /// The server needs the name of the host, or does not know the one it got.
    Sni,
    /// The server wants a certificate of the client.
    ClientCert,
    /// The clock of one side is wrong.
    Clock,
    /// More than one cause is likely.
    Unknown,
    /// Nothing failed.
    None,
}

impl Cause {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 11] = [
        Self::ProtocolVersion,
        Self::Cipher,
        Self::Certificate,
        Self::Hostname,
        Self::Network,
        Self::Plaintext,
        Self::Sni,
        Self::ClientCert,
        Self::Clock,
        Self::Unknown,
        Self::None,
    ];
}

/// Which side of a failed or low handshake is the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LimitedBy {
    /// The client.
    Client,
    /// The server.
    Server,
    /// A proxy in between.
    Path,
    /// It cannot be told.
    Unknown,
}

impl LimitedBy {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 4] = [Self::Client, Self::Server, Self::Path, Self::Unknown];
}

/// Whose failure a text tells, where it is not that of a program whose request a
/// server refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Whose {
    /// A server says it of a client that called it.
    Caller,
    /// The program's own settings leave it no version: it has asked no server.
    Settings,
}

impl Whose {
    /// Those of the data, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 2] = [Self::Caller, Self::Settings];
}
