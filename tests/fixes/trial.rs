//! One platform's fixes and probes, tried.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use tls_ready::model::{Level, Protocol, Support};
use tls_ready::report::{Basis, Cause, LimitedBy};
use tls_ready::{Policy, Report, Verdict, inspect};
use tls_ready_tests::endpoints::{Endpoint, Endpoints};
use tls_ready_tests::proofs::{
    FixCompile, FixProof, FixRecord, FixRun, Folder, ProbeRecord, Proof, Record, Runtime, SheetFix,
};
use tls_ready_tests::run::{Bench, Run};
use tls_ready_tests::runtimes::{Registry, fetch};

/// Files that put a runtime into an old state, for every platform that needs it.
const STATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixes/states");

/// What is written down of a client that did not connect.
const FAILS: &str = "fails";

/// What OpenSSL 3 says of TLS 1.0 and 1.1 at its default security level.
const LEGACY_SIGNATURE: &str = "legacy sigalg disallowed";

/// What of a platform's folder no client needs.
const TABLES: [&str; 4] = ["platform.toml", "evidence.toml", "proof.toml", "verified.toml"];

/// Tries all that `proof.toml` names; what was seen, and what is wrong.
pub fn platform(folder: &Folder, endpoints: &Endpoints) -> Result<(Record, Vec<String>)> {
    let proof = folder.proof.as_ref().context("no proof.toml")?;
    let bench = bench(folder, proof, endpoints)?;
    let day = bench.run("date -u +%F")?.output.trim().to_owned();
    let mut versions = BTreeMap::new();
    let mut seen = Record::default();
    let mut problems = Vec::new();
    let mut on = |other: &Option<Runtime>| -> Result<(String, String, bool)> {
        let runtime = proof.on(other.as_ref())?;
        if !versions.contains_key(&runtime.version) {
            versions.insert(runtime.version.clone(), version(&bench, runtime)?);
        }
        let version = versions.get(&runtime.version).cloned().unwrap_or_default();
        Ok((runtime.name.clone(), version, runtime.stand_in))
    };
    for (id, how) in &proof.fixes {
        let Some(fix) = folder.sheet.fixes.iter().find(|fix| fix.id == *id) else {
            bail!("proof.toml names a fix {id}, which there is not");
        };
        let tried = match how {
            FixProof::Run(run) => on(&run.runtime).and_then(|on| prove(&bench, fix, run, on, &day)),
            FixProof::Compile(tool) => {
                on(&tool.runtime).and_then(|on| compile(&bench, fix, tool, on, &day))
            }
        };
        match tried {
            Ok(record) => drop(seen.fixes.insert(id.clone(), record)),
            Err(error) => problems.push(format!("fix {id}: {error:#}")),
        }
    }
    for (id, how) in &proof.probes {
        let Some(probe) = folder.sheet.probes.iter().find(|probe| probe.id == *id) else {
            bail!("proof.toml names a probe {id}, which there is not");
        };
        let line = how.run.as_ref().unwrap_or(&probe.command);
        let (runtime, version, _) = on(&how.runtime)?;
        let ask = |endpoint| {
            let run = bench.ask(endpoint, line)?;
            read(&run, endpoint, &format!("{runtime} {version}"), how.says.as_deref())
                .with_context(|| format!("{}: {line}", endpoint.name()))
        };
        let all = (
            ask(Endpoint::Tls13),
            ask(Endpoint::Tls12),
            ask(Endpoint::Tls11),
            ask(Endpoint::Tls10),
        );
        match all {
            (Ok(tls13), Ok(tls12), Ok(tls11), Ok(tls10)) => {
                let date = day.clone();
                let record = ProbeRecord { runtime, version, date, tls13, tls12, tls11, tls10 };
                seen.probes.insert(id.clone(), record);
            }
            (tls13, tls12, tls11, tls10) => {
                let errors = [tls13, tls12, tls11, tls10].into_iter().filter_map(Result::err);
                problems.extend(errors.map(|error| format!("probe {id}: {error:#}")));
            }
        }
    }
    Ok((seen, problems))
}

/// A folder with the platform's files, and its environment.
fn bench<'a>(folder: &Folder, proof: &Proof, endpoints: &'a Endpoints) -> Result<Bench<'a>> {
    let mut bench = Bench::new(endpoints)?;
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixes").join(&folder.id);
    let more = fs::read_dir(own).into_iter().flatten();
    for entry in fs::read_dir(&folder.path)?.chain(fs::read_dir(STATES)?).chain(more) {
        let path = entry?.path();
        if let Some(name) = path.file_name()
            && path.is_file()
            && !TABLES.iter().any(|table| name == *table)
        {
            fs::copy(&path, bench.folder().join(name))?;
        }
    }
    for (name, text) in &proof.files {
        let path = bench.folder().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bench.fill(text))?;
        if name.starts_with("bin/") {
            fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
        }
    }
    for package in &proof.old {
        symlink(fetch(Registry::Npm, package)?, bench.folder().join(package))?;
    }
    for (name, value) in &proof.env {
        bench.set(name, value);
    }
    if let Some(setup) = &proof.setup {
        let coded = folder.sheet.fixes.iter().fold(setup.clone(), |setup, fix| {
            let code = fix.code.as_deref().unwrap_or_default().trim();
            setup.replace(&format!("{{{}}}", fix.id), code)
        });
        let run = bench.run(&format!("set -e\n{coded}"))?;
        ensure!(run.success, "setup: {}", run.output);
    }
    Ok(bench)
}

