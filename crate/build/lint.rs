//! What must hold of the data; every finding names file, entry and reason.

use std::collections::{BTreeMap, BTreeSet};

use semver::Version;

use crate::data::{Fix, Platform, Probe, Rule, Source, Tables, Trials};
use crate::day::Day;
use crate::squash::squash;
use crate::trial::Level;
use crate::version::lowest;
use crate::vocabulary::{Confidence, Scope, Support};

const LONGEST_TEXT: usize = 400;
const LONGEST_CODE: usize = 1500;
/// How many rules there must be for one that is unknown for TLS 1.2.
const UNKNOWN_ONE_IN: usize = 10;
/// The search looks at four bytes first.
const SHORTEST_PHRASE: usize = 4;

/// A range as the data has it, with its bounds read.
pub struct Range {
    pub from: Option<Version>,
    pub below: Option<Version>,
}

impl Range {
    pub fn contains(&self, version: &Version) -> bool {
        self.from.as_ref().is_none_or(|from| version >= from)
            && self.below.as_ref().is_none_or(|below| version < below)
    }
}

/// Collects problems under a heading.
struct Findings<'a> {
    place: String,
    into: &'a mut Vec<String>,
}

impl Findings<'_> {
    fn add(&mut self, entry: &str, reason: &str) {
        let place = &self.place;
        self.into.push(format!("{place}: {entry}: {reason}"));
    }

    fn check(&mut self, holds: bool, entry: &str, reason: &str) {
        if !holds {
            self.add(entry, reason);
        }
    }
}

/// Checks everything; all findings at once.
pub fn all(tables: &Tables) -> Result<(), Vec<String>> {
    let mut problems = Vec::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for platform in &tables.platforms {
        let mut findings = Findings {
            place: format!("crate/platforms/{}/platform.toml", platform.id),
            into: &mut problems,
        };
        ids(platform, &mut findings);
        names(platform, &mut owners, &mut findings);
        linked(platform, tables, &mut findings);
        rules(platform, &mut findings);
        fixes(platform, tables, &mut findings);
        sources(platform, &mut findings);
        ages(platform, tables, &mut findings);
        findings.place = format!("crate/platforms/{}/verified.toml", platform.id);
        trials(&platform.fixes, &platform.probes, &platform.verified, &mut findings);
    }
    unknowns(tables, &mut problems);
    evidence(tables, &mut problems);
    let mut findings = Findings { place: "crate/shared/shared.toml".into(), into: &mut problems };
    for fix in &tables.shared.fixes {
        fix_texts(fix, &tables.shared.files, &mut findings);
    }
    for step in &tables.shared.causes {
        let entry = format!("cause {:?}", step.cause);
        let lower = step.words.iter().all(|word| !word.is_empty() && *word == word.to_lowercase());
        findings.check(lower, &entry, "its words are in lower case");
        let command = step.whole_command(&tables.platforms);
        findings.check(command.is_some(), &entry, "commands_of names none that is there");
        findings.check(command.is_none_or(|text| !text.is_empty()), &entry, "has no command");
        text(&mut findings, &entry, &step.why);
        text(&mut findings, &entry, &step.expect);
    }
    findings.place = "crate/shared/verified.toml".into();
    let shared = &tables.shared;
    trials(&shared.fixes, &shared.probes, &shared.verified, &mut findings);
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The places of a file that are still to be filled in, each by its line, its
/// table and its key. They are looked for in the text, before it is read, so
/// that all are named at once, also those that no text can stand in.
pub fn unfilled(place: &str, text: &str) -> Vec<String> {
    let mut table = "";
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') && line.ends_with(']') {
            table = line;
        }
        if line.contains("FILL IN") && !line.starts_with('#') {
            let entry = line.split_once('=').map_or(line, |(key, _)| key.trim());
            let entry = format!("line {}: {table} {entry}", index + 1).replace(":  ", ": ");
            found.push(format!("{place}: {entry}: still says FILL IN"));
        }
    }
    found
}

