//! Lists the messages of `content/ui` for the tests, so that a new file there is found without being named anywhere.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let folder = Path::new(&root).join("../../content/ui");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> =
        fs::read_dir(&folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let mut out = String::new();
    for (constant, language) in [("FRENCH", "fr"), ("ENGLISH", "en")] {
        writeln!(out, "/// Every message file of one language.\nconst {constant}: &[&str] = &[")
            .map_err(io::Error::other)?;
        for name in names
            .iter()
            .filter(|name| **name == format!("{language}.ftl") || name.ends_with(&format!(".{language}.ftl")))
        {
            writeln!(out, "    include_str!({:?}),", folder.join(name).display().to_string())
                .map_err(io::Error::other)?;
        }
        out.push_str("];\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("messages.rs"), out)
}
