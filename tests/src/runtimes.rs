//! The runtimes of `tests/old/runtimes.toml`: fetched from the registries at
//! pinned versions into `target/old/`, and sent to an endpoint.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use xtask::repository;

use crate::endpoints::{Endpoint, Endpoints};
use crate::process::{find, run};
use crate::run::Bench;

/// The address that stands for the random port of an endpoint in what is kept.
const KEPT_PORT: &str = "8443";

/// The search path of what is run: Debian's programs, not the machine's own.
const DEBIAN: &str = "/usr/sbin:/usr/bin:/sbin:/bin";

/// Everything in the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// In the order of the list.
    pub kinds: Vec<Kind>,
}

/// One kind of runtime; the list's own head says what each line is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Unique in the list.
    pub id: String,
    /// For people.
    pub name: String,
    /// The platform of the table whose rules it shows, where there is one.
    pub platform: Option<String>,
    /// The builds of that platform that it shows; an empty one stands for all
    /// that have no rules of their own.
    #[serde(default = "any_build")]
    pub variants: Vec<String>,
    /// Where its packages come from.
    pub from: Registry,
    /// The packages of Debian that it needs.
    #[serde(default)]
    pub packages: Vec<String>,
    prepare: Option<String>,
    version: String,
    run: String,
    /// Pairs of a version and its package.
    #[serde(default)]
    runtimes: Vec<(String, String)>,
    /// The versions whose errors are recorded.
    #[serde(default)]
    record: Vec<String>,
}

fn any_build() -> Vec<String> {
    vec![String::new()]
}

/// Where packages come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registry {
    /// `tests/old/package-lock.json`.
    Npm,
    /// `tests/old/requirements.txt`.
    Pypi,
    /// `tests/old/cargo/Cargo.lock`.
    Cargo,
    /// What the machine's Debian has.
    Debian,
}

impl Kinds {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, with the line.
    pub fn load() -> Result<Self> {
        let text = fs::read_to_string(repository().join("tests/old/runtimes.toml"))?;
        toml::from_str(&text).context("tests/old/runtimes.toml")
    }
}

impl Kinds {
    /// Every version of every kind.
    pub fn wanted(&self) -> Vec<Wanted<'_>> {
        let mut all = Vec::new();
        for kind in &self.kinds {
            if kind.from == Registry::Debian {
                all.push(Wanted { kind, pinned: None });
            }
            all.extend(kind.runtimes.iter().map(|pinned| Wanted { kind, pinned: Some(pinned) }));
        }
        all
    }

    /// Those of some kinds (`node`) or versions (`node-0.8.6`), or all where
    /// none is named.
    ///
    /// # Errors
    ///
    /// Where there is none of that name.
    pub fn chosen(&self, names: impl Iterator<Item = String>) -> Result<Vec<Wanted<'_>>> {
        let names: Vec<String> = names.collect();
        let mut all = self.wanted();
        let is_it = |wanted: &Wanted<'_>, name: &String| {
            wanted.kind.id == *name || wanted.file_name() == *name
        };
        if let Some(name) = names.iter().find(|name| !all.iter().any(|one| is_it(one, name))) {
            bail!("tests/old/runtimes.toml has no {name}");
        }
        all.retain(|wanted| names.is_empty() || names.iter().any(|name| is_it(wanted, name)));
        Ok(all)
    }
}

/// One version of one kind, to be had.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Its kind.
    pub kind: &'a Kind,
    /// The version and its package; nothing for what Debian has.
    pinned: Option<&'a (String, String)>,
}

impl Wanted<'_> {
    /// Whether it is that version of that kind.
    pub fn is(&self, kind: &str, version: &str) -> bool {
        self.kind.id == kind && self.pinned.is_none_or(|(pinned, _)| pinned == version)
    }

    /// Whether its errors are recorded.
    pub fn is_recorded(&self) -> bool {
        self.pinned.is_none_or(|(version, _)| self.kind.record.contains(version))
    }

    /// The beginning of its files' names.
    pub fn file_name(&self) -> String {
        let version = self.pinned.map(|(version, _)| format!("-{version}"));
        self.kind.id.clone() + &version.unwrap_or_default()
    }

    /// The registry and the package.
    ///
    /// # Errors
    ///
    /// Where the name of a package cannot be found.
    pub fn origin(&self) -> Result<String> {
        let Some((_, package)) = self.pinned else {
            let release = fs::read_to_string("/etc/debian_version").unwrap_or_default();
            return Ok(format!("Debian {}", release.trim()));
        };
        Ok(match self.kind.from {
            Registry::Npm => {
                let text = fs::read_to_string(repository().join("tests/old/package.json"))?;
                let manifest: serde_json::Value = serde_json::from_str(&text)?;
                let name = manifest.pointer(&format!("/dependencies/{package}"));
                let name = name.and_then(serde_json::Value::as_str).context("no such package")?;
                format!("npm {}", name.trim_start_matches("npm:"))
            }
            Registry::Pypi => format!("PyPI {package}"),
            Registry::Cargo => format!("cargo {package}"),
            Registry::Debian => package.clone(),
        })
    }
}

