//! The built page, served as `./build.sh serve` does, with a list of what is
//! asked for; without its service worker, which would answer instead, and before
//! whose sleeping one `WebKitGTK` sometimes stands still.
//! `tests/embed/app.test.mjs` is about that one.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
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
    /// The wasm does not come before it is let through.
    Haste,
}

/// The page on a free port, with the site's headers; it stops when dropped.
pub struct Site {
    port: u16,
    door: Arc<Door>,
    task: JoinHandle<std::io::Result<()>>,
}

/// What every request passes.
struct Door {
    without: Without,
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
        anyhow::ensure!(dist.is_dir(), "{} is not there; run ./build.sh first", dist.display());
        let through = if without == Without::Haste { 0 } else { Semaphore::MAX_PERMITS };
        let door =
            Arc::new(Door { without, asked: Mutex::default(), core: Semaphore::new(through) });
        let router = router(&dist).layer(from_fn_with_state(Arc::clone(&door), pass));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let task = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { port, door, task })
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
    let missing = path.ends_with("/service-worker.js")
        || door.without == Without::Core && core
        || door.without == Without::Script && has_ending(&path, "js");
    door.asked.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    if missing {
        return StatusCode::NOT_FOUND.into_response();
    }
    let through = if core { door.core.acquire().await.ok() } else { None };
    let response = next.run(request).await;
    drop(through);
    response
}
