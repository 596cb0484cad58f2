//! `cargo xtask statistics`: what the table holds, in numbers, and some of its
//! rules to read again.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use tls_ready::PLATFORMS;
use tls_ready::model::{Confidence, Platform, Rule, Support};

/// The rules that are shown are the same for everybody who gives the same seed.
pub const SEED: u64 = 2026;

/// The text that is printed: counts, then `sample` rules with what their
/// sources say: where one covers a part of the rule, the next has the rest.
pub fn text(sample: usize, seed: u64) -> String {
    let rules = || {
        PLATFORMS
            .iter()
            .flat_map(|platform| platform.rules.iter().map(move |rule| (platform, rule)))
    };
    let all = rules().count();
    let sources = || PLATFORMS.iter().flat_map(|platform| platform.sources);
    let urls: BTreeSet<&str> = sources().map(|source| source.url.as_str()).collect();
    let newest = sources().map(|source| source.checked.as_str()).max().unwrap_or_default();
    let mut out = String::new();
    let _ = writeln!(out, "platforms: {}", PLATFORMS.len());
    let _ = writeln!(out, "rules: {all}");
    let _ = writeln!(out, "citations: {}, of {} addresses", sources().count(), urls.len());
    let again = sources().filter(|source| source.checked.as_str() == newest).count();
    let _ = writeln!(out, "citations read on {newest}: {again}");
    for (name, confidence) in [
        ("vendor", Confidence::Vendor),
        ("measured", Confidence::Measured),
        ("secondary", Confidence::Secondary),
    ] {
        let count = rules().filter(|(_, rule)| rule.confidence == confidence).count();
        let _ = writeln!(out, "rules by confidence, {name}: {count} ({}%)", percent(count, all));
    }
    for (name, support) in
        [("left to the library", Support::Library), ("unknown", Support::Unknown)]
    {
        let these: Vec<String> =
            rules().filter(|(_, rule)| rule.tls12 == support).map(name_of).collect();
        let share = percent(these.len(), all);
        let _ = writeln!(out, "TLS 1.2 {name}: {} ({share}%): {}", these.len(), these.join(", "));
    }
    let mut left: Vec<(&Platform, &Rule)> = rules().collect();
    let mut state = seed;
    for number in 1..=sample.min(all) {
        // A step of Knuth's generator: no library for twenty numbers.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = usize::try_from(state >> 33).unwrap_or_default() % left.len();
        let (platform, rule) = left.swap_remove(place);
        let _ = writeln!(
            out,
            "{number}. {}, {}: {} and {}. {}",
            platform.name,
            rule.label,
            rule.tls12.id(),
            rule.tls13.id(),
            rule.reason
        );
        for source in rule.sources {
            let _ = writeln!(out, "   “{}” ({}, {})", source.says, source.url, source.checked);
        }
    }
    out
}

fn percent(part: usize, of: usize) -> usize {
    (part * 100 + of / 2) / of.max(1)
}

fn name_of((platform, rule): (&Platform, &Rule)) -> String {
    format!("{}#{}", platform.id, rule.id)
}
