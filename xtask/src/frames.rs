//! The pages for somebody else's docs: `embed.html` for frames, and `embed/`,
//! which puts the lines to copy together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use maud::{Markup, html};
use serde_json::Value;
use tls_ready::render::html::by_kind;

use crate::page::{self, Head, Site};

/// Writes them; the element must be in `dist/element/`.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, dist: &Path, site: &Site) -> Result<()> {
    let read = |name: &str| fs::read_to_string(root.join(name)).with_context(|| name.to_owned());
    let element = |to: &str| html! { script type="module" src={ (to) "element/define.js" } {} };
    let words = page::words()?;
    let word = |key: &str| words.get(key).and_then(Value::as_str).unwrap_or_default();
    let about = Head {
        title: word("title"),
        key: None,
        description: word("description"),
        path: None,
        root: "",
        parts: &["www/frame/frame.css", "www/frame/frame.ts"],
    };
    let frame = read("www/frame/embed.html")?;
    let frame = page::fill(&frame, &[("head", page::head(&about, site, &element(""))?)])?;
    fs::write(dist.join("embed.html"), frame)?;

    let about = Head {
        title: word("embed-title"),
        key: Some("embed-title"),
        description: "Choose what your API asks of its clients, see the check as your readers will, \
            and copy the lines for your page.",
        path: Some("embed/"),
        root: "../",
        parts: &["www/style.css", "www/builder/builder.css", "www/builder/builder.ts"],
    };
    let builder = page::fill(
        &read("www/builder/index.html")?,
        &[
            ("head", page::head(&about, site, &element("../"))?),
            ("mast", page::mast("../", "../")),
            ("platform-options", options()),
            ("platform-boxes", boxes()),
            ("footer", page::footer("../", None)),
        ],
    )?;
    fs::create_dir_all(dist.join("embed"))?;
    fs::write(dist.join("embed/index.html"), page::speak(&builder, &words, true)?)?;
    Ok(())
}

fn options() -> Markup {
    html! {
        @for (heading, platforms) in by_kind() {
            @let kind = platforms.first().map_or("", |platform| platform.kind.id());
            optgroup label=(heading) data-label={ "kind-" (kind) } {
                @for platform in platforms { option value=(platform.id) { (platform.name) } }
            }
        }
    }
}

fn boxes() -> Markup {
    html! {
        @for (_, platforms) in by_kind() {
            @for platform in platforms {
                label { input type="checkbox" name="platforms" value=(platform.id); " " (platform.name) } " "
            }
        }
    }
}
