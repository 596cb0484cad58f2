//! The pages: the index, by its template in `www/index.html`, and one page a
//! platform.

use anyhow::{Context as _, Result, ensure};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Map, Value};
use tls_ready::model::Platform;
use tls_ready::render::html::{address, article, by_kind, legend, overview};
use tls_ready::render::support::summary;
use tls_ready::{DATA_VERSION, Policy};

use crate::bundle::{Made, has_ending};

/// Where the site is published: in canonical links, the sitemap and
/// `llms.txt`. Every other link is relative. `--base-url` sets another one.
pub const BASE_URL: &str = "https://tls-ready.example/";

/// From a platform's page to the site's root.
const ROOT: &str = "../../";

/// What the pages need to know of the site.
pub struct Site<'a> {
    /// The address of its root, which ends in a slash.
    pub base: &'a str,
    /// The names of what was bundled.
    pub made: &'a Made,
}

/// What the page says in English: the same catalogue as the script's.
const ENGLISH: &str = include_str!("../../www/text/en.json");

/// The mark: the version line, and the pin where it is solid.
const MARK: &str = include_str!("../../www/favicon.svg");

/// The head of a page.
pub(crate) struct Head<'a> {
    /// Its title.
    pub title: &'a str,
    /// The title's name in the catalogue, where another language is to replace it.
    pub key: Option<&'a str>,
    /// What it is about.
    pub description: &'a str,
    /// Its address from the site's root; without one it is not to be found.
    pub path: Option<&'a str>,
    /// From the page to the site's root.
    pub root: &'a str,
    /// What its style sheets and scripts are bundled from.
    pub parts: &'a [&'a str],
}

/// What every page begins with; `more` is what this one has besides.
///
/// # Errors
///
/// Where a part was not bundled.
pub(crate) fn head(about: &Head, site: &Site, more: &Markup) -> Result<Markup> {
    let Head { title, key, description, path, root, parts } = about;
    let mut links = Vec::new();
    for part in *parts {
        let name = site.made.name(part)?;
        links.push(html! {
            @if has_ending(name, "css") { link rel="stylesheet" href={ (root) (name) }; }
            @else { script type="module" src={ (root) (name) } {} }
            // What the script imports is asked for at once, not after it.
            @for chunk in site.made.imports(part) { link rel="modulepreload" href={ (root) (chunk) }; }
        });
    }
    Ok(html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            title data-t=[key] { @if key.is_none() { (title) } }
            meta name="description" content=(description);
            link rel="icon" href={ (root) "favicon.svg" } type="image/svg+xml";
            @if let Some(path) = path {
                link rel="apple-touch-icon" href={ (root) "icon-192.png" };
                link rel="manifest" href={ (root) "manifest.webmanifest" };
                link rel="canonical" href={ (site.base) (path) };
                meta property="og:title" content=(title);
                meta property="og:description" content=(description);
                meta property="og:image" content={ (site.base) "social.png" };
                meta name="twitter:card" content="summary_large_image";
            } @else {
                meta name="robots" content="noindex";
            }
            meta name="theme-color" content="#f4f6f5" media="(prefers-color-scheme: light)";
            meta name="theme-color" content="#10171a" media="(prefers-color-scheme: dark)";
            @for link in links { (link) }
            (more)
        }
    })
}

/// Puts markup where a template names it.
///
/// # Errors
///
/// Where a place is missing from the template.
pub(crate) fn fill(template: &str, parts: &[(&str, Markup)]) -> Result<String> {
    let mut page = template.to_owned();
    for (name, markup) in parts {
        let place = format!("<!-- tls-ready:{name} -->");
        ensure!(page.contains(&place), "the template lacks {place}");
        page = page.replace(&place, &markup.clone().into_string());
    }
    Ok(page)
}

/// The page, with its words, the table and the bundle's file names in it.
///
/// # Errors
///
/// Where a placeholder is missing from the template, or a word from the
/// catalogue.
pub fn index(template: &str, site: &Site) -> Result<String> {
    let words = words()?;
    let word = |key: &str| words.get(key).and_then(Value::as_str).unwrap_or_default();
    let about = Head {
        title: word("title"),
        key: Some("title"),
        description: word("description"),
        path: Some(""),
        root: "",
        parts: &["www/style.css", "www/src/main.ts"],
    };
    // No module, so that it runs where no module does.
    let disk = site.made.name("www/src/disk.ts")?;
    let policy = Policy::built_in();
    ensure!(!policy.endpoint_confirmed, "the page says that the endpoint is not confirmed");
    let page = fill(
        &template.replace("{endpoint}", &policy.endpoint),
        &[
            ("head", head(&about, site, &html! { script defer src=(disk) {} })?),
            ("mast", mast("", "./")),
            ("legend", legend()),
            ("table", overview()),
            ("footer", footer("", None)),
        ],
    )?;
    speak(&page, &words, true)
}

