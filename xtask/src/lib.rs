//! The build's own steps: bindings, pages, open data, bundle, the scaffold of
//! a platform, and the web server of
//! `./build.sh serve` and the browser tests.

pub mod app;
pub mod baseline;
pub mod bundle;
pub mod bytes;
pub mod deploy;
pub mod dist;
pub mod evidence;
pub mod frames;
pub mod headers;
pub mod new_platform;
pub mod offline;
pub mod package;
pub mod packs;
pub mod page;
pub mod serve;
pub mod single;
pub mod site;
pub mod statistics;
pub mod tools;
pub mod wasm;
pub mod weights;

use std::path::PathBuf;

/// The repository's root.
pub fn repository() -> PathBuf {
    let mut root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.pop();
    root
}
