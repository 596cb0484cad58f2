//! What each platform's folder says of its fixes and probes: how they are run
//! (`proof.toml`), and what was seen (`verified.toml`).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tls_ready::model::{Level, Trial};

/// The first lines of every `verified.toml`.
const HEADER: &str = "# Written by ./build.sh test-fixes --record; do not edit it.\n\n";

impl Proof {
    /// What something is run on: its own, or the folder's.
    ///
    /// # Errors
    ///
    /// Where neither is named.
    pub fn on<'a>(&'a self, own: Option<&'a Runtime>) -> Result<&'a Runtime> {
        own.or(self.runtime.as_ref()).context("proof.toml names no runtime")
    }
}

/// A folder with fixes and probes: a platform's, or `shared`.
#[derive(Debug)]
pub struct Folder {
    /// The folder's name.
    pub id: String,
    /// Where it is.
    pub path: PathBuf,
    /// What its table says.
    pub sheet: Sheet,
    /// How its fixes and probes are run; none where it has no file for it.
    pub proof: Option<Proof>,
    /// What was seen.
    pub record: Record,
}

/// The part of `platform.toml` that a run needs.
#[derive(Debug, Deserialize)]
pub struct Sheet {
    /// The name for people.
    #[serde(default)]
    pub name: String,
    /// The rules.
    #[serde(default)]
    pub rules: Vec<SheetRule>,
    /// The fixes.
    #[serde(default)]
    pub fixes: Vec<SheetFix>,
    /// The probes.
    #[serde(default)]
    pub probes: Vec<SheetProbe>,
}

/// A rule, as far as it is about fixes.
#[derive(Debug, Deserialize)]
pub struct SheetRule {
    /// Its id.
    pub id: String,
    /// What it has of TLS 1.3.
    pub tls13: String,
    /// The fixes that it offers.
    #[serde(default)]
    pub fixes: Vec<String>,
}

/// A fix, as far as it is run.
#[derive(Debug, Deserialize)]
pub struct SheetFix {
    /// Its id.
    pub id: String,
    /// How far it reaches.
    pub scope: String,
    /// The version that it brings; 1.2 where it is left out.
    pub enables: Option<String>,
    /// Its lines, where it is no file.
    pub code: Option<String>,
    /// What else it affects.
    pub risk: String,
}

/// A probe, as far as it is run.
#[derive(Debug, Deserialize)]
pub struct SheetProbe {
    /// Its id.
    pub id: String,
    /// What the reader runs.
    pub command: String,
}

/// `proof.toml`. Every line of it is run by a shell in a folder that holds the
/// platform's own files and `files`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The Debian packages that it needs.
    #[serde(default)]
    pub packages: Vec<String>,
    /// Old runtimes of `tests/old/package.json`, each a folder of that name.
    #[serde(default)]
    pub old: Vec<String>,
    /// What it is run on; none where nothing is run.
    pub runtime: Option<Runtime>,
    /// Variables of the environment.
    #[serde(default)]
    pub env: BTreeMap<String, String>,
    /// Files that put the runtime into a state; those in `bin` can be run.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
    /// Run once, before everything else; the id of a fix in braces is its code.
    pub setup: Option<String>,
    /// By id.
    #[serde(default)]
    pub fixes: BTreeMap<String, FixProof>,
    /// By id.
    #[serde(default)]
    pub probes: BTreeMap<String, ProbeProof>,
    /// Why the others are only documented, by id; an upgrade needs no reason.
    #[serde(default)]
    pub left: BTreeMap<String, String>,
}

/// What something is run on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// Its name.
    pub name: String,
    /// A line that prints its version and nothing else.
    pub version: String,
    /// It is not the platform itself, only something that takes the same code.
    #[serde(default)]
    pub stand_in: bool,
}

/// How a fix is tried.
#[derive(Debug, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum FixProof {
    /// It is run without and with the fix.
    Run(FixRun),
    /// A tool takes it, and no more can be shown.
    Compile(FixCompile),
}

/// A fix that is run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixRun {
    /// What the runtime is put into, in words that complete "With …".
    pub state: String,
    /// A client in that state; it must fail.
    pub before: String,
    /// The same with the fix, whose own line is `{code}`; it must connect.
    pub after: String,
    /// What the failing client says, where `inspect` need not know it.
    pub says: Option<String>,
    /// What it is run on, where that is not the folder's runtime.
    pub runtime: Option<Runtime>,
}

/// A fix that a tool reads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixCompile {
    /// The tool's line; it must end well.
    pub compile: String,
    /// What it is run on, where that is not the folder's runtime.
    pub runtime: Option<Runtime>,
}

/// How a probe is run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProbeProof {
    /// The line, where it is not the command that the reader runs.
    pub run: Option<String>,
    /// What it says of every failure, where it does not name the cause.
    pub says: Option<String>,
    /// What it is run on, where that is not the folder's runtime.
    pub runtime: Option<Runtime>,
}

/// `verified.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The fixes by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fixes: BTreeMap<String, FixRecord>,
    /// The probes by id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub probes: BTreeMap<String, ProbeRecord>,
}

/// What was seen of a fix.
pub type FixRecord = Trial<String>;

/// What was seen of a probe at each endpoint: the version, or how it failed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ProbeRecord {
    /// On what.
    pub runtime: String,
    /// Its version.
    pub version: String,
    /// The day.
    pub date: String,
    /// TLS 1.3 only.
    pub tls13: String,
    /// TLS 1.2 only.
    pub tls12: String,
    /// TLS 1.1 only.
    pub tls11: String,
    /// TLS 1.0 only.
    pub tls10: String,
}

