//! Every pattern of the data recognises its own samples.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use serde::Deserialize;
use tls_ready::model::PlatformKind;
use tls_ready::{Policy, inspect, platform};

#[derive(Deserialize, Default)]
struct Evidence {
    #[serde(default)]
    names: Vec<Name>,
    #[serde(default)]
    failures: Vec<Failure>,
}

#[derive(Deserialize)]
struct Name {
    samples: Vec<String>,
    #[serde(default)]
    library: bool,
}

#[derive(Deserialize)]
struct Failure {
    texts: Vec<String>,
    cause: String,
    beside: Option<String>,
    negotiated: Option<String>,
}

/// The folder's name and its evidence, for every folder that has some.
fn evidence() -> Result<Vec<(String, Evidence)>, Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crate");
    let mut folders = vec![root.join("shared")];
    for entry in fs::read_dir(root.join("platforms"))? {
        folders.push(entry?.path());
    }
    let mut found = Vec::new();
    for folder in folders {
        let path = folder.join("evidence.toml");
        if path.exists() {
            let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push((id, toml::from_str(&fs::read_to_string(&path)?)?));
        }
    }
    Ok(found)
}

#[test]
fn names_recognise_their_samples() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut misses = Vec::new();
    for (id, evidence) in evidence()? {
        for name in &evidence.names {
            for sample in &name.samples {
                let report = inspect(sample, &policy);
                let shown = report.platform == Some(id.as_str())
                    || report.findings.iter().any(|finding| finding.platform == Some(id.as_str()));
                // A sample of curl's that names its library is curl's.
                let library = name.library && report.linked_tls_library.is_some();
                // A client library of a platform can have a folder of its own.
                let nearby = platform(&id).is_some_and(|own| own.kind == PlatformKind::Client);
                if !(shown || library || nearby && report.platform.is_some()) {
                    misses.push(format!("{id}: {sample:?} gives {:?}", report.platform));
                }
            }
        }
    }
    assert!(misses.is_empty(), "{misses:#?}");
    Ok(())
}

#[test]
fn failures_give_their_cause() -> Result<(), Box<dyn Error>> {
    let policy = Policy::built_in();
    let mut misses = Vec::new();
    for (id, evidence) in evidence()? {
        for failure in evidence.failures {
            for text in &failure.texts {
                let beside = failure.beside.as_deref().unwrap_or_default();
                let beside = beside.split('|').next().unwrap_or_default();
                let report = inspect(&format!("{beside} {text}"), &policy);
                let cause = serde_json::to_value(report.cause)?;
                if cause != serde_json::json!(failure.cause) && failure.negotiated.is_none() {
                    misses.push(format!("{id}: {text:?} is {cause}, not {}", failure.cause));
                }
            }
        }
    }
    assert!(misses.is_empty(), "{misses:#?}");
    Ok(())
}
