//! What old and new runtimes did when they were run (`tests/old/measured.json`)
//! against what the table says of them.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result, ensure};
use tls_ready::model::{Confidence, Rule, Support};
use tls_ready::{Policy, Stack, check, platform};
use tls_ready_tests::endpoints::Endpoint;
use tls_ready_tests::measured::{ASKED, Measured, load, page};
use tls_ready_tests::runtimes::Kinds;
use xtask::repository;

/// The id of the source that stands for this measurement, in every platform.
const SOURCE: &str = "measured-runs";

/// A plain client reaches a server where the version is on by default, and
/// only there; where the table knows nothing it claims nothing.
fn contradicts(support: Support, reached: bool) -> bool {
    match support {
        Support::Default => !reached,
        Support::OptIn | Support::Unsupported => reached,
        Support::Unknown | Support::Library | Support::NotApplicable => false,
    }
}

/// The builds that a row speaks for.
fn builds(row: &Measured) -> impl Iterator<Item = Option<&str>> {
    row.variants.iter().map(|variant| Some(variant.as_str()).filter(|id| !id.is_empty()))
}

/// Where the table and the row disagree.
fn contradictions(row: &Measured) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let Some(platform) = &row.platform else { return Ok(found) };
    for variant in builds(row) {
        let stack = Stack {
            platform: platform.clone(),
            version: row.version.clone(),
            linked: row.library.clone(),
            variant: variant.map(str::to_owned),
        };
        let report = check(&stack, &Policy::built_in())?;
        for (endpoint, support) in
            [(Endpoint::Tls12, report.tls12), (Endpoint::Tls13, report.tls13)]
        {
            let reached = row.reached(endpoint).context("it was not asked")?;
            if contradicts(support, reached) {
                found.push(format!(
                    "{} {} ({variant:?}, {:?}): {} at {}, but it was {}",
                    row.name,
                    row.version,
                    row.library,
                    support.id(),
                    endpoint.name(),
                    if reached { "reached" } else { "refused" },
                ));
            }
        }
    }
    Ok(found)
}

#[test]
fn no_rule_contradicts_what_was_measured() -> Result<()> {
    let mut found = Vec::new();
    for row in load()? {
        found.extend(contradictions(&row)?);
    }
    ensure!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn a_contradiction_is_seen() -> Result<()> {
    let rows = load()?;
    for (kind, version, endpoint) in [
        ("node", "0.8.28", Endpoint::Tls12),
        ("node", "0.10.48", Endpoint::Tls12),
        ("node", "10.24.1", Endpoint::Tls13),
        ("node", "12.0.0", Endpoint::Tls13),
        ("java", "11.0.5", Endpoint::Tls12),
        ("openssl", "1.1.0i", Endpoint::Tls13),
    ] {
        let row = rows.iter().find(|row| row.kind == kind && row.version == version);
        let mut row = row.with_context(|| format!("{kind} {version} was not measured"))?.clone();
        let seen = row.negotiated.get_mut(endpoint.name()).context("it was not asked")?;
        *seen = if seen.is_some() { None } else { Some("TLSv1.2".into()) };
        ensure!(!contradictions(&row)?.is_empty(), "{kind} {version} at {endpoint:?}");
    }
    Ok(())
}

/// The fixture holds what a server with every version chooses, too.
#[test]
fn each_row_is_whole_and_agrees_with_itself() -> Result<()> {
    for row in load()? {
        let name = format!("{} {}", row.name, row.version);
        ensure!(row.negotiated.len() == ASKED.len(), "{name} was not asked everywhere");
        let best = ASKED.iter().skip(1).find_map(|one| row.negotiated.get(one.name())?.as_ref());
        let every = row.negotiated.get(Endpoint::EveryVersion.name());
        ensure!(every.and_then(Option::as_ref) == best, "{name}: {every:?}, but alone {best:?}");
        for (endpoint, version) in [
            (Endpoint::Tls13, "TLSv1.3"),
            (Endpoint::Tls12, "TLSv1.2"),
            (Endpoint::Tls11, "TLSv1.1"),
            (Endpoint::Tls10, "TLSv1"),
        ] {
            let seen = row.negotiated.get(endpoint.name()).and_then(Option::as_deref);
            ensure!(seen.is_none_or(|seen| seen == version), "{name}: {seen:?} at {endpoint:?}");
            let said = row.said.get(endpoint.name());
            ensure!(seen.is_some() == said.is_none(), "{name}: what did it say at {endpoint:?}?");
        }
    }
    Ok(())
}

#[test]
fn every_row_is_one_of_the_list() -> Result<()> {
    let (kinds, rows) = (Kinds::load()?, load()?);
    let wanted = kinds.wanted();
    for row in &rows {
        let listed = wanted.iter().filter(|one| one.is(&row.kind, &row.version)).count();
        ensure!(listed == 1, "{} {} is in the list {listed} times", row.kind, row.version);
    }
    for one in &wanted {
        let measured = rows.iter().filter(|row| one.is(&row.kind, &row.version)).count();
        ensure!(measured <= 1, "{one} stands in the fixture {measured} times");
    }
    Ok(())
}

/// The rules of a platform that a row speaks for.
fn covered(row: &Measured) -> Result<Vec<&'static Rule>> {
    let Some(id) = &row.platform else { return Ok(Vec::new()) };
    let platform = platform(id).with_context(|| format!("there is no platform {id}"))?;
    let version = platform.notation.parse(&row.version);
    let version = version.map_err(|error| anyhow::anyhow!("{}: {error:?}", row.version))?.version;
    // One that leaves everything to its library says nothing that could be measured.
    let covers = |rule: &&Rule| {
        builds(row).any(|build| build == rule.variant)
            && rule.requirement().matches(&version)
            && [rule.tls12, rule.tls13].iter().any(|own| {
                matches!(own, Support::Default | Support::OptIn | Support::Unsupported)
            })
    };
    Ok(platform.rules.iter().filter(covers).collect())
}

#[test]
fn a_rule_names_the_measurement_where_there_is_one_and_only_there() -> Result<()> {
    let mut measured = BTreeSet::new();
    for row in load()? {
        for rule in covered(&row)? {
            measured.insert((row.platform.clone().unwrap_or_default(), rule.id.to_string()));
        }
    }
    let mut wrong = Vec::new();
    for platform in &tls_ready::PLATFORMS {
        for rule in platform.rules {
            let source = rule.sources.iter().any(|source| *source.id == *SOURCE);
            let is_measured = measured.contains(&(platform.id.to_string(), rule.id.to_string()));
            if source != is_measured {
                wrong.push(format!(
                    "{} {}: {} {SOURCE}, and was{} measured",
                    platform.id,
                    rule.id,
                    if source { "names" } else { "does not name" },
                    if is_measured { "" } else { " not" },
                ));
            }
            if is_measured && rule.confidence != Confidence::Measured {
                wrong.push(format!("{} {}: {:?}", platform.id, rule.id, rule.confidence));
            }
        }
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn the_page_is_made_from_the_fixture() -> Result<()> {
    let written = fs::read_to_string(repository().join("docs/measured.md"))?;
    ensure!(written == page(&load()?, &Kinds::load()?), "run ./build.sh measure-old");
    Ok(())
}