/// The list of all platforms' pages, in the folder that these are in; it needs no script.
///
/// # Errors
///
/// Where a word is missing from the catalogue.
pub fn platforms(site: &Site) -> Result<String> {
    let up = "../";
    let about = Head {
        title: "TLS 1.2 and TLS 1.3 by platform: all platforms",
        key: None,
        description: "All platforms of the table, each with the versions that offer TLS 1.2, and \
                      the way to its reasons, sources and fixes.",
        path: Some("platform/"),
        root: up,
        parts: STATIC,
    };
    let body = html! {
        header {
            (mast(up, up))
            h1 data-t="table" {}
            p.lede data-t="caption" {}
        }
        main lang="en" {
            @for (heading, platforms) in by_kind() {
                h2 { (heading) }
                ul {
                    @for platform in platforms {
                        li { a href={ (platform.id) "/" } { (platform.name) " versions" } ": " (summary(platform)) }
                    }
                }
            }
        }
        (footer(up, None))
    };
    of_body(&about, site, &body)
}

/// What the pages load that need no script.
const STATIC: &[&str] = &["www/style.css", "www/platform.css", "www/src/platform-page.ts"];

/// A page by what stands in its body.
fn of_body(about: &Head, site: &Site, body: &Markup) -> Result<String> {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            (head(about, site, &html! {})?)
            body { (body) }
        }
    };
    speak(&page.into_string(), &words()?, true)
}

/// A platform's own page; it needs no script.
///
/// # Errors
///
/// Where a word is missing from the catalogue.
pub fn platform(platform: &'static Platform, site: &Site) -> Result<String> {
    let name = platform.name;
    let path = address(platform);
    let about = Head {
        title: &format!("{name} and TLS 1.2: which versions, why, what to change"),
        key: None,
        description: &format!(
            "Which versions of {name} offer TLS 1.2 and TLS 1.3 by default, which need a switch, \
             which must be replaced: each with its reason, its source and the exact change."
        ),
        path: Some(&path),
        root: ROOT,
        parts: STATIC,
    };
    let body = html! {
        a.skip href="#h-rules" data-t="skip" {}
        header {
            (mast(ROOT, ROOT))
            h1 data-t="platform-title" data-name=(name) {}
            p.lede {
                span data-t="platform-lede" data-name=(name) {}
                @if !platform.aliases.is_empty() {
                    " " span data-t="also-called" data-name=(platform.aliases.join(", ")) {}
                }
            }
        }
        main { (article(platform, &Policy::built_in(), ROOT)) }
        (footer(ROOT, Some(platform)))
    };
    of_body(&about, site, &body)
}

/// The catalogue's words for pages.
pub(crate) fn words() -> Result<Map<String, Value>> {
    let mut whole: Value = serde_json::from_str(ENGLISH).context("www/text/en.json")?;
    match whole.get_mut("page").map(Value::take) {
        Some(Value::Object(page)) => Ok(page),
        _ => anyhow::bail!("www/text/en.json has no words of the page"),
    }
}

/// Puts the catalogue's words into the elements that `data-t` names them for;
/// `keep` leaves the names there, for another language. The attributes
/// `data-name` and `data-by` are the values of places in a word.
pub(crate) fn speak(page: &str, words: &Map<String, Value>, keep: bool) -> Result<String> {
    let mut parts = page.split(" data-t=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (key, rest) = part.split_once('"').context("a data-t without an end")?;
        let word = words.get(key).and_then(Value::as_str);
        let word = word.with_context(|| format!("www/text/en.json has no word for {key}"))?;
        let (attributes, rest) = rest.split_once('>').context("an element without an end")?;
        if keep {
            out.push_str(" data-t=\"");
            out.push_str(key);
            out.push('"');
        }
        out.push_str(attributes);
        out.push('>');
        let mut word = html! { (word) }.into_string();
        for (place, name) in [("{name}", " data-name=\""), ("{by}", " data-by=\"")] {
            if let Some(value) =
                attributes.split_once(name).and_then(|(_, rest)| rest.split('"').next())
            {
                word = word.replace(place, value);
            }
        }
        out.push_str(&word);
        out.push_str(rest);
    }
    Ok(out)
}

/// The top of every page but the one for frames; `home` is the address of the index.
pub(crate) fn mast(root: &str, home: &str) -> Markup {
    html! {
        nav.mast {
            a href=(home) { span aria-hidden="true" { (PreEscaped(MARK.trim())) } "tls-ready" }
            a href={ (if root.is_empty() { "" } else { home }) "#table" } data-t="to-table" {}
            a href={ (root) "data/platforms.json" } data-t="to-data" {}
            a.needs-script href="?lang=de" lang="de" data-t="other" {}
        }
    }
}

/// The same on every page; `root` leads to the site's root.
pub fn footer(root: &str, platform: Option<&Platform>) -> Markup {
    html! {
        footer {
            p { a href={ (root) "platform/" } data-t="to-platforms" {} " · " a href={ (root) "embed/" } data-t="to-embed" {} }
            p data-t="no-third" {}
            p {
                span data-t="data-of" {} " " time datetime=(DATA_VERSION) { (DATA_VERSION) } span data-t="free" {} " "
                @if let Some(platform) = platform {
                    a href={ (root) "data/" (platform.id) ".json" } { (platform.name) " as JSON" } ", "
                }
                a href={ (root) "data/platforms.json" } data-t="as-json" {} ", "
                a href={ (root) "data/schema.json" } data-t="schema" {} "."
            }
        }
    }
}