fn version(bench: &Bench<'_>, runtime: &Runtime) -> Result<String> {
    let run = bench.run(&runtime.version)?;
    let text = run.output.trim();
    let good = run.success && text.lines().count() == 1;
    ensure!(good, "{}: prints no version: {text}", runtime.version);
    Ok(text.to_owned())
}

/// Shows that the fix is what makes the difference.
fn prove(
    bench: &Bench<'_>,
    fix: &SheetFix,
    how: &FixRun,
    (runtime, version, stand_in): (String, String, bool),
    day: &str,
) -> Result<FixRecord> {
    let target = match fix.enables.as_deref() {
        Some("1.3") => Endpoint::Tls13,
        _ => Endpoint::Tls12,
    };
    let line = |text: &str| text.replace("{code}", fix.code.as_deref().unwrap_or_default().trim());
    let before = bench.ask(target, &line(&how.before))?;
    ensure!(before.negotiated.is_none(), "connects before the fix: {}", before.output);
    let old = match &how.says {
        Some(words) => before.output.contains(words),
        None => inspect(&before.output, &Policy::built_in()).cause == Cause::ProtocolVersion,
    };
    ensure!(old, "fails before the fix, but not for its TLS version: {}", before.output);
    let after = bench.ask(target, &line(&how.after))?;
    let seen = connected(&after).with_context(|| format!("with the fix: {}", after.output))?;
    let tls13 = if target == Endpoint::Tls13 {
        seen.clone()
    } else {
        connected(&bench.ask(Endpoint::Tls13, &line(&how.after))?).unwrap_or(FAILS.to_owned())
    };
    Ok(FixRecord {
        level: if stand_in { Level::Ran } else { Level::Proven },
        runtime,
        version,
        date: day.to_owned(),
        state: Some(how.state.clone()),
        before: FAILS.to_owned(),
        after: seen,
        tls13: Some(tls13),
    })
}

fn compile(
    bench: &Bench<'_>,
    fix: &SheetFix,
    how: &FixCompile,
    (runtime, version, _): (String, String, bool),
    day: &str,
) -> Result<FixRecord> {
    let line = how.compile.replace("{code}", fix.code.as_deref().unwrap_or_default().trim());
    let run = bench.run(&format!("set -e\n{line}"))?;
    ensure!(run.success, "{line}: {}", run.output);
    Ok(FixRecord {
        level: Level::Compiled,
        runtime,
        version,
        date: day.to_owned(),
        state: None,
        before: "not run".to_owned(),
        after: if fix.scope == "upgrade" { "its commands run" } else { "compiled" }.to_owned(),
        tls13: None,
    })
}

/// The version of a client that ended well, as the server saw it.
fn connected(run: &Run) -> Result<String> {
    ensure!(run.success, "it fails");
    run.negotiated.clone().context("no request came to the server")
}

/// What a probe's output says, which must be what happened, also beside the
/// name and version of the runtime.
fn read(run: &Run, endpoint: Endpoint, runtime: &str, says: Option<&str>) -> Result<String> {
    let report = inspect(&run.output, &Policy::built_in());
    let said = |report: &Report| {
        let Report { verdict, cause, limited_by, negotiated, .. } = report;
        format!("{verdict:?} {cause:?} {limited_by:?} {negotiated:?}: {}", run.output)
    };
    let modern = matches!(endpoint, Endpoint::Tls12 | Endpoint::Tls13);
    if let Some(seen) = &run.negotiated {
        let negotiated = report.negotiated.map(Protocol::id);
        if modern {
            let right = negotiated == Some(seen.as_str()) && report.basis == Some(Basis::Measured);
            ensure!(right, "connected with {seen}, but {}", said(&report));
        } else {
            // A reply that claims success below the minimum contradicts itself.
            let right = negotiated.is_none_or(|negotiated| negotiated == seen);
            ensure!(right, "connected with {seen}, but {}", said(&report));
        }
        ensure!((report.verdict == Verdict::Ready) == modern, "verdict: {}", said(&report));
        return Ok(seen.clone());
    }
    if says.is_some_and(|words| run.output.contains(words)) {
        let right = report.verdict == Verdict::Unknown && report.cause == Cause::Unknown;
        ensure!(right, "guesses a cause: {}", said(&report));
        return Ok(format!("{FAILS} (it names no cause)"));
    }
    // OpenSSL 3 took the old version, and gives up at its signatures.
    let signature = report.cause == Cause::Cipher && run.output.contains(LEGACY_SIGNATURE);
    let right = signature || report.cause == Cause::ProtocolVersion;
    ensure!(right, "wrong cause: {}", said(&report));
    ensure!(report.negotiated.is_none(), "a handshake that was not: {}", said(&report));
    ensure!(report.verdict != Verdict::Ready, "verdict: {}", said(&report));
    if signature {
        return Ok(format!("{FAILS} (the signatures are too weak)"));
    }
    if endpoint == Endpoint::Tls13 {
        ensure!(report.limited_by != Some(LimitedBy::Server), "wrong side: {}", said(&report));
        return Ok(format!("{FAILS} (the client is old)"));
    }
    if report.limited_by == Some(LimitedBy::Server) {
        return Ok(format!("{FAILS} (the server is old)"));
    }
    // The alert alone is the same for an old client; beside a version that has
    // TLS 1.2 by default it must not be called one.
    ensure!(report.verdict == Verdict::Unknown, "blames a side: {}", said(&report));
    let both = inspect(&format!("{runtime}\n{}", run.output), &Policy::built_in());
    let blamed = both.limited_by == Some(LimitedBy::Client) && both.tls12 == Support::Default;
    let right = !blamed && both.cause == Cause::ProtocolVersion;
    ensure!(right, "beside {runtime}: {}", said(&both));
    Ok(format!("{FAILS} (the alert shows no side)"))
}
