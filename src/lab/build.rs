//! Lists the man pages of `src/shell/man`, so that a machine can mount them: (language, command, page).

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shell/man");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut list = String::from("/// Man pages: language, command, text.\nconst MANUAL: &[(&str, &str, &str)] = &[\n");
    for language in ["en", "fr"] {
        for page in pages(&folder.join(language)) {
            let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            writeln!(list, "    ({language:?}, {name:?}, include_str!({:?})),", page.display().to_string())
                .expect("texts take texts");
        }
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("manual.rs");
    fs::write(out, list).expect("cargo's own folder can be written to");
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    println!("cargo:rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut pages: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "md")).collect();
    pages.sort();
    pages
}
