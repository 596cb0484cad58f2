//! The texts that the wasm leaves out: a file a platform for the site, and one
//! document of all for the npm package and the single file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Result;
use tls_ready::PACKS;
use tls_ready::packs::SEPARATOR;

use crate::bytes::{gzip, sha256};

/// Each pack by its name, as [`tls_ready::packs`] takes it.
fn packs() -> BTreeMap<&'static str, String> {
    PACKS.iter().map(|(name, texts)| (*name, texts.join(&SEPARATOR.to_string()))).collect()
}

/// Writes each pack as `texts-<hash>/<name>.txt`; returns the folder's name. The
/// hash is that of all texts, so a wasm never meets the texts of another.
///
/// # Errors
///
/// A file that cannot be written.
pub fn for_site(dist: &Path) -> Result<String> {
    let packs = packs();
    let hash = sha256(&serde_json::to_vec(&packs)?);
    let folder = format!("texts-{}", hash.get(..8).unwrap_or_default());
    fs::create_dir_all(dist.join(&folder))?;
    for (name, texts) in packs {
        fs::write(dist.join(&folder).join(format!("{name}.txt")), texts)?;
    }
    Ok(folder)
}

/// Writes `texts.json` and the same packed, beside the bindings.
///
/// # Errors
///
/// A file that cannot be written.
pub fn for_package(bindings: &Path) -> Result<()> {
    let whole = serde_json::to_vec(&packs())?;
    fs::write(bindings.join("texts.json.gz"), gzip(&whole)?)?;
    fs::write(bindings.join("texts.json"), whole)?;
    Ok(())
}
