//! The pages for somebody else's docs: `embed.html` for frames, and `embed/`,
//! which puts the lines to copy together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use maud::{Markup, html};
use tls_ready::render::html::by_kind;

use crate::page::{self, Site};
use crate::tools::{npm_tool, run};

/// Writes them; the element must be in `dist/element/`.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, dist: &Path, site: &Site) -> Result<()> {
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(["www/frame/frame.ts", "www/frame/frame.css", "www/builder/builder.ts"])
        .args(["www/builder/builder.css", "--bundle", "--minify", "--format=esm"])
        .args(["--target=es2022", "--log-level=warning", "--outdir=dist"])
        .arg("--entry-names=[name]-[hash]");
    run(&mut esbuild, "bundling the embedded pages")?;

    let style = |name: &str| html! { link rel="stylesheet" href=(name); };
    let script = |name: &str| html! { script type="module" src=(name) {} };
    let frame = fill(
        root,
        "www/frame/embed.html",
        &[
            ("style", style(&made(dist, "frame", "css")?)),
            ("script", script(&made(dist, "frame", "js")?)),
        ],
    )?;
    fs::write(dist.join("embed.html"), frame)?;

    let up = |name: &str| format!("../{name}");
    let styles = html! {
        (style(&up(site.style)))
        (style(&up(&made(dist, "builder", "css")?)))
    };
    let builder = fill(
        root,
        "www/builder/index.html",
        &[
            ("canonical", html! { link rel="canonical" href={ (site.base) "embed/" }; }),
            ("style", styles),
            ("script", script(&up(&made(dist, "builder", "js")?))),
            ("platform-options", options()),
            ("platform-boxes", boxes()),
            ("footer", page::footer("../", None)),
        ],
    )?;
    fs::create_dir_all(dist.join("embed"))?;
    let builder = page::speak(&builder, &page::words()?, false)?;
    fs::write(dist.join("embed/index.html"), builder)?;
    Ok(())
}

/// The name of a bundled file, which has a hash in it.
fn made(dist: &Path, stem: &str, ending: &str) -> Result<String> {
    for entry in fs::read_dir(dist)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(&format!("{stem}-")) && name.ends_with(&format!(".{ending}")) {
            return Ok(name);
        }
    }
    anyhow::bail!("esbuild made no {stem}.{ending}")
}

fn fill(root: &Path, template: &str, parts: &[(&str, Markup)]) -> Result<String> {
    let mut page = fs::read_to_string(root.join(template)).with_context(|| template.to_owned())?;
    for (name, markup) in parts {
        let placeholder = format!("<!-- tls-ready:{name} -->");
        ensure!(page.contains(&placeholder), "{template} lacks {placeholder}");
        page = page.replace(&placeholder, &markup.clone().into_string());
    }
    Ok(page)
}

fn options() -> Markup {
    html! {
        @for (heading, platforms) in by_kind() {
            optgroup label=(heading) {
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
