//! What the parts of the machine's lab weigh: its functions by name, before wasm-opt takes the names away.

use super::compressed;
use crate::run::{cargo, quietly};
use crate::wasm::Module;
use crate::{paths, toolchain};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;

/// Parts below this many bytes are told together.
const SMALL: usize = 8_000;

/// Builds the lab of the shell and vim with the names of its functions, and prints what each part weighs.
pub(super) fn report() -> Result<()> {
    toolchain::for_site()?;
    let mut build = cargo();
    build.args(["rustc", "--release", "--target", "wasm32-unknown-unknown", "--package", "app"]);
    build.args(["--bin", "worker_machine", "--features", "machine", "--", "-C", "strip=none"]);
    quietly("building the machine's lab with names (wasm, release)", &mut build)?;
    let path = paths::target().join("wasm32-unknown-unknown/release/worker_machine.wasm");
    let wasm = fs::read(&path).with_context(|| path.display().to_string())?;
    let module = Module::read(&wasm).with_context(|| path.display().to_string())?;
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for function in &module.functions {
        parts.entry(part(&function.name)).or_default().extend_from_slice(function.code);
    }
    let (big, small): (Vec<_>, Vec<_>) = parts.into_iter().partition(|(_, code)| code.len() >= SMALL);
    let rest: Vec<u8> = small.into_iter().flat_map(|(_, code)| code).collect();
    let mut rows = Vec::new();
    for (name, code) in big.into_iter().chain([("(smaller parts)".to_owned(), rest)]) {
        rows.push((code.len(), compressed(&code)?, name));
    }
    rows.push((module.data.len(), compressed(module.data)?, "(data: texts and tables)".to_owned()));
    rows.sort_by(|a, b| b.cmp(a));
    println!("{:>9} {:>9}  part (each compressed by itself)", "bytes", "brotli");
    for (raw, small, name) in &rows {
        println!("{raw:>9} {small:>9}  {name}");
    }
    Ok(())
}

/// What is told of a function: its crate, and of the shell's commands which.
fn part(name: &str) -> String {
    let path = rustc_demangle::demangle(name).to_string();
    // A generic function belongs to whom it was made for.
    let own = ["shell::", "vim::", "vfs::", "pattern::", "lab::", "grade::", "course::", "sql::", "plot::"];
    let start = own.iter().filter_map(|name| path.find(name)).min().unwrap_or(0);
    let words: Vec<&str> = path[start..]
        .split("::")
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .take_while(|word| !word.is_empty())
        .collect();
    let depth = match words.as_slice() {
        ["shell", "commands", ..] => 3,
        ["shell" | "core" | "alloc", ..] => 2,
        _ => 1,
    };
    words[..depth.min(words.len())].join("::")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_parts() {
        assert_eq!(
            part("_ZN5shell8commands3git8dispatch28_$u7b$$u7b$closure$u7d$$u7d$17h43f75f9184a8c26eE"),
            "shell::commands::git"
        );
        assert_eq!(
            part("_ZN56_$LT$impl$u20$shell..commands..awk..machine..Machine$GT$4step17h0392aa23c084f3acE"),
            "shell::commands::awk"
        );
        assert_eq!(part("_ZN4core5slice4sort6stable5drift4sort17h0392aa23c084f3acE"), "core::slice");
    }
}