impl fmt::Display for Wanted<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let version = self.pinned.map_or("of Debian", |(version, _)| version);
        write!(formatter, "{} {version}", self.kind.name)
    }
}

/// A runtime that is there and can be run.
#[derive(Debug)]
pub struct Runtime<'a> {
    /// Its kind.
    pub kind: &'a Kind,
    /// As it says itself.
    pub version: String,
    /// The TLS library that it runs on, as it says itself.
    pub library: Option<String>,
    endpoints: &'a Endpoints,
    home: PathBuf,
    build: PathBuf,
}

/// What came of one run.
#[derive(Debug)]
pub struct Outcome {
    /// The protocol that the server saw where it answered with success.
    pub negotiated: Option<String>,
    /// What the runtime printed, without this machine's paths and ports.
    pub said: String,
}

impl<'a> Runtime<'a> {
    /// Fetches a version and prepares it.
    ///
    /// # Errors
    ///
    /// Where it cannot be had, cannot be prepared or is another version than
    /// the list says.
    pub fn ready(wanted: &Wanted<'a>, endpoints: &'a Endpoints) -> Result<Self> {
        let kind = wanted.kind;
        debian(&kind.packages)?;
        let home = match wanted.pinned {
            None => PathBuf::new(),
            Some((_, package)) => fetch(kind.from, package)?,
        };
        let build = cache().join("build").join(wanted.file_name());
        let mut runtime =
            Self { kind, version: String::new(), library: None, endpoints, home, build };
        runtime.prepare()?;
        let said = runtime.bench()?.run(&kind.version)?;
        let line = said.output.trim();
        let (own, library) = match line.split_once(' ') {
            Some((own, library)) => (own, Some(library.to_owned())),
            None => (line, None),
        };
        let is_version = own.starts_with(|first: char| first.is_ascii_digit());
        if !said.success || !is_version || line.contains('\n') {
            bail!("it does not say its version: {line}");
        }
        if !wanted.is(&kind.id, own) {
            bail!("it is {own}");
        }
        own.clone_into(&mut runtime.version);
        runtime.library = library;
        Ok(runtime)
    }

    /// Makes what it needs, anew where its client or the line has changed.
    fn prepare(&self) -> Result<()> {
        let Some(prepare) = &self.kind.prepare else { return Ok(()) };
        let mut stamp = prepare.clone();
        for client in clients()? {
            let name = client.file_name().unwrap_or_default().to_string_lossy();
            if prepare.contains(&*name) {
                stamp.push_str(&fs::read_to_string(&client)?);
            }
        }
        let file = self.build.join("ready");
        if fs::read_to_string(&file).ok().as_ref() == Some(&stamp) {
            return Ok(());
        }
        let _ = fs::remove_dir_all(&self.build);
        fs::create_dir_all(&self.build)?;
        let mut bench = self.bench()?;
        bench.limit(Duration::from_hours(1));
        let said = bench.run(prepare)?;
        if !said.success {
            bail!("it cannot be prepared: {}", said.output);
        }
        fs::write(file, stamp)?;
        Ok(())
    }

    /// Asks an endpoint; with `trusted` it knows the authority.
    ///
    /// # Errors
    ///
    /// Where it cannot be run.
    pub fn ask(&self, endpoint: Endpoint, trusted: bool) -> Result<Outcome> {
        let before = self.endpoints.requests(endpoint)?.len();
        let url = self.endpoints.url(endpoint);
        let said = self.ask_url(&url, self.endpoints.port(endpoint), trusted)?;
        let requests = self.endpoints.requests(endpoint)?;
        // Port, protocol (a hyphen without TLS), request, status.
        let succeeded = |line: &&String| line.contains("\" 200 ") && !line.contains(" - \"");
        let negotiated = requests.iter().skip(before).find(succeeded);
        let negotiated = negotiated.and_then(|line| line.split(' ').nth(1)).map(str::to_owned);
        Ok(Outcome { negotiated, said })
    }

    /// Asks any address, and gives what the runtime printed.
    ///
    /// # Errors
    ///
    /// Where it cannot be run.
    pub fn ask_url(&self, url: &str, port: u16, trusted: bool) -> Result<String> {
        let mut bench = self.bench()?;
        bench.set("URL", url);
        bench.set("PORT", &port.to_string());
        if trusted {
            bench.set("CA", "{ca}");
        }
        let said = bench.run(&self.kind.run)?.output;
        let authority = self.endpoints.ca_file();
        let opt = Path::new("/opt").join(&self.kind.id);
        let kept = [
            (bench.folder().join("home"), Path::new("/home/user")),
            (bench.folder().to_owned(), Path::new("/app")),
            (authority.parent().unwrap_or(&authority).to_owned(), Path::new("/app")),
            (self.build.clone(), &opt),
            (self.home.clone(), &opt),
        ];
        let said = kept.iter().filter(|(path, _)| path.is_absolute()).fold(said, |said, paths| {
            said.replace(&*paths.0.to_string_lossy(), &paths.1.to_string_lossy())
        });
        Ok(said.replace(&port.to_string(), KEPT_PORT))
    }

