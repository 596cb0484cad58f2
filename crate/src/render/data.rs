//! The open data: the whole table as one JSON document, and the same document
//! with one platform in it. `crate/schema/platforms.schema.json` describes it.

use serde::Serialize;

use crate::advice;
use crate::model::{
    Caveat, Command, DATA_VERSION, EndOfLife, Fix, Linked, Platform, PlatformKind, Probe, Reading,
    Rule, Source, Variant,
};
use crate::packs::Text;
use crate::tables::PLATFORMS;
use crate::version::Notation;

/// The licence of the data, as SPDX writes it.
pub const LICENCE: &str = "CC0-1.0";

/// What `data/platforms.json` and `data/<id>.json` hold.
#[derive(Debug, Serialize)]
pub struct Document {
    /// The release that the data is of.
    pub version: &'static str,
    /// The day of the data's newest statement, not that of the build.
    pub date: &'static str,
    /// What may be done with it.
    pub licence: &'static str,
    /// The platforms, in the order of their ids.
    pub platforms: Vec<PlatformData>,
}

impl Document {
    /// Every platform.
    pub fn whole() -> Self {
        Self::of(&PLATFORMS)
    }

    /// Some platforms.
    pub fn of(platforms: &'static [Platform]) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            date: DATA_VERSION,
            licence: LICENCE,
            platforms: platforms.iter().map(PlatformData::from).collect(),
        }
    }
}

/// The document as text, as it is published.
///
/// # Errors
///
/// What `serde_json` says.
pub fn json(document: &Document) -> serde_json::Result<String> {
    serde_json::to_string_pretty(document).map(|text| text + "\n")
}

/// One platform, every reference to a source resolved where it stands.
#[derive(Debug, Serialize)]
pub struct PlatformData {
    id: &'static str,
    name: &'static str,
    kind: PlatformKind,
    notation: Notation,
    aliases: &'static [&'static str],
    examples: &'static [Text],
    version_command: Command,
    linked: Option<&'static Linked>,
    variants: &'static [Variant],
    readings: &'static [Reading],
    rules: Vec<RuleData>,
    fixes: Vec<&'static Fix>,
    probes: &'static [Probe],
    caveats: Vec<Sourced<Caveat>>,
    end_of_life: Vec<Sourced<EndOfLife>>,
}

#[derive(Debug, Serialize)]
struct RuleData {
    #[serde(flatten)]
    rule: &'static Rule,
    library_settled: bool,
    names_versions: bool,
    /// Ids, for `fixes` of the platform.
    fixes: Vec<&'static str>,
    sources: &'static [&'static Source],
}

#[derive(Debug, Serialize)]
struct Sourced<T: 'static> {
    #[serde(flatten)]
    statement: &'static T,
    sources: &'static [&'static Source],
}

impl From<&'static Platform> for PlatformData {
    fn from(platform: &'static Platform) -> Self {
        let rule = |rule: &'static Rule| RuleData {
            rule,
            library_settled: rule.library_settled,
            names_versions: rule.names_versions,
            fixes: rule.fixes.iter().map(|fix| fix.id).collect(),
            sources: rule.sources,
        };
        Self {
            id: platform.id,
            name: platform.name,
            kind: platform.kind,
            notation: platform.notation,
            aliases: platform.aliases,
            examples: platform.examples,
            version_command: platform.version_command,
            linked: platform.linked.as_ref(),
            variants: platform.variants,
            readings: platform.readings,
            rules: platform.rules.iter().map(rule).collect(),
            fixes: advice::of_platform(platform),
            probes: platform.probes,
            caveats: platform
                .caveats
                .iter()
                .map(|statement| Sourced { statement, sources: statement.sources })
                .collect(),
            end_of_life: platform
                .end_of_life
                .iter()
                .map(|statement| Sourced { statement, sources: statement.sources })
                .collect(),
        }
    }
}