impl Record {
    /// What it says without days and versions: what every run must see again.
    #[must_use]
    pub fn outcome(&self) -> Self {
        let mut outcome = self.clone();
        for fix in outcome.fixes.values_mut() {
            fix.version.clear();
            fix.date.clear();
        }
        for probe in outcome.probes.values_mut() {
            probe.version.clear();
            probe.date.clear();
        }
        outcome
    }

    /// Writes it into a platform's folder.
    ///
    /// # Errors
    ///
    /// Where that is not possible.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::write(folder.join("verified.toml"), HEADER.to_owned() + &toml::to_string(self)?)?;
        Ok(())
    }
}

/// Every folder with fixes: the platforms' in their order, then `shared`.
///
/// # Errors
///
/// A file that cannot be read, with its path.
pub fn folders(root: &Path) -> Result<Vec<Folder>> {
    let mut paths = fs::read_dir(root.join("crate/platforms"))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.retain(|path| path.join("platform.toml").is_file());
    paths.sort();
    let mut folders = Vec::new();
    for path in paths {
        folders.push(folder(path, "platform.toml")?);
    }
    folders.push(folder(root.join("crate/shared"), "shared.toml")?);
    Ok(folders)
}

fn folder(path: PathBuf, sheet: &str) -> Result<Folder> {
    let id = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let sheet = read(&path.join(sheet))?.context("no table")?;
    let proof = read(&path.join("proof.toml"))?;
    let record = read(&path.join("verified.toml"))?.unwrap_or_default();
    Ok(Folder { id, path, sheet, proof, record })
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(path)?;
    toml::from_str(&text).map(Some).with_context(|| path.display().to_string())
}

/// `docs/proven.md`.
pub fn document(folders: &[Folder]) -> String {
    let mut out = String::from(
        "# What was run\n\n\
         Written by `./build.sh test-fixes --record`; do not edit it. Every fix and probe that can be\n\
         run is run, by a real runtime against a real TLS server on loopback, and each test run\n\
         must see the same again. `docs/data-format.md` says how (`proof.toml`).\n\n\
         - **proven**: put into the old state the runtime fails, and with the fix it connects.\n\
         - **ran**: the same on a stand-in for the platform; no proof for the platform itself.\n\
         - **compiled**: the tool takes it; its effect was not seen.\n\
         - **documented**: not run here; it stands as its vendor documents it. For a switch the reason\n  \
         is beside it. An upgrade is shown only where an old release and a new one are at hand.\n\n\
         “In its place” means that the line which makes the old state is the one that the fix replaces.\n\n",
    );
    out += &totals(folders);
    for folder in folders {
        out += &section(folder);
    }
    out
}

fn totals(folders: &[Folder]) -> String {
    let all = || {
        folders.iter().flat_map(|folder| folder.sheet.fixes.iter().map(move |fix| (folder, fix)))
    };
    let count = |upgrade: bool, level: Option<Level>| {
        all()
            .filter(|(folder, fix)| {
                (fix.scope == "upgrade") == upgrade
                    && folder.record.fixes.get(&fix.id).map(|fix| fix.level) == level
            })
            .count()
    };
    let mut out = String::from(
        "| | proven | ran | compiled | documented |\n| --- | ---: | ---: | ---: | ---: |\n",
    );
    for (name, upgrade) in [("Switches and code", false), ("Upgrades", true)] {
        let cells = [Some(Level::Proven), Some(Level::Ran), Some(Level::Compiled), None]
            .map(|level| count(upgrade, level).to_string());
        let _ = writeln!(out, "| {name} | {} |", cells.join(" | "));
    }
    let probes: usize = folders.iter().map(|folder| folder.sheet.probes.len()).sum();
    let run: usize = folders.iter().map(|folder| folder.record.probes.len()).sum();
    let _ = writeln!(out, "\nOf {probes} probes {run} were run against four servers each.");
    out
}

fn section(folder: &Folder) -> String {
    let mut out = format!("\n## {}\n", title(folder));
    let left = |id: &str| folder.proof.as_ref()?.left.get(id).map(String::as_str);
    if !folder.sheet.fixes.is_empty() {
        out += "\n| fix | how far | on | with | before | after | TLS 1.3 only |\n\
                | --- | --- | --- | --- | --- | --- | --- |\n";
    }
    for fix in &folder.sheet.fixes {
        let _ = match folder.record.fixes.get(&fix.id) {
            None => {
                let why = left(&fix.id).map(|why| format!(": {why}")).unwrap_or_default();
                writeln!(out, "| {} | documented{why} | | | | | |", fix.id)
            }
            Some(seen) => writeln!(
                out,
                "| {} | {} | {} {}, {} | {} | {} | {} | {} |",
                fix.id,
                seen.level.id(),
                seen.runtime,
                seen.version,
                seen.date,
                seen.state.as_deref().unwrap_or_default(),
                seen.before,
                seen.after,
                seen.tls13.as_deref().unwrap_or_default()
            ),
        };
    }
    if !folder.sheet.probes.is_empty() {
        out += "\n| probe | on | TLS 1.3 only | TLS 1.2 only | TLS 1.1 only | TLS 1.0 only |\n\
                | --- | --- | --- | --- | --- | --- |\n";
    }
    for SheetProbe { id, .. } in &folder.sheet.probes {
        let _ = match folder.record.probes.get(id) {
            None => writeln!(out, "| {id} | not run: {} | | | | |", left(id).unwrap_or_default()),
            Some(seen) => writeln!(
                out,
                "| {id} | {} {}, {} | {} | {} | {} | {} |",
                seen.runtime,
                seen.version,
                seen.date,
                seen.tls13,
                seen.tls12,
                seen.tls11,
                seen.tls10
            ),
        };
    }
    out
}

fn title(folder: &Folder) -> &str {
    if folder.sheet.name.is_empty() { "For every platform" } else { &folder.sheet.name }
}
