//! `dist/offline/tls-ready.html`: everything in one file that opens from disk,
//! under a policy of its own, and asks for nothing.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use tls_ready::model::Platform;
use tls_ready::render::data::{Document, json};
use tls_ready::render::html::{address, article};
use tls_ready::{DATA_VERSION, PLATFORMS, Policy};

use crate::bytes::{gzip, sha256};
use crate::page;
use crate::tools::{npm_tool, run};

/// Stands in the file while its sum is taken, so that the sum can be in it.
const NO_SUM: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// From a platform's page to the site's root, as its links have it.
const ROOT: &str = "../../";

/// Writes the file from the index as it was made for the site.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, index: &str, to: &Path) -> Result<()> {
    bundle(root)?;
    let read = |name: &str| {
        let file = root.join("target/offline").join(name);
        fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
    };
    let (style, script, links) = (read("style.css")?, read("main.js")?, read("links.js")?);
    for text in [&script, &links] {
        ensure!(!text.to_lowercase().contains("</script"), "a script would end its own element");
    }
    let policy = policy(&style, &[&script, &links]);
    let icon = STANDARD.encode(fs::read(root.join("www/favicon.svg"))?);
    let icon = format!("data:image/svg+xml;base64,{icon}");
    let head = html! {
        meta http-equiv="Content-Security-Policy" content=(policy);
        link rel="icon" type="image/svg+xml" href=(icon);
        style { (PreEscaped(&style)) }
    };
    let scripts = html! {
        script type="module" { (PreEscaped(&script)) }
        script type="module" { (PreEscaped(&links)) }
    };

    let mut page = index.to_owned();
    for (start, end) in [
        ("<link ", ">"),
        ("<meta property=", ">"),
        ("<script ", "</script>"),
        ("<footer", "</footer>"),
        ("<p class=\"plain\" id=\"disk\"", "</p>"),
    ] {
        page = without(&page, start, end)?;
    }
    let page = within(&page)?
        .replace("src=\"favicon.svg\"", &format!("src=\"{icon}\""))
        .replace("href=\"./\"", "href=\"#\"")
        .replace(" href=\"data/platforms.json\"", &data()?);
    let charset = "<meta charset=\"utf-8\">";
    ensure!(page.matches(charset).count() == 1, "the index lacks {charset}");
    // The policy holds for what comes after it.
    let page = page.replacen(charset, &format!("{charset}\n{}", head.into_string()), 1);
    let mut platforms = String::new();
    for platform in &PLATFORMS {
        platforms += &section(root, platform)?;
    }
    let end = format!("</main>{}{}", footer().into_string(), scripts.into_string());
    let page = page.replacen("</main>", &(platforms + &end), 1);
    leads_nowhere_else(&page, &[&style, &script, &links])?;
    let page = page.replacen(NO_SUM, &sha256(page.as_bytes()), 1);
    fs::write(to, page).with_context(|| format!("writing {}", to.display()))
}

/// The same modules as the site's, with everything inside that they load there.
fn bundle(root: &Path) -> Result<()> {
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(["www/src/main.ts", "www/offline/links.ts", "www/offline/style.css", "--bundle"])
        .args(["--minify", "--format=esm", "--target=es2022", "--log-level=warning"])
        .args(["--conditions=offline", "--loader:.gz=binary", "--entry-names=[name]"])
        .arg("--outdir=target/offline");
    run(&mut esbuild, "bundling the single file")
}

/// The site's policy with the sums of what is inside instead of an origin.
fn policy(style: &str, scripts: &[&str]) -> String {
    let sum = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let scripts: Vec<String> = scripts.iter().map(|text| sum(text)).collect();
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data:; \
         worker-src blob:; connect-src https:; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types tls-ready",
        scripts.join(" "),
        sum(style)
    )
}

/// A text without all that stands from `start` to `end`.
fn without(text: &str, start: &str, end: &str) -> Result<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        out += before;
        rest = after.split_once(end).with_context(|| format!("{start} does not end"))?.1;
    }
    Ok(out + rest)
}

