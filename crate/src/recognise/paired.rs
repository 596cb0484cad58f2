//! A version beside the cipher suite that it was used with.
//!
//! Servers, mailers, databases and libraries all tell of a session by these two,
//! in whatever order and words: `Using TLSv1.2, cipher ECDHE-…`, `TLSv1.3
//! ciphersuite: TLS_AES_…`, `ECDHE-RSA-AES128-SHA tlsv12` of an access log.

use super::response::protocol;
use super::text::{Line, Text, contains};
use crate::model::Protocol;
use crate::signs::Signs;
use crate::words::{Words, words};

/// The words between a version and its suite.
const JOINING: Words = words![
    "",
    "-",
    "/",
    "cipher",
    "ciphersuite",
    "suite",
    "tlsv1/sslv3",
    "with",
    "using",
    "connection",
    "accepted",
    "established",
    "session",
    "is",
];

/// What stands in lines that name what is wanted, possible or refused, and
/// behind the keys of JSON, which are read as such.
const NO_RESULT: Words = words![
    "\":",
    "support",
    "requir",
    "must ",
    "should",
    "allow",
    "enable",
    "disable",
    "minimum",
    "ciphers ",
    "ciphers:",
    "ciphers=",
    "backend",
    "-cipher",
    "sslciphersuite",
    "ignor",
    "unavailable",
    "no ",
    "not ",
    "fail",
    "error",
    "preferred",
    "recommend",
    "suites",
];

/// What stands in lines that tell of a session.
const RESULT: Words = words![
    "using ",
    "connect",
    "handshake",
    "session",
    "cipher",
    "established",
    "accepted",
    "negotiat",
    "esmtp",
    "| t |",
];

/// How the names of key exchanges begin, and of suites that leave them out.
const EXCHANGES: Words = words!["ecdh", "dh", "edh", "adh", "tls", "ssl", "rsa", "psk", "aead"];

/// The ciphers of suites.
const CIPHERS: Words = words!["aes", "chacha20", "rc4", "3des", "des", "camellia", "aria", "seed"];

/// The pairs of a text: one, or those of the lines of a log. Others that differ
/// are a list of what is possible.
pub(crate) struct Pairs {
    /// The lines that have one, in order, each with its version.
    found: Vec<(u32, Protocol)>,
    single: bool,
}

impl Pairs {
    pub(crate) fn of(text: &Text) -> Self {
        let pairs = text.lines.iter().filter_map(|line| Some((line.number, pair(&line.text)?)));
        let pairs: Vec<(u32, (Protocol, &str))> = pairs.collect();
        let single =
            pairs.windows(2).all(|two| matches!(two, [(_, one), (_, next)] if one == next));
        Self {
            found: pairs.into_iter().map(|(line, (version, _))| (line, version)).collect(),
            single,
        }
    }

    /// The version that a line names beside a suite, and whether it is one of
    /// several in a log.
    pub(crate) fn version(&self, line: &Line) -> Option<(Protocol, bool)> {
        let front = line.text.trim_start();
        let dated = || front.begins_digit() && front.until_any(" \t").has_any("-/.");
        let place = self.found.binary_search_by_key(&line.number, |(number, _)| *number).ok()?;
        let (_, version) = self.found.get(place).filter(|_| self.single || dated())?;
        Some((*version, !self.single))
    }
}

#[derive(Clone, Copy)]
enum Side<'a> {
    Neither,
    Version(Protocol),
    Suite(&'a str),
}

/// The version and the suite of a line that stand side by side.
fn pair(line: &str) -> Option<(Protocol, &str)> {
    // A log has a date or the other side's address instead.
    let logged = |word: &str| {
        let signs = |sign| word.bytes().filter(|byte| *byte == sign).count();
        word.begins_digit() && (signs(b'-') > 1 || signs(b'.') > 2)
    };
    let told = RESULT.stand_in(line) || line.pieces(" \t").any(logged);
    if NO_RESULT.stand_in(line) || !told {
        return None;
    }
    // "openssl ciphers -v" lists the suites with the versions that they came with.
    let listed = line.has(" Kx=") && !contains(line, "handshake");
    let mut side = Side::Neither;
    let mut before = "";
    for word in line.pieces(" \t,;:|()[]{}\"'=") {
        // "TLS 1.2", in two words.
        let two = before.eq_ignore_ascii_case("tls") && word.begins("1");
        let version = if two { protocol(&[before, word].concat()) } else { named(word) };
        let (front, back) = word.cut("/").unwrap_or_default();
        before = word;
        if let Some(version) = named(front)
            && is_suite(back)
        {
            return Some((version, back));
        }
        side = match (version, side) {
            (Some(version), Side::Suite(suite)) if !listed => return Some((version, suite)),
            (Some(version), _) => Side::Version(version),
            (None, Side::Version(version)) if is_suite(word) => return Some((version, word)),
            _ if is_suite(word) => Side::Suite(word),
            _ if JOINING.hold(word) || word.eq_ignore_ascii_case("tls") => side,
            _ => Side::Neither,
        };
    }
    None
}

/// The version that a word is.
fn named(word: &str) -> Option<Protocol> {
    word.begins("TtSs").then(|| protocol(word)).flatten()
}

/// Whether a word is a suite's name: in capitals, with its cipher, and with its
/// key exchange or its hash. "AES-256" alone is of files as well.
fn is_suite(word: &str) -> bool {
    let mut parts = word.pieces("-_/");
    let capital = !word.bytes().any(|byte| byte.is_ascii_lowercase());
    let last = parts.clone().last().unwrap_or_default();
    capital
        && parts.clone().count() > 1
        && (EXCHANGES.start(word) || words!["sha", "md5"].start(last))
        && parts.any(|part| CIPHERS.start(part))
}
