//! Lists the man pages of `src/shell/man`, so that a machine can mount them: (language, command, page), where they are to be
//! built in; the golf holes of `content/golf`: (id, text); and vim's errors in vim's own words: (id, words).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    manual();
    golf();
    vim_errors();
}

fn write(name: &str, text: &str) {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(out, text).expect("cargo's own folder can be written to");
}

fn golf() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/golf");
    let mut list = String::from("/// Golf holes in order: id, text.\nconst HOLES: &[(&str, &str)] = &[\n");
    for hole in files(&folder, "txt") {
        let name = hole.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // The number in front is the order, the rest the id.
        let id = name.split_once('-').map_or(name.as_str(), |(_, id)| id);
        writeln!(list, "    ({id:?}, include_str!({:?})),", hole.display().to_string()).expect("texts take texts");
    }
    list.push_str("];\n");
    write("golf.rs", &list);
}

/// The words of errors are the English ones of the page: they are vim's.
fn vim_errors() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/ui/vim.en.ftl");
    println!("cargo:rerun-if-changed={}", path.display());
    let words = fs::read_to_string(path).expect("the page's words are there");
    let mut list = String::from("/// Errors: id, words.\nconst ERRORS: &[(&str, &str)] = &[\n");
    for (id, words) in words.lines().filter_map(|line| line.strip_prefix("vim-")?.split_once(" = ")) {
        if id.strip_prefix('E').is_some_and(|number| number.parse::<u32>().is_ok()) {
            writeln!(list, "    ({id:?}, {words:?}),").expect("texts take texts");
        }
    }
    list.push_str("];\n");
    write("vim_errors.rs", &list);
}

fn manual() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shell/man");
    let mut list = String::from("/// The pages that are built in.\nconst PAGES: &[Page] = &[\n");
    for language in ["en", "fr"] {
        for page in files(&folder.join(language), "md") {
            let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(list, "    ({language:?}, {name:?}, include_str!({:?})),", page.display().to_string())
                .expect("texts take texts");
        }
    }
    list.push_str("];\n");
    write("pages.rs", &list);
    // Where the machine's bench finds them.
    write("manual.rs", "use crate::manual::MANUAL;\n");
}

/// The files of a folder with this ending, in order of name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut pages: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == ending)).collect();
    pages.sort();
    pages
}