/// Ids are anchors, and parts of URLs and file names.
fn ids(platform: &Platform, findings: &mut Findings) {
    let rules = platform.rules.iter().map(|rule| ("rule", &rule.id));
    let others = (platform.variants.iter().map(|variant| ("variant", &variant.id)))
        .chain(platform.fixes.iter().map(|fix| ("fix", &fix.id)))
        .chain(platform.probes.iter().map(|probe| ("probe", &probe.id)))
        .chain(platform.sources.iter().map(|source| ("source", &source.id)));
    for (kind, id) in rules.chain(others) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let good = id.starts_with(|first: char| first.is_ascii_alphanumeric());
        let reason = "an id has letters, digits, dots, hyphens and underscores, no sign first";
        findings.check(good && id.bytes().all(plain), &format!("{kind} {id:?}"), reason);
    }
    for rule in &platform.rules {
        let taken =
            ["fix-", "source-", "probe-", "h-"].iter().any(|other| rule.id.starts_with(other));
        findings.check(
            !taken,
            &format!("rule {:?}", rule.id),
            "begins like another anchor of the page",
        );
    }
    let taken = ["platforms", "schema", "report"].contains(&platform.id.as_str());
    findings.check(!taken, "the folder", "has the name of another file of the open data");
}

fn names<'a>(
    platform: &'a Platform,
    owners: &mut BTreeMap<String, &'a str>,
    findings: &mut Findings,
) {
    for alias in platform.aliases.iter().chain([&platform.id]) {
        let entry = format!("alias {alias:?}");
        findings.check(*alias == alias.to_lowercase(), &entry, "write it in lower case");
        match owners.insert(alias.clone(), &platform.id) {
            Some(other) if other != platform.id => {
                findings.add(&entry, &format!("{other} has it already"));
            }
            Some(_) => findings.add(&entry, "stands here twice"),
            None => {}
        }
    }
    // A person's word for one platform is not another's.
    match owners.insert(platform.name.to_lowercase(), &platform.id) {
        Some(other) if other != platform.id => {
            findings.add(&format!("name {:?}", platform.name), &format!("{other} has it already"));
        }
        _ => {}
    }
    text(findings, "name", &platform.name);
    text(findings, "version_command", &platform.version_command.expect);
    if let Some(linked) = &platform.linked {
        text(findings, "linked", &linked.condition);
        text(findings, "linked", &linked.command.expect);
    }
    findings.check(!platform.examples.is_empty(), "examples", "give one at least");
    for example in &platform.examples {
        if platform.notation.parse(example).is_err() {
            findings.add(&format!("example {example:?}"), "the notation cannot read it");
        }
    }
    for reading in &platform.readings {
        if let Some(version) = &reading.read_as
            && platform.notation.parse(version).is_err()
        {
            findings.add(&format!("read_as {version:?}"), "the notation cannot read it");
        }
        text(findings, "reading", &reading.note);
    }
}

fn linked(platform: &Platform, tables: &Tables, findings: &mut Findings) {
    let linked: Vec<&String> =
        platform.linked.iter().flat_map(|linked| &linked.platforms).collect();
    for id in &linked {
        let known = tables.platforms.iter().any(|other| other.id == **id);
        findings.check(known, &format!("linked.platforms {id:?}"), "there is no such platform");
    }
    let mut chosen = BTreeSet::new();
    for variant in &platform.variants {
        let entry = format!("variant {:?}", variant.id);
        text(findings, &entry, &variant.name);
        if let Some(condition) = &variant.condition {
            text(findings, &entry, condition);
        }
        for id in &variant.programs {
            let known = tables.platforms.iter().any(|other| other.id == *id);
            findings.check(known, &format!("{entry}, program {id:?}"), "there is no such platform");
        }
        for id in &variant.libraries {
            let entry = format!("variant {:?}, library {id:?}", variant.id);
            findings.check(linked.contains(&id), &entry, "is not in linked.platforms");
            findings.check(chosen.insert(id), &entry, "shows another variant already");
        }
    }
    for rule in &platform.rules {
        let left = rule.tls12 == Support::Library || rule.tls13 == Support::Library;
        findings.check(
            !left || !linked.is_empty(),
            &format!("rule {:?}", rule.id),
            "leaves it to a library, and the platform has none in linked.platforms",
        );
    }
}

/// A table that does not know is of no use: at most one rule in ten.
fn unknowns(tables: &Tables, problems: &mut Vec<String>) {
    let rules = || {
        tables.platforms.iter().flat_map(|platform| {
            platform.rules.iter().map(move |rule| (platform.id.as_str(), rule))
        })
    };
    let unknown: Vec<String> = rules()
        .filter(|(_, rule)| rule.tls12 == Support::Unknown)
        .map(|(platform, rule)| format!("{platform} {:?}", rule.id))
        .collect();
    let all = rules().count();
    if unknown.len() * UNKNOWN_ONE_IN > all {
        problems.push(format!(
            "crate/platforms: rules {}: {} of {all} are unknown for TLS 1.2; at most one in {UNKNOWN_ONE_IN} may be",
            unknown.join(", "),
            unknown.len()
        ));
    }
}

