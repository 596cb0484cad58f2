//! Versions that stand apart from their name in a sentence: `upgraded Ruby to
//! 2.3.1`, `the Node version we run is v8.11.1`, `version 5.6.40 of PHP`.

use super::Name;
use super::claims::{bounded, moved};
use super::mentions::{Version, version_at, without_v};
use super::text::after;
use crate::model::PlatformKind;
use crate::signs::Signs;
use crate::tables::platform;
use crate::words::{Words, words};

/// What a sentence says of a version.
pub(super) enum Stated {
    /// Somebody has it.
    Had(Version),
    /// It is nobody's yet.
    Wanted,
}

/// Whether the word for what Android runs on follows.
pub(super) fn device(rest: &str) -> bool {
    words![" device", " phone", " tablet", " emulator", " android"].start(rest)
}

/// What a sentence says of the version of a name, with what stands before the
/// name and behind it.
pub(super) fn stated(front: &str, rest: &str, name: &'static Name) -> Option<Stated> {
    // Go and its like are words of every day: "Bumped Go to 1.25.9"
    if name.alone && name.word == "go" {
        const DONE: Words = words!["bumped", "updated", "upgraded", "switched", "moved"];
        let verb = front.trim_end().rsplit([' ', '*', '-']).next().unwrap_or_default();
        let own = |stated: &Stated| matches!(stated, Stated::Had(_));
        after(rest, " to 1.").filter(|_| DONE.hold(verb))?;
        return moved_to(front, rest, name, false).filter(own);
    }
    if name.only || name.glued || name.library || name.alone {
        return None;
    }
    // "on a 4.3 Android device"
    if name.platform == "android" && device(rest) {
        let number = front.trim_end().rsplit(' ').next()?;
        return numbered(number, name, false).map(Stated::Had);
    }
    let about = name.word.ends_with("version") || speaks_of_version(front);
    let (about, rest) = match after(rest, " version") {
        Some(behind) if !behind.starts_with(|sign: char| sign.is_ascii_alphanumeric()) => {
            (true, behind)
        }
        _ => (about, rest),
    };
    // "The latest Node version is 20.1.0"
    let own = || front.trim_end().rsplit(' ').take(3).all(|word| !OTHERS.hold(word));
    let behind = || is_behind(rest, name, about).filter(|_| own()).map(Stated::Had);
    moved_to(front, rest, name, about)
        .or_else(behind)
        .or_else(|| before(front, name).or_else(|| in_front(front, name)).map(Stated::Had))
}

/// `upgraded Java [version] [from 1.6] to 1.8`: the new one where that is done,
/// else the old one where it is named.
fn moved_to(front: &str, rest: &str, name: &'static Name, about: bool) -> Option<Stated> {
    let at = |text| numbered(text, name, about || name.short);
    let (old, rest) = match after(rest, " from ") {
        Some(old) => {
            let version = at(old)?;
            let (between, new) = old.cut(" to ")?;
            (Some(version), (between.len() < 40).then_some(new)?)
        }
        None => (None, after(rest, " to ")?),
    };
    let new = at(rest)?;
    match moved(front, rest) {
        Some(true) => Some(Stated::Had(new)),
        // What a library is to become is none of the program's.
        Some(false) => {
            let wanted = (!is_library(name)).then_some(Stated::Wanted);
            old.map(Stated::Had).or(wanted)
        }
        None => None,
    }
}

fn is_library(name: &Name) -> bool {
    platform(name.platform).is_some_and(|found| found.kind == PlatformKind::Library)
}

/// Whether the version of what follows is spoken of: `version of`, `versão do`.
fn speaks_of_version(front: &str) -> bool {
    const WORDS: Words = words!["version", "versão", "versao", "versión", "versione", "versie"];
    const OF: Words = words!["of", "do", "da", "de", "di", "du", "von", "van"];
    let mut words = front.trim_end().rsplit([' ', '*', '#', '-']);
    words.next().is_some_and(|word| OF.hold(word))
        && words.next().is_some_and(|word| WORDS.hold(word))
}

