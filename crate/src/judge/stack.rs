//! A platform and a version: what its rules and its library's say.

use std::fmt;

use crate::advice;
use crate::message::Message;
use crate::model::{Linked, Platform, Protocol, Rule, Support, within};
use crate::packs::Text;
use crate::policy::Policy;
use crate::report::{Basis, Cause, Finding, Kind, Report, Verdict};
use crate::tables::{PLATFORMS, platform};
use crate::version::{NotAVersion, Parsed, predecessor};

/// A client stack as somebody names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// A platform's id, name or alias.
    pub platform: String,
    /// Its version in the vendor's notation.
    pub version: String,
    /// The library that does its TLS, with its version: `OpenSSL 1.0.1e-fips`.
    pub linked: Option<String>,
    /// The build, one of the platform's variants.
    pub variant: Option<String>,
}

impl Stack {
    /// A platform and a version.
    pub fn new(platform: &str, version: &str) -> Self {
        Self { platform: platform.into(), version: version.into(), linked: None, variant: None }
    }

    /// The same with a library, such as `OpenSSL 1.0.2k`.
    #[must_use]
    pub fn linked_to(mut self, library: &str) -> Self {
        self.linked = Some(library.into());
        self
    }

    /// The same as a build with rules of its own, such as `openjdk`.
    #[must_use]
    pub fn built_as(mut self, variant: &str) -> Self {
        self.variant = Some(variant.into());
        self
    }
}

/// Why a stack cannot be checked; the message says what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// No platform has this name.
    Platform(String),
    /// The platform has no such variant.
    Variant {
        /// The platform's name.
        platform: &'static str,
        /// Its variants' ids.
        known: Vec<&'static str>,
    },
    /// The text is no version of the platform.
    Version {
        /// What was given.
        text: String,
        /// The platform's name.
        platform: &'static str,
        /// Versions that it has.
        examples: &'static [Text],
        /// What is wrong with the text.
        why: NotAVersion,
    },
    /// The library is none that the platform can run on.
    Library {
        /// What was given.
        text: String,
        /// The platform's name.
        platform: &'static str,
        /// The names of the libraries.
        known: Vec<&'static str>,
    },
}

/// Examples, one after the other.
fn listed(examples: &[Text]) -> String {
    let texts: Vec<&str> = examples.iter().map(|text| text.as_str()).collect();
    texts.join(", ")
}

impl fmt::Display for CheckError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform(text) => {
                let known: Vec<&str> = PLATFORMS.iter().map(|platform| platform.id).collect();
                write!(
                    formatter,
                    "“{}” is no platform of the table; it has {}",
                    excerpt(text),
                    known.join(", ")
                )
            }
            Self::Variant { platform, known } if known.is_empty() => {
                write!(formatter, "{platform} has no builds with rules of their own")
            }
            Self::Variant { platform, known } => {
                write!(
                    formatter,
                    "the builds of {platform} with rules of their own are {}",
                    known.join(", ")
                )
            }
            Self::Version { platform, examples, why: NotAVersion::Empty, .. } => {
                write!(
                    formatter,
                    "no version given; expected a version of {platform} such as {}",
                    listed(examples)
                )
            }
            Self::Version { text, platform, examples, why } => {
                let why = match why {
                    NotAVersion::Empty | NotAVersion::NoNumber => "does not start with a number",
                    NotAVersion::TooLarge => "has a number that is too large",
                    NotAVersion::Trailing => "goes on with something that is not part of a version",
                    NotAVersion::TooLong => "is too long",
                };
                write!(
                    formatter,
                    "“{}” is not a version of {platform}: it {why}; expected something like {}",
                    excerpt(text),
                    listed(examples)
                )
            }
            Self::Library { text, platform, known } if known.is_empty() => {
                write!(
                    formatter,
                    "{platform} does its own TLS, so “{}” does not matter to it",
                    excerpt(text)
                )
            }
            Self::Library { text, platform, known } => {
                write!(
                    formatter,
                    "“{}” is not a library with a version that {platform} can run on; expected something like “OpenSSL 1.0.2k” ({})",
                    excerpt(text),
                    known.join(", ")
                )
            }
        }
    }
}

