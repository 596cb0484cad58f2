//! What runtimes print when a request fails, as `./build.sh record-errors`
//! recorded it: `tests/cases/recorded/<runtime>-<failure>.txt`.

use std::path::PathBuf;

use anyhow::Result;
use xtask::repository;

use crate::endpoints::Endpoint;
use crate::hangup::Hangup;
use crate::runtimes::Runtime;

/// The failures that come from one of the endpoints; the last word says
/// whether the runtime trusts the authority.
const AT_ENDPOINTS: [(&str, Endpoint, bool); 11] = [
    ("tls13", Endpoint::Tls13, true),
    ("tls12", Endpoint::Tls12, true),
    ("tls11", Endpoint::Tls11, true),
    ("tls10", Endpoint::Tls10, true),
    ("expired", Endpoint::Expired, true),
    ("wrong-host", Endpoint::WrongHost, true),
    ("self-signed", Endpoint::SelfSigned, true),
    ("untrusted", Endpoint::Tls12, false),
    ("plain-http", Endpoint::PlainHttp, true),
    ("client-certificate", Endpoint::ClientCertificate, true),
    ("closed", Endpoint::Closed, true),
];

/// A name that no name server knows, by its top level.
const UNRESOLVED: &str = "https://api.example.invalid:443/api";

/// The name of a failure and what the runtime said; nothing where it got
/// through.
pub type Failure = (&'static str, Option<String>);

/// Everything that a request can fail at.
#[derive(Debug)]
pub struct Failures {
    early_close: Hangup,
    reset: Hangup,
}

impl Failures {
    /// Starts what the endpoints do not have.
    ///
    /// # Errors
    ///
    /// Where no port can be had.
    pub fn start() -> Result<Self> {
        Ok(Self { early_close: Hangup::start(false)?, reset: Hangup::start(true)? })
    }

    /// Has a runtime fail at each of them.
    ///
    /// # Errors
    ///
    /// Where it cannot be run.
    pub fn provoke(&self, runtime: &Runtime<'_>) -> Result<Vec<Failure>> {
        let mut said = Vec::new();
        for (name, endpoint, trusted) in AT_ENDPOINTS {
            let outcome = runtime.ask(endpoint, trusted)?;
            said.push((name, outcome.negotiated.is_none().then_some(outcome.said)));
        }
        for (name, port, url) in [
            ("early-close", self.early_close.port(), None),
            ("reset", self.reset.port(), None),
            ("unresolved", 443, Some(UNRESOLVED.to_owned())),
        ] {
            let url = url.unwrap_or_else(|| format!("https://localhost:{port}/api"));
            said.push((name, Some(runtime.ask_url(&url, port, true)?)));
        }
        Ok(said)
    }
}

/// Where the recordings are.
pub fn folder() -> PathBuf {
    repository().join("tests/cases/recorded")
}
