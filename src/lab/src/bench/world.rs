//! The world around a machine: what its commands reach beyond the disk.

use super::vim_program::VimProgram;
use crate::setup::FileSetup;
use base::Locale;
use shell::{Host, HttpRequest, HttpResponse, ScreenProgram, WebTable};
use std::cell::Cell;
use std::rc::Rc;

/// Files of a setup below this folder are also what the web host of the next folder's name serves:
/// `/srv/www/velos.example/trips.csv` is `http://velos.example/trips.csv`.
pub(super) const SERVED: &str = "/srv/www/";

/// The lab's world: programs of the other engines, and the web hosts of the setup.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    web: WebTable,
    locale: Rc<Cell<Locale>>,
}

impl World {
    /// The world of a machine with these files.
    pub(super) fn around(files: &[FileSetup]) -> Self {
        let pages = files.iter().filter_map(|file| {
            let address = file.path.strip_prefix(SERVED)?;
            Some((format!("http://{address}"), page(address, &file.content)))
        });
        Self { web: WebTable { pages: pages.collect() }, locale: Rc::default() }
    }

    /// The reader's language, to be changed from outside.
    pub(super) fn locale(&self) -> Rc<Cell<Locale>> {
        Rc::clone(&self.locale)
    }
}

fn page(address: &str, content: &str) -> HttpResponse {
    let kind = match address.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "html" => "text/html; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    HttpResponse {
        status: 200,
        headers: vec![("Content-Type".to_owned(), kind.to_owned())],
        body: content.as_bytes().to_vec(),
    }
}

impl Host for World {
    fn fetch(&self, request: &HttpRequest) -> Option<HttpResponse> {
        self.web.fetch(request)
    }

    fn language(&self) -> &'static str {
        self.locale.get().tag()
    }

    fn words(&self, language: &str) -> &'static str {
        crate::manual::sentences(language)
    }

    fn program(&self, name: &str) -> Option<Box<dyn ScreenProgram>> {
        match name {
            "vim" | "vi" | "view" => Some(Box::new(VimProgram::default())),
            _ => None,
        }
    }
}
