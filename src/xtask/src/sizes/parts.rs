//! What the parts of the machine's lab weigh: its functions by name, before wasm-opt takes the names away.

use super::compressed;
use crate::run::{cargo, quietly};
use crate::site::pack::pack;
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
    let mut module = Module::read(&wasm).with_context(|| path.display().to_string())?;
    for function in &mut module.functions {
        function.name = rustc_demangle::demangle(&function.name).to_string();
    }
    let (mut parts, mut whole): (Codes, Codes) = Default::default();
    let mut packed = vec![false; module.functions.len()];
    for at in pack(&module) {
        packed[at] = true;
    }
    for (function, packed) in module.functions.iter().zip(packed) {
        let part = part(&function.name);
        whole.entry(group(&part, packed).to_owned()).or_default().extend_from_slice(function.code);
        parts.entry(part).or_default().extend_from_slice(function.code);
    }
    let (big, small): (Codes, Codes) = parts.into_iter().partition(|(_, code)| code.len() >= SMALL);
    let rest: Vec<u8> = small.into_values().flatten().collect();
    let data = [("(data: texts and tables)".to_owned(), module.data.to_vec())];
    table(
        "part (each compressed by itself)",
        big.into_iter().chain([("(smaller parts)".to_owned(), rest)]).chain(data),
    )?;
    table("together", whole.into_iter())
}

/// Code by name.
type Codes = BTreeMap<String, Vec<u8>>;

/// Prints codes with their weights, the heaviest first.
fn table(heading: &str, codes: impl Iterator<Item = (String, Vec<u8>)>) -> Result<()> {
    let mut rows = Vec::new();
    for (name, code) in codes {
        rows.push((code.len(), compressed(&code)?, name));
    }
    rows.sort_by(|a, b| b.cmp(a));
    println!("{:>9} {:>9}  {heading}", "bytes", "brotli");
    for (raw, small, name) in &rows {
        println!("{raw:>9} {small:>9}  {name}");
    }
    Ok(())
}

/// What a part comes with.
fn group(part: &str, packed: bool) -> &'static str {
    match part.split("::").next().unwrap_or_default() {
        _ if packed => "the pack: programs and what only they need",
        "shell" | "vfs" => "the shell and its disk",
        "vim" => "vim",
        "pattern" => "patterns, for both",
        _ => "the lab, judging, libraries",
    }
}

/// What is told of a function: its crate, and of the shell's commands which.
fn part(path: &str) -> String {
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
        assert_eq!(part("shell::commands::git::dispatch::{{closure}}::h43f75f9184a8c26e"), "shell::commands::git");
        assert_eq!(part("<impl shell::commands::awk::machine::Machine>::step::h0392aa23c084"), "shell::commands::awk");
        assert_eq!(part("core::slice::sort::stable::drift::sort::h0392aa23c084f3ac"), "core::slice");
    }
}
