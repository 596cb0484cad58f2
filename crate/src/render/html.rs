//! The static HTML: complete without JavaScript, escaped by the template
//! engine.
//!
//! [`overview`] is the table of the index, [`article`] what a platform's own
//! page says, [`section`] one platform's table for somebody else's page.

use maud::{Markup, html};

use crate::advice;
use crate::model::{
    Caveat, Command, EndOfLife, Fix, Platform, PlatformKind, Probe, Rule, Scope, Source, Support,
};
use crate::policy::Policy;
use crate::render::line::version_line;
use crate::render::support::{by_build, support};
use crate::render::text;
use crate::report::confidence_words;
use crate::tables::PLATFORMS;
use crate::version::range_words;

/// The kinds in the order of the overview, with their headings.
pub const KINDS: [(PlatformKind, &str); 5] = [
    (PlatformKind::Runtime, "Languages and runtimes"),
    (PlatformKind::Client, "HTTP clients and tools"),
    (PlatformKind::Library, "TLS libraries"),
    (PlatformKind::System, "Operating systems"),
    (PlatformKind::Browser, "Browsers"),
];

/// The platforms by kind; a kind without any is left out.
pub fn by_kind() -> impl Iterator<Item = (&'static str, Vec<&'static Platform>)> {
    KINDS.into_iter().filter_map(|(kind, heading)| {
        let mut of_kind: Vec<_> =
            PLATFORMS.iter().filter(|platform| platform.kind == kind).collect();
        of_kind.sort_by_key(|platform| platform.name.to_lowercase());
        (!of_kind.is_empty()).then_some((heading, of_kind))
    })
}

/// The address of a platform's page, from the site's root.
pub fn address(platform: &Platform) -> String {
    format!("platform/{}/", platform.id)
}

/// The index's table: every rule, without its reasons, which are on the
/// platforms' pages. Each platform can be jumped to by its id. The words are
/// the catalogue's: `data-t` names them.
pub fn overview() -> Markup {
    html! {
        table.overview {
            caption data-t="caption" {}
            thead { tr {
                th scope="col" data-t="col-version" {}
                th scope="col" data-t="col-12" {}
                th scope="col" data-t="col-13" {}
            } }
            @for (_, platforms) in by_kind() {
                @let kind = platforms.first().map_or("", |platform| platform.kind.id());
                tbody.kind { tr { th colspan="3" scope="rowgroup" data-t={ "kind-" (kind) } {} } }
                @for platform in platforms { (overview_rows(platform)) }
            }
        }
    }
}

fn overview_rows(platform: &Platform) -> Markup {
    // Other names, by which a platform is found too.
    let names = (!platform.aliases.is_empty()).then(|| platform.aliases.join(" "));
    html! {
        @for (build, rules) in by_build(platform) {
            tbody id=[build.is_none().then_some(platform.id)] data-names=[names.as_ref().filter(|_| build.is_none())] {
                tr {
                    th colspan="3" scope="rowgroup" {
                        @if let Some(build) = build { span.of { (platform.name) ", " } (build) }
                        @else { a href=(address(platform)) { (platform.name) } }
                    }
                }
                @for rule in rules {
                    tr {
                        th scope="row" { (rule.label) }
                        td.(rule.tls12.alone().id()) { (support(rule.tls12)) }
                        td.(rule.tls13.alone().id()) { (support(rule.tls13)) }
                    }
                }
            }
        }
    }
}

/// A rule's versions, and its build where it has one.
fn versions(platform: &Platform, rule: &Rule) -> Markup {
    let build = platform.variants.iter().find(|build| Some(build.id) == rule.variant);
    html! {
        (rule.label)
        @if let Some(build) = build { " (" (build.name) ")" }
    }
}

/// One platform for somebody else's page: version command, table, fixes.
pub fn section(platform: &'static Platform) -> Markup {
    html! {
        section.platform id=(platform.id) {
            h3 { (platform.name) }
            p.command { "Find the version: " code { (platform.version_command.command) } }
            @if let Some(linked) = &platform.linked {
                p.command { "Find its TLS library: " code { (linked.command.command) } }
            }
            (rules(platform, &Place::Elsewhere))
            details.fixes {
                summary { "What to change" }
                @for fix in advice::of_platform(platform) {
                    h4 { (fix.title) }
                    @if fix.checks { p { "Check after the update:" } }
                    pre { code class={ "language-" (fix.language) } { (fix.code) } }
                    p { "You should then see " (fix.verify) ". " (fix.risk) }
                }
            }
        }
    }
}

/// Where a rules table stands: what its links lead to.
enum Place {
    /// On the platform's page, which has the fixes and sources below.
    Page,
    /// On another site: ids need a prefix, links go to the sources themselves.
    Elsewhere,
}

