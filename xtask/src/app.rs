//! What lets the page open without a network: the service worker with the
//! names of what it stores.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::bytes::sha256;
use crate::headers::is_hashed;
use crate::offline::{inside, site_files};
use crate::tools::{npm_tool, run};

/// What belongs to the page beside the files with a hash in their name.
const BESIDE: [&str; 2] = ["favicon.svg", "manifest.webmanifest"];

/// How the names of hashed files begin that the page does not load.
const NOT_THE_PAGE: [&str; 3] = ["element/", "frame-", "builder-"];

/// Writes it; everything that the page loads must be in `dist` already.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, dist: &Path) -> Result<()> {
    let mut stored = vec!["./".to_owned()];
    let mut all = fs::read(dist.join("index.html"))?;
    for file in site_files(dist)? {
        let name = inside(dist, &file)?;
        let elsewhere = NOT_THE_PAGE.iter().any(|start| name.starts_with(start));
        if is_hashed(&name) && !elsewhere || BESIDE.contains(&name.as_str()) {
            all.extend(fs::read(&file)?);
            stored.push(name);
        }
    }
    let names = serde_json::to_string(&stored)?;
    let build = sha256(&all).get(..12).unwrap_or_default().to_owned();
    let mut esbuild = npm_tool(root, "esbuild")?;
    esbuild
        .args(["www/src/service-worker.ts", "--bundle", "--minify", "--format=iife"])
        .args(["--target=es2022", "--log-level=warning", "--outdir=dist"])
        .arg(format!("--define:STORED={names}"))
        .arg(format!("--define:BUILD=\"{build}\""));
    run(&mut esbuild, "bundling the service worker")
}
