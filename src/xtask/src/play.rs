//! `cargo play`: build, serve, and pack the course anew whenever a file of it changes.

use crate::{paths, run::say, serve::Site, site, toolchain};
use anyhow::Result;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Serves the course until interrupted.
pub fn play() -> Result<()> {
    toolchain::for_site()?;
    site::build()?;
    let served = Site::open(&paths::site(), 8080)?;
    println!("\n  Datelier: {}\n", served.address());
    say("change a lesson and reload the page to see it; Ctrl-C ends");
    let content = paths::root().join("content");
    let mut seen = newest(&content);
    loop {
        std::thread::sleep(Duration::from_secs(1));
        let now = newest(&content);
        if now != seen {
            seen = now;
            if let Err(error) = site::refresh_course() {
                eprintln!("✗ {error:#}");
            }
        }
    }
}

/// When the newest file below `folder` was written.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?;
    entries
        .flatten()
        .filter_map(|entry| {
            let path = entry.path();
            if path.is_dir() { newest(&path) } else { entry.metadata().and_then(|data| data.modified()).ok() }
        })
        .max()
}
