//! A static server on the loopback address, for `cargo play` and the browser tests.

use anyhow::{Context, Result, anyhow};
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use tiny_http::{Header, Request, Response, Server, StatusCode};

/// A running server; it stops when dropped.
pub struct Site {
    server: Arc<Server>,
    asked: Arc<Mutex<Vec<String>>>,
    port: u16,
}

impl Site {
    /// Serves `folder` on 127.0.0.1, on `port` or, if that is taken, on one of the next ten; 0 lets the system choose.
    pub fn open(folder: &Path, port: u16) -> Result<Self> {
        let mut ports = if port == 0 { 0..=0 } else { port..=port + 10 };
        let server = ports
            .find_map(|port| Server::http(("127.0.0.1", port)).ok())
            .with_context(|| format!("ports {port} to {} of 127.0.0.1 are taken", port.saturating_add(10)))?;
        let port = server.server_addr().to_ip().ok_or_else(|| anyhow!("no IP address"))?.port();
        let site = Self { server: Arc::new(server), asked: Arc::default(), port };
        for _ in 0..4 {
            let (server, asked, folder) = (site.server.clone(), site.asked.clone(), folder.to_owned());
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    if let Ok(mut asked) = asked.lock() {
                        asked.push(request.url().to_owned());
                    }
                    // A browser that hangs up is no concern of ours.
                    let _ = answer(request, &folder);
                }
            });
        }
        Ok(site)
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
        for _ in 0..4 {
            self.server.unblock();
        }
    }
}

fn answer(request: Request, folder: &Path) -> std::io::Result<()> {
    let Some(path) = file_of(request.url(), folder) else {
        return request.respond(Response::from_string("not found").with_status_code(StatusCode(404)));
    };
    let body = fs::read(&path)?;
    let mut response = Response::from_data(body);
    let headers = [
        ("Content-Type", content_type(&path)),
        ("Cache-Control", "no-cache"),
        // A sandboxed frame without a same-origin flag has the origin «null» and may read nothing else.
        ("Access-Control-Allow-Origin", "*"),
    ];
    for (name, value) in headers {
        if let Ok(header) = Header::from_bytes(name, value) {
            response.add_header(header);
        }
    }
    request.respond(response)
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
