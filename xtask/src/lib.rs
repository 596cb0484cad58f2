//! The build's own steps: bindings, pages, bundle, and the web server of
//! `./build.sh serve` and the browser tests.

pub mod dist;
pub mod headers;
pub mod page;
pub mod serve;

use std::path::PathBuf;

/// The repository's root.
pub fn repository() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}
