//! What runtimes negotiated when `./build.sh measure-old` ran them:
//! `tests/old/measured.json`, and `docs/measured.md` that is made from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use xtask::repository;

use crate::endpoints::Endpoint;
use crate::runtimes::{Kinds, Wanted};

/// The endpoints that a runtime is sent to, the one with every version first.
pub const ASKED: [Endpoint; 5] = [
    Endpoint::EveryVersion,
    Endpoint::Tls13,
    Endpoint::Tls12,
    Endpoint::Tls11,
    Endpoint::Tls10,
];

/// One version of one runtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Its kind in `tests/old/runtimes.toml`.
    pub kind: String,
    /// For people.
    pub name: String,
    /// The platform of the table, where it has one.
    pub platform: Option<String>,
    /// The builds of that platform that it shows; an empty one stands for all
    /// that have no rules of their own.
    pub variants: Vec<String>,
    /// As it says itself.
    pub version: String,
    /// The TLS library that it runs on, as it says itself.
    pub library: Option<String>,
    /// The package that it came from.
    pub from: String,
    /// The day of the run.
    pub date: String,
    /// What the server saw, by the endpoint's name; null where the runtime did
    /// not get through.
    pub negotiated: BTreeMap<String, Option<String>>,
    /// What it printed where it did not get through.
    pub said: BTreeMap<String, String>,
}

impl Measured {
    /// Whether it got through to an endpoint; nothing where it was not asked.
    pub fn reached(&self, endpoint: Endpoint) -> Option<bool> {
        self.negotiated.get(endpoint.name()).map(Option::is_some)
    }
}

/// Reads the fixture.
///
/// # Errors
///
/// Where it cannot be read.
pub fn load() -> Result<Vec<Measured>> {
    let path = repository().join("tests/old/measured.json");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

/// What is in the list and not in the fixture: it could not be had yet, or not
/// be run.
pub fn missing(rows: &[Measured], kinds: &Kinds) -> Vec<String> {
    let is_there = |wanted: &Wanted<'_>| rows.iter().any(|row| wanted.is(&row.kind, &row.version));
    let wanted = kinds.wanted().into_iter().filter(|wanted| !is_there(wanted));
    wanted.map(|wanted| wanted.to_string()).collect()
}

/// Writes the fixture and its page.
///
/// # Errors
///
/// Where they cannot be written.
pub fn save(rows: &[Measured], kinds: &Kinds) -> Result<()> {
    let text = serde_json::to_string_pretty(rows)? + "\n";
    fs::write(repository().join("tests/old/measured.json"), text)?;
    fs::write(repository().join("docs/measured.md"), page(rows, kinds))?;
    Ok(())
}

/// The text of `docs/measured.md`.
pub fn page(rows: &[Measured], kinds: &Kinds) -> String {
    let mut out = String::from(
        "# What runtimes negotiate\n\n\
         Written by `./build.sh measure-old`; do not edit it. Each runtime was run as it is, with the\n\
         smallest program that asks an address (`tests/clients/`), against nginx on the same machine:\n\
         one port with every version, and one port each with a single one. The certificate was checked\n\
         every time. A version stands for what the server saw; “no” is a connection that did not come\n\
         about, and `tests/old/measured.json` has what the runtime printed then.\n\n\
         | Runtime | Version | TLS library | Every version | 1.3 only | 1.2 only | 1.1 only | 1.0 only | Package | Day |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in rows {
        let _ = write!(out, "| {} | {} |", row.name, row.version);
        let _ = write!(out, " {} |", row.library.as_deref().unwrap_or("its own"));
        for endpoint in ASKED {
            let negotiated = row.negotiated.get(endpoint.name()).and_then(Option::as_deref);
            let _ = write!(out, " {} |", negotiated.unwrap_or("no"));
        }
        let _ = writeln!(out, " {} | {} |", row.from, row.date);
    }
    let _ = writeln!(out, "\n{} runs.", rows.len());
    let missing = missing(rows, kinds);
    if !missing.is_empty() {
        let _ = writeln!(out, "\nIn the list and not run yet: {}.", missing.join(", "));
    }
    out
}
