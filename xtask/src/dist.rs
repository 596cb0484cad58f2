//! `dist/`: wasm, bindings, bundle, page, and the sizes of the first visit.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bundle::Made;
use crate::bytes::gzip;
use crate::page::{self, Site};
use crate::tools::{npm_tool, run};
use crate::{app, deploy, frames, offline, package, packs, single, site, wasm};

/// The files that are served as they are in `www/`.
const AS_THEY_ARE: [&str; 5] =
    ["favicon.svg", "icon-192.png", "icon-512.png", "manifest.webmanifest", "social.png"];

/// Builds everything into `root/dist`, which is replaced. The site's root is
/// published at `base`.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, base: &str) -> Result<()> {
    ensure!(
        base.starts_with("https://") && base.ends_with('/'),
        "the base URL {base} must begin with https:// and end with a slash"
    );
    let bindings = root.join("target/bindings");
    wasm::build(root, &bindings)?;
    package::pack_wasm(&bindings)?;
    packs::for_package(&bindings)?;
    check_types(root)?;

    let dist = root.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).context("cannot empty dist/")?;
    }
    fs::create_dir_all(&dist)?;
    let texts = packs::for_site(&dist)?;
    let made = Made::bundle(root, &texts)?;
    let template = fs::read_to_string(root.join("www/index.html"))?;
    let about = Site { base, made: &made };
    let index = page::index(&template, &about)?;
    fs::write(dist.join("index.html"), &index)?;
    fs::create_dir_all(dist.join("platform"))?;
    fs::write(dist.join("platform/index.html"), page::platforms(&about)?)?;
    for platform in &tls_ready::PLATFORMS {
        let folder = dist.join("platform").join(platform.id);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.html"), page::platform(platform, &about)?)?;
    }
    site::data(root, &dist)?;
    fs::write(dist.join("sitemap.xml"), site::sitemap(base))?;
    fs::write(dist.join("robots.txt"), site::robots(base))?;
    fs::write(dist.join("llms.txt"), site::llms(base))?;
    for file in AS_THEY_ARE {
        fs::copy(root.join("www").join(file), dist.join(file))
            .with_context(|| format!("copying {file}"))?;
    }
    copy_files(root, &dist)?;
    package::build(root, &bindings)?;
    package::element(root)?;
    frames::build(root, &dist, &about)?;
    app::build(root, &dist)?;
    fs::write(dist.join("_headers"), deploy::headers_file(&dist)?)?;
    let offline = dist.join("offline");
    fs::create_dir_all(&offline)?;
    single::build(root, &index, &offline.join("tls-ready.html"))?;
    offline::build(&dist)?;
    sizes(&dist, &made)
}

fn check_types(root: &Path) -> Result<()> {
    run(npm_tool(root, "tsc")?.args(["--project", "tsconfig.json"]), "checking the types")
}

/// The fix and probe files, to download whole.
fn copy_files(root: &Path, dist: &Path) -> Result<()> {
    let of_platforms = tls_ready::PLATFORMS.iter().flat_map(|platform| {
        let fixes = platform.fixes.iter().filter_map(|fix| fix.file);
        fixes.chain(platform.probes.iter().filter_map(|probe| probe.file))
    });
    for file in
        of_platforms.map(tls_ready::packs::Text::as_str).chain(["shared/forward-proxy.conf"])
    {
        let to = dist.join("files").join(file);
        fs::create_dir_all(to.parent().context("a file without a folder")?)?;
        fs::copy(root.join("crate").join(file), &to).with_context(|| format!("copying {file}"))?;
    }
    Ok(())
}

/// Prints what the first visit weighs: what is loaded before anybody does
/// anything, and what an answer needs besides. The texts of its platform are
/// the only part that differs from answer to answer.
fn sizes(dist: &Path, made: &Made) -> Result<()> {
    let [start, tools, served] = ["www/src/main.ts", "www/src/tools.ts", "www/src/served.ts"];
    let mut first = vec!["index.html", "favicon.svg", "manifest.webmanifest"];
    first.extend([made.name("www/style.css")?, made.name(start)?]);
    first.extend(made.imports(start));
    let mut answer = vec![made.name(tools)?, made.name(served)?, made.wasm()?];
    answer.extend([tools, served].iter().flat_map(|part| made.imports(part)));
    answer.sort_unstable();
    answer.dedup();
    answer.retain(|name| !first.contains(name));
    let mut sum = 0;
    for (names, what) in
        [(first, "before anybody does anything"), (answer, "with the first answer, but its texts")]
    {
        for name in names {
            let bytes = fs::read(dist.join(name))?;
            let packed = gzip(&bytes)?.len();
            sum += packed;
            println!("{name:36} {:>8} bytes {packed:>7} gzip", bytes.len());
        }
        println!("{what:36} {sum:>22} gzip");
    }
    Ok(())
}
