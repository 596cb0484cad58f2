//! The labelled evidence of `tests/cases/`: what people paste, judged right.
//!
//! Each line has the labels of a careful reader, by the policy in
//! `tests/cases/README.md`. A file passes at 98 of 100; a `ready` where the
//! label is not `default`, and a `protocol-version` that is none, are never
//! passed.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::Value;
use tls_ready::{Policy, Verdict, inspect};

#[derive(Deserialize)]
struct Case {
    id: String,
    kind: String,
    input: String,
    platform: Option<String>,
    tls12: String,
    negotiated: Option<String>,
    cause: String,
    #[serde(default)]
    accept: BTreeMap<String, Vec<Value>>,
}

impl Case {
    /// The answers that count as right for a field.
    fn right(&self, field: &str) -> Vec<Value> {
        let label = match field {
            "platform" => self.platform.clone().into(),
            "negotiated" => self.negotiated.clone().into(),
            "tls12" => self.tls12.clone().into(),
            _ => self.cause.clone().into(),
        };
        self.accept.get(field).cloned().unwrap_or_else(|| vec![label])
    }

    fn fits(&self, field: &str, answer: &Value) -> bool {
        let right = self.right(field);
        let parent = |answer: &str| {
            right
                .iter()
                .any(|label| label.as_str().is_some_and(|label| parents(answer).contains(&label)))
        };
        right.contains(answer)
            || field == "platform"
                && answer.as_str().is_some_and(|answer| {
                    parent(answer) || right.contains(&Value::Null) && is_surrounding(answer)
                })
    }
}

/// A finer platform counts as its parents.
fn parents(id: &str) -> &'static [&'static str] {
    match id {
        "powershell" | "windows" | "mono" => &["dotnet", "dotnet-core"],
        "okhttp" | "apache-httpclient" => &["java", "android"],
        "libressl" => &["openssl"],
        "jruby" => &["java", "ruby"],
        _ => &[],
    }
}

/// Browsers, systems and bare libraries are right where no platform is named.
fn is_surrounding(id: &str) -> bool {
    use tls_ready::model::PlatformKind::{Browser, Library, System};
    tls_ready::platform(id).is_some_and(|found| matches!(found.kind, Browser | Library | System))
}

/// A file's name and its cases.
type CaseFile = (String, Vec<Case>);

fn cases() -> Result<Vec<CaseFile>, Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("cases");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            let text = fs::read_to_string(&path)?;
            let cases =
                text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, cases.collect::<Result<Vec<Case>, _>>()?));
        }
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(files)
}

/// A field of a report; `null` where it has none.
fn answer_of<'a>(report: &'a Value, field: &str) -> &'a Value {
    report.get(field).unwrap_or(&Value::Null)
}

