//! Writes the tables as Rust.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use semver::Version;

use crate::data::{
    Caveat, Command, Confidence, EndOfLife, Fix, Kind, NotationName, Platform, Probe, Profile,
    Rule, Scope, Source, Support, Tables, Trial, marked_lines,
};
use crate::evidence::Evidence;
use crate::lint::{confidence, range};
use crate::squash::squash;
use crate::version::range_words;

/// The whole of `tables.rs`.
pub fn tables(tables: &Tables) -> String {
    let mut out = String::new();
    line(&mut out, "pub(crate) static SHARED_FIXES", "[Fix", &tables.shared.fixes, |shared| {
        fix(shared, "shared", &tables.shared.files, &tables.shared.verified)
    });
    line(&mut out, "pub(crate) static SHARED_PROBES", "[Probe", &tables.shared.probes, |shared| {
        probe(shared, "shared")
    });
    for platform in &tables.platforms {
        let upper = constant(&platform.id);
        let folder = format!("platforms/{}", platform.id);
        line(&mut out, &format!("static {upper}_SOURCES"), "[Source", &platform.sources, source);
        line(&mut out, &format!("static {upper}_FIXES"), "[Fix", &platform.fixes, |own| {
            fix(own, &folder, &platform.files, &platform.verified)
        });
    }
    out +=
        "/// Every platform, in the order of their ids.\npub static PLATFORMS: &[Platform] = &[\n";
    for platform in &tables.platforms {
        out += &emit_platform(platform, tables);
        out += ",\n";
    }
    out += "];\n";
    out += &profile(&tables.profile);
    out += &evidence(tables);
    let causes = list(&tables.shared.causes, |step| {
        format!(
            "Step {{ cause: Cause::{:?}, why: {:?}, command: {:?}, expect: {:?} }}",
            step.cause, step.why, step.command, step.expect
        )
    });
    let _ = writeln!(out, "pub(crate) static CAUSES: &[Step] = {causes};");
    out
}

/// The names, phrases and images of every `evidence.toml`.
fn evidence(tables: &Tables) -> String {
    let of_platforms =
        tables.platforms.iter().map(|platform| (Some(platform.id.as_str()), &platform.evidence));
    let all: Vec<(Option<&str>, &Evidence)> =
        of_platforms.chain([(None, &tables.shared.evidence)]).collect();
    let mut names = Vec::new();
    let mut meanings = Vec::new();
    let mut phrases: Vec<(String, usize)> = Vec::new();
    let mut images = Vec::new();
    for (platform, evidence) in all {
        for name in &evidence.names {
            for word in &name.words {
                names.push(format!(
                    "Name {{ word: {word:?}, platform: {:?}, short: {}, glued: {}, \
                     only: {}, library: {}, tls12: {}, highest: {} }}",
                    platform.unwrap_or_default(),
                    name.short,
                    name.glued,
                    name.only,
                    name.library,
                    optional(name.tls12.map(support)),
                    evidence.highest.unwrap_or(99),
                ));
            }
        }
        for sign in &evidence.signs {
            meanings.push(format!(
                "Meaning {{ platform: {platform:?}, failure: None, weak: {}, limited_by: None, \
                 tls12: {}, negotiated: None, variant: {:?}, beside: {:?}, spelled: {:?}, \
                 settles: {}, decides: {} }}",
                sign.only_with_failure,
                optional(sign.tls12.map(support)),
                sign.variant,
                sign.beside,
                sign.spelled,
                sign.settles,
                sign.decides,
            ));
            phrases.extend(sign.texts.iter().map(|text| (squashed(text), meanings.len() - 1)));
        }
        for failure in &evidence.failures {
            meanings.push(format!(
                "Meaning {{ platform: {platform:?}, failure: Some(Cause::{:?}), weak: {}, \
                 limited_by: {}, tls12: {}, negotiated: {}, variant: None, beside: {:?}, \
                 spelled: {:?}, settles: false, decides: false }}",
                failure.cause,
                failure.weak,
                failure
                    .limited_by
                    .map_or("None".into(), |side| format!("Some(LimitedBy::{side:?})")),
                optional(failure.tls12.map(support)),
                match failure.negotiated.as_deref() {
                    Some("1.3") => "Some(Protocol::Tls13)",
                    Some("1.2") => "Some(Protocol::Tls12)",
                    _ => "None",
                },
                failure.beside,
                failure.spelled,
            ));
            phrases.extend(failure.texts.iter().map(|text| (squashed(text), meanings.len() - 1)));
        }
        for image in &evidence.images {
            for name in &image.names {
                images.push(format!(
                    "Image {{ name: {name:?}, platform: {:?}, behind: &{:?} }}",
                    platform.unwrap_or_default(),
                    image.behind
                ));
            }
        }
    }
    names.sort();
    phrases.sort();
    let phrases: Vec<String> = phrases
        .iter()
        .map(|(text, meaning)| {
            format!("Phrase {{ text: {text:?}, meaning: &MEANINGS[{meaning}] }}")
        })
        .collect();
    format!(
        "pub(crate) static NAMES: &[Name] = &[\n{}\n];\n\
         static MEANINGS: [Meaning; {}] = [\n{}\n];\n\
         pub(crate) static PHRASES: &[Phrase] = &[\n{}\n];\n\
         pub(crate) static IMAGES: &[Image] = &[\n{}\n];\n",
        names.join(",\n"),
        meanings.len(),
        meanings.join(",\n"),
        phrases.join(",\n"),
        images.join(",\n"),
    )
}

