//! Folds the built page into one `.html` that runs from a USB key, a mail, or an LMS's file area.
//!
//! Style sheets and the boot script go inline, allowed by their hashes in the content security policy; every other file
//! stands in a `<script type="application/json" data-file="…">`, where `www/boot.js` looks before it fetches.

use crate::paths;
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Where the folded page is written.
pub fn path() -> PathBuf {
    paths::root().join("target/dist/datelier.html")
}

/// Folds `target/site` into [`path`].
pub fn fold() -> Result<()> {
    let site = paths::site();
    let page = fs::read_to_string(site.join("index.html")).context("the page is not built: run cargo xtask site")?;
    let folded = fold_page(&page, &site)?;
    let path = path();
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    fs::write(&path, &folded)?;
    println!("✓ {} ({:.2} MB)", path.display(), folded.len() as f64 / 1e6);
    Ok(())
}

fn fold_page(page: &str, site: &Path) -> Result<String> {
    let mut head = String::new();
    let (mut styles, mut scripts) = (Vec::new(), Vec::new());
    for tag in tags(page) {
        match tag {
            Tag::Style(file) => {
                let text = fs::read_to_string(site.join(&file)).with_context(|| file.clone())?;
                styles.push(hash(&text));
                write!(head, "<style>{text}</style>")?;
            }
            Tag::Script(file) => {
                let text = fs::read_to_string(site.join(&file)).with_context(|| file.clone())?;
                scripts.push(hash(&text));
                write!(head, "<script>{text}</script>")?;
            }
            // Neither an icon nor a manifest can travel in one file.
            Tag::Link => {}
            Tag::Other(text) => head.push_str(&text),
        }
    }
    let sources = |hashes: &[String]| hashes.join(" ");
    let policy = head
        .replacen("script-src 'self'", &format!("script-src {}", sources(&scripts)), 1)
        .replacen("style-src 'self'", &format!("style-src {}", sources(&styles)), 1)
        .replacen("connect-src 'self'", "connect-src 'none'", 1)
        .replacen("<meta name=\"datelier-app\"", "<meta name=\"datelier-app\" data-single", 1);
    let at = policy.rfind("</body>").context("index.html has no </body>")?;
    Ok(format!("{}{}{}", &policy[..at], embedded(site)?, &policy[at..]))
}

/// A stretch of the page.
enum Tag {
    Style(String),
    Script(String),
    Link,
    Other(String),
}

/// The page cut at the tags that name a file.
fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(start) = ["<link ", "<script "].iter().filter_map(|opening| rest.find(opening)).min() {
        found.push(Tag::Other(rest[..start].to_owned()));
        rest = &rest[start..];
        let script = rest.starts_with("<script");
        let closing = if script { "</script>" } else { ">" };
        let end = rest.find(closing).map_or(rest.len(), |at| at + closing.len());
        let tag = &rest[..end];
        let file = |name: &str| attribute(tag, name).map(|value| value.trim_start_matches("./").to_owned());
        found.push(match (script, file("src"), file("href")) {
            (true, Some(source), _) => Tag::Script(source),
            (false, _, Some(target)) if attribute(tag, "rel").as_deref() == Some("stylesheet") => Tag::Style(target),
            (false, ..) => Tag::Link,
            _ => Tag::Other(tag.to_owned()),
        });
        rest = &rest[end..];
    }
    found.push(Tag::Other(rest.to_owned()));
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}="))?;
    let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    after[1..].split(quote).next().map(str::to_owned)
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)))
}

/// Every file that the page may ask for.
fn embedded(site: &Path) -> Result<String> {
    let mut out = String::new();
    let mut files = Vec::new();
    walk(site, &mut files)?;
    files.sort();
    for file in files {
        let name = file.strip_prefix(site)?.to_string_lossy().replace('\\', "/");
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("wasm") => {
                let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
                gzip.write_all(&fs::read(&file)?)?;
                let data = BASE64.encode(gzip.finish()?);
                write!(out, "<script type=\"application/json\" data-file=\"{name}\" data-gzip>{data}</script>")?;
            }
            Some("json" | "js" | "ftl" | "md") if !name.starts_with("boot") => {
                let text = serde_json::to_string(&fs::read_to_string(&file)?)?;
                // «</script» and «<!--» would end or confuse the element.
                let text = text.replace("</", "<\\/").replace("<!--", "<\\u0021--");
                write!(out, "<script type=\"application/json\" data-file=\"{name}\">{text}</script>")?;
            }
            _ => {}
        }
    }
    Ok(out)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        if entry.path().is_dir() { walk(&entry.path(), files)? } else { files.push(entry.path()) }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_named_by_tags_are_found() {
        let page = r#"<head><link rel="stylesheet" href="./a.css"/><link rel="icon" href="i.svg"><script src="./boot.js" async></script></head>"#;
        let kinds: Vec<String> = tags(page)
            .into_iter()
            .map(|tag| match tag {
                Tag::Style(file) => format!("style {file}"),
                Tag::Script(file) => format!("script {file}"),
                Tag::Link => "link".into(),
                Tag::Other(text) => text,
            })
            .collect();
        assert_eq!(kinds, ["<head>", "style a.css", "", "link", "", "script boot.js", "</head>"]);
    }
}
