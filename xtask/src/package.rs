//! `dist/npm/`: the npm package, ready to be packed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::bytes::gzip;
use crate::tools::{npm_tool, run};

/// The modules that can be imported, by their names in `www/embed/`.
const ENTRIES: [&str; 5] = ["index", "node", "inline", "element", "define"];

/// What stands in the manifest for the workspace's version.
const NO_VERSION: &str = "\"version\": \"0.0.0\"";

/// The wasm, packed for what carries it inside a script.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn pack_wasm(bindings: &Path) -> Result<()> {
    let wasm = fs::read(bindings.join("tls_ready_bg.wasm"))?;
    fs::write(bindings.join("tls_ready_bg.wasm.gz"), gzip(&wasm)?)?;
    Ok(())
}

/// Writes the package.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, bindings: &Path) -> Result<()> {
    let out = root.join("dist/npm");
    fs::create_dir_all(&out)?;
    style(root)?;
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(ENTRIES.map(|entry| format!("www/embed/{entry}.ts")))
        .args(["--bundle", "--splitting", "--format=esm", "--target=es2022", "--minify-syntax"])
        .args(["--minify-whitespace", "--log-level=warning", "--outdir=dist/npm"])
        .args([
            "--chunk-names=chunk-[hash]",
            "--loader:.gz=binary",
            "--loader:.css=text",
            "--external:node:*",
        ]);
    run(&mut esbuild, "bundling the package")?;
    types(root, bindings, &out)?;
    fs::copy(bindings.join("tls_ready_bg.wasm"), out.join("tls_ready.wasm"))?;
    fs::copy(bindings.join("texts.json"), out.join("texts.json"))?;
    for file in ["LICENSE-MIT", "LICENSE-APACHE", "LICENSE-DATA"] {
        fs::copy(root.join(file), out.join(file)).with_context(|| format!("copying {file}"))?;
    }
    fs::copy(root.join("www/embed/README.md"), out.join("README.md"))?;
    // As it is: the order of the conditions in "exports" decides.
    let manifest = fs::read_to_string(root.join("www/embed/package.json"))?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    ensure!(manifest.contains(NO_VERSION), "www/embed/package.json lacks {NO_VERSION}");
    fs::write(out.join("package.json"), manifest.replacen(NO_VERSION, &version, 1))?;
    Ok(())
}

/// The element's style sheet, with the card's in it, for its script.
fn style(root: &Path) -> Result<()> {
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(["www/embed/element.css", "--bundle", "--minify", "--log-level=warning"])
        .arg("--outfile=target/bindings/element.css");
    run(&mut esbuild, "bundling the element's style")
}

/// The element as the site serves it, in `dist/element/`: the package's files
/// for browsers.
///
/// # Errors
///
/// A file that cannot be copied.
pub fn element(root: &Path) -> Result<()> {
    let (from, to) = (root.join("dist/npm"), root.join("dist/element"));
    fs::create_dir_all(&to)?;
    for entry in fs::read_dir(&from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let for_browsers = path.extension().is_some_and(|ending| ending != "ts" && ending != "md");
        if for_browsers && !["inline.js", "node.js", "package.json"].contains(&name.as_str()) {
            fs::copy(&path, to.join(&name)).with_context(|| format!("copying {name}"))?;
        }
    }
    Ok(())
}

/// The declarations, as the compiler writes them, with the package's own paths.
fn types(root: &Path, bindings: &Path, out: &Path) -> Result<()> {
    let made = root.join("target/types");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    let mut tsc = npm_tool(root, "tsc")?;
    tsc.args(["--project", "tsconfig.json", "--noEmit", "false", "--declaration"]).args([
        "--emitDeclarationOnly",
        "--rootDir",
        ".",
        "--outDir",
        "target/types",
    ]);
    run(&mut tsc, "writing the declarations")?;
    for entry in ENTRIES.iter().chain(&["api", "load"]) {
        let from = made.join("www/embed").join(format!("{entry}.d.ts"));
        let text =
            fs::read_to_string(&from).with_context(|| format!("reading {}", from.display()))?;
        let text = text
            .replace("\"./element\"", "\"./element.js\"")
            .replace("\"../../target/bindings/tls_ready.js\"", "\"./types.js\"")
            .replace("\"./api\"", "\"./api.js\"")
            .replace("\"./load\"", "\"./load.js\"");
        ensure!(!text.contains("../"), "{entry}.d.ts names a file outside of the package");
        fs::write(out.join(format!("{entry}.d.ts")), text)?;
    }
    fs::copy(bindings.join("tls_ready.d.ts"), out.join("types.d.ts"))?;
    Ok(())
}
