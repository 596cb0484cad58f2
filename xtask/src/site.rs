//! What the site has for machines: the open data, `sitemap.xml`, `llms.txt`
//! and `robots.txt`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use maud::{PreEscaped, html};
use tls_ready::render::data::{Document, json};
use tls_ready::render::html::{address, by_kind};
use tls_ready::render::support::summary;
use tls_ready::{DATA_VERSION, PLATFORMS};

/// Writes `data/`: every platform, each platform, and the schemas.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn data(root: &Path, dist: &Path) -> Result<()> {
    let data = dist.join("data");
    fs::create_dir_all(&data)?;
    fs::write(data.join("platforms.json"), json(&Document::whole())?)?;
    for platform in &PLATFORMS {
        let document = Document::of(std::slice::from_ref(platform));
        fs::write(data.join(format!("{}.json", platform.id)), json(&document)?)?;
    }
    for (from, to) in [
        ("platforms.schema.json", "schema.json"),
        ("report.schema.json", "report.schema.json"),
        ("profile.schema.json", "profile.schema.json"),
    ] {
        fs::copy(root.join("crate/schema").join(from), data.join(to))
            .with_context(|| format!("copying {from}"))?;
    }
    Ok(())
}

/// `sitemap.xml`: the index and each platform's page.
pub fn sitemap(base: &str) -> String {
    let own = [String::new(), "platform/".to_owned()];
    let pages = own.into_iter().chain(PLATFORMS.iter().map(address));
    let body = html! {
        urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
            @for page in pages { url { loc { (base) (page) } lastmod { (DATA_VERSION) } } }
        }
    };
    let file = html! { (PreEscaped(r#"<?xml version="1.0" encoding="UTF-8"?>"#)) (body) };
    file.into_string()
}

/// `robots.txt`: everything may be read.
pub fn robots(base: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")
}

/// `llms.txt`: what is here, in Markdown, for language models.
pub fn llms(base: &str) -> String {
    let mut out = format!(
        "# tls-ready\n\n\
         > Which versions of client platforms speak TLS 1.2 and TLS 1.3, why, and exactly what to \
         change when an API provider switches old TLS versions off. Every statement has its \
         source and the day on which it was read. Data of {DATA_VERSION}, CC0.\n\n\
         “By default”: a plain request offers it. “Switched off”: it is there, but a switch or a \
         code change must turn it on. “No”: something must be replaced. A platform that leaves \
         TLS to a library is as strong as the weaker of the two.\n\n\
         ## Data\n\n\
         - [All platforms]({base}data/platforms.json): every rule, fix and source as JSON\n\
         - [Schema]({base}data/schema.json): the JSON Schema of that document\n\
         - [Report schema]({base}data/report.schema.json): the JSON Schema of one answer\n"
    );
    for (heading, platforms) in by_kind() {
        let _ = writeln!(out, "\n## {heading}\n");
        for platform in platforms {
            let page = address(platform);
            let _ = writeln!(out, "- [{}]({base}{page}): {}", platform.name, summary(platform));
        }
    }
    out
}