fn rules(platform: &Platform, findings: &mut Findings) {
    let mut ids = BTreeSet::new();
    let variants: BTreeSet<Option<&str>> =
        platform.rules.iter().map(|rule| rule.variant.as_deref()).collect();
    for variant in platform.variants.iter().map(|variant| Some(variant.id.as_str())) {
        findings.check(
            variants.contains(&variant),
            &format!("variant {:?}", variant.unwrap_or_default()),
            "has no rule",
        );
    }
    for rule in &platform.rules {
        let entry = format!("rule {:?}", rule.id);
        findings.check(ids.insert(&rule.id), &entry, "the id stands here twice");
        if let Some(variant) = &rule.variant {
            let known = platform.variants.iter().any(|known| known.id == *variant);
            findings.check(known, &entry, "its variant is not declared");
        }
        rule_texts(platform, rule, &entry, findings);
    }
    for variant in variants {
        coverage(platform, variant, findings);
    }
}

fn rule_texts(platform: &Platform, rule: &Rule, entry: &str, findings: &mut Findings) {
    for part in
        [Some(&rule.reason), rule.condition.as_ref(), rule.note.as_ref(), rule.label.as_ref()]
            .into_iter()
            .flatten()
            .chain(rule.partly.iter().flat_map(|partly| [&partly.settled, &partly.open]))
    {
        text(findings, entry, part);
    }
    if rule.partly.is_some() && rule.tls12 != Support::Library {
        findings.add(entry, "is partly settled, and its library does not decide");
    }
    findings.check(!rule.sources.is_empty(), entry, "has no source");
    let helped = |protocol: &str| {
        rule.fixes.iter().any(|id| {
            platform.fixes.iter().any(|fix| {
                fix.id == *id
                    && fix.scope != Scope::Upgrade
                    && fix.enables.as_deref().unwrap_or("1.2") == protocol
            })
        })
    };
    if rule.tls12 == Support::OptIn && !helped("1.2") {
        findings.add(entry, "is opt-in for TLS 1.2 and has no fix that switches it on");
    }
    if rule.tls13 == Support::OptIn && !helped("1.3") {
        findings.add(entry, "is opt-in for TLS 1.3 and has no fix that switches it on");
    }
    if rule.tls12 == Support::Unsupported {
        let upgrade = rule.fixes.iter().any(|id| {
            platform.fixes.iter().any(|fix| fix.id == *id && fix.scope == Scope::Upgrade)
        });
        findings.check(upgrade, entry, "is unsupported and has no upgrade among its fixes");
    }
}

/// Every version has one rule: looked at from one bound to the next, between
/// which the answer cannot change.
fn coverage(platform: &Platform, variant: Option<&str>, findings: &mut Findings) {
    let mut ranges = Vec::new();
    // The bounds as they are written.
    let mut bounds = BTreeMap::new();
    for rule in platform.rules.iter().filter(|rule| rule.variant.as_deref() == variant) {
        match range(platform, &rule.versions) {
            Ok(range) => {
                for part in rule.versions.split(',') {
                    let text = part.trim().trim_start_matches(['>', '=', '<']);
                    let bound = platform.notation.parse(text).ok();
                    bounds.extend(bound.map(|bound| (bound.version, text)));
                }
                ranges.push((rule, range));
            }
            Err(reason) => return findings.add(&format!("rule {:?}", rule.id), &reason),
        }
    }
    let starts = std::iter::once((lowest(), None))
        .chain(bounds.iter().map(|(version, text)| (version.clone(), Some(*text))));
    let mut parts: Vec<(Vec<&str>, Option<&str>, Option<&str>)> = Vec::new();
    for (start, text) in starts {
        let matching: Vec<&str> = ranges
            .iter()
            .filter(|(_, range)| range.contains(&start))
            .map(|(rule, _)| rule.id.as_str())
            .collect();
        match parts.last_mut() {
            Some((last, _, _)) if *last == matching => {}
            last => {
                if let Some((_, _, end)) = last {
                    *end = text;
                }
                parts.push((matching, text, None));
            }
        }
    }
    let entry = variant.map_or("rules".to_owned(), |variant| format!("rules of {variant:?}"));
    for (matching, from, below) in parts {
        let versions = match (from, below) {
            (Some(from), Some(below)) => format!("{from} to below {below}"),
            (Some(from), None) => format!("{from} and later"),
            (None, Some(below)) => format!("below {below}"),
            (None, None) => "every version".to_owned(),
        };
        let ids = matching.join(", ");
        match matching.len() {
            0 => findings.add(&entry, &format!("{versions} is covered by no rule")),
            1 => {}
            2 => findings.add(&entry, &format!("{versions} is covered by two rules: {ids}")),
            many => {
                findings.add(&entry, &format!("{versions} is covered by {many} rules: {ids}"));
            }
        }
    }
}

