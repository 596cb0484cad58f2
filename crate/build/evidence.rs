//! The TOML of `evidence.toml`: how a platform shows itself in what people
//! paste.

use serde::Deserialize;

use crate::vocabulary::{Cause, LimitedBy, Support, Whose};

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The highest first number that a version of it can have, so that other
    /// numbers behind its name are not read as one.
    pub highest: Option<u64>,
    #[serde(default)]
    pub names: Vec<Name>,
    #[serde(default)]
    pub signs: Vec<Sign>,
    #[serde(default)]
    pub failures: Vec<Failure>,
    #[serde(default)]
    pub images: Vec<Image>,
}

/// Words that a version of the platform stands behind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the data with a default")]
pub struct Name {
    pub words: Vec<String>,
    /// A version without a dot counts too: `Java 7`.
    #[serde(default)]
    pub short: bool,
    /// The version must follow at once: `go1.12`.
    #[serde(default)]
    pub glued: bool,
    /// It counts only where nothing else stands in its line: `Go 1.16`.
    #[serde(default)]
    pub alone: bool,
    /// The version belongs to another program, and only the name says
    /// something: `axios/1.2.0`.
    #[serde(default, rename = "name_only")]
    pub only: bool,
    /// It names the TLS library of another program: `SecureTransport` behind
    /// curl's own version.
    #[serde(default)]
    pub library: bool,
    /// What the name alone says of TLS 1.2.
    pub tls12: Option<Support>,
    /// The version behind it is the vendor's own, where that says more than the
    /// same number of the platform would: with this one came that release.
    pub own: Option<Own>,
    /// The lowest version behind it that is the platform's: `rbenv 1.1.2` is
    /// rbenv's own.
    pub least: Option<String>,
    pub samples: Vec<String>,
}

/// A release by a vendor's own number; the same series has later ones behind it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    pub from: String,
    pub is: String,
    /// Where the vendor says so, and the day on which that was read.
    #[allow(dead_code, reason = "it is there for who reads the data")]
    pub source: String,
}

/// Texts that only this platform prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sign {
    pub texts: Vec<String>,
    /// What the text says of TLS 1.2.
    pub tls12: Option<Support>,
    /// It counts only beside a failure: `npm ERR!`.
    #[serde(default)]
    pub only_with_failure: bool,
    /// The build that prints it: `openjdk`.
    pub variant: Option<String>,
    /// It shows the version as well as a number would: what it says of TLS 1.2
    /// holds beside a failure of another kind too.
    #[serde(default)]
    pub settles: bool,
    /// A relative that stands over the platform does not print it.
    #[serde(default)]
    pub decides: bool,
    /// A word that must stand in the same line; others that do as well behind
    /// `|`.
    pub beside: Option<String>,
    /// Its exact spelling, where another one means something else.
    pub spelled: Option<String>,
    /// What it tells the reader, who then gets the platform's upgrade as well.
    pub note: Option<String>,
}

/// Texts of a failed handshake or request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Failure {
    pub texts: Vec<String>,
    pub cause: Cause,
    /// A word that must stand in the same line; others that do as well behind
    /// `|`.
    pub beside: Option<String>,
    /// Its exact spelling, where another one means something else: `SSL3_` of
    /// OpenSSL 1.0.
    pub spelled: Option<String>,
    /// A frame around the real cause, which counts only where nothing else
    /// does.
    #[serde(default)]
    pub weak: bool,
    /// A sentence of a provider's, who says the same before he switches
    /// something off: a text that announces that has no failure in it.
    #[serde(default)]
    pub prose: bool,
    /// The old side.
    pub limited_by: Option<LimitedBy>,
    /// What the text says of TLS 1.2.
    pub tls12: Option<Support>,
    /// The version that must have been agreed on for this text: `1.3`.
    pub negotiated: Option<String>,
    /// The id of the sentence that says it, where that of its cause says too much
    /// or too little.
    pub message: Option<String>,
    /// Whose failure it is, where no server refused the request of a program.
    pub whose: Option<Whose>,
}

/// Container images whose tag is a version of the platform.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    pub names: Vec<String>,
    /// Words that stand before the version in the tag: `jdk`, `jre` in
    /// `maven:3-jdk-8`. Without them the tag starts with the version.
    #[serde(default)]
    pub behind: Vec<String>,
}
