//! Web addresses, and what stands behind them.

use crate::context::Context;
use crate::host::{HttpRequest, HttpResponse};
use std::rc::Rc;

/// A web address in its parts.
pub(super) struct Address {
    pub(super) scheme: String,
    pub(super) host: String,
    /// With its slash and its query.
    pub(super) path: String,
}

impl Address {
    /// Reads an address; `http` where no scheme is given.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let (host, path) = match rest.find(['/', '?']) {
            Some(at) => rest.split_at(at),
            None => (rest, ""),
        };
        let path = path.split('#').next().unwrap_or_default();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        if host.is_empty() && scheme != "file" {
            return None;
        }
        Some(Self { scheme: scheme.to_lowercase(), host: host.to_lowercase(), path })
    }

    /// The host without its port.
    pub(super) fn name(&self) -> &str {
        self.host.split(':').next().unwrap_or_default()
    }

    /// The whole address.
    pub(super) fn text(&self) -> String {
        format!("{}://{}{}", self.scheme, self.host, self.path)
    }

    /// The address a `Location` leads to.
    pub(super) fn follow(&self, location: &str) -> Option<Self> {
        if location.contains("://") {
            Self::parse(location)
        } else if location.starts_with('/') {
            Some(Self { path: location.to_owned(), scheme: self.scheme.clone(), host: self.host.clone() })
        } else {
            let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let path = format!("{folder}/{location}");
            Some(Self { path, scheme: self.scheme.clone(), host: self.host.clone() })
        }
    }
}

/// Asks the lab; `None` when no such host exists.
pub(super) fn fetch(context: &Context, request: &HttpRequest) -> Option<HttpResponse> {
    let host = Rc::clone(&context.sys.kernel.host.borrow());
    host.fetch(request)
}

/// The words of a status.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        418 => "I'm a teapot",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "",
    }
}