/// Reads `>=a`, `<b` or `>=a, <b`; nothing else is a range here.
pub fn range(platform: &Platform, text: &str) -> Result<Range, String> {
    let mut range = Range { from: None, below: None };
    for part in text.split(',').map(str::trim) {
        let (slot, version) = if let Some(version) = part.strip_prefix(">=") {
            (&mut range.from, version)
        } else if let Some(version) = part.strip_prefix('<') {
            (&mut range.below, version)
        } else {
            return Err(format!("{part:?} in {text:?} needs one of the operators >= and <"));
        };
        let parsed = platform
            .notation
            .parse(version)
            .map_err(|error| format!("{version:?} in {text:?} is no version ({error:?})"))?;
        if slot.replace(parsed.version).is_some() {
            return Err(format!("{text:?} has an operator twice"));
        }
    }
    match (&range.from, &range.below) {
        (Some(from), Some(below)) if from >= below => Err(format!("{text:?} is empty")),
        _ => Ok(range),
    }
}

fn fixes(platform: &Platform, tables: &Tables, findings: &mut Findings) {
    let mut ids = BTreeSet::new();
    let shared: BTreeSet<&str> = tables.shared.fixes.iter().map(|fix| fix.id.as_str()).collect();
    for fix in &platform.fixes {
        let entry = format!("fix {:?}", fix.id);
        findings.check(ids.insert(fix.id.as_str()), &entry, "the id stands here twice");
        findings.check(!shared.contains(fix.id.as_str()), &entry, "is a shared fix's id");
        let used = platform.rules.iter().any(|rule| rule.fixes.contains(&fix.id));
        findings.check(used || fix.replaces.is_some(), &entry, "no rule uses it");
        replacement(platform, fix, &entry, findings);
        in_use(fix, &entry, findings);
        fix_texts(fix, &platform.files, findings);
    }
    for rule in &platform.rules {
        for id in &rule.fixes {
            let known = ids.contains(id.as_str()) || shared.contains(id.as_str());
            findings.check(known, &format!("rule {:?}", rule.id), &format!("no fix {id:?}"));
        }
    }
    let named: BTreeSet<&str> = platform
        .fixes
        .iter()
        .filter_map(|fix| fix.file.as_deref())
        .chain(platform.probes.iter().filter_map(|probe| probe.file.as_deref()))
        .collect();
    for file in platform.files.keys() {
        findings.check(named.contains(file.as_str()), &format!("file {file}"), "nothing uses it");
    }
    findings.check(!platform.probes.is_empty(), "probes", "say how a user proves it");
    for probe in &platform.probes {
        let entry = format!("probe {:?}", probe.id);
        text(findings, &entry, &probe.expect);
        findings.check(probe.command.contains("{endpoint}"), &entry, "does not ask {endpoint}");
        let known = |id: &String| platform.variants.iter().any(|variant| variant.id == *id);
        findings.check(probe.variant.iter().all(known), &entry, "there is no such variant");
        if let Some(file) = &probe.file {
            findings.check(platform.files.contains_key(file), &entry, "its file is missing");
        }
    }
}

/// What a fix says of the library below, and for which versions.
fn replacement(platform: &Platform, fix: &Fix, entry: &str, findings: &mut Findings) {
    let Some(library) = &fix.replaces else {
        let plain = fix.versions.is_none() && fix.sources.is_empty();
        return findings.check(plain, entry, "has versions or sources, and replaces no library");
    };
    let linked = platform.linked.iter().any(|linked| linked.platforms.contains(library));
    findings.check(linked, entry, "replaces a library that is not in linked.platforms");
    findings.check(fix.scope == Scope::Upgrade, entry, "replaces a library: its scope is upgrade");
    findings.check(!fix.sources.is_empty(), entry, "replaces a library and has no source");
    match fix.versions.as_ref().map(|versions| range(platform, versions)) {
        None => findings.add(entry, "replaces a library and does not say for which versions"),
        Some(Err(reason)) => findings.add(entry, &reason),
        Some(Ok(_)) => {}
    }
}

