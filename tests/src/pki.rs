//! A throw-away authority and its certificates, made by the `openssl` command.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use crate::process::{find, run};

/// The authority's configuration, with the extensions of each certificate.
const CONFIGURATION: &str = include_str!("../nginx/ca.cnf");

/// A folder with `ca.pem`, `leaf.key` and the certificates for it: `valid.pem`
/// (`localhost` and 127.0.0.1), `expired.pem`, `wrong-host.pem` and
/// `self-signed.pem`.
#[derive(Debug)]
pub struct Pki {
    folder: PathBuf,
}

impl Pki {
    /// Makes all of them in `folder`.
    ///
    /// # Errors
    ///
    /// Where `openssl` is missing or fails, with what it wrote.
    pub fn create(folder: &Path) -> Result<Self> {
        let openssl = find("openssl", "openssl")?;
        fs::write(folder.join("ca.cnf"), CONFIGURATION)?;
        fs::write(folder.join("index.txt"), "")?;
        let step = |arguments: &str| {
            let mut command = Command::new(&openssl);
            command.current_dir(folder).args(arguments.split(' '));
            run(&mut command).with_context(|| format!("openssl {arguments}"))
        };
        step(
            "req -x509 -config ca.cnf -extensions authority -newkey rsa:2048 -nodes -sha256 -days 30 -keyout ca.key -out ca.pem",
        )?;
        step(
            "req -new -config ca.cnf -newkey rsa:2048 -nodes -sha256 -subj /CN=localhost -keyout leaf.key -out leaf.csr",
        )?;
        let sign = "ca -batch -notext -config ca.cnf -in leaf.csr";
        step(&format!("{sign} -extensions here -out valid.pem"))?;
        step(&format!(
            "{sign} -extensions here -startdate 20200101000000Z -enddate 20200201000000Z -out expired.pem"
        ))?;
        step(&format!(
            "{sign} -extensions elsewhere -subj /CN=elsewhere.invalid -out wrong-host.pem"
        ))?;
        step(
            "req -x509 -config ca.cnf -extensions here -key leaf.key -subj /CN=localhost -sha256 -days 30 -out self-signed.pem",
        )?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// The authority's certificate, for a client to trust.
    pub fn ca_file(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }
}