impl std::error::Error for CheckError {}

/// At most 60 characters of a text, for messages.
fn excerpt(text: &str) -> String {
    let short: String =
        text.trim().chars().filter(|letter| !letter.is_control()).take(60).collect();
    if short.len() < text.trim().len() { short + "…" } else { short }
}

/// A version of a platform, read, with the rules that it can fall under.
struct Half {
    platform: &'static Platform,
    parsed: Parsed,
    /// The release that stands for the version, where another does.
    stands_for: Parsed,
    rules: Vec<&'static Rule>,
    /// Why the version text is not one release, and nothing stands for it.
    unreadable: Option<Text>,
    note: Option<Text>,
}

impl Half {
    fn read(
        platform: &'static Platform,
        text: &str,
        variant: Option<&str>,
    ) -> Result<Self, NotAVersion> {
        let parsed = platform.notation.parse(without_name(platform, text))?;
        let reading = platform.readings.iter().find(|reading| {
            reading.texts.iter().any(|text| match text.strip_suffix('*') {
                Some(front) => parsed.normalised.starts_with(front),
                None => parsed.normalised == *text,
            })
        });
        let stands_for = match reading.and_then(|reading| reading.read_as) {
            Some(version) => platform.notation.parse(version)?,
            None => parsed.clone(),
        };
        let rules = rules(platform, variant, &stands_for);
        let unreadable =
            reading.filter(|reading| reading.read_as.is_none()).map(|reading| reading.note);
        let note = reading.filter(|reading| reading.read_as.is_some()).map(|reading| reading.note);
        Ok(Self { platform, parsed, stands_for, rules, unreadable, note })
    }

    /// What all the rules agree on, or `None` where they do not.
    fn support(&self, protocol: Protocol) -> Option<Support> {
        if self.unreadable.is_some() {
            return None;
        }
        let mut supports = self.rules.iter().map(|rule| rule.support(protocol));
        let first = supports.next()?;
        supports.all(|other| other == first).then_some(first)
    }

    /// Where its rules stand in the platform's table.
    fn rows(&self) -> Vec<usize> {
        let place = |rule: &&'static Rule| {
            self.platform.rules.iter().position(|known| std::ptr::eq(known, *rule))
        };
        self.rules.iter().filter_map(place).collect()
    }

    fn text(&self) -> String {
        format!("{} {}", self.platform.name, self.parsed.normalised)
    }
}

/// The rules that a version, or a family of versions, falls under.
fn rules(
    platform: &'static Platform,
    variant: Option<&str>,
    parsed: &Parsed,
) -> Vec<&'static Rule> {
    platform
        .rules
        .iter()
        .filter(|rule| rule.variant == variant)
        .filter(|rule| match &parsed.below {
            None => rule.requirement().matches(&parsed.version),
            Some(below) => rule.touches(&parsed.version, below),
        })
        .collect()
}

/// Takes the platform's own name off the front: `OpenSSL/1.0.1e`, `jdk1.8.0`.
fn without_name<'a>(platform: &Platform, text: &'a str) -> &'a str {
    let text = text.trim();
    let names = platform.aliases.iter().chain([&platform.id, &platform.name]);
    let longest = names
        .filter_map(|name| {
            let (front, rest) = text.split_at_checked(name.len())?;
            front.eq_ignore_ascii_case(name).then_some(rest)
        })
        .min_by_key(|rest| rest.len());
    match longest {
        Some(rest) => rest.trim_start_matches([' ', '/', '-', ':', '_', '=']),
        None => text,
    }
}