/// What a fix says of a switch in use, and on whose word.
fn in_use(fix: &Fix, entry: &str, findings: &mut Findings) {
    let Some(used) = &fix.in_use else { return };
    text(findings, entry, &used.says);
    let lower = used.switch == used.switch.to_ascii_lowercase() && !used.switch.is_empty();
    findings.check(lower, entry, "its switch in use is in lower case");
    let sourced = !used.sources.is_empty();
    findings.check(sourced, entry, "says something of a switch in use and has no source");
}

fn fix_texts(fix: &Fix, files: &BTreeMap<String, String>, findings: &mut Findings) {
    let entry = format!("fix {:?}", fix.id);
    for part in [&fix.title, &fix.verify, &fix.risk] {
        text(findings, &entry, part);
    }
    match fix.enables.as_deref() {
        None | Some("1.2" | "1.3") => {}
        Some(_) => findings.add(&entry, "enables is \"1.2\" or \"1.3\""),
    }
    let call = |call: &String| !call.is_empty() && *call == call.to_ascii_lowercase();
    findings.check(fix.calls.iter().all(call), &entry, "its calls are words in lower case");
    let switch = fix.scope != Scope::Upgrade || fix.calls.is_empty();
    findings.check(switch, &entry, "an upgrade is for every call: it has no calls");
    let update = fix.scope == Scope::Upgrade || !fix.checks;
    findings.check(update, &entry, "only an upgrade's code is for after it");
    let short = match (&fix.code, &fix.file) {
        (Some(code), _) => Some(code.clone()),
        (None, Some(file)) => files.get(file).and_then(|text| crate::data::marked_lines(text)),
        (None, None) => None,
    };
    match short {
        None => findings.add(&entry, "has neither code nor a file with marked lines"),
        Some(code) => findings.check(code.len() <= LONGEST_CODE, &entry, "its code is too long"),
    }
    if let Some(file) = &fix.file {
        findings.check(files.contains_key(file), &entry, "its file is missing");
    }
}

/// What `verified.toml` says is about fixes and probes that are there.
fn trials(fixes: &[Fix], probes: &[Probe], trials: &Trials, findings: &mut Findings) {
    for (id, run) in &trials.probes {
        let entry = format!("probe {id:?}");
        findings.check(
            probes.iter().any(|probe| probe.id == *id),
            &entry,
            "there is no such probe",
        );
        day(findings, &entry, "date", &run.date);
    }
    for (id, trial) in &trials.fixes {
        let entry = format!("fix {id:?}");
        findings.check(fixes.iter().any(|fix| fix.id == *id), &entry, "there is no such fix");
        day(findings, &entry, "date", &trial.date);
        let seen = trial.level == Level::Compiled || trial.state.is_some();
        findings.check(seen, &entry, "does not say in which state it was tried");
        for part in [&trial.runtime, &trial.version, &trial.before, &trial.after] {
            text(findings, &entry, part);
        }
    }
}

/// The texts of every `evidence.toml`: long enough to mean something, none twice
/// in one spelling; and no word or image of two platforms.
fn evidence(tables: &Tables, problems: &mut Vec<String>) {
    let mut owners: BTreeMap<(Vec<u8>, &Option<String>), String> = BTreeMap::new();
    let mut words: BTreeMap<(&str, bool), String> = BTreeMap::new();
    let mut images: BTreeMap<(&str, &[String]), String> = BTreeMap::new();
    let of_platforms = tables
        .platforms
        .iter()
        .map(|platform| (format!("platforms/{}", platform.id), &platform.evidence));
    for (folder, evidence) in of_platforms.chain([("shared".into(), &tables.shared.evidence)]) {
        let place = format!("crate/{folder}/evidence.toml");
        let mut findings = Findings { place: place.clone(), into: problems };
        let signs = evidence.signs.iter().map(|sign| (&sign.texts, &sign.spelled));
        let failures = evidence.failures.iter().map(|failure| (&failure.texts, &failure.spelled));
        let texts = signs
            .chain(failures)
            .flat_map(|(texts, spelled)| texts.iter().map(move |text| (text, spelled)));
        for (text, spelled) in texts {
            let entry = format!("text {text:?}");
            let squashed = squash(text);
            findings.check(squashed.len() >= SHORTEST_PHRASE, &entry, "is too short");
            if let Some(other) = owners.insert((squashed, spelled), place.clone()) {
                findings.add(&entry, &format!("{other} has it already"));
            }
        }
        for name in &evidence.names {
            for word in &name.words {
                let entry = format!("name {word:?}");
                findings.check(*word == word.to_lowercase(), &entry, "write it in lower case");
                findings.check(!word.is_empty(), &entry, "is empty");
                // The version behind a name that says nothing of it is another's:
                // PycURL is Python's, and its version is curl's.
                let of_others = words.insert((word.as_str(), name.only), place.clone());
                if let Some(other) = of_others.filter(|other| *other != place) {
                    findings.add(&entry, &format!("{other} has it already"));
                }
            }
            for sample in &name.samples {
                let lower = sample.to_lowercase();
                let shown = name.words.iter().any(|word| lower.contains(word));
                findings.check(shown, &format!("sample {sample:?}"), "has none of its words");
            }
        }
        for image in &evidence.images {
            for name in &image.names {
                let of_others =
                    images.insert((name.as_str(), image.behind.as_slice()), place.clone());
                if let Some(other) = of_others.filter(|other| *other != place) {
                    findings.add(&format!("image {name:?}"), &format!("{other} has it already"));
                }
            }
        }
        if folder == "shared" {
            findings.check(evidence.names.is_empty(), "names", "belong to a platform");
            findings.check(evidence.images.is_empty(), "images", "belong to a platform");
        }
    }
}

