//! Writes the tables as Rust.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use semver::Version;

use crate::data::{
    Caveat, Command, Confidence, EndOfLife, Fix, Kind, NotationName, Platform, Probe, Profile,
    Rule, Scope, Shared, Source, Support, Tables, marked_lines,
};
use crate::evidence::Evidence;
use crate::lint::{confidence, range};
use crate::squash::squash;
use crate::version::range_words;

/// What stands between two texts of a pack; see `src/packs.rs`.
const SEPARATOR: char = '\u{7f}';

/// The pack of what every platform has.
const SHARED: &str = "shared";

/// The texts of one pack, as they are met.
struct Pack {
    number: usize,
    name: String,
    texts: RefCell<Vec<String>>,
    /// Only their places are compiled in.
    apart: bool,
}

impl Pack {
    /// The expression of a text.
    fn text(&self, text: &str) -> String {
        assert!(!text.contains(SEPARATOR), "{}: a text has a control character", self.name);
        let mut texts = self.texts.borrow_mut();
        let place = texts.iter().position(|known| known == text).unwrap_or_else(|| {
            texts.push(text.to_owned());
            texts.len() - 1
        });
        if self.apart {
            format!("Text::at({}, {place})", self.number)
        } else {
            format!("Text::new({text:?})")
        }
    }

    fn optional(&self, text: Option<&str>) -> String {
        text.map_or_else(|| "None".into(), |text| format!("Some({})", self.text(text)))
    }
}

/// The whole of `tables.rs`; with `apart` the texts are left to packs.
pub fn tables(tables: &Tables, apart: bool) -> String {
    let names = tables.platforms.iter().map(|platform| platform.id.as_str()).chain([SHARED]);
    let packs: Vec<Pack> = names
        .enumerate()
        .map(|(number, name)| Pack {
            number,
            name: name.to_owned(),
            texts: RefCell::default(),
            apart,
        })
        .collect();
    let mut out = String::new();
    for (platform, pack) in tables.platforms.iter().zip(&packs) {
        let upper = constant(&platform.id);
        let folder = format!("platforms/{}", platform.id);
        line(&mut out, &format!("static {upper}_SOURCES"), "[Source", &platform.sources, |own| {
            source(own, pack)
        });
        line(&mut out, &format!("static {upper}_FIXES"), "[Fix", &platform.fixes, |own| {
            fix(own, &folder, &platform.files, pack)
        });
    }
    out +=
        "/// Every platform, in the order of their ids.\npub static PLATFORMS: &[Platform] = &[\n";
    for (platform, pack) in tables.platforms.iter().zip(&packs) {
        out += &emit_platform(platform, tables, pack);
        out += ",\n";
    }
    out += "];\n";
    if let Some(pack) = packs.last() {
        out += &shared(&tables.shared, pack);
    }
    out += &text_packs(&packs);
    out += &profile(&tables.profile);
    out += &evidence(tables);
    out
}

/// What every platform has.
fn shared(shared: &Shared, pack: &Pack) -> String {
    let mut out = String::new();
    line(&mut out, "pub(crate) static SHARED_FIXES", "[Fix", &shared.fixes, |own| {
        fix(own, SHARED, &shared.files, pack)
    });
    line(&mut out, "pub(crate) static SHARED_PROBES", "[Probe", &shared.probes, |own| {
        probe(own, SHARED, pack)
    });
    let causes = list(&shared.causes, |step| {
        format!(
            "Step {{ cause: Cause::{:?}, why: {}, command: {}, expect: {} }}",
            step.cause,
            pack.text(&step.why),
            pack.text(&step.command),
            pack.text(&step.expect)
        )
    });
    let _ = writeln!(out, "pub(crate) static CAUSES: &[Step] = {causes};");
    out
}

