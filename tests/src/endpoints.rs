//! Test endpoints with real TLS on loopback: one nginx, one port each.
//!
//! Any runtime can be sent to them:
//!
//! ```no_run
//! use tls_ready_tests::endpoints::{Endpoint, Endpoints};
//!
//! # fn main() -> anyhow::Result<()> {
//! let endpoints = Endpoints::start()?;
//! for endpoint in Endpoint::ALL {
//!     println!("{endpoint:?}: {}", endpoints.url(endpoint));
//! }
//! println!("curl --cacert {}", endpoints.ca_file().display());
//! # Ok(())
//! # }
//! ```

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use tempfile::TempDir;
use tokio::net::TcpSocket;

use crate::nginx;
use crate::pki::Pki;
use crate::process::Group;

/// The configuration; `@name@` stands for the port of [`Endpoint::name`].
const TEMPLATE: &str = include_str!("../nginx/endpoints.conf");

/// The reply that is too large, in bytes.
pub const TOO_LARGE: usize = 2 * 1024 * 1024;

/// What an endpoint does. All but the last two are nginx, and answer the
/// baseline's success reply with the right certificate unless they say else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// TLS 1.0 to 1.3.
    EveryVersion,
    /// TLS 1.3 only.
    Tls13,
    /// TLS 1.2 only.
    Tls12,
    /// TLS 1.1 only.
    Tls11,
    /// TLS 1.0 only.
    Tls10,
    /// Sends no CORS headers.
    NoCors,
    /// Redirects to [`Endpoint::Tls12`].
    Redirect,
    /// Answers a page.
    Html,
    /// Answers the baseline's "Connection failed".
    Failed,
    /// Answers success with HTTP status 500.
    SuccessWithError,
    /// Answers success in [`TOO_LARGE`] bytes.
    TooLarge,
    /// Has a certificate that has expired.
    Expired,
    /// Has a certificate for another name.
    WrongHost,
    /// Has a certificate that it signed itself.
    SelfSigned,
    /// Wants a certificate of the client, and answers nginx's page about it.
    ClientCertificate,
    /// Speaks plain HTTP.
    PlainHttp,
    /// Accepts connections and never says anything.
    Silent,
    /// A port that refuses connections, and that nobody else can take.
    Closed,
}

impl Endpoint {
    /// All of them.
    pub const ALL: [Self; 18] = [
        Self::EveryVersion,
        Self::Tls13,
        Self::Tls12,
        Self::Tls11,
        Self::Tls10,
        Self::NoCors,
        Self::Redirect,
        Self::Html,
        Self::Failed,
        Self::SuccessWithError,
        Self::TooLarge,
        Self::Expired,
        Self::WrongHost,
        Self::SelfSigned,
        Self::ClientCertificate,
        Self::PlainHttp,
        Self::Silent,
        Self::Closed,
    ];

    /// The name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EveryVersion => "every-version",
            Self::Tls13 => "tls13",
            Self::Tls12 => "tls12",
            Self::Tls11 => "tls11",
            Self::Tls10 => "tls10",
            Self::NoCors => "no-cors",
            Self::Redirect => "redirect",
            Self::Html => "html",
            Self::Failed => "failed",
            Self::SuccessWithError => "success-with-error",
            Self::TooLarge => "too-large",
            Self::Expired => "expired",
            Self::WrongHost => "wrong-host",
            Self::SelfSigned => "self-signed",
            Self::ClientCertificate => "client-certificate",
            Self::PlainHttp => "plain-http",
            Self::Silent => "silent",
            Self::Closed => "closed",
        }
    }

    const fn is_nginx(self) -> bool {
        !matches!(self, Self::Silent | Self::Closed)
    }
}

/// All endpoints, running; they end when this is dropped.
#[derive(Debug)]
pub struct Endpoints {
    // Fields are dropped in this order: nginx ends before its folder goes.
    nginx: Mutex<Group>,
    ports: Vec<(Endpoint, u16)>,
    silent: TcpListener,
    // Bound and not listening: refused, and kept from everybody else.
    closed: TcpSocket,
    pki: Pki,
    folder: TempDir,
}

