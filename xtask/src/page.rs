//! The pages: the index, by its template in `www/index.html`, and one page a
//! platform.

use maud::{DOCTYPE, Markup, html};
use tls_ready::model::Platform;
use tls_ready::render::html::{address, article, by_kind, legend, overview};
use tls_ready::{DATA_VERSION, Policy};

/// Where the site is published: in canonical links, the sitemap and
/// `llms.txt`. Every other link is relative. `--base-url` sets another one.
pub const BASE_URL: &str = "https://tls-ready.example/";

/// From a platform's page to the site's root.
const ROOT: &str = "../../";

/// What the pages need to know of the site.
pub struct Site<'a> {
    /// The address of its root, which ends in a slash.
    pub base: &'a str,
    /// The script's file name.
    pub script: &'a str,
    /// The style sheet's file name.
    pub style: &'a str,
}

/// The page, with the table and the bundle's file names in it.
///
/// # Errors
///
/// Where a placeholder is missing from the template.
pub fn index(template: &str, site: &Site) -> anyhow::Result<String> {
    let options = html! {
        @for (heading, platforms) in by_kind() {
            optgroup label=(heading) {
                @for platform in platforms { option value=(platform.id) { (platform.name) } }
            }
        }
    };
    let style = html! { link rel="stylesheet" href=(site.style); };
    let script = html! { script type="module" src=(site.script) {} };
    let canonical = html! { link rel="canonical" href=(site.base); };
    let mut page = template.to_owned();
    for (name, markup) in [
        ("canonical", canonical),
        ("platform-options", options),
        ("legend", legend()),
        ("table", overview()),
        ("style", style),
        ("script", script),
        ("footer", footer("", None)),
    ] {
        let placeholder = format!("<!-- tls-ready:{name} -->");
        anyhow::ensure!(page.contains(&placeholder), "www/index.html lacks {placeholder}");
        page = page.replace(&placeholder, &markup.into_string());
    }
    Ok(page)
}

/// A platform's own page; it needs no script.
pub fn platform(platform: &'static Platform, site: &Site) -> String {
    let name = platform.name;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (name) " and TLS 1.2: which versions, why, what to change" }
                meta name="description" content={
                    "Which versions of " (name) " offer TLS 1.2 and TLS 1.3 by default, which need a switch, "
                    "which must be replaced: each with its reason, its source and the exact change."
                };
                link rel="canonical" href={ (site.base) (address(platform)) };
                link rel="icon" href={ (ROOT) "favicon.svg" } type="image/svg+xml";
                link rel="stylesheet" href={ (ROOT) (site.style) };
            }
            body {
                a.skip href="#h-rules" { "Skip to the table" }
                header {
                    p.back { a href=(ROOT) { "Does your API client speak TLS 1.2?" } }
                    h1 { "TLS 1.2 and 1.3 in " (name) }
                    p {
                        "Which versions of " (name) " offer it to the servers that they call, why, and what to change."
                        @if !platform.aliases.is_empty() { " Also called " (platform.aliases.join(", ")) "." }
                    }
                }
                main { (article(platform, &Policy::built_in(), ROOT)) }
                (footer(ROOT, Some(platform)))
            }
        }
    };
    page.into_string()
}

/// The same on every page; `root` leads to the site's root.
pub fn footer(root: &str, platform: Option<&Platform>) -> Markup {
    html! {
        footer {
            p { "No third parties, no cookies, no statistics. The only request beyond these pages is the test of the connection, when you press its button." }
            p {
                "Data of " time datetime=(DATA_VERSION) { (DATA_VERSION) } ", free to use (CC0): "
                @if let Some(platform) = platform {
                    a href={ (root) "data/" (platform.id) ".json" } { (platform.name) " as JSON" } ", "
                }
                a href={ (root) "data/platforms.json" } { "all platforms as JSON" } ", "
                a href={ (root) "data/schema.json" } { "its schema" } "."
            }
        }
    }
}
