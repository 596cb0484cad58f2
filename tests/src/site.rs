//! The built page, served as `./build.sh serve` does.

use anyhow::{Context as _, Result};
use xtask::repository;
use xtask::serve::{self, Server};

/// The page on a free port, with the site's headers; it stops when dropped.
pub struct Site {
    server: Server,
}

impl Site {
    /// Serves `dist/`.
    ///
    /// # Errors
    ///
    /// Where `dist/` was not built.
    pub async fn start() -> Result<Self> {
        let dist = repository().join("dist");
        let server = serve::start(&dist, 0).await.context("the page cannot be served")?;
        Ok(Self { server })
    }

    /// The page's address, with a path or fragment after the slash.
    pub fn url(&self, rest: &str) -> String {
        format!("http://localhost:{}/{rest}", self.server.port())
    }
}