/// The names of the packs, or the packs with their texts.
fn text_packs(packs: &[Pack]) -> String {
    let apart = packs.iter().any(|pack| pack.apart);
    let items = list(packs, |pack| {
        if apart {
            format!("{:?}", pack.name)
        } else {
            format!("({:?}, &{:?})", pack.name, pack.texts.borrow())
        }
    });
    let of = if apart { "&str" } else { "(&str, &[&str])" };
    format!(
        "/// The packs: the texts of one platform each, in the order that the wasm counts them.\n\
         pub {} PACKS: &[{of}] = {items};\n",
        if apart { "const" } else { "static" }
    )
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
                    "Name {{ word: {word:?}, platform: {:?}, short: {}, glued: {}, alone: {}, \
                     only: {}, library: {}, tls12: {}, highest: {} }}",
                    platform.unwrap_or_default(),
                    name.short,
                    name.glued,
                    name.alone,
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

fn emit_platform(platform: &Platform, tables: &Tables, pack: &Pack) -> String {
    let folder = format!("platforms/{}", platform.id);
    let variants = list(&platform.variants, |variant| {
        format!(
            "Variant {{ id: {:?}, name: {}, libraries: &{:?}, condition: {} }}",
            variant.id,
            pack.text(&variant.name),
            variant.libraries,
            pack.optional(variant.condition.as_deref()),
        )
    });
    let readings = list(&platform.readings, |reading| {
        format!(
            "Reading {{ texts: &{:?}, read_as: {:?}, note: {} }}",
            reading.texts,
            reading.read_as,
            pack.text(&reading.note)
        )
    });
    let linked = match &platform.linked {
        None => "None".to_owned(),
        Some(linked) => format!(
            "Some(Linked {{ platforms: &{:?}, command: {}, condition: {} }})",
            linked.platforms,
            command(&linked.command, pack),
            pack.text(&linked.condition)
        ),
    };
    format!(
        "Platform {{ id: {:?}, name: {:?}, kind: PlatformKind::{}, notation: Notation::{}, \
         aliases: &{:?}, examples: {}, version_command: {}, linked: {linked}, \
         variants: {variants}, readings: {readings}, rules: {}, fixes: &{}_FIXES, probes: {}, \
         caveats: {}, end_of_life: {}, sources: &{}_SOURCES }}",
        platform.id,
        platform.name,
        kind(platform.kind),
        notation(platform.notation),
        platform.aliases,
        list(&platform.examples, |example| pack.text(example)),
        command(&platform.version_command, pack),
        list(&platform.rules, |own| rule(own, platform, tables, pack)),
        constant(&platform.id),
        list(&platform.probes, |own| probe(own, &folder, pack)),
        list(&platform.caveats, |own| caveat(own, platform, pack)),
        list(&platform.end_of_life, |own| end_of_life(own, platform, pack)),
        constant(&platform.id),
    )
}

fn caveat(caveat: &Caveat, platform: &Platform, pack: &Pack) -> String {
    let (from, below) = bounds(platform, caveat.versions.as_deref());
    format!(
        "Caveat {{ versions: {}, from: {from}, below: {below}, text: {}, sources: {} }}",
        pack.optional(caveat.versions.as_deref()),
        pack.text(&caveat.text),
        source_references(&caveat.sources, platform)
    )
}

fn end_of_life(end: &EndOfLife, platform: &Platform, pack: &Pack) -> String {
    let (from, below) = bounds(platform, Some(&end.versions));
    format!(
        "EndOfLife {{ versions: {}, from: {from}, below: {below}, since: {}, sources: {} }}",
        pack.text(&end.versions),
        pack.text(&end.since),
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

fn rule(rule: &Rule, platform: &Platform, tables: &Tables, pack: &Pack) -> String {
    let (from, below) = bounds(platform, Some(&rule.versions));
    let fixes = list(&rule.fixes, |id| fix_reference(id, platform, tables));
    let sources = source_references(&rule.sources, platform);
    format!(
        "Rule {{ id: {}, versions: {}, label: {}, from: {from}, below: {below}, \
         variant: {:?}, tls12: {}, tls13: {}, reason: {}, condition: {}, note: {}, \
         baseline: {}, library_settled: {}, names_versions: {}, fixes: {fixes}, sources: {sources}, \
         confidence: Confidence::{} }}",
        pack.text(&rule.id),
        pack.text(&rule.versions),
        pack.text(&rule.label.clone().unwrap_or_else(|| range_words(&rule.versions))),
        rule.variant,
        support(rule.tls12),
        support(rule.tls13),
        pack.text(&rule.reason),
        pack.optional(rule.condition.as_deref()),
        pack.optional(rule.note.as_deref()),
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

fn fix(fix: &Fix, folder: &str, files: &BTreeMap<String, String>, pack: &Pack) -> String {
    let short = fix.code.clone().or_else(|| {
        fix.file.as_ref().and_then(|file| files.get(file)).and_then(|text| marked_lines(text))
    });
    format!(
        "Fix {{ id: {:?}, title: {}, scope: Scope::{}, enables: Protocol::{}, language: {:?}, \
         code: {}, file: {}, verify: {}, risk: {} }}",
        fix.id,
        pack.text(&fix.title),
        scope(fix.scope),
        if fix.enables.as_deref() == Some("1.3") { "Tls13" } else { "Tls12" },
        fix.language,
        pack.text(short.unwrap_or_default().trim_end()),
        in_folder(fix.file.as_deref(), folder, pack),
        pack.text(&fix.verify),
        pack.text(&fix.risk),
    )
}

fn in_folder(file: Option<&str>, folder: &str, pack: &Pack) -> String {
    pack.optional(file.map(|file| format!("{folder}/{file}")).as_deref())
}

fn probe(probe: &Probe, folder: &str, pack: &Pack) -> String {
    format!(
        "Probe {{ id: {}, command: {}, file: {}, expect: {} }}",
        pack.text(&probe.id),
        pack.text(probe.command.trim_end()),
        in_folder(probe.file.as_deref(), folder, pack),
        pack.text(&probe.expect)
    )
}

fn source(source: &Source, pack: &Pack) -> String {
    format!(
        "Source {{ id: {}, title: {}, url: {}, says: {}, confidence: Confidence::{}, checked: {} }}",
        pack.text(&source.id),
        pack.text(&source.title),
        pack.text(&source.url),
        pack.text(&source.says),
        confidence_name(source.confidence),
        pack.text(&source.checked)
    )
}

fn command(command: &Command, pack: &Pack) -> String {
    let (run, expect) = (pack.text(&command.command), pack.text(&command.expect));
    format!("Command {{ command: {run}, expect: {expect} }}")
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
        Support::Library => "Support::Library",
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
