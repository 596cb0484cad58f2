//! A report as plain text, for a terminal and for a ticket.

use std::fmt::Write as _;

use crate::model::{Level, Verified};
use crate::packs::Text;
use crate::recognise::text::CUT;
use crate::report::{FixReport, Next, Report, State, Verdict};

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

/// The answer in a word.
const fn word(state: State) -> &'static str {
    match state {
        State::Verdict(of) => verdict(of),
        State::CauseFound => "Cause found",
    }
}

/// On what a fix was tried, and what was seen, in words.
pub fn tried(trials: &[Verified]) -> String {
    if trials.is_empty() {
        return "not by us; it stands here as its vendor documents it.".to_owned();
    }
    trials.iter().map(trial).collect::<Vec<_>>().join(" ")
}

fn trial(trial: &Verified) -> String {
    let Verified { level, runtime, version, date, state, before, after, tls13 } = trial;
    let on = format!("{runtime} {version}, {date}");
    if *level == Level::Compiled {
        return format!("{after} on {on}; its effect was not seen.");
    }
    let stand_in =
        if *level == Level::Ran { " (a stand-in, no proof for this platform)" } else { "" };
    let state = state.map(Text::as_str).unwrap_or_default();
    let tls13 = match tls13.map(Text::as_str) {
        Some("TLSv1.3") => " It leaves TLS 1.3 on.",
        Some(_) => " It shuts TLS 1.3 out.",
        None => "",
    };
    format!("on {on}{stand_in}. With {state}: {before}; with the fix: {after}.{tls13}")
}

/// What to do first: the answer, one change and one command that proves it.
pub fn short(report: &Report) -> String {
    let mut out = answer(report);
    if cut(report) {
        let _ = writeln!(out, "\n{CUT}");
    }
    let (mut change, mut proof) = (String::new(), String::new());
    if let Some(fix) = report.fixes.first() {
        let _ = writeln!(change, "\nFix: {}", fix.title);
        code(&mut change, fix);
        let _ = writeln!(change, "  Mind: {}", fix.risk);
        whole(&mut change, fix.file);
    }
    if let Some(next) = report.next.first() {
        run(&mut proof, next, false);
    }
    // What is not settled is settled first.
    let open =
        matches!(report.verdict, Verdict::Unknown | Verdict::OtherSide | Verdict::OtherCause);
    out += &if open { [proof, change] } else { [change, proof] }.concat();
    if let Some(more) = more(report) {
        let _ = writeln!(out, "\n--full shows {more}.");
    }
    out
}

/// Whether the text was longer than what is read of one.
fn cut(report: &Report) -> bool {
    report.notes.iter().any(|note| note == CUT)
}

/// What the whole report has besides the short one, in words.
fn more(report: &Report) -> Option<String> {
    let count = |what: &str, number: usize| match number {
        0 | 1 => None,
        2 => Some(format!("one more {what}")),
        number => Some(format!("{} more {what}s", number - 1)),
    };
    let there = |what: &str, there: bool| there.then(|| what.to_owned());
    let parts = [
        count("change", report.fixes.len()),
        count("command", report.next.len()),
        there("whether the change was tried", !report.fixes.is_empty()),
        there("the notes", report.notes.len() > usize::from(cut(report))),
        there("what else may fail", !report.caveats.is_empty()),
        there("the end of support", report.end_of_life.is_some()),
        there("the sources", !report.sources.is_empty()),
    ];
    let mut parts: Vec<String> = parts.into_iter().flatten().collect();
    let last = parts.pop()?;
    Some(if parts.is_empty() { last } else { format!("{} and {last}", parts.join(", ")) })
}

/// The verdict, why, and what must hold.
fn answer(report: &Report) -> String {
    let mut out = format!("{}. {}\n", word(report.state), report.headline);
    list(&mut out, "Why", &report.reasons);
    list(&mut out, "Only if", &report.conditions);
    out
}

/// The report as text, each line at most what its facts need.
pub fn report(report: &Report) -> String {
    let mut out = answer(report);
    list(&mut out, "Where sources differ, and exceptions", &report.notes);
    list(&mut out, "What else may fail", &report.caveats);
    list(&mut out, "Out of support", report.end_of_life.as_slice());
    for (index, fix) in report.fixes.iter().enumerate() {
        let _ = writeln!(out, "\nFix {}: {}", index + 1, fix.title);
        code(&mut out, fix);
        let _ = writeln!(out, "  You should then see: {}", fix.verify);
        let _ = writeln!(out, "  Mind: {}", fix.risk);
        let _ = writeln!(out, "  Tried: {}", tried(fix.verified));
        whole(&mut out, fix.file);
    }
    for next in &report.next {
        run(&mut out, next, true);
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

/// The lines that matter, with the versions that they are for where that is open.
fn code(out: &mut String, fix: &FixReport) {
    if !fix.versions.is_empty() {
        let _ = writeln!(out, "  For {}", fix.versions.join("; "));
    }
    if fix.checks {
        out.push_str("  Check after the update:\n");
    }
    indent(out, &fix.code);
}

/// How to have a file that the report only names.
/// A command, and what to look for. Of several the reader chooses, so that they
/// cannot do without the sentence that says which.
fn run(out: &mut String, next: &Next, why: bool) {
    if next.command.contains('\n') {
        let _ = writeln!(out, "\n{}", next.why);
        for line in next.command.lines() {
            let _ = writeln!(out, "    {line}");
        }
    } else {
        let _ = writeln!(out, "\nRun: {}", next.command);
        if why {
            let _ = writeln!(out, "  {}", next.why);
        }
    }
    let _ = writeln!(out, "  Look for: {}", next.expect);
    whole(out, next.file);
}

fn whole(out: &mut String, file: Option<Text>) {
    if let Some(file) = file {
        let name = file.rsplit('/').next().unwrap_or(&file);
        let _ = writeln!(out, "  The whole file: tls-ready file {file} >{name}");
    }
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
