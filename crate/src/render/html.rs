//! The static tables: complete without JavaScript, escaped by the template
//! engine.

use maud::{Markup, html};

use crate::model::{Fix, Platform, Rule, Support};

/// A support in words, for a table cell.
pub const fn support(support: Support) -> &'static str {
    match support {
        Support::Default => "by default",
        Support::OptIn => "switched off",
        Support::Unsupported => "no",
        Support::Unknown => "depends",
        Support::NotApplicable => "",
    }
}

/// The section of one platform: version command, table, fixes.
pub fn platform(platform: &Platform) -> Markup {
    html! {
        section.platform id=(platform.id) {
            h3 { (platform.name) }
            p.command { "Find the version: " code { (platform.version_command.command) } }
            @if let Some(linked) = &platform.linked {
                p.command { "Find its TLS library: " code { (linked.command.command) } }
            }
            div.scroll {
            table.rules {
                caption { (platform.name) ": support of TLS 1.2 and TLS 1.3 by version" }
                thead { tr {
                    th scope="col" { "Version" }
                    th scope="col" { "TLS 1.2" }
                    th scope="col" { "TLS 1.3" }
                    th scope="col" { "Why" }
                    th scope="col" { "Source" }
                } }
                tbody { @for rule in platform.rules { (row(platform, rule)) } }
            }
            }
            details.fixes {
                summary { "What to change" }
                @for fix in platform.fixes { (change(fix)) }
            }
        }
    }
}

fn row(platform: &Platform, rule: &Rule) -> Markup {
    let variant =
        rule.variant.and_then(|id| platform.variants.iter().find(|variant| variant.id == id));
    html! {
        tr id={ (platform.id) "-" (rule.id) } {
            th scope="row" {
                (rule.label)
                @if let Some(variant) = variant { " " small { (variant.name) } }
            }
            (cell("TLS 1.2", rule.tls12))
            (cell("TLS 1.3", rule.tls13))
            td.why {
                (rule.reason)
                @if let Some(condition) = rule.condition { " Provided that " (condition) "." }
                @if let Some(note) = rule.note { " " small { (note) } }
            }
            td.source {
                @for source in rule.sources {
                    a href=(source.url) rel="noopener" title=(source.says) { (source.title) }
                    " " small { (source.checked) } " "
                }
            }
        }
    }
}

fn cell(heading: &str, value: Support) -> Markup {
    html! { td.support.(value.id()) data-label=(heading) { (support(value)) } }
}

fn change(fix: &Fix) -> Markup {
    html! {
        h4 { (fix.title) }
        pre { code class={ "language-" (fix.language) } { (fix.code) } }
        p { "You should then see " (fix.verify) ". " (fix.risk) }
        @if let Some(file) = fix.file {
            p { a href={ "files/" (file) } download { "The whole file" } }
        }
    }
}
