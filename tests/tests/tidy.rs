//! The invariants of ARCHITECTURE.md that the compiler cannot keep.

use std::collections::BTreeMap;
use tests::tree::{Source, files, root, rust_files};

/// The floors of the house; a crate may import only from floors below its own.
const FLOORS: [(&str, u8); 15] = [
    ("base", 0),
    ("vfs", 1),
    ("pattern", 1),
    ("columns", 1),
    ("plot", 1),
    ("sql", 2),
    ("shell", 2),
    ("vim", 2),
    ("lab", 3),
    ("course", 3),
    ("grade", 4),
    ("progress", 4),
    ("app", 5),
    ("cli", 5),
    ("xtask", 6),
];

/// Crates that are pure: no I/O, no wall clock, no luck, no threads.
const PURE: [&str; 12] =
    ["base", "vfs", "pattern", "columns", "plot", "sql", "shell", "vim", "lab", "course", "grade", "progress"];

fn fail_if_any(rule: &str, offences: Vec<String>) {
    assert!(offences.is_empty(), "{rule}\n  {}", offences.join("\n  "));
}

fn code() -> Vec<Source> {
    rust_files("src").into_iter().chain(rust_files("tests")).collect()
}

#[test]
fn imports_point_down() {
    let floors: BTreeMap<&str, u8> = FLOORS.into();
    let mut offences = Vec::new();
    for manifest in files("src", &["toml"]).iter().filter(|file| file.path.ends_with("/Cargo.toml")) {
        let name = manifest.path.split('/').nth(1).unwrap_or("");
        let Some(floor) = floors.get(name) else {
            offences.push(format!("{}: a crate that has no floor yet: add it to FLOORS", manifest.path));
            continue;
        };
        let shipped = manifest.text.split("[dev-dependencies]").next().unwrap_or("");
        for line in shipped.lines() {
            let dependency = line.split(['.', '=', ' ']).next().unwrap_or("").trim();
            if floors.get(dependency).is_some_and(|below| below >= floor) && line.contains("workspace") {
                offences.push(format!("{}: {name} imports {dependency}", manifest.path));
            }
        }
    }
    fail_if_any("Imports point down; engines do not know each other.", offences);
}

#[test]
fn only_the_platform_names_the_browser() {
    let offences = mentions(
        |file| !["src/app/src/platform/", "src/xtask/", "tests/"].iter().any(|exempt| file.path.starts_with(exempt)),
        &["web_sys::", "js_sys::", "wasm_bindgen::", "wasm_bindgen_futures::", "gloo::"],
    );
    fail_if_any("web-sys and its kin stay in src/app/src/platform.", offences);
}

#[test]
fn engines_are_pure() {
    let offences = mentions(
        |file| {
            let name = file.path.split('/').nth(1).unwrap_or("");
            // The author's side of the course runs natively, where files are read.
            PURE.contains(&name) && !file.path.starts_with("src/course/src/author/")
        },
        &[
            "std::fs",
            "std::net",
            "std::thread",
            "std::env",
            "std::process",
            "time::Instant",
            "time::SystemTime",
            " rand::",
        ],
    );
    fail_if_any("Engines have no I/O, no wall clock, no threads, no luck of their own.", offences);
}

#[test]
fn nothing_is_left_half_done() {
    let words = ["todo!(", "unimplemented!(", "#[ignore", "dbg!(", "FIXME", "HACK", "XXX:"];
    let offences = mentions(|file| file.path != "tests/tests/tidy.rs", &words);
    fail_if_any("Nothing is left half done.", offences);
}

#[test]
fn unsafe_stays_in_the_platform() {
    let offences = mentions(
        |file| !file.path.starts_with("src/app/src/platform/") && !file.path.starts_with("tests/"),
        &["unsafe {", "unsafe fn"],
    );
    fail_if_any("No unsafe code outside src/app/src/platform.", offences);
}

#[test]
fn long_files_say_why() {
    let offences = code()
        .iter()
        .filter(|file| file.text.lines().count() > 600)
        .filter(|file| {
            !file
                .text
                .lines()
                .take_while(|line| line.starts_with("//!"))
                .any(|line| line.contains("Long because") || line.contains("above 600 lines"))
        })
        .map(|file| format!("{}: {} lines", file.path, file.text.lines().count()))
        .collect();
    fail_if_any("A file of more than 600 lines says why: a `//! Long because …` at its top.", offences);
}

#[test]
fn the_median_file_is_short() {
    let mut lengths: Vec<usize> = rust_files("src").iter().map(|file| file.text.lines().count()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median <= 200, "the median file of src has {median} lines; one idea a file");
}

#[test]
fn every_module_folder_opens_with_a_paragraph() {
    let offences = rust_files("src")
        .iter()
        .filter(|file| file.path.ends_with("/mod.rs") || file.path.ends_with("/lib.rs"))
        .filter(|file| !file.text.starts_with("//!"))
        .map(|file| file.path.clone())
        .collect();
    fail_if_any("Every mod.rs and lib.rs opens with a paragraph.", offences);
}

#[test]
fn names_say_what_is_inside() {
    let vague = ["utils", "util", "misc", "helpers", "common", "stuff"];
    let offences = code()
        .iter()
        .filter(|file| file.path.split(['/', '.']).any(|part| vague.contains(&part)))
        .map(|file| file.path.clone())
        .collect();
    fail_if_any("No folder or file is called utils or the like.", offences);
}

#[test]
fn no_prose_in_rust() {
    let mut offences = Vec::new();
    for file in rust_files("src") {
        let krate = file.path.split('/').nth(1).unwrap_or("");
        // The digraph table of vim is made of such letters.
        let table = file.path.ends_with("/digraph.rs");
        if !["app", "lab", "grade", "progress", "course", "sql", "shell", "vim"].contains(&krate)
            || file.is_test()
            || table
        {
            continue;
        }
        for (number, line) in file.shipped_lines() {
            let code = line.split("//").next().unwrap_or("");
            let quoted = code.split('"').skip(1).step_by(2);
            if quoted.into_iter().any(|text| text.contains(['é', 'è', 'à', 'ê', 'ç', 'ù', '«', '»'])) {
                offences.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    fail_if_any("Words for learners live in content/, in both languages.", offences);
}

#[test]
fn lessons_come_in_both_languages() {
    let mut offences = Vec::new();
    for file in files("content", &["md"]) {
        for (mine, other) in [("fr.md", "en.md"), ("en.md", "fr.md")] {
            if let Some(folder) = file.path.strip_suffix(mine)
                && !root().join(format!("{folder}{other}")).exists()
            {
                offences.push(format!("{} has no twin {other}", file.path));
            }
        }
    }
    fail_if_any("French and English are full twins.", offences);
}

/// The places where a shipped line of a chosen file has one of these words.
fn mentions(chosen: impl Fn(&Source) -> bool, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in code().iter().filter(|file| chosen(file) && !file.is_test()) {
        for (number, line) in file.shipped_lines() {
            if !line.trim_start().starts_with("//")
                && let Some(word) = words.iter().find(|word| line.contains(*word))
            {
                found.push(format!("{}:{number}: {word}", file.path));
            }
        }
    }
    found
}
