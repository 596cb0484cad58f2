//! The built page, served as `./build.sh serve` does.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use xtask::repository;
use xtask::serve::{self, Server};

/// What is missing from a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// Nothing.
    Nothing,
    /// The wasm, as where a filter blocks it.
    Core,
    /// The page's script.
    Script,
}

/// The page on a free port, with the site's headers; it stops when dropped.
pub struct Site {
    server: Server,
    _copy: Option<TempDir>,
}

impl Site {
    /// Serves `dist/`.
    ///
    /// # Errors
    ///
    /// Where `dist/` was not built.
    pub async fn start(without: Without) -> Result<Self> {
        let dist = repository().join("dist");
        let copy = match without {
            Without::Nothing => None,
            Without::Core => Some(copy(&dist, "wasm")?),
            Without::Script => Some(copy(&dist, "js")?),
        };
        let root = copy.as_ref().map_or(dist.as_path(), TempDir::path);
        let server = serve::start(root, 0).await.context("the page cannot be served")?;
        Ok(Self { server, _copy: copy })
    }

    /// The page's address, with a path or fragment after the slash.
    pub fn url(&self, rest: &str) -> String {
        format!("http://localhost:{}/{rest}", self.server.port())
    }
}

/// The files of the site's root, but for those with an ending.
fn copy(dist: &Path, but: &str) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("tls-ready-site-").tempdir()?;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let left_out = path.extension().is_some_and(|ending| ending == but);
        if let Some(name) = path.file_name().filter(|_| path.is_file() && !left_out) {
            fs::copy(&path, copy.path().join(name))?;
        }
    }
    Ok(copy)
}
