//! What runtimes printed when a request failed (`./build.sh record-errors`),
//! judged by `inspect` as `tests/cases/recorded/labels.toml` says.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::Value;
use tls_ready::{Policy, Verdict, inspect};
use tls_ready_tests::recorded::folder;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    runtimes: BTreeMap<String, RuntimeLabel>,
    failures: BTreeMap<String, FailureLabel>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

/// What holds of everything that a runtime prints.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuntimeLabel {
    platform: Vec<String>,
    tls12: String,
}

/// What holds of a failure in any runtime's words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FailureLabel {
    cause: Vec<String>,
    limited_by: Vec<String>,
}

/// Files of which something else holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    files: Vec<String>,
    platform: Option<Vec<String>>,
    cause: Option<Vec<String>>,
    limited_by: Option<Vec<String>>,
    #[expect(dead_code, reason = "for readers")]
    why: String,
}

/// One file with what is right of it.
struct Recorded<'a> {
    name: String,
    text: String,
    runtime: &'a RuntimeLabel,
    platform: &'a [String],
    cause: &'a [String],
    limited_by: &'a [String],
}

impl Labels {
    fn load() -> Result<Self> {
        let text = fs::read_to_string(folder().join("labels.toml"))?;
        toml::from_str(&text).context("labels.toml")
    }

    /// Every recorded file; one without a label is an error.
    fn recorded(&self) -> Result<Vec<Recorded<'_>>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(folder())? {
            let path = entry?.path();
            if path.extension().is_none_or(|ending| ending != "txt") {
                continue;
            }
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            // The longest that fits: "curl-verbose" before "curl".
            let runtime = self.runtimes.iter().rev().find_map(|(id, label)| {
                Some((label, name.strip_prefix(id)?.strip_prefix('-')?))
            });
            let (runtime, rest) = runtime.with_context(|| format!("{name}: which runtime?"))?;
            let failure = self.failures.iter().find(|(id, _)| {
                rest.strip_suffix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('-'))
            });
            let (_, failure) = failure.with_context(|| format!("{name}: which failure?"))?;
            let other: Vec<_> =
                self.exceptions.iter().filter(|other| other.files.contains(&name)).collect();
            let pick = |of: fn(&Exception) -> Option<&Vec<String>>| {
                other.iter().find_map(|other| of(other)).map(Vec::as_slice)
            };
            all.push(Recorded {
                text: fs::read_to_string(&path)?,
                runtime,
                platform: pick(|other| other.platform.as_ref()).unwrap_or(&runtime.platform),
                cause: pick(|other| other.cause.as_ref()).unwrap_or(&failure.cause),
                limited_by: pick(|other| other.limited_by.as_ref()).unwrap_or(&failure.limited_by),
                name,
            });
        }
        all.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(all)
    }
}

/// What is wrong of the judgement of one text.
fn wrong(recorded: &Recorded<'_>, text: &str) -> Result<Vec<String>> {
    let report = inspect(text, &Policy::built_in());
    let answer = serde_json::to_value(&report)?;
    let field = |name: &str| answer.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut wrong = Vec::new();
    for (name, right) in [
        ("platform", recorded.platform),
        ("cause", recorded.cause),
        ("limited_by", recorded.limited_by),
    ] {
        if !right.contains(&field(name)) {
            wrong.push(format!("{name} is {:?}, not {right:?}", field(name)));
        }
    }
    // A text that shows no version says what it shows, or nothing, and never the opposite.
    let truth = recorded.runtime.tls12.as_str();
    let tls12 = field("tls12");
    let careful = report.version.is_none() && ["n/a", "unknown"].contains(&tls12.as_str());
    if tls12 != truth && !careful {
        wrong.push(format!("tls12 is {tls12}, not {truth}"));
    }
    let advice = match report.verdict {
        // Only where the request itself failed, and nothing of TLS.
        Verdict::Ready => truth == "default" && recorded.cause.contains(&"none".to_owned()),
        Verdict::Upgrade => truth == "unsupported",
        Verdict::Enable => truth == "opt-in",
        _ => true,
    };
    if !advice {
        wrong.push(format!("the verdict is {:?}", report.verdict));
    }
    Ok(wrong)
}

#[test]
fn what_runtimes_print_is_recognised() -> Result<()> {
    let labels = Labels::load()?;
    let all = labels.recorded()?;
    ensure!(all.len() >= 300, "only {} recordings", all.len());
    let mut misses = Vec::new();
    for recorded in &all {
        let wrong = wrong(recorded, &recorded.text)?;
        if !wrong.is_empty() {
            misses.push(format!("{}: {}", recorded.name, wrong.join("; ")));
        }
    }
    println!("{} of {} right", all.len() - misses.len(), all.len());
    ensure!(misses.is_empty(), "{} of {}:\n{}", misses.len(), all.len(), misses.join("\n"));
    Ok(())
}

/// The labels are no shape that everything fits: another failure's text is
/// told from a file's own.
#[test]
fn another_failure_is_not_taken_for_this_one() -> Result<()> {
    let labels = Labels::load()?;
    let all = labels.recorded()?;
    let find = |name: &str| {
        all.iter().find(|one| one.name == name).with_context(|| format!("{name} is not there"))
    };
    for (of, with) in [
        ("python-expired", "python-wrong-host"),
        ("python-wrong-host", "python-plain-http"),
        ("curl-closed", "curl-expired"),
        ("node-0.8.28-tls12", "node-26.12.1-expired"),
        ("java-11.0.13-tls10", "java-11.0.13-untrusted"),
        ("ruby-plain-http", "ruby-unresolved"),
    ] {
        let other = &find(with)?.text;
        ensure!(!wrong(find(of)?, other)?.is_empty(), "{of} with the text of {with}");
    }
    Ok(())
}

#[test]
fn nothing_of_the_machine_is_recorded() -> Result<()> {
    let labels = Labels::load()?;
    for recorded in labels.recorded()? {
        for trace in ["/tmp/", "/root/", "target/old", "tls-ready-bench"] {
            ensure!(!recorded.text.contains(trace), "{}: {trace}", recorded.name);
        }
    }
    Ok(())
}

#[test]
fn every_label_has_a_file() -> Result<()> {
    let labels = Labels::load()?;
    let all = labels.recorded()?;
    let names: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
    for id in labels.runtimes.keys() {
        ensure!(names.iter().any(|name| name.starts_with(id.as_str())), "nothing of {id}");
    }
    for id in labels.failures.keys() {
        ensure!(names.iter().any(|name| name.ends_with(id.as_str())), "nothing of {id}");
    }
    for file in labels.exceptions.iter().flat_map(|exception| &exception.files) {
        ensure!(names.contains(file.as_str()), "{file} is not there");
    }
    Ok(())
}
