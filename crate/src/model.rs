//! The plain types of the table: what `platforms/` says, as the build script
//! compiles it in.

use std::fmt;

use semver::{Comparator, Op, Prerelease, Version, VersionReq};
use serde::Serialize;

use crate::packs::Text;
pub use crate::trial::{Level, Trial};
use crate::version::Notation;
pub use crate::vocabulary::{Confidence, PlatformKind, Scope, Support};

/// The version of the data: the day of its newest statement.
pub const DATA_VERSION: &str = env!("DATA_VERSION");

/// A version of SSL or TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Protocol {
    /// SSL 2.0.
    Ssl2,
    /// SSL 3.0.
    Ssl3,
    /// TLS 1.0.
    Tls10,
    /// TLS 1.1.
    Tls11,
    /// TLS 1.2.
    Tls12,
    /// TLS 1.3.
    Tls13,
}

impl Protocol {
    /// The form of nginx and OpenSSL: `TLSv1`, `TLSv1.2`. Reports use it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ssl2 => "SSLv2",
            Self::Ssl3 => "SSLv3",
            Self::Tls10 => "TLSv1",
            Self::Tls11 => "TLSv1.1",
            Self::Tls12 => "TLSv1.2",
            Self::Tls13 => "TLSv1.3",
        }
    }

    /// The form for people: `TLS 1.2`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ssl2 => "SSL 2.0",
            Self::Ssl3 => "SSL 3.0",
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl Serialize for Protocol {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// One platform: all that its folder under `platforms/` says.
#[derive(Debug, Serialize)]
pub struct Platform {
    /// The folder's name, and the word in JSON and URLs.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// What sort of software it is.
    pub kind: PlatformKind,
    /// How its vendor writes versions.
    #[serde(skip)]
    pub notation: Notation,
    /// Other names, in lower case; no two platforms share one.
    pub aliases: &'static [&'static str],
    /// Versions in its notation, for hints and messages.
    pub examples: &'static [Text],
    /// The command that prints its version.
    pub version_command: Command,
    /// The library or system that does its TLS, where it has none of its own.
    pub linked: Option<Linked>,
    /// Builds whose rules differ.
    pub variants: &'static [Variant],
    /// Version texts that mean something else than one release.
    pub readings: &'static [Reading],
    /// What its versions support; every version once for each variant.
    pub rules: &'static [Rule],
    /// What to change.
    pub fixes: &'static [Fix],
    /// How a user proves it on his own stack.
    pub probes: &'static [Probe],
    /// What else fails once TLS 1.2 is there.
    pub caveats: &'static [Caveat],
    /// Which versions have no support any more, and since when.
    pub end_of_life: &'static [EndOfLife],
    /// The versions of programs that its releases bring.
    #[serde(skip)]
    pub brings: &'static [Brought],
    /// Where the facts are from.
    pub sources: &'static [Source],
}

impl Platform {
    /// The release that has this name, in any case: 7 is Debian's `wheezy`.
    pub(crate) fn release_named(&self, name: &str) -> Option<&'static str> {
        let named = |reading: &&'static Reading| {
            reading.by_name && reading.texts.iter().any(|text| text.eq_ignore_ascii_case(name))
        };
        self.readings.iter().find(named)?.read_as
    }

    /// Whether the platform with this id can be the library or system below it.
    pub(crate) fn runs_on(&self, id: &str) -> bool {
        self.linked.as_ref().is_some_and(|linked| linked.platforms.contains(&id))
    }
}

impl PartialEq for Platform {
    /// There is one of each id.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// The version of a program that some releases of a system bring.
#[derive(Debug, PartialEq)]
pub struct Brought {
    /// The program's platform.
    pub program: &'static str,
    /// Its version.
    pub release: &'static str,
    /// The first release of the system, where there is one.
    pub from: Option<Bound>,
    /// The first release after the range, where there is one.
    pub below: Option<Bound>,
    /// Where it is from; never empty.
    pub sources: &'static [&'static Source],
}

/// What else can fail after the switch: no SNI, no SHA-256, an old root store.
#[derive(Debug, PartialEq, Serialize)]
pub struct Caveat {
    /// The versions that it is about; `None` is all of them.
    pub versions: Option<Text>,
    /// The first version, where there is one.
    #[serde(skip)]
    pub from: Option<Bound>,
    /// The first version after the range, where there is one.
    #[serde(skip)]
    pub below: Option<Bound>,
    /// The caveat, in one sentence.
    pub text: Text,
    /// Where it is from; never empty.
    #[serde(skip)]
    pub sources: &'static [&'static Source],
}

