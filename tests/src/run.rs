//! Clients of any kind, sent to an endpoint: bounded in time, and told by what
//! the server saw of them.
//!
//! ```no_run
//! use tls_ready_tests::endpoints::{Endpoint, Endpoints};
//! use tls_ready_tests::run::Bench;
//!
//! # fn main() -> anyhow::Result<()> {
//! let endpoints = Endpoints::start()?;
//! let mut bench = Bench::new(&endpoints)?;
//! bench.set("SSL_CERT_FILE", "{ca}");
//! let run = bench.ask(Endpoint::Tls12, "ruby probe.rb {endpoint}")?;
//! println!("{:?} {}", run.negotiated, run.output);
//! # Ok(())
//! # }
//! ```

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use crate::endpoints::{Endpoint, Endpoints};
use crate::process::Group;

/// How long a client may take.
pub const LIMIT: Duration = Duration::from_mins(2);

/// How long what is run without an endpoint may take: compilers.
const BUILD_LIMIT: Duration = Duration::from_mins(6);

/// Where the system's own programs are; they come before the caller's.
const SYSTEM: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// What became of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// It ended with status 0.
    pub success: bool,
    /// What it wrote, standard output and errors in their order.
    pub output: String,
    /// The protocol of the last request, as the server wrote it down
    /// (`TLSv1.2`); nothing where no request came.
    pub negotiated: Option<String>,
}

/// A folder with an environment of its own, in which clients run.
#[derive(Debug)]
pub struct Bench<'a> {
    endpoints: &'a Endpoints,
    folder: TempDir,
    variables: BTreeMap<String, String>,
    limit: Duration,
}

impl<'a> Bench<'a> {
    /// An empty folder; `HOME` and `TMPDIR` are in it, and programs in its
    /// `bin` come before all others.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made.
    pub fn new(endpoints: &'a Endpoints) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("tls-ready-bench-").tempdir()?;
        for own in ["bin", "home", "tmp"] {
            fs::create_dir(folder.path().join(own))?;
        }
        let callers = env::var("PATH").unwrap_or_default();
        let variables = [
            ("PATH", format!("{{folder}}/bin:{SYSTEM}:{callers}")),
            ("HOME", "{folder}/home".to_owned()),
            ("TMPDIR", "{folder}/tmp".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
        ];
        let mut variables: BTreeMap<String, String> =
            variables.map(|(name, value)| (name.to_owned(), value)).into();
        // Rust's toolchain and crates are in the caller's home.
        let home = env::var("HOME").unwrap_or_default();
        for (name, place) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
            let own = env::var(name).unwrap_or_else(|_| format!("{home}/{place}"));
            variables.insert(name.to_owned(), own);
        }
        Ok(Self { endpoints, folder, variables, limit: LIMIT })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Sets a variable of the environment, filled in by [`Bench::fill`].
    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// Gives each line more or less time than [`LIMIT`].
    pub const fn limit(&mut self, limit: Duration) {
        self.limit = limit;
    }

    /// Runs a shell line in the folder.
    ///
    /// # Errors
    ///
    /// Where it cannot be started or does not end in time. A line that fails
    /// is no error.
    pub fn run(&self, line: &str) -> Result<Run> {
        let (success, output) = self.shell(&self.fill(line), self.limit.max(BUILD_LIMIT))?;
        Ok(Run { success, output, negotiated: None })
    }

    /// Sends a shell line to an endpoint: `{endpoint}`, `{host}`, `{port}` and
    /// `{path}` are filled in, and `{free}`, a port that nobody uses.
    ///
    /// # Errors
    ///
    /// As [`Bench::run`], and where the server's log cannot be read.
    pub fn ask(&self, endpoint: Endpoint, line: &str) -> Result<Run> {
        let before = self.endpoints.requests(endpoint)?.len();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let line = self
            .fill(line)
            .replace("{free}", &free.to_string())
            .replace("{endpoint}", &self.endpoints.url(endpoint))
            .replace("{host}", "localhost")
            .replace("{port}", &self.endpoints.port(endpoint).to_string())
            .replace("{path}", "/api");
        let (success, output) = self.shell(&line, self.limit)?;
        let requests = self.endpoints.requests(endpoint)?;
        let negotiated = requests
            .iter()
            .skip(before)
            // A client that gives up before the handshake has none.
            .filter_map(|request| request.split(' ').nth(1).filter(|seen| *seen != "-"))
            .next_back()
            .map(str::to_owned);
        Ok(Run { success, output, negotiated })
    }

    /// The text with `{ca}`, `{folder}` and `{target}`, the build's own folder,
    /// filled in.
    pub fn fill(&self, text: &str) -> String {
        text.replace("{ca}", &self.endpoints.ca_file().to_string_lossy())
            .replace("{folder}", &self.folder().to_string_lossy())
            .replace("{target}", concat!(env!("CARGO_MANIFEST_DIR"), "/../target"))
    }

    fn shell(&self, line: &str, limit: Duration) -> Result<(bool, String)> {
        let written = tempfile::NamedTempFile::new_in(self.folder.path().join("tmp"))?;
        let output = |file: &File| file.try_clone().map(Stdio::from);
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", line])
            .current_dir(self.folder())
            .env_clear()
            .envs(self.variables.iter().map(|(name, value)| (name, self.fill(value))))
            .stdout(output(written.as_file())?)
            .stderr(output(written.as_file())?);
        let status = Group::start(&mut command)?.wait(limit).with_context(|| line.to_owned())?;
        let bytes = fs::read(written.path())?;
        Ok((status.success(), String::from_utf8_lossy(&bytes).into_owned()))
    }
}