    /// A fresh folder with the clients.
    fn bench(&self) -> Result<Bench<'a>> {
        let mut bench = Bench::new(self.endpoints)?;
        for client in clients()? {
            fs::copy(&client, bench.folder().join(client.file_name().unwrap_or_default()))?;
        }
        bench.set("PATH", DEBIAN);
        bench.set("RUNTIME", &self.home.to_string_lossy());
        bench.set("BUILD", &self.build.to_string_lossy());
        Ok(bench)
    }
}

/// The programs of `tests/clients/`, in their order.
fn clients() -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(repository().join("tests/clients"))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

/// The downloads; big, and never committed.
fn cache() -> PathBuf {
    repository().join("target/old")
}

/// Fetches a package and gives its folder.
///
/// # Errors
///
/// Where it cannot be had, or is not what is pinned.
pub fn fetch(registry: Registry, package: &str) -> Result<PathBuf> {
    let (cache, list) = (cache(), repository().join("tests/old"));
    match registry {
        Registry::Debian => Ok(PathBuf::new()),
        Registry::Npm => {
            let folder = cache.join("npm").join(package);
            if !folder.exists() {
                let part = cache.join("npm/part");
                let _ = fs::remove_dir_all(&part);
                fs::create_dir_all(&part)?;
                npm(package, &list.join("package-lock.json"), &part)?;
                fs::rename(part, &folder)?;
            }
            Ok(folder)
        }
        Registry::Pypi => {
            let folder = cache.join("pypi").join(package);
            if !folder.exists() {
                let pins = fs::read_to_string(list.join("requirements.txt"))?;
                let pin = pins.lines().find(|line| line.split(' ').next() == Some(package));
                let pin = pin.with_context(|| format!("{package} is not pinned"))?;
                let file = tempfile::NamedTempFile::new()?;
                fs::write(file.path(), pin)?;
                let part = cache.join("pypi/part");
                let _ = fs::remove_dir_all(&part);
                run(Command::new(find("python3", "python3-pip")?)
                    .args(["-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"])
                    .args(["--only-binary=:all:", "--no-cache-dir", "--target"])
                    .arg(&part)
                    .arg("-r")
                    .arg(file.path()))?;
                fs::rename(part, &folder)?;
            }
            Ok(folder)
        }
        Registry::Cargo => {
            let folder = cache.join("cargo");
            if !folder.join(package).exists() {
                run(Command::new(find("cargo", "cargo")?)
                    .args(["vendor", "--locked", "--versioned-dirs", "--manifest-path"])
                    .arg(list.join("cargo/Cargo.toml"))
                    .arg(&folder))?;
            }
            Ok(folder.join(package))
        }
    }
}

/// Unpacks one package of npm's list, without what it depends on: programs, not
/// JavaScript, are run.
fn npm(package: &str, lock: &Path, folder: &Path) -> Result<()> {
    let lock: serde_json::Value = serde_json::from_str(&fs::read_to_string(lock)?)?;
    let pinned = lock.pointer(&format!("/packages/node_modules~1{package}"));
    let word = |of: Option<&serde_json::Value>, name: &str| {
        let word = of.and_then(|of| of.get(name)).and_then(serde_json::Value::as_str);
        word.map(str::to_owned).with_context(|| format!("{package} has no {name}"))
    };
    let name = word(pinned, "name")? + "@" + &word(pinned, "version")?;
    let packed = run(Command::new(find("npm", "npm")?)
        .args(["pack", "--json", "--silent", &name])
        .current_dir(folder))?;
    let packed: serde_json::Value = serde_json::from_str(&packed)?;
    // npm 11 gives a list, later ones an object by name.
    let packed = packed.get(0).or_else(|| packed.as_object()?.values().next());
    if word(packed, "integrity")? != word(pinned, "integrity")? {
        bail!("{name} is not what tests/old/package-lock.json pins");
    }
    let archive = folder.join(word(packed, "filename")?);
    run(Command::new(find("tar", "tar")?)
        .args(["--strip-components=1", "--no-same-owner", "-xzf"])
        .arg(&archive)
        .current_dir(folder))?;
    fs::remove_file(archive)?;
    // Some have programs that nobody may run.
    run(Command::new(find("chmod", "coreutils")?).args(["-R", "u+rwx"]).arg(folder))?;
    Ok(())
}

/// Installs those of Debian's packages that are not there.
fn debian(packages: &[String]) -> Result<()> {
    let mut missing = Vec::new();
    for package in packages {
        let query = ["-W", "-f", "${db:Status-Status}", package];
        let status = Command::new(find("dpkg-query", "dpkg")?).args(query).output()?;
        if status.stdout != b"installed" {
            missing.push(package);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !rustix::process::geteuid().is_root() {
        bail!("Debian's packages {missing:?} are missing; install them, or run this as root");
    }
    let mut install = Command::new(find("apt-get", "apt")?);
    install.args(["-o", "DPkg::Lock::Timeout=600", "-qq", "-y", "--no-install-recommends"]);
    run(install.arg("install").args(missing).env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(())
}
