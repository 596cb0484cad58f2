//! The TOML of a platform's folder, as its author writes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::lint::unfilled;
use crate::trial::Trial;
use crate::version::Notation;
use crate::vocabulary::{Cause, Confidence, PlatformKind, Scope, Support};

/// Everything that the build reads.
pub struct Tables {
    pub platforms: Vec<Platform>,
    pub shared: Shared,
    pub profile: Profile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// The folder; filled in by [`load`].
    #[serde(skip)]
    pub id: String,
    /// The texts of the files beside `platform.toml`, by name.
    #[serde(skip)]
    pub files: BTreeMap<String, String>,
    /// What `evidence.toml` says, where there is one.
    #[serde(skip)]
    pub evidence: Evidence,
    /// What `verified.toml` says of the fixes and probes.
    #[serde(skip)]
    pub verified: Trials,
    pub name: String,
    pub kind: PlatformKind,
    pub notation: Notation,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub examples: Vec<String>,
    pub version_command: Command,
    pub linked: Option<Linked>,
    #[serde(default)]
    pub variants: Vec<Variant>,
    #[serde(default)]
    pub readings: Vec<Reading>,
    /// Names of releases, each with its version; readings like the others once
    /// they are loaded.
    #[serde(default)]
    pub release_names: BTreeMap<String, String>,
    pub rules: Vec<Rule>,
    #[serde(default)]
    pub fixes: Vec<Fix>,
    #[serde(default)]
    pub probes: Vec<Probe>,
    #[serde(default)]
    pub caveats: Vec<Caveat>,
    #[serde(default)]
    pub end_of_life: Vec<EndOfLife>,
    #[serde(default)]
    pub brings: Vec<Brought>,
    pub sources: Vec<Source>,
}

/// The version of a program that some releases of a system bring.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// The program's platform.
    pub program: String,
    /// Its version, in its own notation.
    pub release: String,
    /// The releases of the system.
    pub versions: String,
    pub sources: Vec<String>,
}

/// What else fails once TLS 1.2 is there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caveat {
    /// The versions that it is about; all where it is left out.
    pub versions: Option<String>,
    pub text: String,
    pub sources: Vec<String>,
}

/// Versions that their vendor has given up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndOfLife {
    pub versions: String,
    /// The last day of support: `2020-01-01`.
    pub since: String,
    pub sources: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    #[serde(skip)]
    pub files: BTreeMap<String, String>,
    #[serde(skip)]
    pub evidence: Evidence,
    #[serde(skip)]
    pub verified: Trials,
    pub fixes: Vec<Fix>,
    pub probes: Vec<Probe>,
    pub causes: Vec<Step>,
}

/// What to do about the cause of a failure.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub cause: Cause,
    /// The server is the old side.
    #[serde(default)]
    pub of_server: bool,
    /// Of the failures of this cause those that are told in these words; all the others where there are none.
    #[serde(default)]
    pub words: Vec<String>,
    pub why: String,
    #[serde(default)]
    pub command: String,
    /// In its place: the platforms whose commands it has, a line each: `php`, or
    /// `ruby.linked` for the one that shows the library.
    #[serde(default)]
    pub commands_of: Vec<String>,
    pub expect: String,
}

