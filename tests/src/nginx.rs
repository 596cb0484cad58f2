//! nginx on loopback, with a folder of its own.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

use crate::process::{Group, PATIENCE, PERIOD, find, run};

/// Finds nginx and writes its configuration into `folder`, to which the
/// configuration's paths are relative.
fn prepare(folder: &Path, configuration: &str) -> Result<Command> {
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration)?;
    let mut command = Command::new(find("nginx", "nginx-light")?);
    command.args(["-e", "stderr", "-c"]).arg(file).arg("-p").arg(folder);
    Ok(command)
}

/// Checks a configuration by `nginx -t`.
///
/// # Errors
///
/// What nginx says against it.
pub fn check(folder: &Path, configuration: &str) -> Result<()> {
    run(prepare(folder, configuration)?.arg("-t")).map(drop)
}

/// Starts nginx and waits until it listens.
///
/// # Errors
///
/// Where it is missing or does not start, with what it says.
pub fn start(folder: &Path, configuration: &str) -> Result<Group> {
    let words = folder.join("nginx.txt");
    let mut group = Group::start(
        prepare(folder, configuration)?.stdout(Stdio::null()).stderr(File::create(&words)?),
    )?;
    let said = || fs::read_to_string(&words).unwrap_or_default();
    let until = Instant::now() + PATIENCE;
    // It writes this once all of its ports are its own; that something listens
    // on them says less, for another program may have been faster.
    let written = folder.join("nginx.pid");
    while fs::metadata(&written).map_or(true, |file| file.len() == 0) {
        group.alive().with_context(said)?;
        if Instant::now() > until {
            bail!("nginx does not listen: {}", said());
        }
        thread::sleep(PERIOD);
    }
    Ok(group)
}