/// Says what a client stack has, against the policy's minimum.
///
/// # Errors
///
/// [`CheckError`] where a name or a version cannot be read; its message says
/// what was expected.
///
/// ```
/// use tls_ready::{Policy, Stack, Verdict, check};
///
/// let ruby = Stack::new("ruby", "2.0.0-p648");
/// assert_eq!(check(&ruby, &Policy::built_in())?.verdict, Verdict::Ready);
/// let ruby = ruby.linked_to("OpenSSL 0.9.8zh");
/// assert_eq!(check(&ruby, &Policy::built_in())?.verdict, Verdict::Upgrade);
/// # Ok::<(), tls_ready::CheckError>(())
/// ```
pub fn check(stack: &Stack, policy: &Policy) -> Result<Report, CheckError> {
    let found =
        platform(&stack.platform).ok_or_else(|| CheckError::Platform(stack.platform.clone()))?;
    let variant = match stack.variant.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        None => None,
        Some(id) => Some(variant(found, id)?),
    };
    let own = Half::read(found, &stack.version, variant).map_err(|why| CheckError::Version {
        text: stack.version.clone(),
        platform: found.name,
        examples: found.examples,
        why,
    })?;
    let linked = stack.linked.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let library = match linked {
        None => None,
        Some(text) => Some(library(found, text)?),
    };
    Ok(judge(stack, &own, library.as_ref(), policy))
}