fn optional(value: Option<&'static str>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn squashed(text: &str) -> String {
    String::from_utf8_lossy(&squash(text)).into_owned()
}

/// `static NAME: [Type; n] = […];`
fn line<T>(out: &mut String, name: &str, of: &str, items: &[T], each: impl Fn(&T) -> String) {
    let items: Vec<String> = items.iter().map(each).collect();
    let _ = writeln!(out, "{name}: {of}; {}] = [\n{}\n];", items.len(), items.join(",\n"));
}

fn constant(id: &str) -> String {
    id.replace('-', "_").to_uppercase()
}

fn emit_platform(platform: &Platform, tables: &Tables) -> String {
    let folder = format!("platforms/{}", platform.id);
    let variants = list(&platform.variants, |variant| {
        format!("Variant {{ id: {:?}, name: {:?} }}", variant.id, variant.name)
    });
    let readings = list(&platform.readings, |reading| {
        format!(
            "Reading {{ texts: &{:?}, read_as: {:?}, note: {:?} }}",
            reading.texts, reading.read_as, reading.note
        )
    });
    let linked = match &platform.linked {
        None => "None".to_owned(),
        Some(linked) => format!(
            "Some(Linked {{ platforms: &{:?}, command: {}, condition: {:?} }})",
            linked.platforms,
            command(&linked.command),
            linked.condition
        ),
    };
    format!(
        "Platform {{ id: {:?}, name: {:?}, kind: PlatformKind::{}, notation: Notation::{}, \
         aliases: &{:?}, examples: &{:?}, version_command: {}, linked: {linked}, \
         variants: {variants}, readings: {readings}, rules: {}, fixes: &{}_FIXES, probes: {}, \
         caveats: {}, end_of_life: {}, sources: &{}_SOURCES }}",
        platform.id,
        platform.name,
        kind(platform.kind),
        notation(platform.notation),
        platform.aliases,
        platform.examples,
        command(&platform.version_command),
        list(&platform.rules, |own| rule(own, platform, tables)),
        constant(&platform.id),
        list(&platform.probes, |own| probe(own, &folder)),
        list(&platform.caveats, |own| caveat(own, platform)),
        list(&platform.end_of_life, |own| end_of_life(own, platform)),
        constant(&platform.id),
    )
}

fn caveat(caveat: &Caveat, platform: &Platform) -> String {
    let (from, below) = bounds(platform, caveat.versions.as_deref());
    format!(
        "Caveat {{ versions: {:?}, from: {from}, below: {below}, text: {:?}, sources: {} }}",
        caveat.versions,
        caveat.text,
        source_references(&caveat.sources, platform)
    )
}

fn end_of_life(end: &EndOfLife, platform: &Platform) -> String {
    let (from, below) = bounds(platform, Some(&end.versions));
    format!(
        "EndOfLife {{ versions: {:?}, from: {from}, below: {below}, since: {:?}, sources: {} }}",
        end.versions,
        end.since,
        source_references(&end.sources, platform)
    )
}

/// The bounds of a range. The lints have read every range before this.
fn bounds(platform: &Platform, versions: Option<&str>) -> (String, String) {
    match versions.map(|versions| range(platform, versions)) {
        Some(Ok(range)) => (bound(range.from.as_ref()), bound(range.below.as_ref())),
        _ => ("None".into(), "None".into()),
    }
}

fn source_references(ids: &[String], platform: &Platform) -> String {
    list(ids, |id| {
        let place = platform.sources.iter().position(|source| source.id == *id);
        format!("&{}_SOURCES[{}]", constant(&platform.id), place.unwrap_or(usize::MAX))
    })
}

fn list<T>(items: &[T], each: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = items.iter().map(each).collect();
    format!("&[{}]", items.join(",\n"))
}

fn rule(rule: &Rule, platform: &Platform, tables: &Tables) -> String {
    let (from, below) = bounds(platform, Some(&rule.versions));
    let fixes = list(&rule.fixes, |id| fix_reference(id, platform, tables));
    let sources = source_references(&rule.sources, platform);
    format!(
        "Rule {{ id: {:?}, versions: {:?}, label: {:?}, from: {from}, below: {below}, \
         variant: {:?}, tls12: {}, tls13: {}, reason: {:?}, condition: {:?}, note: {:?}, \
         baseline: {}, library_settled: {}, names_versions: {}, fixes: {fixes}, sources: {sources}, \
         confidence: Confidence::{} }}",
        rule.id,
        rule.versions,
        rule.label.clone().unwrap_or_else(|| range_words(&rule.versions)),
        rule.variant,
        support(rule.tls12),
        support(rule.tls13),
        rule.reason,
        rule.condition,
        rule.note,
        rule.baseline.map_or("None".to_owned(), |says| format!("Some({})", support(says))),
        rule.library_settled,
        rule.names_versions,
        confidence_name(confidence(platform, rule)),
    )
}

