//! `ids.lock`: every id ever used. Progress hangs on them, so none may go.

use super::context::Context;
use std::collections::BTreeMap;

/// The file.
pub const FILE: &str = "ids.lock";

/// Where each id of the course stands: `exercise heures-pleines` and file, line.
pub(crate) type Ids = BTreeMap<String, (String, usize)>;

/// Adds an id; a second one of the same name is a finding, and so is one that is no id.
pub(crate) fn add(context: &Context, ids: &mut Ids, kind: &str, id: &str, file: &str, line: usize) {
    let sound = !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !id.starts_with('-')
        && !id.ends_with('-');
    if !sound {
        context.findings.add(file, line, format!("`{id}` is no id"), "use lower-case letters, digits and hyphens");
    }
    if let Some((other, at)) = ids.get(&format!("{kind} {id}")) {
        let fix = format!("choose another id; {other}:{at} has this one");
        context.findings.add(file, line, format!("the {kind} id `{id}` is used twice"), fix);
        return;
    }
    ids.insert(format!("{kind} {id}"), (file.to_owned(), line));
}

/// Compares the ids with those that were ever used.
pub(crate) fn compare(context: &Context, ids: &Ids) {
    let lock = context.tree.read(FILE).unwrap_or_default();
    for (index, line) in lock.lines().enumerate() {
        let line = line.trim();
        if !line.is_empty() && !line.starts_with('#') && !ids.contains_key(line) {
            context.findings.add(
                FILE,
                index + 1,
                format!("{line} is gone: learners' progress hangs on it"),
                "give the old id back (folders and titles may change, ids may not)",
            );
        }
    }
    let unlisted: Vec<&str> =
        ids.keys().map(String::as_str).filter(|id| !lock.lines().any(|known| known.trim() == *id)).collect();
    if !unlisted.is_empty() {
        let some = unlisted.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        let more = if unlisted.len() > 3 { ", \u{2026}" } else { "" };
        context.findings.add(
            FILE,
            0,
            format!("{} ids are not listed: {some}{more}", unlisted.len()),
            "run `datelier check --write-ids` and commit the file",
        );
    }
}

/// The file with all known and all new ids.
pub(crate) fn merged(lock: &str, ids: &Ids) -> String {
    let mut all: Vec<&str> =
        lock.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    all.extend(ids.keys().map(String::as_str));
    all.sort_unstable();
    all.dedup();
    let mut text = "# Every id ever used, for ever. Written by `datelier check --write-ids`.\n".to_owned();
    for id in all {
        text.push_str(id);
        text.push('\n');
    }
    text
}
