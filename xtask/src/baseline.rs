//! `docs/baseline.md`: where the answer differs from the baseline's table.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use tls_ready::PLATFORMS;
use tls_ready::model::{Confidence, Platform, Rule, Support};
use tls_ready::report::confidence_words;

/// Writes `docs/baseline.md`.
///
/// # Errors
///
/// A file that cannot be written.
pub fn write(root: &Path) -> Result<()> {
    std::fs::write(root.join("docs/baseline.md"), text())?;
    Ok(())
}

/// The text of `docs/baseline.md`.
pub fn text() -> String {
    let mut out = String::from(
        "# Where the answer differs from the baseline\n\n\
         Written by `cargo xtask baseline`; do not edit it. The baseline is the table of the\n\
         vendor's help page that the built-in profile comes from. Where a better source says\n\
         otherwise, the answer follows that source; `baseline` in the data keeps what the table says.\n",
    );
    let mut number = 0;
    for platform in PLATFORMS {
        let differing = platform.rules.iter().filter_map(|rule| Some((rule, rule.baseline?)));
        for (index, (rule, says)) in differing.enumerate() {
            if index == 0 {
                let _ = writeln!(out, "\n## {}", platform.name);
            }
            number += 1;
            out += &entry(platform, rule, says);
        }
    }
    let _ = writeln!(out, "\n{number} rules differ.");
    out
}

fn entry(platform: &Platform, rule: &Rule, says: Support) -> String {
    let build = platform.variants.iter().find(|variant| Some(variant.id) == rule.variant);
    let build = build.map(|build| format!(", {}", build.name)).unwrap_or_default();
    let mut out = format!(
        "\n### {}{build}\n\n\
         - Rule: `{}` in `crate/platforms/{}/platform.toml`\n\
         - The baseline's table: `{}`\n\
         - The answer: `{}`. {}\n",
        rule.label,
        rule.id,
        platform.id,
        says.id(),
        rule.tls12.id(),
        rule.reason
    );
    if let Some(condition) = rule.condition {
        let _ = writeln!(out, "- Provided that {condition}.");
    }
    if let Some(note) = rule.note {
        let _ = writeln!(out, "- Note: {note}");
    }
    let mut sources: Vec<_> = rule.sources.to_vec();
    sources.sort_by_key(|source| rank(source.confidence));
    for (index, source) in sources.iter().enumerate() {
        let _ = writeln!(
            out,
            "- {}: [{}]({}) ({}, read on {}): {}",
            if index == 0 { "Better source" } else { "Also" },
            source.title,
            source.url,
            confidence_words(source.confidence),
            source.checked,
            source.says
        );
    }
    out
}

/// The best word first.
const fn rank(confidence: Confidence) -> u8 {
    match confidence {
        Confidence::Measured => 0,
        Confidence::Vendor => 1,
        Confidence::Secondary => 2,
    }
}
