//! Versions in sentences that are nobody's: what was, what is planned, what is
//! asked for. `After upgrading from Java 6u45 to Java 8u202`, `requires PHP 7.2`.

use super::mentions::{BULLETS, Mention, version_at};
use super::text::{Line, Text, after, behind, contains, find};
use crate::model::PlatformKind;
use crate::signs::{Signs, joined};
use crate::tables::platform;
use crate::words::{Words, words};

/// The lines around one, where a sentence goes on over their ends.
#[derive(Clone, Copy, Default)]
pub(crate) struct Around<'a> {
    pub(crate) before: &'a str,
    pub(crate) behind: &'a str,
}

impl<'a> Around<'a> {
    /// What stands before and behind a line of a text that is wrapped: lines as
    /// long as mails have them, the first of which does not end a sentence.
    pub(crate) fn of(before: Option<&'a str>, line: &str, behind: Option<&'a str>) -> Self {
        let wrapped = |first: &str, second: &str| {
            let first = first.trim_end();
            first.len() > 50
                && !first.as_bytes().last().is_some_and(|last| b".:;!?|,{}".contains(last))
                && second.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
        };
        Self {
            before: before.filter(|before| wrapped(before, line)).unwrap_or_default(),
            behind: behind.filter(|behind| wrapped(line, behind)).unwrap_or_default(),
        }
    }
}

/// Leaves of what a line mentions what somebody has; `single` where it is the
/// only line.
pub(super) fn keep_own(text: &str, single: bool, around: Around, found: &mut Vec<Mention>) {
    left_behind(text, found);
    let libraries = found.iter().filter(|mention| is_library(mention)).count();
    found.retain_mut(|mention| {
        let Some(version) = &mention.version else { return true };
        let front = text.get(..mention.at).unwrap_or_default();
        let absent = text.get(mention.at..).and_then(|own| behind(own, &version.text));
        let absent =
            absent.is_some_and(|rest| words![" not installed", " is not installed"].start(rest));
        if ends(front, DENIED) || absent {
            return false;
        }
        // Nobody asks for one update of Java: "requires JDK 1.7, and with 1.7.0_02",
        // or for a folder.
        let update = version.text.has_any("_") || mention.path;
        // "Java 8 or later" is anything from there on.
        let whole = single && front.trim_ends(BULLETS).is_empty() && text.len() < 40;
        let own = text.get(mention.at..).unwrap_or_default();
        let rest = own.get(mention.name.word.len()..).unwrap_or_default();
        let front = last_of(front);
        let sentence = joined(&[last_of(around.before), front], " ");
        let clause = clause(&sentence);
        let behind = joined(&[first_of(rest), first_of(around.behind)], " ");
        let open = !whole && version.later
            || ends(front, PLANNED)
            || ends(front, BOUND)
            || ends(front, NEWEST)
                && [" is ", " version is "].iter().any(|is| after(rest, is).is_some())
            || front.trim_back(" v=").ends_with('<') && own.begins_digit()
            || range_of_library(mention, rest)
            || CONDITIONS.stand_in(of_sentence(&sentence))
            || !update && (DEMANDS.stand_in(clause) || !personal(clause) && told(clause, &behind));
        if !open {
            return true;
        }
        mention.version = None;
        // "only supports OpenSSL 1.1.1+, currently compiled with OpenSSL 1.0.2k"
        libraries < 2 || !is_library(mention)
    });
}

fn is_library(mention: &Mention) -> bool {
    platform(mention.name.platform).is_some_and(|found| found.kind == PlatformKind::Library)
}

/// `openssl>=1.0.1`, and for anything else `<2.7.9`.
fn range_of_library(mention: &Mention, rest: &str) -> bool {
    let range = mention.version.as_ref().is_some_and(|version| version.range);
    let below = rest.trim_start();
    range && is_library(mention)
        || below.starts_with('<') && below.trim_front("<= v").begins_digit()
}

/// What somebody writes before what he has not got yet.
const PLANNED: Words = words![
    " upgrade to",
    " update to",
    " move to",
    " migrate to",
    " switch to",
    " migration to",
    " upgrading to",
    " updating to",
    " moving to",
    " migrating to",
    " switching to",
    " considering",
    " please install",
    " download",
    " recommend",
];

