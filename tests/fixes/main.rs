//! Every fix and every probe, run by a real runtime against real TLS servers.
//!
//! `./build.sh test-fixes [id…]` compares what it sees with each platform's
//! `verified.toml`; with `--record` it writes them and `docs/proven.md` anew.
//! `--packages` prints the Debian packages that the platforms' `proof.toml`
//! name.

mod trial;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use std::{env, fs, process, thread};

use anyhow::{Result, bail, ensure};
use tls_ready_tests::endpoints::Endpoints;
use tls_ready_tests::proofs::{Folder, Record, document, folders};
use xtask::repository;

/// How many platforms are run at a time; each has servers of its own.
const WORKERS: usize = 2;

fn main() {
    match run() {
        Ok(()) => {}
        Err(error) => {
            eprintln!("{error:#}");
            process::exit(1);
        }
    }
}

fn run() -> Result<()> {
    let (flags, ids): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let known = ["--record", "--packages"];
    if let Some(flag) = flags.iter().find(|flag| !known.contains(&flag.as_str())) {
        bail!("unknown option {flag}; there are: {}", known.join(", "));
    }
    let all = folders(&repository())?;
    for id in &ids {
        let known = all.iter().any(|folder| folder.id == *id && is_run(folder));
        ensure!(known, "nothing of {id} is run");
    }
    let wanted: Vec<&Folder> = all
        .iter()
        .filter(|folder| is_run(folder))
        .filter(|folder| ids.is_empty() || ids.contains(&folder.id))
        .collect();
    if flags.iter().any(|flag| flag == "--packages") {
        let packages: BTreeSet<&str> = wanted
            .iter()
            .flat_map(|folder| &folder.proof)
            .flat_map(|proof| proof.packages.iter().map(String::as_str))
            .collect();
        for package in packages {
            println!("{package}");
        }
        return Ok(());
    }
    let record = flags.iter().any(|flag| flag == "--record");
    let problems = every(&wanted, record)?;
    if record {
        fs::write(repository().join("docs/proven.md"), document(&folders(&repository())?))?;
    }
    ensure!(problems.is_empty(), "{}", problems.join("\n"));
    println!("test result: ok. {} platforms", wanted.len());
    Ok(())
}

/// Runs all of them; the problems, in the order of the platforms.
fn every(wanted: &[&Folder], record: bool) -> Result<Vec<String>> {
    let next = AtomicUsize::new(0);
    let problems = Mutex::new(Vec::new());
    let work = || -> Result<()> {
        let endpoints = Endpoints::start()?;
        while let Some(folder) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            let start = Instant::now();
            let found = one(folder, &endpoints, record);
            println!("{}: {:.1} s", folder.id, start.elapsed().as_secs_f32());
            let found = found.unwrap_or_else(|error| vec![format!("{error:#}")]);
            let found = found.into_iter().map(|problem| format!("{}: {problem}", folder.id));
            if let Ok(mut problems) = problems.lock() {
                problems.extend(found);
            }
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            match worker.join() {
                Ok(result) => result?,
                Err(_) => bail!("a worker has panicked"),
            }
        }
        Ok(())
    })?;
    let mut problems = problems.into_inner().unwrap_or_default();
    problems.sort();
    Ok(problems)
}

/// Whether anything of it is run.
fn is_run(folder: &Folder) -> bool {
    folder.proof.as_ref().is_some_and(|proof| proof.runtime.is_some())
}

/// Runs one platform, and records or compares what was seen.
fn one(folder: &Folder, endpoints: &Endpoints, record: bool) -> Result<Vec<String>> {
    let (seen, mut problems) = trial::platform(folder, endpoints)?;
    if record && problems.is_empty() {
        seen.write(&folder.path)?;
    } else if !record {
        problems.extend(differences(&folder.record, &seen));
    }
    Ok(problems)
}

fn differences(recorded: &Record, seen: &Record) -> Vec<String> {
    let (recorded, seen) = (recorded.outcome(), seen.outcome());
    let ids: BTreeSet<&String> = recorded.fixes.keys().chain(seen.fixes.keys()).collect();
    let fixes = ids.into_iter().filter_map(|id| {
        let (was, is) = (recorded.fixes.get(id), seen.fixes.get(id));
        (was != is).then(|| format!("fix {id}: recorded {was:?}, seen {is:?}"))
    });
    let ids: BTreeSet<&String> = recorded.probes.keys().chain(seen.probes.keys()).collect();
    let probes = ids.into_iter().filter_map(|id| {
        let (was, is) = (recorded.probes.get(id), seen.probes.get(id));
        (was != is).then(|| format!("probe {id}: recorded {was:?}, seen {is:?}"))
    });
    fixes.chain(probes).collect()
}
