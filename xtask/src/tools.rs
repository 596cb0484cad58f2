//! The programs that a build step calls.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// A tool of `package.json`, to be run in `root`.
///
/// # Errors
///
/// It is not installed.
pub fn npm_tool(root: &Path, name: &str) -> Result<Command> {
    let path = root.join("node_modules/.bin").join(name);
    ensure!(path.exists(), "{name} is not installed; run ./build.sh, which calls npm ci");
    let mut command = Command::new(path);
    command.current_dir(root);
    Ok(command)
}

/// Runs it to its end; `what` names the step, and is printed for who waits.
///
/// # Errors
///
/// It cannot be started, or fails.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    eprintln!("   {what}");
    let status = command.status().with_context(|| format!("{what} cannot be started"))?;
    if !status.success() {
        bail!("{what} failed ({status})");
    }
    Ok(())
}