/// What somebody writes before a bound.
const BOUND: Words = words![
    " below",
    " older than",
    " newer than",
    " earlier than",
    " lower than",
    " less than",
    " prior to",
    " before",
    " since",
    " as of",
    " starting with",
    " beginning with",
    " began with",
    " introduced with",
    " fixed in",
    " starting from",
    " up to",
    " ab",
    " seit",
    " bis",
    " vor",
    "低于",
    "小于",
    "早于",
    " ниже",
    " inférieur à",
    " anterior a",
    " anteriores a",
    " inferior a",
    " depuis",
    " desde",
];

/// `The latest Node version is 20.1.0` is true for everybody.
const NEWEST: Words =
    words![" latest", " newest", " latest version of", " latest stable", " recommended"];

/// What somebody writes before what he has not got.
const DENIED: Words = words![
    " no longer use",
    " no longer using",
    " instead of",
    " rather than",
    " not",
    " don't use"
];

/// Words of those who ask for a version, which shows nobody's.
const DEMANDS: Words = words![
    "requirement",
    "prerequisite",
    "requires ",
    "wanted:",
    "you need",
    "you must",
    "you should",
    "minimum ",
    "required ",
    "mindestens",
    "at least ",
    "first version",
    "recommended:",
    "supported platforms",
    "default since",
    "make sure ",
    "new in ",
    "added in ",
    "introduced in ",
    "first supported in ",
    "first available in ",
    "available since ",
    "was tested with",
    "is tested with",
    "are tested with",
    "been tested with",
    "dependency for ",
    "dropped support",
    "drops support",
    "drop support",
    "no longer support",
    "please upgrade",
    "please update",
    "please use",
    "please switch",
    "wir empfehlen",
    "do you run",
    "do you use",
    "do you have",
    "which version",
    "compatible with",
    "supports only",
    "only supports",
    "supported version",
];

/// Whether the front of a sentence asks for a version.
pub(super) fn asks(front: &str) -> bool {
    DEMANDS.stand_in(clause(front))
}

/// Words of those who speak of whoever reads them, for a whole sentence.
const CONDITIONS: Words = words!["if you use", "if you are on", "if you're on", "if you run"];

/// Words of documentation, where nobody speaks of himself.
const TOLD: Words = words![
    "needs ",
    "require ",
    "support for ",
    "e.g. ",
    "drop ",
    "dropped ",
    "users of ",
    "may use ",
    "that use ",
    "if you already ",
    "if you have ",
    "by default",
    "requiere",
    "requiert",
    "benötigt",
    "nécessite",
    "necesita",
    "necessário",
    "требуется",
    "需要",
    "必須",
    "必要",
];

/// What documentation has behind a version.
const TOLD_BEHIND: Words = words![
    " is required",
    " required",
    " is needed",
    " is recommended",
    " is supported",
    " are recommended",
    " has been removed",
    " has been dropped",
    " introduced ",
    " added ",
    " supports tls",
    " supports it",
    " and earlier",
    " or earlier",
    " and older",
    " or older",
    " and below",
    " or below",
    " is affected",
    " are affected",
    " is vulnerable",
    " are vulnerable",
    " supported tls",
    " will no longer ",
    " will stop",
    " by default",
    " is the default",
    " on.",
    " onward",
    " needs ",
    " must ",
];

/// Words of those who speak of themselves.
const PERSONAL: Words = words![
    " we ", " our ", " i ", " my ", " i'm ", " we're ", " we've ", " i've ", " us ", " wir ",
    " unser", " mein", " ich ", " nous ", " notre ", " nuestr", " mi ", " noss", " мы ", " наш",
    "我",
];

/// The front of the last sentence of a text.
fn of_sentence(text: &str) -> &str {
    last_behind(text, ". ")
}

/// The last clause of the front of a sentence.
fn clause(front: &str) -> &str {
    const BREAKS: Words = words![
        ". ",
        "; ",
        "different ",
        " but ",
        ", we ",
        ", we'",
        ", our ",
        ", i ",
        ", my ",
        ", currently ",
        " | ",
    ];
    let mut clause = front;
    for sign in BREAKS.iter() {
        clause = last_behind(clause, sign);
    }
    remark(clause)
}