/// Versions that their vendor has given up.
#[derive(Debug, PartialEq, Serialize)]
pub struct EndOfLife {
    /// The range as the data has it.
    pub versions: Text,
    /// The first version, where there is one.
    #[serde(skip)]
    pub from: Option<Bound>,
    /// The first version after the range, where there is one.
    #[serde(skip)]
    pub below: Option<Bound>,
    /// The last day of support, as `2020-01-01`.
    pub since: Text,
    /// Where it is from; never empty.
    #[serde(skip)]
    pub sources: &'static [&'static Source],
}

/// A command to run and what to look for in its output.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Command {
    /// What to run, on the machine that makes the requests.
    pub command: Text,
    /// What its output says.
    pub expect: Text,
}

/// The other half of a platform that does not do its own TLS.
#[derive(Debug, PartialEq, Serialize)]
pub struct Linked {
    /// The platforms that can stand there.
    pub platforms: &'static [&'static str],
    /// The command that shows which one does.
    pub command: Command,
    /// What must hold for `default`: "its OpenSSL is 1.0.1 or later".
    pub condition: Text,
}

/// A build of a platform with rules of its own.
#[derive(Debug, PartialEq, Serialize)]
pub struct Variant {
    /// The word in the data.
    pub id: &'static str,
    /// The name for people.
    pub name: Text,
    /// The libraries that show this build: what runs on one of them is it.
    pub libraries: &'static [&'static str],
    /// The platforms whose programs a system brings as this build.
    pub programs: &'static [&'static str],
    /// The one release that a text means which shows this build; empty where it
    /// means all of them.
    #[serde(skip)]
    pub release: &'static str,
    /// What must hold for `default`, in place of the platform's own condition.
    pub condition: Option<Text>,
}

/// A version text that does not name one release, or names it by a word.
#[derive(Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The versions in normalised form that this is about; a trailing `*`
    /// stands for any rest.
    pub texts: &'static [&'static str],
    /// The release that stands for them, or `None` where nothing does.
    pub read_as: Option<&'static str>,
    /// The text is the name of a release: `wheezy`.
    pub by_name: bool,
    /// Why.
    pub note: Text,
}

/// A bound of a rule: a packed version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound(pub u64, pub u64, pub u64);

impl Bound {
    fn of(version: &Version) -> Self {
        Self(version.major, version.minor, version.patch)
    }
}

/// What a range of versions supports.
#[derive(Debug, PartialEq, Serialize)]
pub struct Rule {
    /// Unique in its platform; the anchor of deep links.
    pub id: Text,
    /// The range as the data has it: `>=7, <7u131`.
    pub versions: Text,
    /// The range in words: "7 to 7u130".
    pub label: Text,
    /// The first version, where there is one.
    #[serde(skip)]
    pub from: Option<Bound>,
    /// The first version after the range, where there is one.
    #[serde(skip)]
    pub below: Option<Bound>,
    /// The build that it is for; `None` is everything without rules of its own.
    pub variant: Option<&'static str>,
    /// TLS 1.2. `Library` leaves it to the library.
    pub tls12: Support,
    /// TLS 1.3, likewise.
    pub tls13: Support,
    /// Why, in one sentence.
    pub reason: Text,
    /// What must hold besides the version for the answer to be right.
    pub condition: Option<Text>,
    /// An exception or a conflict of sources, in one sentence.
    pub note: Option<Text>,
    /// These versions only exist on a library that is new enough, so that an
    /// unknown library leaves no doubt.
    #[serde(skip)]
    pub library_settled: bool,
    /// It asks its library for each version by name: what the library only
    /// has as an option is offered all the same.
    #[serde(skip)]
    pub names_versions: bool,
    /// The library decides, and still some of its requests are settled.
    pub partly: Option<Partly>,
    /// What the baseline's table says where it differs.
    pub baseline: Option<Support>,
    /// What to change, in order.
    #[serde(skip)]
    pub fixes: &'static [&'static Fix],
    /// Where it is from; never empty.
    #[serde(skip)]
    pub sources: &'static [&'static Source],
    /// How sure it is.
    pub confidence: Confidence,
}

/// Which requests have TLS 1.2 whatever the library, and which do not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Partly {
    /// "https:// streams".
    pub settled: Text,
    /// "requests through the cURL extension".
    pub open: Text,
}

