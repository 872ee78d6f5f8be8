//! What real people's scripts look like: the recorded cases of `tests/spec/shell`, and the texts quoted in them.

use serde_json::Value;
use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec/shell");

/// Scripts, and by program the texts that are given to it in single quotes.
pub(super) struct Seeds {
    pub(super) scripts: Vec<Vec<u8>>,
    pub(super) awk: Vec<Vec<u8>>,
    pub(super) sed: Vec<Vec<u8>>,
    pub(super) jq: Vec<Vec<u8>>,
}

impl Seeds {
    pub(super) fn read() -> Self {
        let mut paths = Vec::new();
        records(Path::new(ROOT), &mut paths);
        paths.sort();
        let mut scripts = Vec::new();
        for path in paths {
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let recorded: Value = serde_json::from_str(&text).unwrap_or_default();
            let cases = recorded["cases"].as_array().cloned().unwrap_or_default();
            scripts.extend(cases.iter().filter_map(|case| Some(case["script"].as_str()?.as_bytes().to_vec())));
        }
        // Long ones take long, and hold nothing that several short ones do not.
        scripts.retain(|script: &Vec<u8>| script.len() < 400);
        assert!(!scripts.is_empty(), "no recorded cases under {ROOT}");
        let quoted =
            |program: &str| -> Vec<Vec<u8>> { scripts.iter().flat_map(|script| texts(script, program)).collect() };
        Self { awk: quoted("awk"), sed: quoted("sed"), jq: quoted("jq"), scripts }
    }
}

fn records(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            records(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "json") && !path.ends_with("known-differences.json") {
            found.push(path);
        }
    }
}

/// What stands in single quotes behind a program's name.
fn texts(script: &[u8], program: &str) -> Vec<Vec<u8>> {
    let script = String::from_utf8_lossy(script);
    let name = format!("{program} ");
    let behind = script.split(&name).skip(1);
    let quoted = behind.filter_map(|rest| rest.split_once('\'')?.1.split_once('\'').map(|(text, _)| text));
    quoted.map(|text| text.as_bytes().to_vec()).filter(|text| !text.is_empty()).collect()
}