/// Links from the index to other pages lead into the file.
fn within(page: &str) -> Result<String> {
    let mut page = page.to_owned();
    for platform in &PLATFORMS {
        let (id, from) = (platform.id, address(platform));
        page = page
            .replace(&format!("href=\"{from}#"), &format!("href=\"#{id}--"))
            .replace(&format!("href=\"{from}\""), &format!("href=\"#{id}--page\""));
    }
    ensure!(page.contains("--page\""), "the index leads to no platform's page");
    Ok(page)
}

/// What a platform's page says, with ids that are its own in the whole file.
fn section(root: &Path, platform: &'static Platform) -> Result<String> {
    let id = platform.id;
    let mut body = article(platform, &Policy::built_in(), ROOT).into_string();
    for attribute in ["id", "aria-labelledby"] {
        body = body.replace(&format!(" {attribute}=\""), &format!(" {attribute}=\"{id}--"));
    }
    body = body.replace(" href=\"#", &format!(" href=\"#{id}--"));
    for other in &PLATFORMS {
        let from = format!("href=\"{ROOT}{}\"", address(other));
        body = body.replace(&from, &format!("href=\"#{}--page\"", other.id));
    }
    body = body.replace(&format!("href=\"{ROOT}#"), "href=\"#");
    body = files_inside(root, &body)?;
    let section = html! {
        section.page lang="en" id={ (id) "--page" } aria-labelledby={ (id) "--title" } {
            p.back { a href={ "#" (id) } { "Back to the table" } }
            h2 id={ (id) "--title" } data-t="platform-title" data-name=(platform.name) {}
            (PreEscaped(body))
        }
    };
    page::speak(&section.into_string(), &page::words()?, true)
}

/// Whole files to download, as addresses that hold them.
fn files_inside(root: &Path, body: &str) -> Result<String> {
    let start = format!(" href=\"{ROOT}files/");
    let mut out = String::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once(&start) {
        let (file, after) = after.split_once('"').context("an address does not end")?;
        let content = fs::read(root.join("crate").join(file)).with_context(|| file.to_owned())?;
        let name = file.rsplit('/').next().unwrap_or(file);
        let content = STANDARD.encode(content);
        out += before;
        let to = format!("data:application/octet-stream;base64,{content}");
        let _ = write!(out, " data-file=\"{file}\" href=\"{to}\" download=\"{name}\"");
        rest = after.strip_prefix(" download").context("a file that is not to be downloaded")?;
    }
    Ok(out + rest)
}

/// The open data to download, packed: as it is, it would double the file.
fn data() -> Result<String> {
    let packed = STANDARD.encode(gzip(json(&Document::whole())?.as_bytes())?);
    Ok(format!(" download=\"platforms.json.gz\" href=\"data:application/gzip;base64,{packed}\""))
}

fn footer() -> Markup {
    html! {
        // It stands outside of the catalogues.
        footer lang="en" {
            p { "This file asks for nothing when it is opened. The only request is the test of the connection, when you press its button. “Data” above saves the open data as JSON, packed by gzip." }
            p {
                "tls-ready " (env!("CARGO_PKG_VERSION")) ", data of " time datetime=(DATA_VERSION) { (DATA_VERSION) } " (CC0). "
                "SHA-256 of this file, with zeros for these 64 digits: " code id="sum" { (NO_SUM) } "."
            }
        }
    }
}

/// Fails where something in the file leads to a file beside it, or where the
/// sum could not be taken.
fn leads_nowhere_else(page: &str, parts: &[&str]) -> Result<()> {
    let mut markup = page.to_owned();
    for part in parts {
        markup = markup.replacen(part, "", 1);
    }
    for attribute in [" href=\"", " src=\"", " action=\"", " srcset=\""] {
        for rest in markup.split(attribute).skip(1) {
            let to = rest.split('"').next().unwrap_or_default();
            let link =
                ["#", "?", "https://", "mailto:", "data:"].iter().any(|kind| to.starts_with(kind));
            ensure!(
                link && (attribute == " href=\"" || to.starts_with("data:")),
                "it leads to {to}"
            );
        }
    }
    ensure!(page.matches(NO_SUM).count() == 1, "there is no one place for the sum");
    Ok(())
}
