//! Real browsers through their own `WebDriver` programs, each in a throw-away
//! home that goes when the browser is dropped.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::geteuid;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};
use xtask::repository;

use crate::process::{Group, PATIENCE, PERIOD, find, run};

/// A browser engine with a driver.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, which trusts the authority that it is given.
    Chromium,
    /// Firefox, which trusts the authority that it is given.
    Firefox,
    /// `WebKitGTK`'s `MiniBrowser`, which takes every certificate: its trust
    /// is the machine's.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];
}

/// A running browser with one session; both end when this is dropped.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    // Fields are dropped in this order: the programs end before their home.
    _driver: Group,
    _home: TempDir,
}

impl Browser {
    /// Starts a browser in a new profile that trusts `authority`.
    ///
    /// # Errors
    ///
    /// Where one of its programs is missing, with the package that has it, or
    /// does not start, with what it wrote.
    pub async fn start(engine: Engine, authority: &Path) -> Result<Self> {
        let home = tempfile::Builder::new().prefix("tls-ready-browser-").tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let (mut command, capabilities) = engine.prepare(home.path(), authority, port)?;
        let words = home.path().join("driver.txt");
        for folder in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
            command.env_remove(folder);
        }
        command
            .env("HOME", home.path())
            .env("TMPDIR", home.path())
            .stdout(File::create(&words)?)
            .stderr(File::options().append(true).open(&words)?);
        let mut driver = Group::start(&mut command)?;
        let said = || fs::read_to_string(&words).unwrap_or_default();
        let until = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            driver.alive().with_context(said)?;
            if Instant::now() > until {
                bail!("{engine:?}'s driver does not listen: {}", said());
            }
            sleep(PERIOD).await;
        }
        let Value::Object(capabilities) = capabilities else { bail!("no capabilities") };
        let mut connector = HttpConnector::new();
        // Else each command waits 40 ms for the driver's delayed acknowledgement.
        connector.set_nodelay(true);
        let mut builder = ClientBuilder::new(connector);
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = tokio::time::timeout(2 * PATIENCE, builder.connect(&address))
            .await
            .with_context(|| format!("{engine:?} does not start: {}", said()))?
            .with_context(|| format!("{engine:?} does not start: {}", said()))?;
        // A look at a whole page takes its time on a busy machine.
        let limit = Some(Duration::from_mins(2));
        let limits = TimeoutConfiguration::new(limit, limit, None);
        client.update_timeouts(limits).await?;
        Ok(Self { client, _driver: driver, _home: home })
    }

    /// The `WebDriver` session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Ends the session and the browser.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer; the browser ends all the same.
    pub async fn close(self) -> Result<()> {
        self.client.clone().close().await.context("the session cannot be ended")
    }
}

impl Engine {
    /// The driver's command and the session's capabilities, with the profile
    /// in `home`.
    fn prepare(self, home: &Path, authority: &Path, port: u16) -> Result<(Command, Value)> {
        match self {
            Self::Chromium => {
                trust(&home.join(".pki/nssdb"), authority)?;
                let mut arguments = vec!["--headless=new", "--disable-dev-shm-usage"];
                if geteuid().is_root() {
                    arguments.push("--no-sandbox");
                }
                let mut driver = Command::new(find("chromedriver", "chromium-driver")?);
                driver.arg(format!("--port={port}"));
                let options = json!({ "binary": find("chromium", "chromium")?, "args": arguments });
                Ok((driver, json!({ "browserName": "chrome", "goog:chromeOptions": options })))
            }
            Self::Firefox => {
                let profile = home.join("profile");
                trust(&profile, authority)?;
                let firefox = find("firefox-esr", "firefox-esr")
                    .or_else(|_| find("firefox", "firefox-esr"))?;
                let mut driver = Command::new(geckodriver()?);
                driver.arg(format!("--port={port}"));
                let options =
                    json!({ "binary": firefox, "args": ["-headless", "-profile", profile] });
                Ok((driver, json!({ "browserName": "firefox", "moz:firefoxOptions": options })))
            }
            Self::WebKit => {
                // It has no mode without a display.
                let mut driver = Command::new(find("xvfb-run", "xvfb")?);
                find("xauth", "xauth")?;
                driver
                    .args(["-a", "-s", "-screen 0 1280x900x24"])
                    .arg(find("WebKitWebDriver", "webkit2gtk-driver")?)
                    .arg(format!("--port={port}"))
                    .arg("--host=127.0.0.1")
                    // Without a display Mesa draws in software, and has crashed WebKit's
                    // compositor thread there: one draws as well without it.
                    .env("WEBKIT_DISABLE_COMPOSITING_MODE", "1");
                let capabilities =
                    json!({ "browserName": "MiniBrowser", "acceptInsecureCerts": true });
                Ok((driver, capabilities))
            }
        }
    }
}

/// Makes a certificate store that trusts `authority`.
fn trust(store: &Path, authority: &Path) -> Result<()> {
    fs::create_dir_all(store)?;
    let certutil = find("certutil", "libnss3-tools")?;
    let store = format!("sql:{}", store.display());
    run(Command::new(&certutil).args(["-d", &store, "-N", "--empty-password"]))?;
    let add = ["-d", &store, "-A", "-t", "C,,", "-n", "tls-ready-throw-away", "-i"];
    run(Command::new(&certutil).args(add).arg(authority))?;
    Ok(())
}

/// Debian has no package of it: `./build.sh` keeps one of its own.
fn geckodriver() -> Result<PathBuf> {
    let own = repository().join("target/tools/bin/geckodriver");
    if own.is_file() { Ok(own) } else { find("geckodriver", "no package: cargo install it") }
}
