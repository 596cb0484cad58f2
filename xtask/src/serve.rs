//! A static web server on loopback, with exactly the site's headers.

use std::net::Ipv4Addr;
use std::path::Path;

use anyhow::Context;
use axum::Router;
use axum::extract::Request;
use axum::handler::HandlerWithoutStateExt as _;
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tower_http::services::ServeDir;

use crate::headers;

/// A running server; it stops when this is dropped.
pub struct Server {
    port: u16,
    task: JoinHandle<std::io::Result<()>>,
}

impl Server {
    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Waits until the server ends, which it does by itself only on an error.
    ///
    /// # Errors
    ///
    /// The server's own error.
    pub async fn finish(mut self) -> anyhow::Result<()> {
        (&mut self.task).await??;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves the folder `root` on 127.0.0.1; port 0 takes a free one.
///
/// # Errors
///
/// Where the folder is not there or the port is taken.
pub async fn start(root: &Path, port: u16) -> anyhow::Result<Server> {
    anyhow::ensure!(root.is_dir(), "{} is not there; run ./build.sh first", root.display());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} is taken; choose another one with --port"))?;
    let port = listener.local_addr()?.port();
    let router = router(root);
    let task = tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(Server { port, task })
}

/// What is served: the files of the folder `root`, with the site's headers.
pub fn router(root: &Path) -> Router {
    let files = ServeDir::new(root).not_found_service(nothing_there.into_service());
    Router::new().fallback_service(files).layer(from_fn(with_headers))
}

async fn nothing_there(uri: Uri) -> (StatusCode, String) {
    (StatusCode::NOT_FOUND, format!("There is no {} here.\n", uri.path()))
}

async fn with_headers(request: Request, next: Next) -> Response {
    let headers = headers::for_path(request.uri().path());
    let mut response = next.run(request).await;
    for (name, value) in headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}