/// Caveats, ends of life, and what a system brings.
fn ages(platform: &Platform, tables: &Tables, findings: &mut Findings) {
    for caveat in &platform.caveats {
        let entry = format!("caveat {:?}", caveat.text);
        text(findings, &entry, &caveat.text);
        findings.check(!caveat.sources.is_empty(), &entry, "has no source");
        if let Some(Err(reason)) =
            caveat.versions.as_ref().map(|versions| range(platform, versions))
        {
            findings.add(&entry, &reason);
        }
    }
    for own in &platform.brings {
        let entry = format!("brings {:?}", own.program);
        findings.check(!own.sources.is_empty(), &entry, "has no source");
        let program = tables.platforms.iter().find(|known| known.id == own.program);
        findings.check(program.is_some(), &entry, "there is no such platform");
        let read = program.is_none_or(|program| program.notation.parse(&own.release).is_ok());
        findings.check(read, &entry, "its release is no version of that platform");
        if let Err(reason) = range(platform, &own.versions) {
            findings.add(&entry, &reason);
        }
    }
    for end in &platform.end_of_life {
        let entry = format!("end_of_life {:?}", end.versions);
        findings.check(!end.sources.is_empty(), &entry, "has no source");
        day(findings, &entry, "since", &end.since);
        if let Err(reason) = range(platform, &end.versions) {
            findings.add(&entry, &reason);
        }
    }
}

fn sources(platform: &Platform, findings: &mut Findings) {
    for (entry, id) in platform.cited() {
        let known = platform.source(id).is_some();
        findings.check(known, &entry, &format!("source {id:?} is not declared"));
    }
    let mut ids = BTreeSet::new();
    for source in &platform.sources {
        let entry = format!("source {:?}", source.id);
        findings.check(ids.insert(&source.id), &entry, "the id stands here twice");
        let used = platform.cited().any(|(_, id)| id == source.id);
        findings.check(used, &entry, "nothing uses it");
        findings.check(source.url.starts_with("https://"), &entry, "its url is not https");
        text(findings, &entry, &source.title);
        text(findings, &entry, &source.says);
        day(findings, &entry, "checked", &source.checked);
    }
}

/// The confidence of a rule is that of its best source.
pub fn confidence(platform: &Platform, rule: &Rule) -> Confidence {
    let of = |source: &Source| source.confidence;
    rule.sources
        .iter()
        .filter_map(|id| platform.source(id))
        .map(of)
        .min()
        .unwrap_or(Confidence::Secondary)
}

/// A day of the calendar, in the one form that sorts as a text.
fn day(findings: &mut Findings, entry: &str, key: &str, text: &str) {
    let written = text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !written {
        findings.add(entry, &format!("{key}: {text:?} is not written like 2026-11-24"));
    } else if Day::read(text).is_none() {
        findings.add(entry, &format!("{key}: there is no day {text}"));
    }
}

fn text(findings: &mut Findings, entry: &str, text: &str) {
    findings.check(!text.trim().is_empty(), entry, "has an empty text");
    findings.check(text.len() <= LONGEST_TEXT, entry, "has a text that is too long");
    findings.check(!text.contains(['<', '>']), entry, "has markup in a text");
}
