//! What the faces for other people's pages and machines weigh.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bytes::gzip;

/// Prints them for `dist`.
///
/// # Errors
///
/// A file that cannot be read.
pub fn print(dist: &Path) -> Result<()> {
    let npm = dist.join("npm");
    let mut scripts = BTreeSet::new();
    imported(&npm, "define.js", &mut scripts)?;
    let mut element = Vec::new();
    for name in &scripts {
        element.push(fs::read(npm.join(name))?);
    }
    row("element, its scripts", &element)?;
    for name in ["tls_ready.wasm", "texts.json"] {
        row(&format!("npm/{name}"), &[fs::read(npm.join(name))?])?;
    }
    row("npm/inline.js, all inside", &[fs::read(npm.join("inline.js"))?])?;
    for entry in sorted(&dist.join("offline"))? {
        if entry != "SHA256SUMS" {
            row(&format!("offline/{entry}"), &[fs::read(dist.join("offline").join(&entry))?])?;
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Result<BTreeSet<String>> {
    let names = fs::read_dir(folder)?
        .map(|entry| -> Result<String> { Ok(entry?.file_name().to_string_lossy().into_owned()) });
    names.collect()
}

/// A module with all that it imports at its start.
fn imported(folder: &Path, name: &str, found: &mut BTreeSet<String>) -> Result<()> {
    if !found.insert(name.to_owned()) {
        return Ok(());
    }
    let text = fs::read_to_string(folder.join(name)).with_context(|| name.to_owned())?;
    for start in ["from\"./", "import\"./"] {
        for rest in text.split(start).skip(1) {
            if let Some((module, _)) = rest.split_once('"') {
                imported(folder, module, found)?;
            }
        }
    }
    Ok(())
}

fn row(name: &str, files: &[Vec<u8>]) -> Result<()> {
    let mut packed = 0;
    for file in files {
        packed += gzip(file)?.len();
    }
    let raw: usize = files.iter().map(Vec::len).sum();
    println!("{name:28} {raw:>8} bytes {packed:>7} gzip");
    Ok(())
}