impl Endpoints {
    /// Starts them on free ports, with an authority of their own.
    ///
    /// # Errors
    ///
    /// Where nginx or openssl is missing or does not start, with the reason.
    pub fn start() -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("tls-ready-endpoints-").tempdir()?;
        let pki = Pki::create(folder.path())?;
        fs::create_dir(folder.path().join("www"))?;
        let mut reply =
            String::from(r#"{"status": 200,"message": "Connection Success","version": "TLSv1.3""#);
        reply.push_str(&" ".repeat(TOO_LARGE - reply.len() - 1));
        reply.push('}');
        fs::write(folder.path().join("www/too-large.json"), reply)?;
        let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let closed = TcpSocket::new_v4()?;
        closed.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        // Between the search for free ports and nginx another program may
        // take one of them.
        let mut tries = 3;
        let (nginx, ports) = loop {
            tries -= 1;
            match serve(folder.path()) {
                Err(error) if tries == 0 || !format!("{error:#}").contains("in use") => {
                    return Err(error);
                }
                Err(_) => {}
                Ok(started) => break started,
            }
        };
        Ok(Self { nginx: Mutex::new(nginx), ports, silent, closed, pki, folder })
    }

    /// The endpoint's port on 127.0.0.1.
    pub fn port(&self, endpoint: Endpoint) -> u16 {
        let address = match endpoint {
            Endpoint::Silent => self.silent.local_addr(),
            Endpoint::Closed => self.closed.local_addr(),
            _ => {
                let found = self.ports.iter().find(|(known, _)| *known == endpoint);
                return found.map_or(0, |(_, port)| *port);
            }
        };
        address.map_or(0, |address| address.port())
    }

    /// The endpoint's address, as a user enters it.
    pub fn url(&self, endpoint: Endpoint) -> String {
        format!("https://localhost:{}/api", self.port(endpoint))
    }

    /// Fails where nginx has ended by itself.
    ///
    /// # Errors
    ///
    /// Its exit status, with what it has logged.
    pub fn alive(&self) -> Result<()> {
        let log = || fs::read_to_string(self.folder.path().join("error.log")).unwrap_or_default();
        self.nginx.lock().unwrap_or_else(PoisonError::into_inner).alive().with_context(log)
    }

    /// The certificate of the authority to trust, in PEM.
    pub fn ca_file(&self) -> PathBuf {
        self.pki.ca_file()
    }

    /// The requests that one of nginx's endpoints has seen, oldest first: port,
    /// protocol, request line, status, and what could tell who asked. None that
    /// was answered is missing: nginx serves one after the other, and is asked
    /// once more before its log is read.
    ///
    /// # Errors
    ///
    /// Where it does not answer, or the log cannot be read.
    pub fn requests(&self, endpoint: Endpoint) -> Result<Vec<String>> {
        let mut last = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port(Endpoint::PlainHttp)))?;
        last.write_all(b"GET / HTTP/1.0\r\n\r\n")?;
        last.read_to_end(&mut Vec::new())?;
        let log = fs::read_to_string(self.folder.path().join("access.log"))?;
        let port = format!("{} ", self.port(endpoint));
        Ok(log.lines().filter(|line| line.starts_with(&port)).map(str::to_owned).collect())
    }
}

/// Starts nginx on free ports and waits until it answers on all of them.
fn serve(folder: &Path) -> Result<(Group, Vec<(Endpoint, u16)>)> {
    let served = Endpoint::ALL.into_iter().filter(|endpoint| endpoint.is_nginx());
    let held = served
        .map(|endpoint| Ok((endpoint, TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?)))
        .collect::<Result<Vec<_>>>()?;
    let mut configuration = TEMPLATE.to_owned();
    let mut ports = Vec::new();
    for (endpoint, listener) in held {
        let port = listener.local_addr()?.port();
        let name = format!("@{}@", endpoint.name());
        configuration = configuration.replace(&name, &port.to_string());
        ports.push((endpoint, port));
    }
    let group = nginx::start(folder, &configuration)?;
    Ok((group, ports))
}
