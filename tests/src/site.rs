//! The built page, served as `./build.sh serve` does, with a list of what is
//! asked for.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use xtask::bundle::has_ending;
use xtask::repository;
use xtask::serve::router;

/// What is missing from a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    /// Nothing.
    Nothing,
    /// The wasm, as where a filter blocks it.
    Core,
    /// The page's script.
    Script,
    /// What stores the page for later.
    ServiceWorker,
    /// The same, and the wasm does not come before it is let through.
    Haste,
}

/// The page on a free port, with the site's headers; it stops when dropped.
pub struct Site {
    port: u16,
    door: Arc<Door>,
    task: JoinHandle<std::io::Result<()>>,
    _copy: Option<TempDir>,
}

/// What every request passes.
struct Door {
    asked: Mutex<Vec<String>>,
    core: Semaphore,
}

impl Site {
    /// Serves `dist/`.
    ///
    /// # Errors
    ///
    /// Where `dist/` was not built.
    pub async fn start(without: Without) -> Result<Self> {
        let dist = repository().join("dist");
        let copy = match without {
            Without::Nothing => None,
            Without::Core => Some(copy(&dist, |name| has_ending(name, "wasm"))?),
            Without::Script => Some(copy(&dist, |name| has_ending(name, "js"))?),
            Without::ServiceWorker | Without::Haste => {
                Some(copy(&dist, |name| name == "service-worker.js")?)
            }
        };
        let root = copy.as_ref().map_or(dist.as_path(), TempDir::path);
        anyhow::ensure!(root.is_dir(), "{} is not there; run ./build.sh first", root.display());
        let through = if without == Without::Haste { 0 } else { Semaphore::MAX_PERMITS };
        let door = Arc::new(Door { asked: Mutex::default(), core: Semaphore::new(through) });
        let router = router(root).layer(from_fn_with_state(Arc::clone(&door), pass));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { port, door, task, _copy: copy })
    }

    /// The page's address, with a path or fragment after the slash.
    pub fn url(&self, rest: &str) -> String {
        format!("http://localhost:{}/{rest}", self.port)
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.door.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets the wasm through.
    pub fn let_the_core_through(&self) {
        self.door.core.add_permits(1000);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn pass(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let core = has_ending(&path, "wasm");
    door.asked.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    let through = if core { door.core.acquire().await.ok() } else { None };
    let response = next.run(request).await;
    drop(through);
    response
}

/// The files of the site's root and the texts, but for some.
fn copy(dist: &Path, left_out: impl Fn(&str) -> bool) -> Result<TempDir> {
    let copy = tempfile::Builder::new().prefix("tls-ready-site-").tempdir()?;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let to = copy.path().join(&name);
        if path.is_file() && !left_out(&name) {
            fs::copy(&path, to)?;
        } else if name.starts_with("texts-") {
            fs::create_dir(&to)?;
            for text in fs::read_dir(path)? {
                let text = text?;
                fs::copy(text.path(), to.join(text.file_name()))?;
            }
        }
    }
    Ok(copy)
}
