//! From pasted text to findings: one file a kind of evidence.
//!
//! Nothing here judges. What is recognised is a notation, never an example.

pub(crate) mod bare;
pub(crate) mod browser;
pub(crate) mod claims;
pub(crate) mod classes;
pub(crate) mod codes;
pub(crate) mod commands;
pub(crate) mod demands;
pub(crate) mod evidence;
pub(crate) mod handshake;
pub mod json;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod mentions;
pub(crate) mod paired;
pub(crate) mod peer;
pub(crate) mod phrases;
pub(crate) mod pins;
pub(crate) mod record;
pub(crate) mod reply;
pub mod response;
pub(crate) mod sentences;
pub(crate) mod settings;
pub(crate) mod squash;
pub(crate) mod text;
pub(crate) mod vague;

use crate::model::{Protocol, Support};
use crate::report::{Cause, LimitedBy};
use crate::vocabulary::Whose;

/// A word that a version of a platform stands behind.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the data")]
pub(crate) struct Name {
    pub(crate) word: &'static str,
    pub(crate) platform: &'static str,
    /// A version without a dot counts too.
    pub(crate) short: bool,
    /// The version must follow at once.
    pub(crate) glued: bool,
    /// It counts only where nothing else stands in its line.
    pub(crate) alone: bool,
    /// The version behind it is another program's.
    pub(crate) only: bool,
    /// It names the TLS library of another program.
    pub(crate) library: bool,
    /// What the name alone says of TLS 1.2.
    pub(crate) tls12: Option<Support>,
    /// A vendor's own number, and the release that came with it.
    pub(crate) own: Option<[&'static str; 2]>,
    /// The lowest version behind it that is the platform's.
    pub(crate) least: Option<&'static str>,
    /// The highest first number of its versions.
    pub(crate) highest: u64,
}

/// What a phrase says.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the data")]
pub(crate) struct Meaning {
    /// The platform that prints it; `None` where many do.
    pub(crate) platform: Option<&'static str>,
    /// The cause, where the phrase is a failure; else it only shows the
    /// platform.
    pub(crate) failure: Option<Cause>,
    /// It counts only where nothing better does.
    pub(crate) weak: bool,
    /// A provider's sentence, which can announce as well as refuse.
    pub(crate) prose: bool,
    pub(crate) limited_by: Option<LimitedBy>,
    /// What it says of the client's TLS 1.2.
    pub(crate) tls12: Option<Support>,
    /// The version that must have been agreed on before this failed.
    pub(crate) negotiated: Option<Protocol>,
    /// The build that prints it.
    pub(crate) variant: Option<&'static str>,
    /// A word, in lower case, that must stand in the same line; others that do
    /// as well behind `|`.
    pub(crate) beside: Option<&'static str>,
    /// Letters that must stand in the same line, spelled like this.
    pub(crate) spelled: Option<&'static str>,
    /// What it tells the reader.
    pub(crate) note: Option<&'static str>,
    /// The sentence that says it, where that of its cause does not.
    pub(crate) message: Option<&'static str>,
    /// What it says of TLS 1.2 is as good as a version.
    pub(crate) settles: bool,
    /// A relative that stands over the platform does not print it.
    pub(crate) decides: bool,
    /// Whose failure it is, where no server refused the request of a program.
    pub(crate) whose: Option<Whose>,
}

/// A squashed text and what it says.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) text: &'static str,
    pub(crate) meaning: &'static Meaning,
}

/// A container image whose tag is a version.
#[derive(Debug)]
pub(crate) struct Image {
    pub(crate) name: &'static str,
    pub(crate) platform: &'static str,
    /// Words that stand before the version in the tag.
    pub(crate) behind: &'static [&'static str],
}
