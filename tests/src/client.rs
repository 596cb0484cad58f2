//! A careful client: `openssl s_client`, which says why it refuses.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::process::find;

/// The options without which OpenSSL 3 has no TLS 1.0 and 1.1.
pub const OLD: &[&str] = &["-cipher", "ALL:@SECLEVEL=0"];

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What the client said of the connection.
    pub said: String,
    /// The whole reply with its headers; empty where there was none.
    pub reply: String,
}

/// Asks `localhost` for `/api`, trusting `authority`; the chain and the name
/// must be right.
///
/// # Errors
///
/// Where openssl is missing or cannot be started.
pub fn ask(port: u16, authority: &Path, options: &[&str]) -> Result<Asked> {
    let mut client = Command::new(find("openssl", "openssl")?)
        .args(["s_client", "-brief", "-ign_eof", "-verify_return_error"])
        .args(["-servername", "localhost", "-verify_hostname", "localhost"])
        .args(["-connect", &format!("localhost:{port}"), "-CAfile"])
        .arg(authority)
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut input = client.stdin.take().context("no input")?;
    // One that could not connect does not read it.
    let _ = input.write_all(b"GET /api HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    drop(input);
    let output = client.wait_with_output()?;
    Ok(Asked {
        said: String::from_utf8_lossy(&output.stderr).into_owned(),
        reply: String::from_utf8_lossy(&output.stdout).into_owned(),
    })
}
