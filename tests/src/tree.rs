//! The house as files: what tidy reads.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file of the house.
pub struct Source {
    /// Its path from the root, with slashes.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// Its lines before the first `#[cfg(test)]`, numbered from 1.
    pub fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]").enumerate().map(|(at, line)| (at + 1, line))
    }

    /// Whether it is part of a test or an example rather than of what ships.
    pub fn is_test(&self) -> bool {
        ["/tests/", "/examples/", "/benches/"].iter().any(|part| self.path.contains(part))
            || self.path.ends_with("/tests.rs")
    }
}

/// The workspace's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The Rust files below a folder, in order of path.
pub fn rust_files(folder: &str) -> Vec<Source> {
    files(folder, &["rs"])
}

/// The files below a folder with one of these extensions, in order of path; `target` and hidden folders are left out.
pub fn files(folder: &str, extensions: &[&str]) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(folder), extensions, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn walk(folder: &Path, extensions: &[&str], found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "target" && !name.starts_with('.') {
                walk(&path, extensions, found);
            }
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted))
            && let (Ok(text), Ok(relative)) = (fs::read_to_string(&path), path.strip_prefix(root()))
        {
            found.push(Source { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
    }
}
