//! What the tables say of a version or of a library that was named.

use super::{Library, Named};
use crate::judge::{Stack, check};
use crate::model::{Platform, Support};
use crate::policy::Policy;
use crate::signs::{Signs as _, joined};

/// The build that a text shows, where the platform has it and the version can be it.
pub(super) fn build(
    platform: &Platform,
    version: Option<&str>,
    variant: Option<&str>,
) -> Option<&'static str> {
    let known = platform.variants.iter().find(|known| Some(known.id) == variant)?;
    let is_it = is_release(version.unwrap_or_default(), known.release);
    (known.release.is_empty() || is_it).then_some(known.id)
}

/// Whether a version is this release, with whatever suffix: `7.19.7-53.el6_9`.
pub(super) fn is_release(version: &str, release: &str) -> bool {
    version.strip_prefix(release).is_some_and(|rest| !rest.begins(".0123456789"))
}

/// What a version of a platform has of TLS 1.2.
pub(super) fn support(
    platform: &'static Platform,
    version: &Named,
    linked: Option<&str>,
    variant: Option<&'static str>,
) -> Support {
    let policy = Policy::built_in();
    let exact = match version {
        Named::Exact(text) => Some(text.as_str()),
        _ => None,
    };
    let variant = build(platform, exact, variant);
    let of = |text: &str| {
        let stack = Stack {
            platform: platform.id.into(),
            version: text.into(),
            linked: linked.map(str::to_owned),
            variant: variant.map(str::to_owned),
        };
        check(&stack, &policy).map_or(Support::Unknown, |report| report.tls12)
    };
    match version {
        Named::Exact(text) => of(text),
        // Every rule from here on must say the same.
        Named::From(text) => {
            let Ok(parsed) = platform.notation.parse(text) else { return Support::Unknown };
            let mut rules = platform
                .rules
                .iter()
                .filter(|rule| rule.variant == variant)
                .filter(|rule| rule.touches(&parsed.version, &semver::Version::new(u64::MAX, 0, 0)))
                .map(|rule| rule.tls12.alone());
            match rules.next() {
                Some(first) if rules.all(|other| other == first) => first,
                _ => Support::Unknown,
            }
        }
        Named::Newest => {
            let newest =
                platform.rules.iter().find(|rule| rule.variant == variant && rule.below.is_none());
            newest.map_or(Support::Unknown, |rule| rule.tls12.alone())
        }
    }
}

/// A version as the reports show it: in normal form, or by its name.
pub(super) fn normalised(platform: &'static Platform, text: String) -> String {
    let named = |name: &&str| name.eq_ignore_ascii_case(&text);
    let parsed = platform.notation.parse(&text).ok();
    match parsed
        .filter(|_| !platform.readings.iter().any(|reading| reading.texts.iter().any(named)))
    {
        Some(parsed) => parsed.normalised,
        None => text,
    }
}

/// What a library has by its version.
pub(super) fn support_text(library: &Library) -> Support {
    library
        .version
        .as_ref()
        .map(|version| support(library.platform, &Named::Exact(version.clone()), None, None))
        .or_else(|| named_support(library))
        .unwrap_or(Support::Unknown)
}

/// What a library's name says without a version.
pub(super) fn named_support(library: &Library) -> Option<Support> {
    let mut names = crate::recognise::evidence::NAMES.iter().filter(|name| {
        // "LibreSSL SSL_connect" is shown by its platform's name.
        let own = name.library && library.text == library.platform.name;
        name.platform == library.platform.id
            && (own || library.text.eq_ignore_ascii_case(name.word))
    });
    names.find_map(|name| name.tls12)
}

/// What a library means for a platform that may not list it.
pub(super) fn library_support(platform: &'static Platform, library: &Library) -> Option<Support> {
    let own = support_text(library);
    match (&library.version, listed(platform, library)) {
        (Some(_), true) => Some(own),
        // What it has not got, nobody has from it.
        (Some(_), false) if own == Support::Unsupported && library.platform.id != "gnutls" => {
            Some(own)
        }
        _ => named_support(library),
    }
}

/// The text of a library as [`check`] takes it, where the platform lists it,
/// with the build that the text shows.
pub(super) fn linkable(
    platform: &'static Platform,
    library: &Library,
    build: Option<&str>,
) -> Option<String> {
    let version = library.version.as_ref()?;
    let build = build.filter(|_| stock(library)).unwrap_or_default();
    let text = || joined(&[library.platform.name, version, build], " ").trim_end().to_owned();
    listed(platform, library).then(text)
}

/// Whether the library's number is that of Ubuntu 12.04's or 12.10's own.
pub(super) fn stock(library: &Library) -> bool {
    let parsed =
        library.version.as_ref().and_then(|text| library.platform.notation.parse(text).ok());
    library.platform.id == "openssl"
        && parsed.is_some_and(|parsed| matches!(parsed.normalised.as_str(), "1.0.1" | "1.0.1c"))
}

/// Whether the platform lists the library. A pasted text that shows `GnuTLS` is
/// left open: programs set a list of versions of their own there.
fn listed(platform: &'static Platform, library: &Library) -> bool {
    library.platform.id != "gnutls" && platform.runs_on(library.platform.id)
}

/// The weakest first.
pub(super) const fn rank(support: Support) -> u8 {
    match support {
        Support::Unsupported => 0,
        Support::OptIn => 1,
        Support::Unknown | Support::Library => 2,
        Support::NotApplicable => 3,
        Support::Default => 4,
    }
}