/// The last remark in brackets that has not ended, or all.
fn remark(clause: &str) -> &str {
    let (mut start, mut depth) = (0, 0);
    for (at, sign) in clause.bytes().enumerate() {
        match sign {
            b'(' if depth == 0 => (start, depth) = (at + 1, 1),
            b'(' => depth += 1,
            b')' => depth = u32::saturating_sub(depth, 1),
            _ => {}
        }
    }
    if depth > 0 { clause.get(start..).unwrap_or_default() } else { clause }
}

/// What stands behind the last of a word, or all.
fn last_behind<'a>(text: &'a str, word: &str) -> &'a str {
    let mut last = text;
    while let Some(rest) = behind(last, word) {
        last = rest;
    }
    last
}

/// Whether somebody speaks of himself in a clause.
fn personal(clause: &str) -> bool {
    PERSONAL.stand_in(joined(&["", clause, ""], " "))
}

/// Whether a clause tells what a version is good for, with what stands behind.
fn told(clause: &str, behind: &str) -> bool {
    // "Python version 2.6, 2.7 or >= 3.4 required"
    let listed = |at: usize| behind.get(at..).unwrap_or_default().trim_front(",").trim_start();
    let signs = behind.bytes().enumerate().filter(|(_, sign)| b",;(".contains(sign));
    let mut ends = signs.map(|(at, _)| at).filter(|at| !listed(*at).begins_digit());
    let end = ends.next().into_iter().chain(behind.find_word(". ")).min();
    let rest = behind.get(..end.unwrap_or(behind.len())).unwrap_or_default();
    let title = after(clause.trim_start(), "works with").is_some();
    title || TOLD.stand_in(clause) || TOLD_BEHIND.stand_in(rest)
}

/// As much of a sentence as is looked at.
const NEAR: usize = 240;

/// The end of a text.
fn last_of(text: &str) -> &str {
    let from = text.len().saturating_sub(NEAR);
    (from..text.len()).find_map(|from| text.get(from..)).unwrap_or_default()
}

/// The front of a text.
fn first_of(text: &str) -> &str {
    (0..=text.len().min(NEAR)).rev().find_map(|to| text.get(..to)).unwrap_or_default()
}

/// Words of a heading under which somebody lists what he asks for.
const HEADINGS: Words = words![
    "requirement",
    "prerequisite",
    "supported version",
    "minimum version",
    "compatib",
    "voraussetzung",
    "anforderung",
    "prérequis",
    "requisitos",
];

/// The end of a sentence that leads to a list of what would do.
const LISTED: Words = words![
    "versions will work:",
    "versions work:",
    "versions are supported:",
    "following versions:",
    "one of these versions:",
    "one of the following:",
    "any of the following:",
];

/// The lines of a list or table that asks for versions, by its heading.
pub(crate) fn demanded(text: &Text) -> Vec<u32> {
    const COLUMNS: Words = words!["first", "minimum", "required", "since", "supported", "tls"];
    const HELD: Words = words!["(currently ", "(we have", "(we run", "(we use", "(installed"];
    let mut found = Vec::new();
    let (mut under, mut table, mut last) = (false, false, 0);
    // Markdown sets a list apart from what leads to it.
    let mut headed = false;
    for line in &text.lines {
        let trimmed = line.text.trim();
        let row = trimmed.begins("-*|+=") || trimmed.begins_digit();
        let numbers = trimmed.with("TLS 1.", "").bytes().filter(u8::is_ascii_digit).count();
        let words = trimmed.len() < 60 && numbers < 2;
        // "Updated dependencies in requirements.txt"
        let heading = words && HEADINGS.stand_in(trimmed) && !trimmed.has("requirements.");
        let heading = heading || numbers == 0 && LISTED.end(trimmed);
        // The head of a table: its columns are what is needed.
        let columns = words && trimmed.begins("|") && !table && COLUMNS.stand_in(trimmed);
        if heading || columns {
            under = true;
        } else if under && row && (headed || line.number == last + 1) {
            // "PHP 8.3+ (currently running PHP 8.5.7)"
            if !HELD.stand_in(trimmed) {
                found.push(line.number);
            }
        } else {
            under = false;
        }
        (table, last, headed) = (trimmed.begins("|"), line.number, heading);
    }
    if let Some((first, last)) = simulated(text) {
        found.extend(first..=last);
    }
    found.extend(offered(text));
    found
}

