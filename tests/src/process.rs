//! Programs that the suites start, and how they end.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use anyhow::{Context as _, Result, bail};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process_group, waitpgid};

/// How long anything that is awaited may take to start.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
pub const PERIOD: Duration = Duration::from_millis(10);

/// Finds a program on the path, and where only root's path leads.
///
/// # Errors
///
/// Where it is missing, with the Debian package that has it.
pub fn find(program: &str, package: &str) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let system = ["/usr/local/sbin", "/usr/sbin", "/sbin"].map(PathBuf::from);
    env::split_paths(&path)
        .chain(system)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
        .with_context(|| format!("{program} is missing; Debian and Ubuntu have it in {package}"))
}

/// Runs a program to its end.
///
/// # Errors
///
/// Where it cannot be started or fails, with what it wrote.
pub fn run(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{} cannot be started", name(command)))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("{} failed ({}): {errors}", name(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A program with all that it starts: a process group of its own, which ends
/// when this is dropped.
#[derive(Debug)]
pub struct Group {
    name: String,
    leader: Child,
}

impl Group {
    /// Starts a program as the leader of a new process group.
    ///
    /// # Errors
    ///
    /// Where it cannot be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = name(command);
        // Those that lose their parent become ours, so that their end is seen.
        #[cfg(target_os = "linux")]
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        let leader = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        Ok(Self { name, leader })
    }

    /// Fails where the leader has ended by itself.
    ///
    /// # Errors
    ///
    /// Its exit status.
    pub fn alive(&mut self) -> Result<()> {
        match self.leader.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("{} has ended ({status})", self.name),
        }
    }

    /// Waits for the leader's end; what it leaves behind ends with this value.
    ///
    /// # Errors
    ///
    /// Where it takes longer than `limit`.
    pub fn wait(&mut self, limit: Duration) -> Result<ExitStatus> {
        let until = Instant::now() + limit;
        loop {
            if let Some(status) = self.leader.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > until {
                bail!("{} has not ended after {} s", self.name, limit.as_secs());
            }
            thread::sleep(PERIOD);
        }
    }

    /// Ends all of the group: politely, so that it can tidy up, then for sure.
    fn end(&mut self) -> Result<()> {
        let id = i32::try_from(self.leader.id()).ok().and_then(Pid::from_raw);
        let group = id.context("the leader has no id")?;
        for (signal, patience) in [(Signal::TERM, 3), (Signal::KILL, 10)] {
            match kill_process_group(group, signal) {
                Ok(()) => {}
                Err(Errno::SRCH) => return Ok(()),
                Err(error) => return Err(error.into()),
            }
            let until = Instant::now() + Duration::from_secs(patience);
            while Instant::now() < until {
                match waitpgid(group, WaitOptions::NOHANG) {
                    // One of them has ended.
                    Ok(Some(_)) => {}
                    Ok(None) => thread::sleep(PERIOD),
                    // Nobody is left.
                    Err(Errno::CHILD) => return Ok(()),
                    Err(error) => return Err(error.into()),
                }
            }
        }
        bail!("something of it is still there")
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Err(error) = self.end() {
            eprintln!("{} could not be ended: {error:#}", self.name);
        }
    }
}
