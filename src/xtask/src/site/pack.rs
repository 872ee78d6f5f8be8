//! Cuts the machine's lab in two: what a prompt or vim waits for, and a pack with the programs, which follows.
//!
//! The shell itself, its builtins, the disk and vim come first; the pack has the programs that a command line starts, and what
//! only they call. `wasm-split` (Binaryen) moves them to a second module over the same memory and table; the first call of one
//! of them fills the table (`src/app/src/platform/pack.js`).

use super::{FEATURES, shrink};
use crate::run::quietly;
use crate::toolchain::{wasm_opt, wasm_split};
use crate::wasm::Module;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;
use wasmparser::{ExternalKind, Parser, Payload};

/// Makes `NAME_bg.wasm` smaller and moves its programs to `NAME_pack.wasm`. Without the tools, it only makes it smaller
/// if it can: a page without a pack works the same.
pub(crate) fn split(wasm: &Path) -> Result<()> {
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
    let mut primary = fs::read(wasm)?;
    mend_table_exports(&mut primary).context("what wasm-split wrote")?;
    fs::write(wasm, primary)?;
    fs::remove_file(named)?;
    Ok(fs::remove_file(list)?)
}

/// The functions of the pack: those that only a program reaches. A program is started through the table; what is called
/// directly from elsewhere stays, whatever its name: the compiler folds equal functions into one.
pub(crate) fn pack(module: &Module<'_>) -> Vec<usize> {
    let named: Vec<bool> = module.functions.iter().map(|function| is_programs(&function.name)).collect();
    let mut kept = vec![false; module.functions.len()];
    let mut next = module.entries.clone();
    next.extend(module.table.iter().filter(|at| !named[**at] && !is_shim(module, **at, &named)));
    while let Some(at) = next.pop() {
        if !kept[at] {
            kept[at] = true;
            next.extend(&module.functions[at].calls);
        }
    }
    (0..kept.len()).filter(|at| !kept[*at]).collect()
}

/// Whether a function belongs to a program. Cron starts with the machine.
fn is_programs(name: &str) -> bool {
    name.split_once("shell::commands::").is_some_and(|(_, path)| !path.starts_with("schedule::"))
}

/// Whether a function of the table that is no part's own leads to a program: a closure's entry bears a name of the library
/// that takes it.
fn is_shim(module: &Module<'_>, at: usize, named: &[bool]) -> bool {
    const PARTS: [&str; 10] =
        ["worker_machine", "shell", "vim", "lab", "vfs", "pattern", "grade", "course", "plot", "sql"];
    let function = &module.functions[at];
    let krate = function.name.trim_start_matches('<').split("::").next().unwrap_or_default();
    !PARTS.contains(&krate) && function.calls.iter().any(|callee| named[*callee])
}

/// Binaryen 108 exports the table of functions, which it adds itself, under the names of the other tables too: those
/// mean the table of JavaScript's values, which rustc puts second.
fn mend_table_exports(wasm: &mut [u8]) -> Result<()> {
    let mut wrong = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ExportSection(exports) = payload? else { continue };
        for export in exports.into_iter_with_offsets() {
            let (offset, export) = export?;
            if export.kind == ExternalKind::Table && export.index == 0 && export.name != "%table" {
                // The name's length and the name, the kind, then the index: one byte each but the name.
                wrong.push(usize::try_from(offset)? + 1 + export.name.len() + 1);
            }
        }
    }
    for at in wrong {
        *wasm.get_mut(at).filter(|index| **index == 0).context("an export's index was not where it should be")? = 1;
    }
    Ok(())
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

    fn packed(functions: &[(&str, &[usize])], table: &[usize]) -> Vec<usize> {
        let functions = functions
            .iter()
            .map(|(name, calls)| Function { name: (*name).to_owned(), code: &[], calls: calls.to_vec() })
            .collect();
        pack(&Module { functions, entries: vec![0], table: table.to_vec(), data: &[] })
    }

    #[test]
    fn what_only_programs_reach_is_packed() {
        let functions: [(&str, &[usize]); 7] = [
            ("main", &[4]),
            ("shell::commands::git::run", &[2, 3, 6]),
            ("alloc::only_git_needs_it", &[]),
            ("alloc::both_need_it", &[]),
            ("shell::exec::run", &[3, 6]),
            ("core::ops::function::FnOnce::call_once{{vtable.shim}}", &[1]),
            ("shell::commands::git::folded_with_one_of_the_shell", &[]),
        ];
        assert_eq!(packed(&functions, &[1, 5]), [1, 2, 5]);
    }

    #[test]
    fn names_are_escaped_as_binaryen_does() {
        assert_eq!(escaped("<impl A for B>::f"), r"<impl\20A\20for\20B>::f");
        assert_eq!(escaped("{{closure}}"), r"\7b\7bclosure\7d\7d");
    }
}
