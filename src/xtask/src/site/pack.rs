//! Cuts the machine's lab in two: what a terminal starts with, and a pack with the rarer commands that follows.
//!
//! The terminal starts with the language, its builtins, files and text; the pack has all other commands and what only they
//! call. `wasm-split` (Binaryen) moves them to a second module over the same memory and table; the first call of one of them
//! fills the table (`src/app/src/platform/pack.js`).

use super::{FEATURES, shrink};
use crate::run::quietly;
use crate::toolchain::{wasm_opt, wasm_split};
use crate::wasm::Module;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The folders of `src/shell/src/commands` that a terminal starts with, beside the language and its builtins.
const FIRST: [&str; 2] = ["files", "text"];

/// Makes `NAME_bg.wasm` smaller and moves its rarer commands to `NAME_pack.wasm`. Without the tools, it only makes it smaller
/// if it can: a page without a pack works the same.
pub(super) fn split(wasm: &Path) -> Result<()> {
    let (Some(wasm_opt), Some(wasm_split)) = (wasm_opt(), wasm_split()) else { return shrink(wasm) };
    let named = wasm.with_extension("named");
    let mut optimise = Command::new(wasm_opt);
    // Debian's wasm-split does not know what today's compilers say there that they used.
    optimise.args(["-Oz", "--debuginfo", "--strip-target-features"]).args(FEATURES);
    quietly("wasm-opt of the machine's lab", optimise.arg("-o").arg(&named).arg(wasm))?;
    let bytes = fs::read(&named)?;
    let module = Module::read(&bytes).with_context(|| named.display().to_string())?;
    let list = wasm.with_extension("functions");
    let moved: Vec<String> = pack(&module).into_iter().map(|at| escaped(&module.functions[at].name)).collect();
    fs::write(&list, moved.join("\n"))?;
    let pack = wasm.to_string_lossy().replace("_bg.wasm", "_pack.wasm");
    let mut split = Command::new(wasm_split);
    split.args(FEATURES.iter().filter(|feature| **feature != "--enable-bulk-memory-opt"));
    split.arg(&named).arg(format!("--split-funcs=@{}", list.display())).arg("--export-prefix=%");
    split.arg("-o1").arg(wasm).arg("-o2").arg(pack);
    quietly("wasm-split of the machine's lab", &mut split)?;
    fs::remove_file(named)?;
    Ok(fs::remove_file(list)?)
}

/// The functions of the pack: those of the rarer commands, and those that only they reach.
fn pack(module: &Module<'_>) -> Vec<usize> {
    let mut packed: Vec<bool> = module.functions.iter().map(|function| is_rare(&function.name)).collect();
    // A closure's entry in the table bears a name of the library that takes it.
    let shims: Vec<usize> = module.table.iter().copied().filter(|at| is_shim(module, *at, &packed)).collect();
    for at in shims {
        packed[at] = true;
    }
    let mut kept = vec![false; module.functions.len()];
    let mut next: Vec<usize> = module.entries.clone();
    next.extend(module.table.iter().filter(|at| !packed[**at]));
    while let Some(at) = next.pop() {
        if !packed[at] && !kept[at] {
            kept[at] = true;
            next.extend(&module.functions[at].calls);
        }
    }
    (0..kept.len()).filter(|at| !kept[*at]).collect()
}

/// Whether a function belongs to a rarer command, or to what explains command lines.
fn is_rare(name: &str) -> bool {
    let folder = name.split_once("shell::commands::").and_then(|(_, path)| path.split_once("::"));
    folder.is_some_and(|(folder, _)| !FIRST.contains(&folder)) || name.contains("shell::explain::")
}

/// Whether a function of the table that is no part's own leads to what is packed.
fn is_shim(module: &Module<'_>, at: usize, packed: &[bool]) -> bool {
    const PARTS: [&str; 9] = ["shell", "vim", "lab", "vfs", "pattern", "grade", "course", "plot", "sql"];
    let function = &module.functions[at];
    let krate = function.name.trim_start_matches('<').split("::").next().unwrap_or_default();
    !PARTS.contains(&krate) && function.calls.iter().any(|callee| packed[*callee])
}

/// A name as Binaryen 108 writes it: what the text format has no place for in hexadecimal.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$%&'*+-./:<=>?@\\^_`|~".contains(&byte) {
            out.push(byte.into());
        } else {
            out.push_str(&format!("\\{byte:02x}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm::Function;

    fn module(functions: &[(&str, &[usize])], table: &[usize]) -> Vec<usize> {
        let functions = functions
            .iter()
            .map(|(name, calls)| Function { name: (*name).to_owned(), code: &[], calls: calls.to_vec() })
            .collect();
        pack(&Module { functions, entries: vec![0], table: table.to_vec(), data: &[] })
    }

    #[test]
    fn what_only_rare_commands_reach_is_packed() {
        let functions: [(&str, &[usize]); 6] = [
            ("main", &[1, 4]),
            ("shell::commands::git::run", &[2, 3]),
            ("alloc::only_git_needs_it", &[]),
            ("alloc::both_need_it", &[]),
            ("shell::exec::run", &[3]),
            ("core::ops::function::FnOnce::call_once{{vtable.shim}}", &[1]),
        ];
        assert_eq!(module(&functions, &[5]), [1, 2, 5]);
    }

    #[test]
    fn names_are_escaped_as_binaryen_does() {
        assert_eq!(escaped("<impl A for B>::f"), r"<impl\20A\20for\20B>::f");
        assert_eq!(escaped("{{closure}}"), r"\7b\7bclosure\7d\7d");
    }
}
