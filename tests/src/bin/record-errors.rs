//! `./build.sh record-errors [NAME…]`: has the runtimes of
//! `tests/old/runtimes.toml` fail against each endpoint, and writes what they
//! print into `tests/cases/recorded/`, one file each.

use std::fs;

use anyhow::{Result, ensure};
use tls_ready_tests::endpoints::Endpoints;
use tls_ready_tests::recorded::{Failures, folder};
use tls_ready_tests::runtimes::{Kinds, Runtime};

fn main() -> Result<()> {
    let kinds = Kinds::load()?;
    let asked = kinds.chosen(std::env::args().skip(1))?;
    let endpoints = Endpoints::start()?;
    let failures = Failures::start()?;
    fs::create_dir_all(folder())?;
    let mut missing = Vec::new();
    for wanted in asked.iter().filter(|wanted| wanted.is_recorded()) {
        let runtime = match Runtime::ready(wanted, &endpoints) {
            Ok(runtime) => runtime,
            Err(error) => {
                println!("{wanted}: {error:#}");
                missing.push(wanted.to_string());
                continue;
            }
        };
        let mut written = 0;
        for (name, said) in failures.provoke(&runtime)? {
            let file = folder().join(format!("{}-{name}.txt", wanted.file_name()));
            if let Some(said) = said {
                fs::write(file, said)?;
                written += 1;
            } else if file.exists() {
                fs::remove_file(file)?;
            }
        }
        println!("{wanted}: {written} failures");
    }
    ensure!(missing.is_empty(), "these could not be had or run: {}", missing.join(", "));
    Ok(())
}
