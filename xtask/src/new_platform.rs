//! `./build.sh new-platform <id>`: a folder whose unfilled places the build
//! names one by one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

/// Every place that is to be filled says this; the build refuses it.
const TEMPLATE: &str = include_str!("new_platform.toml");

/// The names of other files in the site's `data/`.
const TAKEN: [&str; 3] = ["platforms", "schema", "report"];

/// Makes `platforms/<id>/platform.toml` under `data`, the crate's folder or a
/// copy of it, and returns its path.
///
/// # Errors
///
/// An id that is no folder name and anchor, or one that is there already.
pub fn create(data: &Path, id: &str) -> Result<PathBuf> {
    ensure!(
        is_id(id),
        "“{id}” is no id: write it in lower case letters, digits and single hyphens, with a letter first, at most 40"
    );
    ensure!(!TAKEN.contains(&id), "“{id}” is the name of another file of the open data");
    if let Some(known) = tls_ready::platform(id).filter(|known| known.id != id) {
        anyhow::bail!("“{id}” is a name of the platform {} already", known.id);
    }
    let folder = data.join("platforms").join(id);
    ensure!(!folder.exists(), "{} is there already", folder.display());
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let file = folder.join("platform.toml");
    fs::write(&file, TEMPLATE).with_context(|| format!("writing {}", file.display()))?;
    Ok(file)
}

fn is_id(id: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.len() <= 40
        && id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn an_id_is_a_folder_name_an_anchor_and_a_constant() {
        for (id, good) in [
            ("wget", true),
            ("mbed-tls", true),
            ("h2o", true),
            ("", false),
            ("Wget", false),
            ("../wget", false),
            ("3proxy", false),
            ("a--b", false),
            ("-a", false),
            ("a-", false),
            ("a b", false),
            ("a_b", false),
            ("a23456789012345678901234567890123456789012", false),
        ] {
            assert_eq!(is_id(id), good, "{id}");
        }
    }
}
