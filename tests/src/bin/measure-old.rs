//! `./build.sh measure-old [NAME…]`: runs the runtimes of
//! `tests/old/runtimes.toml`, all or some kinds or versions of them, and writes what they
//! negotiate into `tests/old/measured.json` and `docs/measured.md`.

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Result, ensure};
use tls_ready_tests::endpoints::{Endpoint, Endpoints};
use tls_ready_tests::measured::{self, ASKED, Measured};
use tls_ready_tests::process::{find, run};
use tls_ready_tests::runtimes::{Kinds, Runtime, Wanted};

/// Of what a runtime prints only so much is kept.
const LONGEST: usize = 600;

fn main() -> Result<()> {
    let kinds = Kinds::load()?;
    let all = kinds.wanted();
    let asked = kinds.chosen(std::env::args().skip(1))?;
    let date = run(Command::new(find("date", "coreutils")?).args(["-u", "+%F"]))?;
    let endpoints = Endpoints::start()?;
    let mut rows = measured::load()?;
    let place = |row: &Measured| all.iter().position(|wanted| wanted.is(&row.kind, &row.version));
    rows.retain(|row| place(row).is_some());
    let mut missing = Vec::new();
    for wanted in &asked {
        match measure(wanted, &endpoints, date.trim()) {
            Ok(new) => {
                println!("{wanted}: {:?}", new.negotiated);
                rows.retain(|row| !wanted.is(&row.kind, &row.version));
                rows.push(new);
                rows.sort_by_key(place);
                // At once: a later one may take long, or fail.
                measured::save(&rows, &kinds)?;
            }
            Err(error) => {
                println!("{wanted}: {error:#}");
                missing.push(wanted.to_string());
            }
        }
    }
    ensure!(missing.is_empty(), "these could not be had or run: {}", missing.join(", "));
    Ok(())
}

fn measure(wanted: &Wanted<'_>, endpoints: &Endpoints, date: &str) -> Result<Measured> {
    let runtime = Runtime::ready(wanted, endpoints)?;
    let (mut negotiated, mut said) = (BTreeMap::new(), BTreeMap::new());
    for endpoint in ASKED {
        let outcome = runtime.ask(endpoint, true)?;
        if endpoint == Endpoint::EveryVersion {
            ensure!(outcome.negotiated.is_some(), "it reaches nothing: {}", outcome.said);
        }
        if outcome.negotiated.is_none() {
            let words: String = outcome.said.trim().chars().take(LONGEST).collect();
            said.insert(endpoint.name().to_owned(), words);
        }
        negotiated.insert(endpoint.name().to_owned(), outcome.negotiated);
    }
    Ok(Measured {
        kind: wanted.kind.id.clone(),
        name: wanted.kind.name.clone(),
        platform: wanted.kind.platform.clone(),
        variants: wanted.kind.variants.clone(),
        version: runtime.version,
        library: runtime.library,
        from: wanted.origin()?,
        date: date.to_owned(),
        negotiated,
        said,
    })
}