/// `is at 0.8.28`, `version which we have in production is v8.11.1`, `was upgraded
/// to 2.3.1`.
fn is_behind(rest: &str, name: &'static Name, about: bool) -> Option<Version> {
    const VERBS: Words = words!["is", "was", "are", "at", "on"];
    // "JDK version used 1.8"
    const HELD: Words = words![
        "used",
        "installed",
        "running",
        "use",
        "utilizada",
        "utilizado",
        "usada",
        "instalada",
        "instalado",
        "utilisée",
        "installée",
        "verwendet",
        "installiert",
    ];
    const DONE: Words = words!["upgraded", "updated", "downgraded", "changed", "switched"];
    // Where no "version" says what is spoken of, only these stand between.
    const WORDS: Words = words!["has", "been", "got", "to", "still", "currently", "now", "just"];
    let mut rest = rest.strip_prefix(' ')?;
    let (mut last, mut sure, mut done) = ("", about, false);
    for _ in 0..MOST_WORDS {
        // "is at version 10.16.0"
        let number = after(rest, "version ");
        if without_v(number.unwrap_or(rest).trim_front("`'\"*")).begins_digit() {
            let version = numbered(number.unwrap_or(rest), name, about || number.is_some())?;
            // "The python is 3.5 metres long."
            let exact = sure || number.is_some() || version.text.pieces(".").count() > 2;
            let stands = VERBS.hold(last) || about && HELD.hold(last) || done && last == "to";
            return (exact && stands).then_some(version);
        }
        let (word, behind) = rest.split_once(' ')?;
        // "Java version used: 17", "version de PHP utilisée : 5.3.3"
        let behind = behind.strip_prefix(": ").unwrap_or(behind);
        let word = word.strip_suffix(':').unwrap_or(word);
        let letters =
            word.bytes().all(|sign| sign.is_ascii_alphabetic() || sign >= 0x80 || sign == b'\'');
        done |= DONE.hold(word);
        let known = about || VERBS.hold(word) || DONE.hold(word) || WORDS.hold(word);
        if !letters || !known || OTHERS.hold(word) {
            return None;
        }
        sure |= !VERBS.hold(word) || matches!(word, "at" | "on");
        (last, rest) = (word, behind);
    }
    None
}

/// Words of those who speak of a version that need not be theirs.
const OTHERS: Words = words![
    "required",
    "needed",
    "minimum",
    "supported",
    "recommended",
    "latest",
    "newest",
    "not",
    "must",
    "should",
    "could",
    "can",
    "will",
    "would",
    "no",
    "expected",
    "or",
    "until",
    "oldest",
    "lowest",
    "highest",
    "default",
];

/// The most words between a name and its version.
const MOST_WORDS: usize = 9;

/// `version 5.6.40 of PHP`, `the 2.7.6 version of the Python`.
fn before(front: &str, name: &'static Name) -> Option<Version> {
    let front = front.trim_end();
    let front = front.strip_suffix(" the").unwrap_or(front).strip_suffix(" of")?;
    let mut words = front.rsplit(' ');
    let (last, other) = (words.next()?, words.next()?);
    let version = |word: &str| matches!(word, "version" | "Version" | "release");
    let number = match (version(last), version(other)) {
        (true, _) => other,
        (_, true) => last,
        _ => return None,
    };
    // "before version 8 of Java"
    let bound = front.get(..front.len() - last.len() - other.len() - 1).is_some_and(bounded);
    numbered(number, name, true).filter(|_| !bound)
}

/// `we deploy 0.9.8 OpenSSL`, `our 2.7.6 Python`.
fn in_front(front: &str, name: &'static Name) -> Option<Version> {
    const HAD: Words =
        words!["our", "my", "use", "using", "have", "run", "running", "deploy", "on"];
    let mut words = front.strip_suffix(' ')?.rsplit(' ');
    let number = words.next()?;
    let whole = number.pieces(".").count() == 3 && words.next().is_some_and(|word| HAD.hold(word));
    // "running on 1.21.5 node" is a machine.
    numbered(number, name, true).filter(|_| whole && name.platform != "node")
}

/// The version that a text starts with, where it is no measure and no address of
/// a machine; without a dot only where that is what is spoken of.
fn numbered(text: &str, name: &'static Name, about: bool) -> Option<Version> {
    const UNITS: Words = words![
        "%",
        "threads",
        "processes",
        "workers",
        "instances",
        "servers",
        "nodes",
        "gb",
        "mb",
        "ms",
        "seconds",
        "minutes",
        "hours",
        "cores",
        "different",
        "other",
        "more",
        "times",
    ];
    let text = after(text, "version ").unwrap_or(text).trim_front("`'\"*");
    let number = without_v(text);
    let end = number.bytes().position(|byte| !(byte.is_ascii_digit() || byte == b'.'));
    let (digits, behind) = number.split_at_checked(end.unwrap_or(number.len()))?;
    let parts = digits.trim_back(".").pieces(".").count();
    let marked = about || text.len() > number.len();
    let measure = UNITS.start(behind.trim_front(" "));
    let fits = number.begins_digit() && parts < 4 && !measure && (parts > 1 || marked);
    version_at(number, name, false).filter(|_| fits)
}
