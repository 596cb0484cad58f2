//! A platform and a version: what its rules and its library's say.

use std::fmt;

use semver::Version;

use crate::advice::{self, Below, Known};
use crate::message::Message;
use crate::model::{Linked, Partly, Platform, PlatformKind, Protocol, Rule, Support, within};
use crate::packs::Text;
use crate::policy::Policy;
use crate::report::{Basis, Cause, Finding, Kind, Report, Verdict};
use crate::signs::{Signs, joined};
use crate::tables::{PLATFORMS, platform};
use crate::version::{NotAVersion, Parsed, lowest, predecessor};

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
        /// The first of them with a version.
        example: String,
    },
}

/// Examples, one after the other.
fn listed(examples: &[Text]) -> String {
    let texts: Vec<&str> = examples.iter().map(|text| text.as_str()).collect();
    joined(&texts, ", ")
}

impl fmt::Display for CheckError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Platform(text) => {
                let known: &Vec<&str> = &PLATFORMS.iter().map(|platform| platform.id).collect();
                write!(
                    formatter,
                    "“{}” is no platform of the table; it has {}",
                    excerpt(text),
                    joined(known, ", ")
                )
            }
            Self::Variant { platform, known } if known.is_empty() => {
                write!(formatter, "{platform} has no builds with rules of their own")
            }
            Self::Variant { platform, known } => {
                write!(
                    formatter,
                    "the builds of {platform} with rules of their own are {}",
                    joined(known, ", ")
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
            Self::Library { text, platform, known, .. } if known.is_empty() => {
                write!(
                    formatter,
                    "{platform} does its own TLS, so “{}” does not matter to it",
                    excerpt(text)
                )
            }
            Self::Library { text, platform, known, example } => {
                write!(
                    formatter,
                    "“{}” is not a library with a version that {platform} can run on; expected something like “{example}” ({})",
                    excerpt(text),
                    joined(known, ", ")
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

/// A version of a platform, read, with the rules that it can fall under, and
/// what does its TLS.
struct Half {
    platform: &'static Platform,
    variant: Option<&'static str>,
    parsed: Parsed,
    /// The release that stands for the version, where another does.
    stands_for: Parsed,
    rules: Vec<&'static Rule>,
    /// Why the version text is not one release, and nothing stands for it.
    unreadable: Option<Text>,
    note: Option<Text>,
    /// The library, where it and its version are known.
    library: Option<Box<Half>>,
}

/// Why one half cannot be read.
enum Unread {
    Version(NotAVersion),
    Library,
}

impl Half {
    fn read(
        platform: &'static Platform,
        text: &str,
        variant: Option<&'static str>,
        linked: Option<&str>,
    ) -> Result<Self, Unread> {
        let read = |text| platform.notation.parse(text).map_err(Unread::Version);
        let text = without_name(platform, text);
        // A name such as “Vista” or “2012 R2” stands for a version too.
        let name = platform
            .readings
            .iter()
            .find(|reading| reading.texts.iter().any(|name| name.eq_ignore_ascii_case(text)));
        let parsed = match (platform.notation.parse(text), name.and_then(|name| name.read_as)) {
            (Err(_), Some(version)) => Parsed { normalised: text.to_owned(), ..read(version)? },
            // "2008 R2" is its name, and no "2008" with a suffix.
            (Ok(parsed), Some(_)) if !parsed.suffix.is_empty() => {
                Parsed { normalised: text.to_owned(), ..parsed }
            }
            (parsed, _) => parsed.map_err(Unread::Version)?,
        };
        let reading = name.or_else(|| {
            platform.readings.iter().find(|reading| {
                reading.texts.iter().any(|text| match text.strip_suffix('*') {
                    Some(front) => parsed.normalised.starts_with(front),
                    None => parsed.normalised == *text,
                })
            })
        });
        let stands_for = match reading.and_then(|reading| reading.read_as) {
            Some(version) => read(version)?,
            None => parsed.clone(),
        };
        let (shown, library) = match linked {
            None => (None, None),
            Some(text) => library(platform, text)?,
        };
        let variant = variant.or(shown);
        let rules = rules(platform, variant, &stands_for);
        let unreadable =
            reading.filter(|reading| reading.read_as.is_none()).map(|reading| reading.note);
        let note = reading.filter(|reading| reading.read_as.is_some()).map(|reading| reading.note);
        let library = library.map(Box::new);
        Ok(Self { platform, variant, parsed, stands_for, rules, unreadable, note, library })
    }

    /// All versions of a library, where they agree on TLS 1.2.
    fn any(platform: &'static Platform) -> Option<Self> {
        let parsed = Parsed {
            version: lowest(),
            below: Some(Version::new(u64::MAX, 0, 0)),
            normalised: String::new(),
            suffix: String::new(),
        };
        let half = Self {
            platform,
            variant: None,
            stands_for: parsed.clone(),
            rules: rules(platform, None, &parsed),
            parsed,
            unreadable: None,
            note: None,
            library: None,
        };
        let settled = half.support(Protocol::Tls12).is_some_and(|says| says != Support::Unknown);
        settled.then_some(half)
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

    /// What it has of one protocol version together with its library.
    fn together(&self, protocol: Protocol) -> Support {
        let own = self.support(protocol);
        let support = own.unwrap_or(Support::Unknown);
        match &self.library {
            None => support.alone(),
            Some(library) => {
                let has = library.together(protocol);
                // A version that could be anything stays so, however good its library.
                if own.is_none() && has != Support::Unsupported {
                    return Support::Unknown;
                }
                let named = self.rules.iter().all(|rule| rule.names_versions);
                support.bound_to(if named && has == Support::OptIn {
                    Support::Default
                } else {
                    has
                })
            }
        }
    }

    /// The library that decides, where one does: it is the weaker half, or the
    /// platform leaves it to it.
    fn decided_by(&self, protocol: Protocol) -> Option<&Self> {
        let library = self.library.as_deref()?;
        let own = self.support(protocol).unwrap_or(Support::Unknown);
        let decides = self.together(protocol) != own;
        decides.then(|| library.decided_by(protocol).unwrap_or(library))
    }

    /// Itself, its library, and the library's own.
    fn all(&self) -> Vec<&Self> {
        let mut halves = vec![self];
        halves.extend(self.library.iter().flat_map(|library| library.all()));
        halves
    }

    /// A library of it, with what runs on it.
    fn below<'a>(&'a self, library: &'a Self) -> Option<Below<'a>> {
        let on =
            |half: &&Self| half.library.as_deref().is_some_and(|own| std::ptr::eq(own, library));
        let above = self.all().into_iter().find(on)?;
        Some(Below {
            library: library.platform,
            above: above.platform,
            rules: &above.rules,
            version: &above.stands_for.version,
            end: above.stands_for.below.as_ref(),
        })
    }

    fn text(&self) -> String {
        format!("{} {}", self.platform.name, self.parsed.normalised).trim_end().to_owned()
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
            None => within(rule.from, rule.below, &parsed.version, None),
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
        Some(rest) => rest.trim_front(" /-:_="),
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
    let linked = stack.linked.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let own =
        Half::read(found, &stack.version, variant, linked).map_err(|unread| match unread {
            Unread::Version(why) => CheckError::Version {
                text: stack.version.clone(),
                platform: found.name,
                examples: found.examples,
                why,
            },
            Unread::Library => CheckError::Library {
                text: linked.unwrap_or_default().into(),
                platform: found.name,
                known: libraries(found).map(|library| library.name).collect(),
                example: libraries(found)
                    .find_map(|library| {
                        Some(format!("{} {}", library.name, library.examples.first()?))
                    })
                    .unwrap_or_default(),
            },
        })?;
    Ok(judge(stack, &own, policy))
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

/// The libraries that can do a platform's TLS.
fn libraries(platform: &'static Platform) -> impl Iterator<Item = &'static Platform> {
    let ids = platform.linked.iter().flat_map(|linked| linked.platforms);
    ids.filter_map(|id| crate::tables::platform(id))
}

/// Reads `OpenSSL 1.0.1e-fips 11 Feb 2013`, a name alone, or one with a library
/// of its own, `libcurl/7.29.0 NSS/3.15.4`: the build that it shows, and the
/// library as a half of its own where its version is there.
fn library(
    platform: &'static Platform,
    text: &str,
) -> Result<(Option<&'static str>, Option<Half>), Unread> {
    let named = libraries(platform).find(|library| without_name(library, text).len() < text.len());
    // A bare number is OpenSSL's, the first that the platform names.
    let library = named.or_else(|| libraries(platform).next()).ok_or(Unread::Library)?;
    let shown = platform.variants.iter().find(|variant| variant.libraries.contains(&library.id));
    let shown = shown.map(|variant| variant.id);
    let (version, below) = with_library(library, without_name(library, text));
    if version.is_empty() && named.is_some() {
        return match below {
            // A name between two that says nothing by itself.
            Some(below) => {
                let (deeper, half) = self::library(platform, below)?;
                Ok((shown.or(deeper), half))
            }
            None => Ok((shown, Half::any(library))),
        };
    }
    // "rustls-ffi/0.14.0/rustls/0.23.13" names what is inside it too.
    let version = version.split_once('/').map_or(version, |(version, _)| version);
    // "OpenSSL 1.0.1 (no-tls1-2-client)" is that build.
    let build = library.variants.iter().map(|variant| variant.id).find(|id| version.has(id));
    let half = Half::read(library, version, build, below).map_err(|_| Unread::Library)?;
    Ok((shown, Some(half)))
}

/// Parts `7.29.0 NSS/3.15.4` into the version and the library behind it.
fn with_library<'a>(platform: &'static Platform, text: &'a str) -> (&'a str, Option<&'a str>) {
    let starts = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '(' | ',' | '+'));
    for (at, letter) in starts {
        let (front, rest) = text.split_at_checked(at).unwrap_or((text, ""));
        let rest = rest.get(letter.len_utf8()..).unwrap_or_default().trim_start();
        if libraries(platform).any(|library| without_name(library, rest).len() < rest.len()) {
            let words = [" with", " on", " over"];
            let front = front.trim_end();
            let front = words.iter().find_map(|word| front.strip_suffix(word)).unwrap_or(front);
            return (front.trim_end(), Some(rest.trim_end_matches(')')));
        }
    }
    (text, None)
}

fn judge(stack: &Stack, own: &Half, policy: &Policy) -> Report {
    let minimum = policy.minimum;
    let support = own.together(minimum);
    let mut report = Report::unknown(Kind::BareVersion, Message::new("stack.unknown"), policy);
    report.platform = Some(own.platform.id);
    report.version = Some(own.parsed.normalised.clone());
    report.version_text = Some(stack.version.trim().to_owned());
    report.linked_tls_library = stack.linked.clone().filter(|text| !text.trim().is_empty());
    report.tls12 = own.together(Protocol::Tls12);
    report.tls13 = own.together(Protocol::Tls13);
    report.basis = Some(Basis::Declared);
    report.rows = own.rows();
    report.verdict = Verdict::of(support);
    report.conditions = conditions(own, support);

    let decides = own.decided_by(minimum);
    report.say(headline(own, decides, &report, policy));
    report.reasons.extend(which_half(own, decides, minimum));
    explain(&mut report, own);
    let rules = decides.map_or(&own.rules, |library| &library.rules);
    let below = decides.and_then(|library| own.below(library));
    advice::fixes(&mut report, own.platform, rules, below.as_ref(), policy);
    let known = Known {
        release: own.parsed.below.is_none() && own.unreadable.is_none(),
        library: own.library.is_some(),
        variant: own.variant,
    };
    advice::next(&mut report, own.platform, known, policy);
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

/// Which half decided, in words; nothing where the platform stands alone or its
/// version leaves it open.
fn which_half(own: &Half, decides: Option<&Half>, minimum: Protocol) -> Option<String> {
    let library = own.library.as_deref()?;
    let support = own.support(minimum)?;
    let (whole, below) = (own.text(), library.text());
    Some(match decides {
        Some(half) if support == Support::Library => {
            format!("{whole} leaves it to the software below it, so {} decides.", half.text())
        }
        Some(half) => format!("{} decides: it is the weaker half.", half.text()),
        None if support == library.together(minimum) => format!("{whole} and {below} agree."),
        None if support == Support::Default => {
            format!("{whole} decides: it asks {below} for the version by name.")
        }
        None => format!("{whole} decides: it is the weaker half, whatever {below} has."),
    })
}

/// What must hold for `default` besides the version.
fn conditions(own: &Half, support: Support) -> Vec<String> {
    let mut conditions = Vec::new();
    if support != Support::Default {
        return conditions;
    }
    let settled = own.rules.iter().all(|rule| rule.library_settled);
    if let Some(Linked { condition, .. }) = &own.platform.linked
        && own.library.is_none()
        && !settled
    {
        let build = own.platform.variants.iter().find(|build| Some(build.id) == own.variant);
        conditions.push(build.and_then(|build| build.condition).unwrap_or(*condition).to_string());
    }
    conditions.extend(own.rules.iter().filter_map(|rule| rule.condition).map(String::from));
    conditions.dedup();
    conditions
}

/// What all releases that the version can mean have, although the library is
/// not known.
fn partly(own: &Half, minimum: Protocol) -> Option<Partly> {
    let open = own.library.is_none() && own.unreadable.is_none() && minimum == Protocol::Tls12;
    let first = own.rules.first()?.partly?;
    let agreed = own.rules.iter().all(|rule| rule.partly == Some(first));
    (open && agreed).then_some(first)
}

/// Whether a note of its rules names builds or cases that have it all the same.
fn excepted(own: &Half, minimum: Protocol) -> bool {
    minimum == Protocol::Tls12 && own.rules.iter().any(|rule| rule.note.is_some())
}

fn headline(own: &Half, decides: Option<&Half>, report: &Report, policy: &Policy) -> Message {
    let partly = partly(own, policy.minimum);
    let id = match (report.verdict, decides) {
        (Verdict::Ready, _) if !report.conditions.is_empty() => "stack.ready-if",
        (Verdict::Ready, _) => "stack.ready",
        (Verdict::Enable, None) => "stack.enable",
        (Verdict::Enable, Some(_)) => "stack.library-enable",
        (Verdict::Upgrade, None) if excepted(own, policy.minimum) => "stack.upgrade-mostly",
        (Verdict::Upgrade, None) => "stack.upgrade",
        (Verdict::Upgrade, Some(_)) => "stack.library-upgrade",
        _ if partly.is_some() => "stack.partly",
        _ if own.support(policy.minimum).is_none() && own.unreadable.is_none() => "stack.unsettled",
        _ => "stack.unknown",
    };
    let message = Message::new(id)
        .with("platform", own.platform.name)
        .with("version", own.parsed.normalised.clone())
        .with("minimum", policy.minimum.name())
        .with("condition", report.conditions.join(", and "))
        .with("library", decides.map(Half::text).unwrap_or_default());
    match partly {
        Some(Partly { settled, open }) => {
            message.with("settled", settled.as_str()).with("open", open.as_str())
        }
        None => message,
    }
}

/// Reasons, notes and sources of both halves.
fn explain(report: &mut Report, own: &Half) {
    report.reasons.extend(own.unreadable.map(String::from));
    report.notes.extend(own.note.map(String::from));
    for half in own.all() {
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
        // "SP2" of Windows is no vendor's build.
        if !half.parsed.suffix.is_empty() && half.platform.kind != PlatformKind::System {
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
    // A version that names no release has no age.
    let ages = half.platform.end_of_life.iter().filter(|_| half.unreadable.is_none());
    for age in ages {
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