fn rules(platform: &Platform, place: &Place) -> Markup {
    html! {
        div.scroll {
        table.rules {
            @match place {
                Place::Page => {
                    caption data-t="rules-caption" data-name=(platform.name) {}
                    thead { tr {
                        th scope="col" data-t="col-version" {}
                        th scope="col" data-t="col-12" {}
                        th scope="col" data-t="col-13" {}
                        th scope="col" data-t="col-why" {}
                        th scope="col" data-t="col-source" {}
                    } }
                }
                Place::Elsewhere => {
                    caption { (platform.name) ": support of TLS 1.2 and TLS 1.3 by version" }
                    thead { tr {
                        th scope="col" { "Version" }
                        th scope="col" { "TLS 1.2" }
                        th scope="col" { "TLS 1.3" }
                        th scope="col" { "Why" }
                        th scope="col" { "Source" }
                    } }
                }
            }
            @for (build, rules) in by_build(platform) {
                tbody {
                    @if let Some(build) = build { tr { th colspan="5" scope="rowgroup" { (build) } } }
                    @for rule in rules { (row(platform, rule, place)) }
                }
            }
        }
        }
    }
}

fn row(platform: &Platform, rule: &Rule, place: &Place) -> Markup {
    let on_page = matches!(place, Place::Page);
    let id = if on_page { rule.id.to_string() } else { format!("{}-{}", platform.id, rule.id) };
    html! {
        tr id=(id) {
            th scope="row" { a.self href={ "#" (id) } { (rule.label) } }
            (cell("TLS 1.2", rule.tls12))
            (cell("TLS 1.3", rule.tls13))
            td.why {
                (rule.reason)
                @if let Some(condition) = rule.condition { " Provided that " (condition) "." }
                @if let Some(note) = rule.note { " " small { (note) } }
                @if on_page && !rule.fixes.is_empty() {
                    ul.to-fixes { @for fix in rule.fixes { li { a href={ "#fix-" (fix.id) } { (fix.title) } } } }
                }
            }
            td.source { @if on_page { span.narrow data-t="col-source" {} " " (to_sources(platform, rule.sources)) } @else { (to_pages(rule.sources)) } }
        }
    }
}

fn cell(heading: &str, value: Support) -> Markup {
    html! { td.support.(value.alone().id()) data-label=(heading) { (support(value)) } }
}

fn to_pages(sources: &[&Source]) -> Markup {
    html! {
        @for source in sources {
            a href=(source.url) rel="noopener" title=(source.says) { (source.title) }
            " " small { (source.checked) } " "
        }
    }
}

/// The numbers of sources in the page's list.
fn to_sources(platform: &Platform, sources: &[&Source]) -> Markup {
    let number = |id| platform.sources.iter().take_while(|source| source.id != id).count() + 1;
    html! {
        @for source in sources {
            @let number = number(source.id);
            a.ref href={ "#source-" (source.id) } title=(source.title) aria-label={ "Source " (number) ": " (source.title) } { "[" (number) "]" }
            " "
        }
    }
}

/// Everything about one platform, for its own page; `root` leads from the page
/// to the site's root. The words around what the data says are the catalogue's:
/// `data-t` names them, `data-name` and `data-by` are the values in them.
pub fn article(platform: &'static Platform, policy: &Policy, root: &str) -> Markup {
    let fixes = advice::of_platform(platform);
    html! {
        (version_line(platform))
        (found_out(platform, root))
        section aria-labelledby="h-rules" {
            h2 id="h-rules" data-t="h-rules" {}
            (legend())
            @if let Some(linked) = &platform.linked { p { (on_library(platform, &linked.condition, linked.platforms, root)) } }
            (rules(platform, &Place::Page))
        }
        @if !fixes.is_empty() {
            section aria-labelledby="h-fixes" {
                h2 id="h-fixes" data-t="h-fixes" {}
                @for fix in fixes { (change(platform, fix, policy, root)) }
            }
        }
        section aria-labelledby="h-proof" {
            h2 id="h-proof" data-t="h-proof" {}
            p data-t="proof" data-name=(platform.name) data-by=(policy.name) {}
            @for probe in platform.probes { (proof(probe, policy, root)) }
        }
        @if !platform.caveats.is_empty() {
            section aria-labelledby="h-caveats" {
                h2 id="h-caveats" data-t="h-caveats" {}
                ul { @for caveat in platform.caveats { (warning(platform, caveat)) } }
            }
        }
        @if !platform.end_of_life.is_empty() {
            section aria-labelledby="h-support" {
                h2 id="h-support" data-t="h-support" {}
                table.ends {
                    caption data-t="ends-caption" {}
                    thead { tr {
                        th scope="col" data-t="col-version" {}
                        th scope="col" data-t="col-last" {}
                        th scope="col" data-t="col-source" {}
                    } }
                    tbody { @for end in platform.end_of_life { (ended(platform, end)) } }
                }
            }
        }
        section aria-labelledby="h-sources" {
            h2 id="h-sources" data-t="h-sources" {}
            ol.sources { @for source in platform.sources { (origin(source)) } }
        }
    }
}

/// What the words of the tables mean.
pub fn legend() -> Markup {
    let words = [Support::Default, Support::OptIn, Support::Unsupported, Support::Unknown];
    html! {
        ul.legend {
            @for word in words {
                li { b.(word.id()) { (support(word)) } ": " span data-t={ "is-" (word.id()) } {} }
            }
        }
    }
}

