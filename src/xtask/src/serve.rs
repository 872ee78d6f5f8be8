//! A static server on the loopback address, for `cargo play` and the browser tests.

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::net::TcpListener;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::{fs, io};
use tokio::runtime::{Builder, Runtime};

/// A running server; it stops when dropped.
pub struct Site {
    runtime: Option<Runtime>,
    asked: Arc<Mutex<Vec<String>>>,
    port: u16,
}

impl Site {
    /// Serves `folder` on 127.0.0.1, on `port` or, if that is taken, on one of the next ten; 0 lets the system choose.
    pub fn open(folder: &Path, port: u16) -> Result<Self> {
        let mut ports = if port == 0 { 0..=0 } else { port..=port + 10 };
        let listener = ports
            .find_map(|port| TcpListener::bind(("127.0.0.1", port)).ok())
            .with_context(|| format!("ports {port} to {} of 127.0.0.1 are taken", port.saturating_add(10)))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_io().build()?;
        let asked = Arc::default();
        runtime.spawn(accept(listener, folder.to_owned(), Arc::clone(&asked)));
        Ok(Self { runtime: Some(runtime), asked, port })
    }

    /// Its address, with a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Every path asked for so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // Not the runtime's own drop, which waits and may not be called from another runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn accept(listener: TcpListener, folder: PathBuf, asked: Arc<Mutex<Vec<String>>>) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        let (folder, asked) = (folder.clone(), Arc::clone(&asked));
        let service = service_fn(move |request: Request<Incoming>| {
            if let Ok(mut asked) = asked.lock() {
                asked.push(request.uri().path().to_owned());
            }
            std::future::ready(Ok::<_, Infallible>(answer(request.uri().path(), &folder)))
        });
        // A browser that hangs up is no concern of ours.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

fn answer(url: &str, folder: &Path) -> Response<Full<Bytes>> {
    let found = file_of(url, folder).and_then(|path| Some((fs::read(&path).ok()?, content_type(&path))));
    let (status, body, kind) = match found {
        Some((body, kind)) => (StatusCode::OK, Bytes::from(body), kind),
        None => (StatusCode::NOT_FOUND, Bytes::from_static(b"not found"), "text/plain"),
    };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = status;
    let headers = [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-cache"),
        // A sandboxed frame without a same-origin flag has the origin «null» and may read nothing else.
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, hyper::header::HeaderValue::from_static(value));
    }
    response
}

/// The file that a URL names: inside the folder, or nothing.
fn file_of(url: &str, folder: &Path) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next()?.trim_start_matches('/');
    let relative = Path::new(path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let mut file = folder.join(relative);
    if file.is_dir() {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let folder = crate::paths::root().join("src");
        assert!(file_of("/xtask/Cargo.toml?v=1", &folder).is_some());
        assert_eq!(file_of("/../Cargo.toml", &folder), None);
        assert_eq!(file_of("//etc/passwd", &folder), None);
    }
}
