//! `dist/offline/`: the site to unpack behind any web server, and the sums of
//! what is there.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::bytes::sha256;

/// What is beside the site in `dist/` and not a part of it.
const BESIDE: [&str; 2] = ["npm", "offline"];

/// The file with the sums, in the archive and beside it.
const SUMS: &str = "SHA256SUMS";

/// Writes the archive of the site and the sums.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn build(dist: &Path) -> Result<()> {
    let out = dist.join("offline");
    fs::create_dir_all(&out)?;
    let name = format!("tls-ready-{}", env!("CARGO_PKG_VERSION"));
    archive(dist, &name, &out.join(format!("{name}.zip")))?;
    let mut files = Vec::new();
    for entry in fs::read_dir(&out)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name != SUMS) {
            files.push(path);
        }
    }
    files.sort();
    fs::write(out.join(SUMS), sums(&out, &files)?)?;
    Ok(())
}

/// The site's files, in order, without what is beside it.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn site_files(dist: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dist.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let beside = BESIDE.iter().any(|name| path == dist.join(name));
            if path.is_dir() && !beside {
                folders.push(path);
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    // By the whole path's bytes, as an archive lists it.
    files.sort_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    Ok(files)
}

/// The same bytes for the same files: in order, with no times and no owners.
fn archive(dist: &Path, name: &str, to: &Path) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let files = site_files(dist)?;
    let mut archive = ZipWriter::new(File::create(to)?);
    for file in &files {
        archive.start_file(format!("{name}/{}", inside(dist, file)?), options)?;
        archive.write_all(&fs::read(file)?)?;
    }
    archive.start_file(format!("{name}/{SUMS}"), options)?;
    archive.write_all(sums(dist, &files)?.as_bytes())?;
    archive.finish()?;
    Ok(())
}

/// The sums as `sha256sum --check` reads them.
fn sums(folder: &Path, files: &[PathBuf]) -> Result<String> {
    let mut out = String::new();
    for file in files {
        let _ = writeln!(out, "{}  {}", sha256(&fs::read(file)?), inside(folder, file)?);
    }
    Ok(out)
}

/// A file's path from its folder, with slashes.
///
/// # Errors
///
/// A name that is not Unicode.
pub fn inside(folder: &Path, file: &Path) -> Result<String> {
    let parts = file.strip_prefix(folder)?.iter();
    let parts: Option<Vec<_>> = parts.map(|part| part.to_str()).collect();
    Ok(parts.with_context(|| format!("{} is no plain name", file.display()))?.join("/"))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::{Duration, SystemTime};

    use super::build;

    #[test]
    fn the_same_files_make_the_same_archive_on_any_day() -> anyhow::Result<()> {
        let mut archives = Vec::new();
        for (age, order) in [(0, ["a.txt", "b/c.txt"]), (86_400 * 400, ["b/c.txt", "a.txt"])] {
            let folder = tempfile::tempdir()?;
            fs::create_dir(folder.path().join("b"))?;
            for name in order {
                let file = folder.path().join(name);
                fs::write(&file, name.repeat(1000))?;
                let then = SystemTime::now() - Duration::from_secs(age);
                fs::File::options().append(true).open(&file)?.set_modified(then)?;
            }
            build(folder.path())?;
            let name = format!("offline/tls-ready-{}.zip", env!("CARGO_PKG_VERSION"));
            archives.push(fs::read(folder.path().join(name))?);
        }
        assert!(archives.first() == archives.last() && archives.len() == 2);
        Ok(())
    }
}
