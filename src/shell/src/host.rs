//! What the lab provides: the world beyond the shell. Engines may not import each other, so an editor comes in here.

use crate::kernel::Frame;
use vfs::{Disk, Who};

/// A request to a virtual web server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST`…
    pub method: String,
    /// The whole address, `http://host/path?query`.
    pub url: String,
    /// Header lines, name and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// Its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HttpResponse {
    /// 200, 404…
    pub status: u16,
    /// Header lines, name and value.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

/// What a full-screen program wants after a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScreenStep {
    /// More keys.
    Continue,
    /// A line of shell to be run, with this input; [`ScreenProgram::shell_done`] takes what it wrote.
    Shell {
        /// The line.
        command: Vec<u8>,
        /// Its standard input.
        input: Vec<u8>,
    },
    /// To end, with this status.
    Exit(i32),
}

/// A full-screen program that lives outside the shell, such as vim.
pub trait ScreenProgram {
    /// Starts: arguments after the name, the disk, who runs it, and the size in columns and rows.
    fn open(&mut self, arguments: &[Vec<u8>], disk: &mut Disk, who: &Who, size: (usize, usize)) -> ScreenStep;
    /// Takes keys, as a terminal sends them.
    fn keys(&mut self, keys: &[u8], disk: &mut Disk, who: &Who) -> ScreenStep;
    /// What the command it asked for wrote, to standard output and error, and its status.
    fn shell_done(&mut self, output: &[u8], status: i32, disk: &mut Disk, who: &Who) -> ScreenStep;
    /// The window's size changed.
    fn resize(&mut self, columns: usize, rows: usize);
    /// What it shows now.
    fn frame(&self) -> Frame;
}

/// The world of a machine.
pub trait Host {
    /// Answers a web request; `None` when no such host exists.
    fn fetch(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let _ = request;
        None
    }

    /// The reader's language (`fr`, `en`), for what no real tool says: explanations.
    fn language(&self) -> &'static str {
        "en"
    }

    /// The sentences that explain command lines in this language (`fr`, `en`), as [`crate::Words`] reads them.
    fn words(&self, language: &str) -> &'static str {
        let _ = language;
        ""
    }

    /// A full-screen program of this name (`vim`, `vi`).
    fn program(&self, name: &str) -> Option<Box<dyn ScreenProgram>> {
        let _ = name;
        None
    }
}

/// A world with nothing in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmptyHost;

impl Host for EmptyHost {}

/// A world whose web is a table: plain data, for machines set up by a lesson or a test.
#[derive(Clone, Debug, Default)]
pub struct WebTable {
    /// Addresses (`http://host/path`, without a query) and what they answer. A host with any line is known; its other
    /// paths answer 404.
    pub pages: Vec<(String, HttpResponse)>,
}

impl WebTable {
    fn host(url: &str) -> &str {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split(['/', '?', ':']).next().unwrap_or_default()
    }
}

impl Host for WebTable {
    fn fetch(&self, request: &HttpRequest) -> Option<HttpResponse> {
        let bare = |url: &str| url.split('?').next().unwrap_or_default().replacen("https://", "http://", 1);
        let wanted = bare(&request.url);
        let found = self.pages.iter().find(|(url, _)| bare(url) == wanted).map(|(_, answer)| answer.clone());
        let known = self.pages.iter().any(|(url, _)| Self::host(url) == Self::host(&request.url));
        let missing = || HttpResponse { status: 404, body: b"Not Found\n".to_vec(), ..HttpResponse::default() };
        let mut answer = found.or_else(|| known.then(missing))?;
        if request.method == "HEAD" {
            answer.headers.push(("Content-Length".to_owned(), answer.body.len().to_string()));
            answer.body.clear();
        }
        Some(answer)
    }
}