impl Step {
    /// What to run, with the commands of the platforms; nothing where one of them
    /// is not there.
    pub fn whole_command(&self, platforms: &[Platform]) -> Option<String> {
        if self.commands_of.is_empty() {
            return Some(self.command.clone());
        }
        let commands = self.commands_of.iter().map(|name| {
            let (id, linked) = name
                .split_once('.')
                .map_or((name.as_str(), false), |(id, rest)| (id, rest == "linked"));
            let platform = platforms.iter().find(|platform| platform.id == id)?;
            let command =
                if linked { &platform.linked.as_ref()?.command } else { &platform.version_command };
            Some(command.command.trim())
        });
        Some(commands.collect::<Option<Vec<&str>>>()?.join("\n"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Command {
    pub command: String,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linked {
    pub platforms: Vec<String>,
    pub command: Command,
    pub condition: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub id: String,
    pub name: String,
    /// The libraries that show this build.
    #[serde(default)]
    pub libraries: Vec<String>,
    /// The platforms whose programs a system brings as this build.
    #[serde(default)]
    pub programs: Vec<String>,
    /// The one release that a text means which shows this build.
    pub release: Option<String>,
    /// In place of the platform's own.
    pub condition: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub texts: Vec<String>,
    pub read_as: Option<String>,
    pub note: String,
    /// It is one of the [`Platform::release_names`].
    #[serde(skip)]
    pub by_name: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub id: String,
    pub versions: String,
    pub label: Option<String>,
    pub variant: Option<String>,
    pub tls12: Support,
    pub tls13: Support,
    pub reason: String,
    pub condition: Option<String>,
    pub note: Option<String>,
    pub baseline: Option<Support>,
    /// The range only exists on a library that is new enough.
    #[serde(default)]
    pub library_settled: bool,
    /// It asks its library for each version by name, so that one which the
    /// library has but does not offer by itself is offered.
    #[serde(default)]
    pub names_versions: bool,
    /// The library is open, and still some of its requests are settled.
    pub partly: Option<Partly>,
    #[serde(default)]
    pub fixes: Vec<String>,
    pub sources: Vec<String>,
}

/// Which requests have TLS 1.2 whatever the library, and which do not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partly {
    pub settled: String,
    pub open: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fix {
    pub id: String,
    pub title: String,
    pub scope: Scope,
    pub enables: Option<String>,
    /// It is about what stands below: the library of this platform's id is
    /// replaced by the newest that some versions can be built with.
    pub replaces: Option<String>,
    /// Those versions.
    pub versions: Option<String>,
    #[serde(default)]
    pub sources: Vec<String>,
    /// What a text names whose call this is about, in lower case.
    #[serde(default)]
    pub calls: Vec<String>,
    pub language: String,
    /// The short form, where it is not the marked lines of `file`.
    pub code: Option<String>,
    /// The code changes nothing: it shows what there is, for after the update.
    #[serde(default)]
    pub checks: bool,
    pub file: Option<String>,
    pub verify: String,
    pub risk: String,
    pub in_use: Option<InUse>,
}

/// What is said where a pasted text has the switch already, and TLS 1.2 not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InUse {
    /// As it stands before its value, in lower case: `https.protocols=`.
    pub switch: String,
    pub says: String,
    pub sources: Vec<String>,
}

/// `verified.toml`, by the ids of fixes and probes.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Trials {
    #[serde(default)]
    pub fixes: BTreeMap<String, Trial<String>>,
    #[serde(default)]
    pub probes: BTreeMap<String, Run>,
}

/// A run of a probe; what was seen only the suite reads.
#[derive(Deserialize)]
pub struct Run {
    pub date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Probe {
    pub id: String,
    /// The build whose requests it makes, where that is not every one's.
    pub variant: Option<String>,
    pub command: String,
    pub file: Option<String>,
    pub expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub url: String,
    pub says: String,
    pub confidence: Confidence,
    pub checked: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub id: String,
    pub name: String,
    pub endpoint: String,
    pub endpoint_confirmed: bool,
    pub minimum: String,
    pub contact: String,
}

impl Tables {
    /// The day of the newest statement: the latest on which a source was read.
    pub fn version(&self) -> &str {
        let sources = self.platforms.iter().flat_map(|platform| &platform.sources);
        sources.map(|source| source.checked.as_str()).max().unwrap_or_default()
    }
}

impl Platform {
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// Every use of a source, with the place that uses it.
    pub fn cited(&self) -> impl Iterator<Item = (String, &str)> {
        let rules = self.rules.iter().map(|rule| ("rule", rule.id.as_str(), &rule.sources));
        let caveats =
            self.caveats.iter().map(|caveat| ("caveat", caveat.text.as_str(), &caveat.sources));
        let ends =
            self.end_of_life.iter().map(|end| ("end_of_life", end.versions.as_str(), &end.sources));
        let fixes = self.fixes.iter().map(|fix| ("fix", fix.id.as_str(), &fix.sources));
        let brings = self.brings.iter().map(|own| ("brings", own.program.as_str(), &own.sources));
        let switches = self.fixes.iter().filter_map(|fix| Some((fix, fix.in_use.as_ref()?)));
        let switches = switches.map(|(fix, used)| ("switch", fix.id.as_str(), &used.sources));
        let all = rules.chain(caveats).chain(ends).chain(fixes).chain(switches).chain(brings);
        all.flat_map(|(kind, name, ids)| {
            ids.iter().map(move |id| (format!("{kind} {name:?}"), id.as_str()))
        })
    }
}

/// The lines of a fix file that the page shows: those between a line with
/// `tls-ready: begin` and one with `tls-ready: end`, without their common
/// indentation. A file can have several such parts: what it imports, and what it does.
pub fn marked_lines(text: &str) -> Option<String> {
    let mut parts = Vec::new();
    let mut lines = text.lines();
    while lines.by_ref().any(|line| line.contains("tls-ready: begin")) {
        let part: Vec<&str> =
            lines.by_ref().take_while(|line| !line.contains("tls-ready: end")).collect();
        let indentation = part
            .iter()
            .filter(|line| !line.trim().is_empty())
            .map(|line| line.len() - line.trim_start().len())
            .min()?;
        let cut: Vec<&str> =
            part.iter().map(|line| line.get(indentation..).unwrap_or("")).collect();
        parts.push(cut.join("\n").trim_end().to_owned());
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// Reads `platforms/`, `shared/` and `profiles/` under `root`.
pub fn load(root: &Path) -> Result<Tables, Vec<String>> {
    let mut problems = Vec::new();
    let mut platforms = Vec::new();
    for folder in folders(root, &root.join("platforms")).map_err(|problem| vec![problem])? {
        match load_platform(root, &folder) {
            Ok(platform) => platforms.push(platform),
            Err(several) => problems.extend(several),
        }
    }
    let mut shared =
        keep(&mut problems, read_toml::<Shared>(root, &root.join("shared/shared.toml")));
    if let Some(shared) = &mut shared {
        shared.files =
            keep(&mut problems, read_files(root, &root.join("shared"))).unwrap_or_default();
        shared.evidence =
            keep(&mut problems, read_evidence(root, &root.join("shared"))).unwrap_or_default();
        shared.verified =
            keep(&mut problems, read_trials(root, &root.join("shared"))).unwrap_or_default();
    }
    let profile = keep(&mut problems, read_toml(root, &root.join("profiles/zoho.toml")));
    match (shared, profile) {
        (Some(shared), Some(profile)) if problems.is_empty() => {
            Ok(Tables { platforms, shared, profile })
        }
        _ => Err(problems),
    }
}

fn keep<T>(problems: &mut Vec<String>, result: Result<T, String>) -> Option<T> {
    result.map_err(|problem| problems.push(problem)).ok()
}

fn load_platform(root: &Path, folder: &Path) -> Result<Platform, Vec<String>> {
    let id = name(folder);
    let one = |problem| vec![problem];
    let file = folder.join("platform.toml");
    let text = read(root, &file).map_err(one)?;
    let files = read_files(root, folder).map_err(one)?;
    let mut left = unfilled(&place(root, &file), &text);
    for (file, text) in &files {
        left.extend(unfilled(&place(root, &folder.join(file)), text));
    }
    if !left.is_empty() {
        return Err(left);
    }
    let mut platform: Platform =
        toml::from_str(&text).map_err(|error| one(format!("{}: {error}", place(root, &file))))?;
    for (name, version) in &platform.release_names {
        platform.readings.push(Reading {
            texts: vec![name.clone()],
            read_as: Some(version.clone()),
            note: format!("The name “{name}” is read as {} {version}.", platform.name),
            by_name: true,
        });
    }
    let evidence = read_evidence(root, folder).map_err(one)?;
    let verified = read_trials(root, folder).map_err(one)?;
    Ok(Platform { id, files, evidence, verified, ..platform })
}

fn read_trials(root: &Path, folder: &Path) -> Result<Trials, String> {
    let path = folder.join("verified.toml");
    if path.exists() { read_toml(root, &path) } else { Ok(Trials::default()) }
}

fn read_evidence(root: &Path, folder: &Path) -> Result<Evidence, String> {
    let path = folder.join("evidence.toml");
    if path.exists() { read_toml(root, &path) } else { Ok(Evidence::default()) }
}

fn folders(root: &Path, parent: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let mut folders: Vec<_> =
        entries(root, parent)?.into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

fn read_files(root: &Path, folder: &Path) -> Result<BTreeMap<String, String>, String> {
    entries(root, folder)?
        .into_iter()
        .filter(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "toml"))
        .map(|path| {
            let text = read(root, &path)?;
            Ok((name(&path), text))
        })
        .collect()
}

fn entries(root: &Path, folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|error| format!("{}: {error}", place(root, folder)))
}

/// A file as problems name it: by its path from the repository's root.
fn place(root: &Path, path: &Path) -> String {
    format!("crate/{}", path.strip_prefix(root).unwrap_or(path).display())
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_toml<T: serde::de::DeserializeOwned>(root: &Path, path: &Path) -> Result<T, String> {
    let text = read(root, path)?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", place(root, path)))
}

fn read(root: &Path, path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", place(root, path)))
}