/// The lines of what a version manager could install.
fn offered(text: &Text) -> Vec<u32> {
    const COMMANDS: Words = words![
        "ls-remote",
        "list-remote",
        "list remote",
        "list known",
        "list-all",
        "asdf list all",
        "install --list",
        "install -l",
        "sdk list",
    ];
    let mut found = Vec::new();
    let (mut under, mut last) = (false, 0);
    for line in &text.lines {
        let apart = line.number > last + 1 || line.text.has("$ ");
        under = COMMANDS.stand_in(&line.text) || under && !apart;
        if under {
            found.push(line.number);
        }
        last = line.number;
    }
    found
}

/// Where a scanner lists what a server agrees on with many clients, none of
/// which is anybody's: `Java 6u45  TLSv1.0 DHE-RSA-AES128-SHA`.
pub(crate) fn simulated(text: &Text) -> Option<(u32, u32)> {
    let heads = |line: &&Line| {
        contains(&line.text, "client simulation") || contains(&line.text, "handshake simulation")
    };
    if let (Some(head), Some(end)) = (text.lines.iter().find(heads), text.lines.last()) {
        return Some((head.number, end.number));
    }
    let rows = text.lines.iter().filter_map(|line| Some((line.number, client_of_row(&line.text)?)));
    let rows: Vec<(u32, (&str, bool))> = rows.collect();
    let ((first, (client, _)), (last, _)) = (rows.first()?, rows.last()?);
    let several = rows.iter().any(|(_, (other, _))| other != client);
    (several && rows.iter().any(|(_, (_, agreed))| *agreed)).then_some((*first, *last))
}

/// The client that such a row begins with, and whether they agreed.
fn client_of_row(row: &str) -> Option<(&str, bool)> {
    const FAILED: Words = words![
        " no connection",
        "server closed connection",
        "server sent fatal alert",
        "client does not support",
    ];
    let row = row.trim_ends(" \t#+-*|>");
    let agreed = || {
        let at = ["tlsv1", "tls 1."].iter().filter_map(|word| find(row, word)).min()?;
        // Behind the version stands the suite.
        let suite = row.get(at + 5..)?.trim_front(".0123456789 \t|").until_any(" ,\t");
        let named = suite.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        (named && suite.has_any("-_")).then_some(at)
    };
    let agreed = agreed();
    let at = agreed.or_else(|| FAILED.iter().find_map(|word| find(row, word)))?;
    let client = row.get(..at)?.trim_ends(" \t|-");
    let letter = client.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    let version = client.has_any("0123456789") && client.len() < 60;
    (letter && version && !client.has_any(":=[,")).then_some((client, agreed.is_some()))
}

/// Whether a text ends with one of the words.
fn ends(front: &str, words: Words) -> bool {
    words.end(&joined(&[" ", front.trim_end()], ""))
}

/// Whether a bound follows, and no version that somebody has.
pub(super) fn bounded(front: &str) -> bool {
    ends(front, BOUND)
}

/// Whether somebody says before a version that he has moved.
fn done(front: &str) -> bool {
    const DONE: Words = words![
        "upgraded",
        "updated",
        "moved",
        "migrated",
        "switched",
        "bumped",
        "changed",
        "downgraded",
        "reverted",
        "rolled back",
        "after upgrading",
        "after updating",
        "after moving",
        "after migrating",
        "after switching",
        "after changing",
        "after downgrading",
        "after the upgrade",
        "after the update",
        "since the upgrade",
        "since the update",
    ];
    const NOT_YET: Words = words![" be", " not", " if", "n't", "cannot"];
    let done = DONE.iter().find_map(|word| find(front, word));
    let before = done.and_then(|at| front.get(..at)).map(str::trim_end);
    before.is_some_and(|before| !ends(before, NOT_YET))
}

