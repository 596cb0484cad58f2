//! Versions in sentences that are nobody's: what was, what is planned, what is
//! asked for. `After upgrading from Java 6u45 to Java 8u202`, `requires PHP 7.2`.

use super::mentions::{BULLETS, Mention, version_at};
use crate::model::PlatformKind;
use crate::signs::{Signs, joined};
use crate::tables::platform;

/// Leaves of what a line mentions what somebody has; `single` where it is the
/// only line.
pub(super) fn keep_own(text: &str, single: bool, found: &mut Vec<Mention>) {
    left_behind(text, found);
    let libraries = found.iter().filter(|mention| is_library(mention)).count();
    found.retain_mut(|mention| {
        let front = text.get(..mention.at).unwrap_or_default();
        if ends(front, DENIED) {
            return false;
        }
        // Nobody asks for one update of Java: "requires JDK 1.7, and with 1.7.0_02".
        let update = mention.version.as_ref().is_some_and(|version| version.text.has_any("_"));
        // "Java 8 or later" is anything from there on.
        let whole = single && front.trim_ends(BULLETS).is_empty() && text.len() < 40;
        let open = !whole && mention.version.as_ref().is_some_and(|version| version.later);
        if !(open || ends(front, PLANNED) || !update && demanded(front)) {
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

/// What somebody writes before what he has not got yet.
const PLANNED: &[&str] =
    &["upgrade to", "update to", "move to", "migrate to", "switch to", "migration to"];

/// What somebody writes before what he has not got.
const DENIED: &[&str] =
    &[" no longer use", " no longer using", " instead of", " rather than", " not", " don't use"];

/// Words of those who ask for a version, which shows nobody's.
const DEMANDS: &[&str] = &[
    "requirement",
    "requires ",
    "you need",
    "minimum ",
    "mindestens",
    "at least ",
    "first version",
    "recommended:",
    "supported platforms",
    "default since",
    "make sure ",
    "new in ",
    "dropped support",
    "drops support",
    "drop support",
];

/// Whether a text is the front of a sentence that asks for a version: `System
/// requirements: `.
fn demanded(front: &str) -> bool {
    const BREAKS: &[&str] =
        &[". ", "; ", " (", "different ", " but ", ", we ", ", we'", ", our ", ", i ", ", my "];
    let front = front.to_ascii_lowercase();
    let start = BREAKS.iter().filter_map(|sign| front.rfind(sign)).max();
    let clause = front.get(start.unwrap_or_default()..).unwrap_or_default();
    DEMANDS.iter().any(|word| clause.has(word))
}

/// Whether a text ends with one of the words.
fn ends(front: &str, words: &[&str]) -> bool {
    let front = joined(&[" ", front.trim_end()], "");
    words.iter().any(|word| {
        let start = front.len().checked_sub(word.len());
        let end = start.and_then(|start| front.get(start..));
        end.is_some_and(|end| end.eq_ignore_ascii_case(word))
    })
}

/// Leaves out what somebody has moved away from: `After upgrading from Java 6u45
/// to Java 8u202`, `migrated from Ruby 1.9.3 to 2.3.8`.
fn left_behind(text: &str, found: &mut Vec<Mention>) {
    const DONE: &[&str] = &[
        "upgraded",
        "updated",
        "moved",
        "migrated",
        "switched",
        "bumped",
        "after upgrading",
        "after updating",
        "after moving",
        "after migrating",
        "after switching",
        "after the upgrade",
        "after the update",
    ];
    const NOT_YET: &[&str] = &[" be", " not", " if", "n't", "cannot"];
    let left = found.iter().position(|mention| {
        let front = text.get(..mention.at).unwrap_or_default();
        let done = DONE.iter().find_map(|word| super::text::find(front, word));
        let before = done.and_then(|at| front.get(..at)).map(str::trim_end);
        mention.version.is_some()
            && ends(front, &[" from"])
            && before.is_some_and(|before| !ends(before, NOT_YET))
    });
    let Some(left) = left.and_then(|place| found.get(place)).cloned() else { return };
    let rest = text.get(left.at..).unwrap_or_default();
    let Some((old, new)) = rest.cut(" to ").filter(|(old, _)| old.len() < 60) else { return };
    let at = left.at + old.len() + " to ".len();
    // The new one without its name.
    if let Some(version) = version_at(new, left.name, false).filter(|_| new.begins_digit()) {
        found.retain(|mention| mention.at < left.at || mention.at > at);
        found.push(Mention { at, version: Some(version), ..left });
    } else if found
        .iter()
        .any(|new| (at..at + 12).contains(&new.at) && new.name.platform == left.name.platform)
    {
        found.retain(|mention| mention.at < left.at || mention.at >= at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(demanded(front), expected, "{front}");
        }
        assert!(ends("We will upgrade to ", PLANNED));
        assert!(!ends("We upgraded to ", PLANNED));
        assert!(ends("Not ", DENIED));
        assert!(!ends("Knot ", DENIED));
    }
}