fn fix_reference(id: &str, platform: &Platform, tables: &Tables) -> String {
    if let Some(place) = platform.fixes.iter().position(|fix| fix.id == id) {
        format!("&{}_FIXES[{place}]", constant(&platform.id))
    } else {
        let place = tables.shared.fixes.iter().position(|fix| fix.id == id);
        format!("&SHARED_FIXES[{}]", place.unwrap_or(usize::MAX))
    }
}

fn bound(version: Option<&Version>) -> String {
    match version {
        None => "None".to_owned(),
        Some(version) => {
            format!("Some(Bound({}, {}, {}))", version.major, version.minor, version.patch)
        }
    }
}

fn fix(
    fix: &Fix,
    folder: &str,
    files: &BTreeMap<String, String>,
    trials: &BTreeMap<String, Trial>,
) -> String {
    let short = fix.code.clone().or_else(|| {
        fix.file.as_ref().and_then(|file| files.get(file)).and_then(|text| marked_lines(text))
    });
    format!(
        "Fix {{ id: {:?}, title: {:?}, scope: Scope::{}, enables: Protocol::{}, language: {:?}, \
         code: {:?}, file: {:?}, verify: {:?}, risk: {:?}, verified: &[{}] }}",
        fix.id,
        fix.title,
        scope(fix.scope),
        if fix.enables.as_deref() == Some("1.3") { "Tls13" } else { "Tls12" },
        fix.language,
        short.unwrap_or_default().trim_end(),
        fix.file.as_ref().map(|file| format!("{folder}/{file}")),
        fix.verify,
        fix.risk,
        trials.get(&fix.id).map(verified).unwrap_or_default(),
    )
}

fn verified(trial: &Trial) -> String {
    format!(
        "Verified {{ level: Level::{:?}, runtime: {:?}, version: {:?}, date: {:?}, state: {:?}, \
         before: {:?}, after: {:?}, tls13: {:?} }}",
        trial.level,
        trial.runtime,
        trial.version,
        trial.date,
        trial.state,
        trial.before,
        trial.after,
        trial.tls13,
    )
}

fn probe(probe: &Probe, folder: &str) -> String {
    format!(
        "Probe {{ id: {:?}, command: {:?}, file: {:?}, expect: {:?} }}",
        probe.id,
        probe.command.trim_end(),
        probe.file.as_ref().map(|file| format!("{folder}/{file}")),
        probe.expect
    )
}

fn source(source: &Source) -> String {
    format!(
        "Source {{ id: {:?}, title: {:?}, url: {:?}, says: {:?}, confidence: Confidence::{}, \
         checked: {:?} }}",
        source.id,
        source.title,
        source.url,
        source.says,
        confidence_name(source.confidence),
        source.checked
    )
}

fn command(command: &Command) -> String {
    format!("Command {{ command: {:?}, expect: {:?} }}", command.command, command.expect)
}

fn profile(profile: &Profile) -> String {
    format!(
        "/// The version of the data: the day of its newest statement.\n\
         pub const DATA_VERSION: &str = {:?};\n\
         pub(crate) const BUILT_IN: BuiltIn = BuiltIn {{ id: {:?}, name: {:?}, endpoint: {:?}, \
         endpoint_confirmed: {}, minimum: Protocol::{}, contact: {:?} }};\n",
        profile.data_version,
        profile.id,
        profile.name,
        profile.endpoint,
        profile.endpoint_confirmed,
        if profile.minimum == "1.3" { "Tls13" } else { "Tls12" },
        profile.contact,
    )
}

fn support(support: Support) -> &'static str {
    match support {
        Support::Default => "Support::Default",
        Support::OptIn => "Support::OptIn",
        Support::Unsupported => "Support::Unsupported",
        Support::Unknown => "Support::Unknown",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Runtime => "Runtime",
        Kind::Library => "Library",
        Kind::Client => "Client",
        Kind::System => "System",
        Kind::Browser => "Browser",
    }
}

fn notation(notation: NotationName) -> String {
    format!("{:?}", notation.notation())
}

fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Call => "Call",
        Scope::Client => "Client",
        Scope::Process => "Process",
        Scope::Machine => "Machine",
        Scope::Upgrade => "Upgrade",
    }
}

fn confidence_name(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Vendor => "Vendor",
        Confidence::Measured => "Measured",
        Confidence::Secondary => "Secondary",
    }
}