/// Whether somebody has moved to the version that stands behind, or only speaks
/// of that; `None` where nobody does.
pub(super) fn moved(front: &str, behind: &str) -> Option<bool> {
    const MOVES: Words = words![
        "upgrad", "updat", "move", "moving", "migrat", "switch", "bump", "chang", "downgrad",
        "revert", "roll",
    ];
    const CURED: Words =
        words![" fixed ", " solved ", " resolved ", " helped", " did the trick", " worked"];
    let sentence = of_sentence(last_of(front));
    let clause = first_of(behind);
    let clause = clause.cut(". ").map_or(clause, |(clause, _)| clause);
    let after = || find(sentence, "after ").is_some();
    MOVES.stand_in(sentence).then(|| done(sentence) || after() || CURED.stand_in(clause))
}

/// Leaves out what somebody has moved away from: `After upgrading from Java 6u45
/// to Java 8u202`, `migrated from Ruby 1.9.3 to 2.3.8`.
fn left_behind(text: &str, found: &mut Vec<Mention>) {
    let left = found.iter().position(|mention| {
        let front = text.get(..mention.at).unwrap_or_default();
        mention.version.is_some() && ends(front, words![" from"]) && done(front)
    });
    let Some(left) = left.and_then(|place| found.get(place)).cloned() else { return };
    let rest = text.get(left.at..).unwrap_or_default();
    let Some((old, new)) = rest.cut(" to ").filter(|(old, _)| old.len() < 60) else { return };
    let at = left.at + old.len() + " to ".len();
    // The new one without its name.
    let unnamed = version_at(new, left.name, false).filter(|_| new.begins_digit());
    let named =
        |new: &Mention| new.at >= at && new.at < at + 12 && new.name.platform == left.name.platform;
    if unnamed.is_none() && !found.iter().any(named) {
        return;
    }
    let end = at + usize::from(unnamed.is_some());
    found.retain(|mention| mention.at < left.at || mention.at >= end);
    if unnamed.is_some() {
        found.push(Mention { at, version: unnamed, ..left });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_clients_is_about_their_server() {
        let rows = [
            (
                " Java 6u45  TLSv1.0 DHE-RSA-AES128-SHA, 1024 bit DH\n Java 7u25  No connection",
                true,
            ),
            (
                "Android 4.4.2 | TLS 1.2 | TLS_RSA_WITH_AES_128_CBC_SHA\nIE 6 / XP TLS 1.0 TLS_RSA_WITH_RC4_128_MD5",
                true,
            ),
            ("Running client simulations\n Java 6u45  TLSv1.0 DHE-RSA-AES128-SHA", true),
            (" Java 6u45  TLSv1.0 DHE-RSA-AES128-SHA", false),
            ("New, TLSv1.2, Cipher is ECDHE-RSA-AES128-GCM-SHA256\n    Protocol  : TLSv1.2", false),
            (
                "* SSL connection using TLSv1.2 / ECDHE-RSA-AES128-SHA\n* TLSv1.2 (IN), TLS handshake",
                false,
            ),
            ("Java 7u80 has TLSv1.2 off, Java 8u20 on\nJava 6u45 has no TLSv1.2", false),
            (
                "Mar 3 11:45:47 mx1 nginx: TLSv1.2 ECDHE-RSA-AES128-SHA\nMar 3 11:45:48 mx1 nginx: TLSv1 AES128-SHA",
                false,
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(simulated(&Text::new(text)).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn the_front_of_a_sentence_says_whose_a_version_is() {
        let rows = [
            ("System requirements: ", true),
            ("To connect you need OpenSSL 1.0.1 or newer and ", true),
            ("Ab Juli benötigen Sie mindestens .NET 4.6 oder ", true),
            ("* Dropped support for ", true),
            ("Your API requires TLS 1.2, we run ", false),
            ("The package requires Python >=3.8 but the running ", false),
            ("requires a different ", false),
            ("We use ", false),
        ];
        for (front, expected) in rows {
            assert_eq!(DEMANDS.stand_in(clause(front)), expected, "{front}");
        }
        assert!(ends("We will upgrade to ", PLANNED));
        assert!(!ends("We upgraded to ", PLANNED));
        assert!(ends("Not ", DENIED));
        assert!(!ends("Knot ", DENIED));
    }
}
