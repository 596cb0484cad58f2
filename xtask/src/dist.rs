//! `dist/`: wasm, bindings, bundle, page, and the sizes of the first visit.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::bytes::gzip;
use crate::page::{self, Site};
use crate::tools::{npm_tool, run};
use crate::{app, deploy, frames, offline, package, packs, single, site};

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
    let wasm = compile(root)?;
    bind(&wasm, &bindings)?;
    optimise(root, &bindings.join("tls_ready_bg.wasm"))?;
    package::pack_wasm(&bindings)?;
    packs::for_package(&bindings)?;
    check_types(root)?;

    let dist = root.join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist).context("cannot empty dist/")?;
    }
    fs::create_dir_all(&dist)?;
    let texts = packs::for_site(&dist)?;
    let [script, style, platform_style] = bundle(root, &texts)?;
    let template = fs::read_to_string(root.join("www/index.html"))?;
    let about = Site { base, script: &script, style: &style, platform_style: &platform_style };
    let index = page::index(&template, &about)?;
    fs::write(dist.join("index.html"), &index)?;
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
    sizes(&dist, &script)
}

/// The wasm, with machine paths mapped away so that its bytes are the same
/// everywhere.
fn compile(root: &Path) -> Result<PathBuf> {
    let home = env::var("CARGO_HOME")
        .or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let flags =
        format!("--remap-path-prefix={home}=/cargo --remap-path-prefix={}=/src", root.display());
    let mut cargo = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    cargo
        .current_dir(root)
        .args(["build", "--locked", "--quiet", "--package", "tls-ready", "--lib"])
        .args(["--no-default-features", "--features", "packs", "--profile", "wasm"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    run(&mut cargo, "compiling the wasm")?;
    Ok(root.join("target/wasm32-unknown-unknown/wasm/tls_ready.wasm"))
}

fn bind(wasm: &Path, out: &Path) -> Result<()> {
    let mut generator = wasm_bindgen_cli_support::Bindgen::new();
    generator
        .input_path(wasm)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(out)
        .context("generating the bindings")?;
    // TypeScript would type the import of the wasm file by it.
    fs::remove_file(out.join("tls_ready_bg.wasm.d.ts")).ok();
    Ok(())
}

fn optimise(root: &Path, wasm: &Path) -> Result<()> {
    let mut tool = npm_tool(root, "wasm-opt")?;
    run(tool.args(["-Oz", "--converge"]).arg(wasm).arg("-o").arg(wasm), "wasm-opt")
}

fn check_types(root: &Path) -> Result<()> {
    run(npm_tool(root, "tsc")?.args(["--project", "tsconfig.json"]), "checking the types")
}

/// What the bundler starts from: the script, the style of every page, and the
/// style that only a platform's page needs.
const ENTRIES: [&str; 3] = ["www/src/main.ts", "www/style.css", "www/platform.css"];

/// Bundles the entries; returns their names in `dist/`. What is loaded when it
/// is needed goes to `dist/later/`.
fn bundle(root: &Path, texts: &str) -> Result<[String; 3]> {
    let meta = root.join("target/bundle.json");
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(ENTRIES)
        .args(["--bundle", "--minify", "--format=esm", "--splitting"])
        .args(["--target=es2022", "--log-level=warning", "--outdir=dist", "--outbase=www"])
        .args(["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
        .args(["--chunk-names=later/[name]-[hash]", "--loader:.wasm=file"])
        .arg(format!("--define:TEXTS=\"{texts}\""))
        .arg(format!("--metafile={}", meta.display()));
    run(&mut esbuild, "bundling")?;
    let meta: Value = serde_json::from_str(&fs::read_to_string(&meta)?)?;
    let outputs =
        meta.get("outputs").and_then(Value::as_object).context("esbuild wrote no outputs")?;
    let of = |entry: &str| {
        outputs
            .iter()
            .find(|(_, output)| output.get("entryPoint").and_then(Value::as_str) == Some(entry))
            .and_then(|(name, _)| name.strip_prefix("dist/"))
            .map(str::to_owned)
            .with_context(|| format!("esbuild made nothing of {entry}"))
    };
    let [script, style, platform_style] = ENTRIES;
    Ok([of(script)?, of(style)?, of(platform_style)?])
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

/// Prints what the first visit weighs: the index, what it names, and what its
/// script names at the site's root.
fn sizes(dist: &Path, script: &str) -> Result<()> {
    let mut rows = Vec::new();
    let index = fs::read_to_string(dist.join("index.html"))?;
    let names = index + &fs::read_to_string(dist.join(script))?;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let picture = path.extension().is_some_and(|ending| ending == "png");
        if path.is_file()
            && !picture
            && (name == "index.html" || names.contains(&name))
            && name.contains('.')
        {
            let bytes = fs::read(&path)?;
            rows.push((name, bytes.len(), gzip(&bytes)?.len()));
        }
    }
    rows.sort();
    let total = rows.iter().fold((0, 0), |sum, row| (sum.0 + row.1, sum.1 + row.2));
    for (name, raw, gzip) in &rows {
        println!("{name:28} {raw:>8} bytes {gzip:>7} gzip");
    }
    println!("{:28} {:>8} bytes {:>7} gzip", "first visit", total.0, total.1);
    Ok(())
}
