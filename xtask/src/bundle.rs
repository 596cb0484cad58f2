//! The scripts and style sheets of the pages, bundled.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::tools::{npm_tool, run};

/// What the bundler starts from, page by page: what one page loads shares its
/// modules, and nothing with other pages.
const ENTRIES: [&[&str]; 4] = [
    &["www/src/main.ts", "www/style.css", "www/platform.css"],
    &["www/src/disk.ts"],
    &["www/src/platform-page.ts"],
    &[
        "www/frame/frame.ts",
        "www/frame/frame.css",
        "www/builder/builder.ts",
        "www/builder/builder.css",
    ],
];

/// What the bundler made: its report on each file of `dist/`.
pub struct Made(Vec<(String, Value)>);

impl Made {
    /// Bundles the entries; what is loaded when it is needed has files of its own.
    ///
    /// # Errors
    ///
    /// Where the bundler fails.
    pub fn bundle(root: &Path, texts: &str) -> Result<Self> {
        let mut made = Vec::new();
        for entries in ENTRIES {
            let meta = root.join("target/bundle.json");
            let mut esbuild = npm_tool(root, "esbuild")?;
            esbuild
                .args(entries)
                .args(["--bundle", "--minify", "--format=esm", "--splitting"])
                .args(["--target=es2022", "--log-level=warning", "--outdir=dist", "--outbase=www"])
                .args(["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]"])
                .args(["--chunk-names=[name]-[hash]", "--loader:.wasm=file"])
                .arg(format!("--define:TEXTS=\"{texts}\""))
                .arg(format!("--metafile={}", meta.display()));
            run(&mut esbuild, "bundling")?;
            let mut meta: Value = serde_json::from_str(&fs::read_to_string(&meta)?)?;
            match meta.get_mut("outputs").map(Value::take) {
                Some(Value::Object(outputs)) => made.extend(outputs),
                _ => bail!("esbuild wrote no outputs"),
            }
        }
        Ok(Self(made))
    }

    /// As if the bundler had made these names of these entries.
    pub fn of(names: &[(&str, &str)]) -> Self {
        let output = |entry: &str| json!({ "entryPoint": entry, "imports": [] });
        Self(names.iter().map(|(entry, name)| (format!("dist/{name}"), output(entry))).collect())
    }

    /// The name in `dist/` of what was made of an entry.
    ///
    /// # Errors
    ///
    /// Where nothing was.
    pub fn name(&self, entry: &str) -> Result<&str> {
        self.output(entry)
            .and_then(|(name, _)| name.strip_prefix("dist/"))
            .with_context(|| format!("esbuild made nothing of {entry}"))
    }

    /// The names of what it cannot start without.
    pub fn imports(&self, entry: &str) -> Vec<&str> {
        let imports = self.output(entry).and_then(|(_, output)| output.get("imports")?.as_array());
        imports
            .into_iter()
            .flatten()
            .filter(|import| import.get("kind").and_then(Value::as_str) == Some("import-statement"))
            .filter_map(|import| import.get("path")?.as_str()?.strip_prefix("dist/"))
            .collect()
    }

    /// The name of the core.
    ///
    /// # Errors
    ///
    /// Where no script names it.
    pub fn wasm(&self) -> Result<&str> {
        let mut names = self.0.iter().filter_map(|(name, _)| name.strip_prefix("dist/"));
        names.find(|name| has_ending(name, "wasm")).context("esbuild made no wasm")
    }

    fn output(&self, entry: &str) -> Option<&(String, Value)> {
        self.0
            .iter()
            .find(|(_, output)| output.get("entryPoint").and_then(Value::as_str) == Some(entry))
    }
}

/// Whether the name of a file ends in `.ending`.
pub fn has_ending(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own == ending)
}