fn variant(platform: &'static Platform, id: &str) -> Result<&'static str, CheckError> {
    platform
        .variants
        .iter()
        .find(|variant| variant.id.eq_ignore_ascii_case(id))
        .map(|variant| variant.id)
        .ok_or_else(|| CheckError::Variant {
            platform: platform.name,
            known: platform.variants.iter().map(|variant| variant.id).collect(),
        })
}

/// Reads `OpenSSL 1.0.1e-fips 11 Feb 2013` as a half of its own.
fn library(platform: &'static Platform, text: &str) -> Result<Half, CheckError> {
    let libraries = || {
        let ids = platform.linked.iter().flat_map(|linked| linked.platforms);
        ids.filter_map(|id| crate::tables::platform(id))
    };
    let error = || CheckError::Library {
        text: text.into(),
        platform: platform.name,
        known: libraries().map(|library| library.name).collect(),
    };
    let named = libraries().find(|library| without_name(library, text).len() < text.len());
    // A bare number is OpenSSL's, the first that the platform names.
    let library = named.or_else(|| libraries().next()).ok_or_else(error)?;
    Half::read(library, text, None).map_err(|_| error())
}

/// What both halves together have of one protocol version.
fn together(own: &Half, library: Option<&Half>, protocol: Protocol) -> Support {
    let support = own.support(protocol).unwrap_or(Support::Unknown);
    match library {
        // A version that could be anything stays so, however good its library.
        None => support,
        Some(library)
            if own.support(protocol).is_none()
                && library.support(protocol) != Some(Support::Unsupported) =>
        {
            Support::Unknown
        }
        Some(library) => {
            let has = library.support(protocol).unwrap_or(Support::Unknown);
            let named = own.rules.iter().all(|rule| rule.names_versions);
            support.bound_to(if named && has == Support::OptIn { Support::Default } else { has })
        }
    }
}

fn judge(stack: &Stack, own: &Half, library: Option<&Half>, policy: &Policy) -> Report {
    let minimum = policy.minimum;
    let support = together(own, library, minimum);
    let mut report = Report::unknown(Kind::BareVersion, Message::new("stack.unknown"), policy);
    report.platform = Some(own.platform.id);
    report.version = Some(own.parsed.normalised.clone());
    report.version_text = Some(stack.version.trim().to_owned());
    report.linked_tls_library = stack.linked.clone().filter(|text| !text.trim().is_empty());
    report.tls12 = together(own, library, Protocol::Tls12);
    report.tls13 = together(own, library, Protocol::Tls13);
    report.basis = Some(Basis::Declared);
    report.rows = own.rows();
    report.verdict = Verdict::of(support);
    report.conditions = conditions(own, library, support);

    let decides = library.filter(|_| support != own.support(minimum).unwrap_or(Support::Unknown));
    report.say(headline(own, decides, &report, policy));
    explain(&mut report, own, library);
    let rules = decides.map_or(&own.rules, |library| &library.rules);
    advice::fixes(&mut report, own.platform, rules, minimum);
    advice::next(&mut report, own.platform, library.is_some(), policy);
    report.findings.push(Finding {
        line: 1,
        kind: Kind::BareVersion,
        text: own.text(),
        platform: report.platform,
        version: report.version.clone(),
        linked_tls_library: report.linked_tls_library.clone(),
        tls12: report.tls12,
        negotiated: None,
        cause: Cause::None,
        basis: Basis::Declared,
    });
    report
}

/// What must hold for `default` besides the version.
fn conditions(own: &Half, library: Option<&Half>, support: Support) -> Vec<String> {
    let mut conditions = Vec::new();
    if support != Support::Default {
        return conditions;
    }
    let settled = own.rules.iter().all(|rule| rule.library_settled);
    if let Some(Linked { condition, .. }) = &own.platform.linked
        && library.is_none()
        && !settled
    {
        conditions.push(condition.to_string());
    }
    conditions.extend(own.rules.iter().filter_map(|rule| rule.condition).map(String::from));
    conditions.dedup();
    conditions
}

fn headline(own: &Half, decides: Option<&Half>, report: &Report, policy: &Policy) -> Message {
    let id = match (report.verdict, decides) {
        (Verdict::Ready, _) if !report.conditions.is_empty() => "stack.ready-if",
        (Verdict::Ready, _) => "stack.ready",
        (Verdict::Enable, None) => "stack.enable",
        (Verdict::Enable, Some(_)) => "stack.library-enable",
        (Verdict::Upgrade, None) => "stack.upgrade",
        (Verdict::Upgrade, Some(_)) => "stack.library-upgrade",
        _ if own.support(policy.minimum).is_none() && own.unreadable.is_none() => "stack.unsettled",
        _ => "stack.unknown",
    };
    Message::new(id)
        .with("platform", own.platform.name)
        .with("version", own.parsed.normalised.clone())
        .with("minimum", policy.minimum.name())
        .with("condition", report.conditions.join(", and "))
        .with("library", decides.map(Half::text).unwrap_or_default())
}

/// Reasons, notes and sources of both halves.
fn explain(report: &mut Report, own: &Half, library: Option<&Half>) {
    report.reasons.extend(own.unreadable.map(String::from));
    report.notes.extend(own.note.map(String::from));
    for half in [Some(own), library].into_iter().flatten() {
        let several = half.rules.len() > 1;
        if half.unreadable.is_none() {
            for rule in &half.rules {
                report.reasons.push(if several {
                    format!("{} {}: {}", half.platform.name, rule.label, rule.reason)
                } else {
                    rule.reason.to_string()
                });
            }
        }
        for rule in &half.rules {
            report.notes.extend(rule.note.map(String::from));
            if let (Some(baseline), Some(source)) = (rule.baseline, rule.sources.first()) {
                report.notes.push(format!(
                    "The baseline (Zoho's help page of 2018) says “{}” here; the answer follows the better source, “{}”, {}.",
                    baseline.id(),
                    source.title,
                    crate::report::confidence_words(source.confidence),
                ));
            }
            for source in rule.sources {
                if !report.sources.iter().any(|known| known == *source) {
                    report.sources.push(**source);
                }
            }
        }
        ages(report, half);
        if !half.parsed.suffix.is_empty() {
            report.notes.push(format!(
                "“{}” marks a vendor's or distribution's build of {}: such builds can have more than their number says.",
                half.parsed.suffix.trim(),
                half.text()
            ));
        }
    }
    report.notes.dedup();
}

/// Caveats and the end of life of one half. An end of life is only said where
/// it holds for every release that the version can mean.
fn ages(report: &mut Report, half: &Half) {
    let version = &half.stands_for.version;
    let end = half.stands_for.below.as_ref();
    let mut cited = Vec::new();
    for caveat in half.platform.caveats {
        if within(caveat.from, caveat.below, version, end) {
            report.caveats.push(caveat.text.to_string());
            cited.extend(caveat.sources);
        }
    }
    for age in half.platform.end_of_life {
        let last = end.and_then(predecessor);
        let whole = last.is_none_or(|last| within(age.from, age.below, &last, None));
        if whole && within(age.from, age.below, version, None) {
            let text = format!("{} has been out of support since {}.", half.text(), age.since);
            report.end_of_life.get_or_insert(text);
            cited.extend(age.sources);
        }
    }
    for source in cited {
        if !report.sources.contains(source) {
            report.sources.push(*source);
        }
    }
}