#[test]
fn the_labelled_evidence_is_judged_right() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut wrong = Vec::new();
    for (file, cases) in cases()? {
        let mut misses = Vec::new();
        for case in &cases {
            let report = inspect(&case.input, &policy);
            let answer = serde_json::to_value(&report)?;
            let fields = ["platform", "tls12", "negotiated", "cause"];
            let off: Vec<String> = fields
                .iter()
                .filter(|field| !case.fits(field, answer_of(&answer, field)))
                .map(|field| {
                    format!("{field} is {}, not {:?}", answer_of(&answer, field), case.right(field))
                })
                .collect();
            if !off.is_empty() {
                misses.push(format!("{}: {}", case.id, off.join("; ")));
            }
            if report.verdict == Verdict::Ready && !case.fits("tls12", &"default".into()) {
                wrong.push(format!("{file} {}: ready, but the label is {}", case.id, case.tls12));
            }
            if answer_of(&answer, "cause") == "protocol-version"
                && !case.fits("cause", answer_of(&answer, "cause"))
            {
                wrong.push(format!("{file} {}: no protocol-version, but {}", case.id, case.cause));
            }
        }
        let score = 100 * (cases.len() - misses.len());
        println!("{file}: {} of {} right", cases.len() - misses.len(), cases.len());
        println!("{}", misses.join("\n"));
        if score < 98 * cases.len() {
            wrong.push(format!(
                "{file}: only {score} of {} hundredths\n{}",
                98 * cases.len(),
                misses.join("\n")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// A name, and what happens to a text on its way through mails, tickets and
/// terminals.
type Mutation = (&'static str, fn(&str) -> String);

const MUTATIONS: &[Mutation] = &[
    ("quoted mail", |text| each_line(text, "> ")),
    ("quoted twice", |text| each_line(text, "> > ")),
    ("Windows line ends", |text| text.replace('\n', "\r\n")),
    ("blanks at the ends", |text| text.replace('\n', "   \n") + "  "),
    ("no-break spaces", |text| text.replace(' ', "\u{a0}")),
    ("colours", |text| format!("\u{1b}[1;31m{text}\u{1b}[0m")),
    ("an empty line before and after", |text| format!("\n\n{text}\n\n")),
    ("typographic quotes", |text| text.replace('\'', "\u{2019}")),
    ("doubled blanks", |text| text.replace(' ', "  ")),
    ("indented", |text| each_line(text, "        ")),
    ("fenced", |text| format!("```\n{text}\n```")),
    ("tabs", |text| text.replace("    ", "\t")),
];

/// What costs a text a little of its meaning: letters that only a case or a
/// line end told apart, words that end at another place.
const ROUGH: &[Mutation] = &[
    ("a composed log", |text| each_line(text, "web_1  | ")),
    ("a cluster's log", |text| each_line(text, "2024-01-02T10:00:00.123456789Z stderr F ")),
    ("a system log", |text| each_line(text, "Jan  2 10:00:00 host app[123]: ")),
    ("a comment", |text| each_line(text, "# ")),
    ("a remark", |text| each_line(text, "// ")),
    ("a list", |text| each_line(text, "* ")),
    ("a list with hyphens", |text| each_line(text, "- ")),
    ("a table", |text| each_line(text, "| ")),
    ("a level", |text| each_line(text, "[INFO] ")),
    ("a logger", |text| each_line(text, "2024-01-02 10:00:00,123 INFO [main] c.e.App - ")),
    ("numbered lines", |text| {
        let lines = text.lines().enumerate();
        lines.map(|(at, line)| format!("{:5} {line}", at + 1)).collect::<Vec<_>>().join("\n")
    }),
    ("a build's steps", |text| each_line(text, "#12 0.345 ")),
    ("line ends of JSON", |text| text.replace('\n', "\\n")),
    ("lower case", str::to_lowercase),
    ("upper case", str::to_uppercase),
    ("72 columns", |text| wrapped(text, 72)),
    ("80 columns", |text| wrapped(text, 80)),
    ("a string of JSON", |text| serde_json::json!(text).to_string()),
    ("HTML", |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")),
];

fn wrapped(text: &str, columns: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let letters: Vec<char> = line.chars().collect();
        for part in letters.chunks(columns) {
            out.extend(part);
            out.push('\n');
        }
    }
    out
}

fn each_line(text: &str, mark: &str) -> String {
    text.lines().flat_map(|line| [mark, line, "\n"]).collect()
}

#[test]
fn the_way_of_a_text_does_not_change_its_verdict() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut changed = Vec::new();
    for (file, cases) in cases()? {
        for case in &cases {
            let before = inspect(&case.input, &policy);
            for (name, mutation) in MUTATIONS {
                let after = inspect(&mutation(&case.input), &policy);
                let same = (
                    before.verdict,
                    before.platform,
                    before.tls12,
                    before.cause,
                    before.negotiated,
                ) == (
                    after.verdict,
                    after.platform,
                    after.tls12,
                    after.cause,
                    after.negotiated,
                );
                if !same {
                    changed.push(format!(
                        "{file} {} by {name}: {:?} {:?} {:?} {:?} to {:?} {:?} {:?} {:?}",
                        case.id,
                        before.verdict,
                        before.platform,
                        before.tls12,
                        before.cause,
                        after.verdict,
                        after.platform,
                        after.tls12,
                        after.cause
                    ));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    Ok(())
}

/// A text that is cut off anywhere is still read without a panic. Where its
/// beginning has not the cause of a failure any more, it can say less, but a
/// stack that is too old by its whole text is not ready by a part of it that
/// names the same version.
#[test]
fn a_text_that_is_cut_off_is_no_panic_and_no_false_ready() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut wrong = Vec::new();
    for (file, cases) in cases()? {
        for (number, case) in cases.iter().enumerate() {
            let whole = inspect(&case.input, &policy);
            // The samples at every letter; of the many others each at every seventh,
            // from another one on.
            let (step, first) = if file == "samples.jsonl" { (1, 0) } else { (7, number % 7) };
            for (end, _) in case.input.char_indices().skip(first).step_by(step) {
                let part = inspect(case.input.get(..end).unwrap_or_default(), &policy);
                let same_stack = part.version.is_some() && part.version == whole.version;
                let better = part.verdict == Verdict::Ready
                    && whole.verdict != Verdict::Ready
                    && whole.linked_tls_library == part.linked_tls_library
                    && whole.negotiated == part.negotiated;
                let too_old = ["unsupported", "opt-in"].contains(&whole.tls12.id());
                if same_stack && better && too_old {
                    wrong.push(format!("{file} {} cut at {end}", case.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// On a rougher way almost every text keeps its answer, and none becomes ready
/// or a matter of versions by it.
#[test]
fn a_rough_way_changes_few_answers_and_none_for_the_worse() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut wrong = Vec::new();
    for &(name, mutation) in ROUGH {
        let (mut all, mut changed) = (0, Vec::new());
        for (file, cases) in cases()? {
            let pasted = ["error", "transcript", "response"];
            for case in cases.iter().filter(|case| pasted.contains(&case.kind.as_str())) {
                let before = inspect(&case.input, &policy);
                let after = inspect(&mutation(&case.input), &policy);
                all += 1;
                let place = format!("{file} {} by {name}", case.id);
                let cause = serde_json::to_value(after.cause)?;
                let worse = after.verdict == Verdict::Ready
                    && !case.fits("tls12", &"default".into())
                    || cause == "protocol-version" && !case.fits("cause", &cause);
                if worse {
                    wrong.push(format!("{place}: {:?}, {cause}", after.verdict));
                }
                if (before.platform, before.tls12, before.cause, before.negotiated)
                    != (after.platform, after.tls12, after.cause, after.negotiated)
                {
                    changed.push(place);
                }
            }
        }
        println!("{name}: {} of {all} change", changed.len());
        // In capitals no class has its notation any more, and OpenSSL 1.0 none of its own.
        let most = if name == "upper case" { 3 } else { 2 };
        if 100 * changed.len() > most * all {
            wrong.push(format!("{name}: {} of {all}\n{}", changed.len(), changed.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
