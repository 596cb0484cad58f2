//! `docs/baseline.md`: where the answer differs from the baseline's table.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use tls_ready::PLATFORMS;
use tls_ready::model::{Confidence, Platform, Rule, Support};
use tls_ready::report::confidence_words;
use tls_ready::{CheckError, Policy, Report, Stack, check};

/// Where only a library, a system or a missing library makes the difference:
/// platform, version, library, and what the baseline's table says by the
/// version alone. The answer is the checker's.
pub const CASES: [(&str, &str, Option<&str>, Support); 9] = [
    ("dotnet", "4.7.2", Some("Windows 7"), Support::Default),
    ("dotnet", "4.8.1", Some("Windows Server 2008 R2"), Support::Default),
    ("dotnet", "4.6", Some("Windows Vista"), Support::Default),
    ("python", "2.7.14", Some("OpenSSL 1.0.0t"), Support::Default),
    ("python", "2.7.9", Some("OpenSSL 0.9.8zh"), Support::Default),
    ("python", "3.4.3", Some("OpenSSL 0.9.8zh"), Support::Default),
    ("python", "3.2.3", None, Support::Default),
    ("python", "3.0", None, Support::Default),
    ("python", "3.3.7", Some("OpenSSL 0.9.8e"), Support::Default),
];

/// Where the answer is the baseline's, and a note names the source that says
/// otherwise.
pub const NOTED: [(&str, &str, Option<&str>); 8] = [
    ("java", "7u111", None),
    ("java", "6u115", None),
    ("dotnet", "3.5", None),
    ("dotnet", "4.0", None),
    ("python", "2.7.8", Some("OpenSSL 1.0.1u")),
    ("ruby", "1.9.3", Some("OpenSSL 1.0.1u")),
    ("openssl", "1.0.1", None),
    ("openssl", "1.0.1c", None),
];

/// What the checker says of a row.
///
/// # Errors
///
/// A row that it cannot read.
pub fn report(platform: &str, version: &str, library: Option<&str>) -> Result<Report, CheckError> {
    let mut stack = Stack::new(platform, version);
    stack.linked = library.map(str::to_owned);
    check(&stack, &Policy::built_in())
}

/// The rules that differ, with their platforms, in the order of the document.
pub fn rules() -> impl Iterator<Item = (&'static Platform, &'static Rule, Support)> {
    PLATFORMS.iter().flat_map(|platform| {
        platform.rules.iter().filter_map(move |rule| Some((platform, rule, rule.baseline?)))
    })
}

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
    let mut heading = "";
    for (platform, rule, says) in rules() {
        if heading != platform.id {
            let _ = writeln!(out, "\n## {}", platform.name);
            heading = platform.id;
        }
        out += &entry(platform, rule, says);
    }
    out += "\n## What only the software below makes\n\n\
            The baseline goes by the version alone.\n\n\
            | stack | baseline | answer | why |\n| --- | --- | --- | --- |\n";
    for (platform, version, library, says) in CASES {
        let row = report(platform, version, library);
        let (answer, why) = row.as_ref().map_or(("?", String::new()), |report| {
            let reasons = report.reasons.iter().take(2).map(String::as_str);
            (report.tls12.id(), reasons.collect::<Vec<_>>().join(" "))
        });
        let name = stack(platform, version, library);
        let _ = writeln!(out, "| {name} | `{}` | `{answer}` | {why} |", says.id());
    }
    out += "\n## Where the answer stays, with a note\n\n\
            The better source is not strong enough to change the answer, or the change would not \
            help.\n\n| stack | answer | what the report says |\n| --- | --- | --- |\n";
    for (platform, version, library) in NOTED {
        let row = report(platform, version, library);
        let (answer, says) = row.as_ref().map_or(("?", String::new()), |report| {
            let note = report.notes.first().or(report.reasons.last());
            (report.tls12.id(), note.cloned().unwrap_or_default())
        });
        let _ = writeln!(out, "| {} | `{answer}` | {says} |", stack(platform, version, library));
    }
    let _ = writeln!(
        out,
        "\n{} rules and {} stacks differ; {} stay with a note.",
        rules().count(),
        CASES.len(),
        NOTED.len()
    );
    out
}

/// A stack in words.
fn stack(platform: &str, version: &str, library: Option<&str>) -> String {
    let name = tls_ready::platform(platform).map_or(platform, |platform| platform.name);
    match library {
        Some(library) => format!("{name} {version} on {library}"),
        None => format!("{name} {version}"),
    }
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