/// How to find out which version one has.
fn found_out(platform: &Platform, root: &str) -> Markup {
    html! {
        section aria-labelledby="h-version" {
            h2 id="h-version" data-t="h-version" {}
            (ask(&platform.version_command))
            @if let Some(linked) = &platform.linked {
                p data-t="its-library" {}
                (ask(&linked.command))
            }
            @if !platform.readings.is_empty() {
                ul {
                @if platform.readings.iter().any(|reading| reading.by_name) {
                    li {
                        "Names of releases: "
                        @for (index, reading) in platform.readings.iter().filter(|reading| reading.by_name).enumerate() {
                            @if index > 0 { ", " }
                            @for text in reading.texts { code { (text) } }
                            @if let Some(version) = reading.read_as { " " (version) }
                        }
                        "."
                    }
                }
                @for reading in platform.readings.iter().filter(|reading| !reading.by_name) {
                    li {
                        @for (index, text) in reading.texts.iter().enumerate() {
                            @if index > 0 { ", " }
                            code { (text.replace('*', "…")) }
                        }
                        ": " (reading.note)
                    }
                } }
            }
            p { a href={ (root) "#p=" (platform.id) } data-t="check-one" data-name=(platform.name) {} }
        }
    }
}

fn ask(command: &Command) -> Markup {
    html! {
        pre { code { (command.command) } }
        p.hint { span data-t="look-for" {} " " (command.expect) }
    }
}

fn on_library(platform: &Platform, condition: &str, libraries: &[&str], root: &str) -> Markup {
    let libraries: Vec<&Platform> =
        PLATFORMS.iter().filter(|other| libraries.contains(&other.id)).collect();
    html! {
        (platform.name) " leaves TLS to another library: what stands here holds where " (condition)
        ". An older one is the weaker half, and decides: see "
        @for (index, library) in libraries.iter().enumerate() {
            @if index > 0 { ", " }
            a href={ (root) (address(library)) } { (library.name) }
        }
        "."
    }
}

fn change(platform: &Platform, fix: &Fix, policy: &Policy, root: &str) -> Markup {
    let helped: Vec<&Rule> = platform
        .rules
        .iter()
        .filter(|rule| rule.fixes.iter().any(|own| own.id == fix.id))
        .collect();
    html! {
        article.fix id={ "fix-" (fix.id) } {
            h3 { (fix.title) }
            p.hint {
                span data-t="brings" data-name=(fix.enables.name()) {}
                " " span data-t=(reach(fix.scope)) {}
            }
            @if helped.is_empty() {
                p.hint data-t="for-old" {}
            } @else {
                p.hint {
                    span data-t="for" {} " "
                    @for (index, rule) in helped.iter().enumerate() {
                        @if index > 0 { "; " }
                        a href={ "#" (rule.id) } { (versions(platform, rule)) }
                    }
                    "."
                }
            }
            @if fix.checks { p data-t="check-after" {} }
            pre { code class={ "language-" (fix.language) } { (policy.fill(&fix.code)) } }
            @if let Some(file) = fix.file { (download(&file, root)) }
            p { span data-t="see-then" {} " " (fix.verify) "." }
            p { span data-t="mind" {} " " (fix.risk) }
            p.hint { span data-t="tried" {} " " (text::tried(fix.verified)) }
        }
    }
}

/// How far a change reaches: the name of the words for it.
const fn reach(scope: Scope) -> &'static str {
    match scope {
        Scope::Call => "reach-call",
        Scope::Client => "reach-client",
        Scope::Process => "reach-process",
        Scope::Machine => "reach-machine",
        Scope::Upgrade => "reach-upgrade",
    }
}

fn download(file: &str, root: &str) -> Markup {
    let name = file.rsplit('/').next().unwrap_or(file);
    html! { p { a href={ (root) "files/" (file) } download data-t="whole-file" data-name=(name) {} } }
}

fn proof(probe: &Probe, policy: &Policy, root: &str) -> Markup {
    html! {
        article id={ "probe-" (probe.id) } {
            pre { code { (policy.fill(&probe.command)) } }
            p.hint { span data-t="look-for" {} " " (probe.expect) }
            @if let Some(file) = probe.file { (download(&file, root)) }
        }
    }
}

fn warning(platform: &Platform, caveat: &Caveat) -> Markup {
    html! {
        li {
            @if let Some(versions) = caveat.versions { b { (range_words(&versions)) } ": " }
            (caveat.text) " " (to_sources(platform, caveat.sources))
        }
    }
}

fn ended(platform: &Platform, end: &EndOfLife) -> Markup {
    html! {
        tr {
            th scope="row" { (range_words(&end.versions)) }
            td { time datetime=(end.since) { (end.since) } }
            td { (to_sources(platform, end.sources)) }
        }
    }
}

fn origin(source: &Source) -> Markup {
    html! {
        li id={ "source-" (source.id) } {
            a href=(source.url) rel="noopener" { (source.title) }
            ": " (source.says) " "
            small { "(" (confidence_words(source.confidence)) ", read on " time datetime=(source.checked) { (source.checked) } ")" }
        }
    }
}
