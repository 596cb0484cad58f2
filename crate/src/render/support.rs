//! What a platform has, in words and by build: for every table and picture of it.

use crate::model::{Platform, Rule, Support};

/// A support in words, for a table cell.
pub const fn support(support: Support) -> &'static str {
    match support {
        Support::Default => "by default",
        Support::OptIn => "switched off",
        Support::Unsupported => "no",
        Support::Unknown => "depends",
        Support::Library => "by its library",
        Support::NotApplicable => "",
    }
}

/// A platform's rules by build, each group with the build's name; those for
/// everything without rules of its own have none.
pub(super) fn by_build(platform: &Platform) -> Vec<(Option<&'static str>, Vec<&Rule>)> {
    let of = |id: Option<&str>| platform.rules.iter().filter(|rule| rule.variant == id).collect();
    let builds =
        platform.variants.iter().map(|build| (Some(build.name.as_str()), of(Some(build.id))));
    std::iter::once((None, of(None))).chain(builds).collect()
}

/// What a platform has of TLS 1.2, in one line.
pub fn summary(platform: &Platform) -> String {
    let groups = [
        Support::Default,
        Support::OptIn,
        Support::Unsupported,
        Support::Library,
        Support::Unknown,
    ];
    let parts: Vec<String> = groups
        .into_iter()
        .filter_map(|wanted| {
            let labels: Vec<&str> = platform
                .rules
                .iter()
                .filter(|rule| rule.variant.is_none() && rule.tls12 == wanted)
                .map(|rule| rule.label.as_str())
                .collect();
            (!labels.is_empty()).then(|| format!("{} ({})", support(wanted), labels.join("; ")))
        })
        .collect();
    let library =
        platform.linked.as_ref().map(|linked| format!(", provided that {}", linked.condition));
    format!("TLS 1.2 {}{}", parts.join(", "), library.unwrap_or_default())
}
