//! Writes the tables: the platforms as bytes, what is left as Rust.
//!
//! What is written here is read in the same order in `src/tables.rs`.

use std::collections::BTreeMap;

use semver::Version;

use crate::data::{
    Caveat, Command, EndOfLife, Fix, Linked, Partly, Platform, Probe, Profile, Reading, Rule,
    Source, Step, Tables, Variant, marked_lines,
};
use crate::lint::{confidence, range};
use crate::packed::Writer;
use crate::trial::{Level, Trial};
use crate::version::{FOURTHS, Notation, RELEASED, STAGES, range_words};
use crate::vocabulary::{Cause, Confidence, PlatformKind, Scope, Support};

/// What stands between two texts of a pack; see `src/packs.rs`.
const SEPARATOR: char = '\u{7f}';

/// The pack of what every platform has.
const SHARED: &str = "shared";

/// The files, by their names; with `apart` the texts are left to packs.
pub fn tables(tables: &Tables, apart: bool) -> [(&'static str, Vec<u8>); 3] {
    let mut writer = Writer::default();
    let shared = &tables.shared;
    writer.number(tables.platforms.len());
    writer.open(tables.platforms.len());
    writer.list(&shared.fixes, |writer, own| {
        fix(writer, own, SHARED, &shared.files, &shared.verified.fixes);
        writer.flags([false]);
    });
    writer.list(&shared.probes, |writer, own| probe(writer, own, SHARED));
    writer.list(&shared.causes, |writer, own| step(writer, own, &tables.platforms));
    for (number, own) in tables.platforms.iter().enumerate() {
        writer.open(number);
        platform(&mut writer, own, tables);
    }
    let names = tables.platforms.iter().map(|platform| platform.id.as_str()).chain([SHARED]);
    let packs: Vec<(&str, Vec<String>)> = names.zip(writer.packs).collect();
    [
        ("platforms.bin", writer.bytes),
        ("packs.rs", text_packs(&packs, apart).into_bytes()),
        ("built_in.rs", profile(&tables.profile).into_bytes()),
    ]
}

/// The names of the packs, or the packs with their texts.
fn text_packs(packs: &[(&str, Vec<String>)], apart: bool) -> String {
    let items: Vec<String> = packs
        .iter()
        .map(|(name, texts)| {
            let whole = texts.iter().all(|text| !text.contains(SEPARATOR));
            assert!(whole, "{name}: a text has a control character");
            if apart { format!("{name:?}") } else { format!("({name:?}, &{texts:?})") }
        })
        .collect();
    let form = if apart { "const PACKS: &[&str]" } else { "static PACKS: &[(&str, &[&str])]" };
    format!(
        "/// The packs: the texts of one platform each, in the order that the wasm counts them.\n\
         pub {form} = &[\n{}\n];\n",
        items.join(",\n")
    )
}

/// The profile that stands where no other is given.
fn profile(profile: &Profile) -> String {
    format!(
        "const BUILT_IN: BuiltIn = BuiltIn {{ id: {:?}, name: {:?}, endpoint: {:?}, \
         endpoint_confirmed: {}, minimum: Protocol::{}, contact: {:?} }};\n",
        profile.id,
        profile.name,
        profile.endpoint,
        profile.endpoint_confirmed,
        if profile.minimum == "1.3" { "Tls13" } else { "Tls12" },
        profile.contact,
    )
}

fn platform(writer: &mut Writer, platform: &Platform, tables: &Tables) {
    let folder = format!("platforms/{}", platform.id);
    writer.text(&platform.id);
    writer.text(&platform.name);
    writer.choice(&PlatformKind::ALL, Some(platform.kind));
    writer.choice(&Notation::ALL, Some(platform.notation));
    writer.list(&platform.aliases, |writer, alias| writer.text(alias));
    writer.list(&platform.examples, |writer, example| writer.apart(example));
    command(writer, &platform.version_command);
    writer.flags([platform.linked.is_some()]);
    if let Some(own) = &platform.linked {
        linked(writer, own);
    }
    writer.list(&platform.variants, variant);
    writer.list(&platform.readings, reading);
    writer.list(&platform.sources, source);
    let last = &mut None;
    writer.list(&platform.fixes, |writer, own| {
        fix(writer, own, &folder, &platform.files, &platform.verified.fixes);
        replacement(writer, own, platform, last);
    });
    writer.list(&platform.rules, |writer, own| rule(writer, own, platform, tables, last));
    writer.list(&platform.probes, |writer, own| probe(writer, own, &folder));
    writer.list(&platform.caveats, |writer, own| caveat(writer, own, platform, last));
    writer.list(&platform.end_of_life, |writer, own| end_of_life(writer, own, platform, last));
    writer.list(&platform.brings, |writer, own| {
        writer.text(&own.program);
        writer.text(&own.release);
        bounds(writer, platform, &own.versions, last);
        source_references(writer, &own.sources, platform);
    });
}

fn linked(writer: &mut Writer, linked: &Linked) {
    writer.list(&linked.platforms, |writer, id| writer.text(id));
    command(writer, &linked.command);
    writer.apart(&linked.condition);
}

fn variant(writer: &mut Writer, variant: &Variant) {
    writer.text(&variant.id);
    writer.apart(&variant.name);
    writer.list(&variant.libraries, |writer, id| writer.text(id));
    writer.list(&variant.programs, |writer, id| writer.text(id));
    writer.text(variant.release.as_deref().unwrap_or_default());
    writer.flags([variant.condition.is_some()]);
    if let Some(condition) = &variant.condition {
        writer.apart(condition);
    }
}

fn reading(writer: &mut Writer, reading: &Reading) {
    writer.list(&reading.texts, |writer, text| writer.text(text));
    writer.text(reading.read_as.as_deref().unwrap_or_default());
    writer.flags([reading.by_name]);
    writer.apart(&reading.note);
}

fn rule(
    writer: &mut Writer,
    rule: &Rule,
    platform: &Platform,
    tables: &Tables,
    last: &mut Option<Version>,
) {
    let variant = platform.variants.iter().position(|own| Some(&own.id) == rule.variant.as_ref());
    writer.apart(&rule.id);
    writer.apart(&rule.versions);
    writer.apart(&rule.label.clone().unwrap_or_else(|| range_words(&rule.versions)));
    bounds(writer, platform, &rule.versions, last);
    writer.number(variant.map_or(0, |place| place + 1));
    writer.choice(&Support::ALL, Some(rule.tls12));
    writer.choice(&Support::ALL, Some(rule.tls13));
    writer.apart(&rule.reason);
    writer.flags([
        rule.condition.is_some(),
        rule.note.is_some(),
        rule.library_settled,
        rule.names_versions,
        rule.partly.is_some(),
    ]);
    for text in rule.condition.iter().chain(&rule.note) {
        writer.apart(text);
    }
    if let Some(Partly { settled, open }) = &rule.partly {
        writer.apart(settled);
        writer.apart(open);
    }
    writer.choice(&Support::ALL, rule.baseline);
    writer.list(&rule.fixes, |writer, id| {
        let all = platform.fixes.iter().chain(&tables.shared.fixes);
        writer.number(all.map(|fix| &fix.id).position(|own| own == id).unwrap_or(usize::MAX));
    });
    source_references(writer, &rule.sources, platform);
    writer.choice(&Confidence::ALL, Some(confidence(platform, rule)));
}

fn caveat(writer: &mut Writer, caveat: &Caveat, platform: &Platform, last: &mut Option<Version>) {
    writer.flags([caveat.versions.is_some()]);
    if let Some(versions) = &caveat.versions {
        writer.apart(versions);
        bounds(writer, platform, versions, last);
    }
    writer.apart(&caveat.text);
    source_references(writer, &caveat.sources, platform);
}

fn end_of_life(
    writer: &mut Writer,
    end: &EndOfLife,
    platform: &Platform,
    last: &mut Option<Version>,
) {
    writer.apart(&end.versions);
    bounds(writer, platform, &end.versions, last);
    writer.apart(&end.since);
    source_references(writer, &end.sources, platform);
}

/// The bounds of a range. The lints have read every range before this.
fn bounds(writer: &mut Writer, platform: &Platform, versions: &str, last: &mut Option<Version>) {
    let (from, below) =
        range(platform, versions).map_or((None, None), |range| (range.from, range.below));
    bound(writer, from, last);
    bound(writer, below, last);
}

/// A packed version in its pieces, which are small where the whole is not;
/// mostly it is the one that was written last.
fn bound(writer: &mut Writer, version: Option<Version>, last: &mut Option<Version>) {
    let Some(version) = version else { return writer.number(0) };
    if Some(&version) == last.as_ref() {
        return writer.number(1);
    }
    let (release, stage) = (version.patch / STAGES, version.patch % STAGES);
    writer.number(number(version.major) + 2);
    for part in [version.minor, release / FOURTHS, release % FOURTHS] {
        writer.number(number(part));
    }
    writer.number(if stage == RELEASED { 0 } else { number(stage) + 1 });
    *last = Some(version);
}

fn number(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn source_references(writer: &mut Writer, ids: &[String], platform: &Platform) {
    writer.list(ids, |writer, id| {
        let place = platform.sources.iter().position(|source| source.id == *id);
        writer.number(place.unwrap_or(usize::MAX));
    });
}

fn fix(
    writer: &mut Writer,
    fix: &Fix,
    folder: &str,
    files: &BTreeMap<String, String>,
    trials: &BTreeMap<String, Trial<String>>,
) {
    let trial = trials.get(&fix.id);
    let short = fix.code.clone().or_else(|| {
        fix.file.as_ref().and_then(|file| files.get(file)).and_then(|text| marked_lines(text))
    });
    writer.text(&fix.id);
    writer.apart(&fix.title);
    writer.choice(&Scope::ALL, Some(fix.scope));
    let newest = fix.enables.as_deref() == Some("1.3");
    writer.flags([newest, fix.checks, fix.file.is_some(), trial.is_some(), fix.in_use.is_some()]);
    writer.list(&fix.calls, |writer, call| writer.text(call));
    writer.text(&fix.language);
    writer.apart(short.unwrap_or_default().trim_end());
    in_folder(writer, fix.file.as_deref(), folder);
    writer.apart(&fix.verify);
    writer.apart(&fix.risk);
    if let Some(used) = &fix.in_use {
        writer.text(&used.switch);
        writer.apart(&used.says);
    }
    if let Some(trial) = trial {
        verified(writer, trial);
    }
}

/// The whole source files, for the command line: a list of paths and texts.
pub fn files(tables: &Tables) -> String {
    let platforms = tables.platforms.iter();
    let all = platforms.map(|one| (format!("platforms/{}", one.id), &one.files));
    let lines =
        all.chain([("shared".to_owned(), &tables.shared.files)]).flat_map(|(folder, files)| {
            files.iter().map(move |(name, text)| {
                format!("    ({:?}, {text:?}),\n", format!("{folder}/{name}"))
            })
        });
    format!("&[\n{}]\n", lines.collect::<String>())
}

/// What a fix replaces below, and for which versions of the platform.
fn replacement(writer: &mut Writer, fix: &Fix, platform: &Platform, last: &mut Option<Version>) {
    let both = fix.replaces.as_ref().zip(fix.versions.as_ref());
    writer.flags([both.is_some()]);
    if let Some((library, versions)) = both {
        writer.text(library);
        writer.apart(versions);
        bounds(writer, platform, versions, last);
        source_references(writer, &fix.sources, platform);
    }
}

fn verified(writer: &mut Writer, trial: &Trial<String>) {
    let level = Level::ALL.iter().position(|level| *level == trial.level);
    writer.number(level.map_or(0, |place| place + 1));
    writer.apart(&trial.runtime);
    writer.apart(&trial.version);
    writer.apart(&trial.date);
    writer.flags([trial.state.is_some(), trial.tls13.is_some()]);
    let texts = trial.state.iter().chain([&trial.before, &trial.after]).chain(&trial.tls13);
    for text in texts {
        writer.apart(text);
    }
}

fn in_folder(writer: &mut Writer, file: Option<&str>, folder: &str) {
    if let Some(file) = file {
        writer.apart(&format!("{folder}/{file}"));
    }
}

fn probe(writer: &mut Writer, probe: &Probe, folder: &str) {
    writer.apart(&probe.id);
    writer.apart(probe.command.trim_end());
    writer.flags([probe.file.is_some(), probe.variant.is_some()]);
    in_folder(writer, probe.file.as_deref(), folder);
    writer.apart(&probe.expect);
    if let Some(variant) = &probe.variant {
        writer.text(variant);
    }
}

fn source(writer: &mut Writer, source: &Source) {
    writer.apart(&source.id);
    writer.apart(&source.title);
    writer.apart(&source.url);
    writer.apart(&source.says);
    writer.choice(&Confidence::ALL, Some(source.confidence));
    writer.apart(&source.checked);
}

fn command(writer: &mut Writer, command: &Command) {
    writer.apart(&command.command);
    writer.apart(&command.expect);
}

fn step(writer: &mut Writer, step: &Step, platforms: &[Platform]) {
    writer.choice(&Cause::ALL, Some(step.cause));
    writer.flags([step.of_server]);
    writer.list(&step.words, |writer, word| writer.text(word));
    writer.apart(&step.why);
    writer.apart(&step.whole_command(platforms).unwrap_or_default());
    writer.apart(&step.expect);
}