impl Rule {
    /// The requirement that a version must meet.
    pub fn requirement(&self) -> VersionReq {
        let comparator = |op, bound: Bound| Comparator {
            op,
            major: bound.0,
            minor: Some(bound.1),
            patch: Some(bound.2),
            pre: Prerelease::EMPTY,
        };
        let from = self.from.map(|bound| comparator(Op::GreaterEq, bound));
        let below = self.below.map(|bound| comparator(Op::Less, bound));
        VersionReq { comparators: from.into_iter().chain(below).collect() }
    }

    /// Whether any version in `[version, end)` is in this rule's range.
    pub fn touches(&self, version: &Version, end: &Version) -> bool {
        within(self.from, self.below, version, Some(end))
    }

    /// The support of one protocol version; anything below TLS 1.2 is not in
    /// the table.
    pub const fn support(&self, protocol: Protocol) -> Support {
        match protocol {
            Protocol::Tls13 => self.tls13,
            Protocol::Tls12 => self.tls12,
            _ => Support::Unknown,
        }
    }
}

/// Whether a range of packed bounds has `version`, or any version from it up to
/// `end`, where one is given.
pub(crate) fn within(
    from: Option<Bound>,
    below: Option<Bound>,
    version: &Version,
    end: Option<&Version>,
) -> bool {
    let (version, end) = (Bound::of(version), end.map(Bound::of));
    from.is_none_or(|from| end.map_or(from <= version, |end| from < end))
        && below.is_none_or(|below| below > version)
}

/// A change that helps.
#[derive(Debug, PartialEq, Serialize)]
pub struct Fix {
    /// Unique in its platform.
    pub id: &'static str,
    /// What it does, in the imperative.
    pub title: Text,
    /// How far it reaches.
    pub scope: Scope,
    /// The protocol version that it brings.
    pub enables: Protocol,
    /// What a text names whose call this is about, in lower case.
    #[serde(skip)]
    pub calls: &'static [&'static str],
    /// The language of the code, for `lang` classes: `java`, `sh`, `text`.
    pub language: &'static str,
    /// The short form.
    pub code: Text,
    /// The code changes nothing: it shows what there is, for after the update.
    pub checks: bool,
    /// The whole file, relative to the crate, where there is one.
    pub file: Option<Text>,
    /// What is seen when it works.
    pub verify: Text,
    /// What else it affects.
    pub risk: Text,
    /// On what it was tried; nothing where it is only documented.
    pub verified: &'static [Verified],
    /// What it replaces below the platform; nothing where it is about the
    /// platform itself.
    pub replaces: Option<Replacement>,
    /// What is said where a text has the switch already, and TLS 1.2 not.
    #[serde(skip)]
    pub in_use: Option<InUse>,
}

/// A switch that a text can show in use.
#[derive(Debug, PartialEq)]
pub struct InUse {
    /// As it stands before its value, in lower case: `https.protocols=`.
    pub switch: &'static str,
    /// What it does not reach.
    pub says: Text,
}

/// Some versions of a platform cannot be built with the newest release of the
/// library that does their TLS: what there is for them.
#[derive(Debug, PartialEq, Serialize)]
pub struct Replacement {
    /// The library's platform.
    pub library: &'static str,
    /// The versions of the platform as the data has them.
    pub versions: Text,
    /// The first version, where there is one.
    #[serde(skip)]
    pub from: Option<Bound>,
    /// The first version after the range, where there is one.
    #[serde(skip)]
    pub below: Option<Bound>,
    /// Where it is from; never empty.
    pub sources: &'static [&'static Source],
}

/// A trial of a fix on a real runtime, as `verified.toml` records it.
pub type Verified = Trial<Text>;

/// A program or command that shows what the user's own stack negotiates.
#[derive(Debug, PartialEq, Serialize)]
pub struct Probe {
    /// Unique in its platform.
    pub id: Text,
    /// What to run; `{endpoint}` is the profile's.
    pub command: Text,
    /// The program, relative to the crate, where the command needs one.
    pub file: Option<Text>,
    /// What its output says.
    pub expect: Text,
    /// The build whose requests it makes, where that is not every one's.
    #[serde(skip)]
    pub variant: Option<&'static str>,
}

/// Where a fact is from.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Source {
    /// Unique in its platform.
    pub id: Text,
    /// The page's title.
    pub title: Text,
    /// Its address; always https.
    pub url: Text,
    /// What it says, in one sentence of ours.
    pub says: Text,
    /// Whose word it is.
    pub confidence: Confidence,
    /// The day on which somebody read it, as `2026-11-23`.
    pub checked: Text,
}
