//! A report as plain text, for a terminal and for a ticket.

use std::fmt::Write as _;

use crate::report::{Report, Verdict};

/// The verdict in words.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => "Ready",
        Verdict::Enable => "Needs a switch",
        Verdict::Upgrade => "Must be updated",
        Verdict::Unknown => "Not settled",
        Verdict::OtherSide => "The other side",
        Verdict::OtherCause => "Another cause",
    }
}

/// The report as text, each line at most what its facts need.
pub fn report(report: &Report) -> String {
    let mut out = format!("{}. {}\n", verdict(report.verdict), report.headline);
    list(&mut out, "Why", &report.reasons);
    list(&mut out, "Only if", &report.conditions);
    list(&mut out, "Where sources differ, and exceptions", &report.notes);
    list(&mut out, "What else may fail", &report.caveats);
    list(&mut out, "Out of support", report.end_of_life.as_slice());
    for (index, fix) in report.fixes.iter().enumerate() {
        let _ = writeln!(out, "\nFix {}: {}", index + 1, fix.title);
        indent(&mut out, &fix.code);
        let _ = writeln!(out, "  You should then see: {}", fix.verify);
        let _ = writeln!(out, "  Mind: {}", fix.risk);
    }
    for next in &report.next {
        let _ = writeln!(out, "\nRun: {}", next.command);
        let _ = writeln!(out, "  {}", next.why);
        let _ = writeln!(out, "  Look for: {}", next.expect);
    }
    if !report.sources.is_empty() {
        out.push_str("\nSources\n");
    }
    for source in &report.sources {
        let _ = writeln!(out, "  {} ({}, read {})", source.title, source.url, source.checked);
    }
    let _ = writeln!(out, "\nData of {}.", report.data_version);
    out
}

fn list(out: &mut String, heading: &str, items: &[String]) {
    if !items.is_empty() {
        let _ = writeln!(out, "\n{heading}");
    }
    for item in items {
        let _ = writeln!(out, "  {item}");
    }
}

fn indent(out: &mut String, code: &str) {
    for line in code.lines() {
        let _ = writeln!(out, "    {line}");
    }
}
