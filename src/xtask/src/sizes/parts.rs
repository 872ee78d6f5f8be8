//! What the parts of the machine's lab weigh: its functions by name, before wasm-opt takes the names away.

use super::compressed;
use crate::run::{cargo, quietly};
use crate::{paths, toolchain};
use anyhow::{Context, Result, bail};
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
    let module = Module::read(&wasm).context("not a wasm module with names")?;
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, body) in &module.functions {
        parts.entry(part(name)).or_default().extend_from_slice(body);
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
    let path = demangled(name);
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

/// The path in a mangled name: of the old scheme in full, of the new one its first words.
fn demangled(name: &str) -> String {
    let mut rest = name.strip_prefix("_ZN").or_else(|| name.strip_prefix("_R")).unwrap_or(name);
    let mut words = Vec::new();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let digits = rest[at..].find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len() - at);
        let length: usize = rest[at..at + digits].parse().unwrap_or(0);
        let begin = at + digits;
        let Some(word) = rest.get(begin..begin + length).filter(|word| !word.is_empty()) else { break };
        words.push(word.replace("..", "::").replace("$LT$", "<").replace("$u20$", " "));
        rest = &rest[begin + length..];
    }
    if words.is_empty() { name.to_owned() } else { words.join("::") }
}

/// What counts of a module: code by function, and data.
struct Module<'a> {
    functions: Vec<(String, &'a [u8])>,
    data: &'a [u8],
}

impl<'a> Module<'a> {
    fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut reader = Reader { bytes: wasm.get(8..).context("too short")? };
        let (mut imports, mut bodies, mut data, mut names) = (0, Vec::new(), &[][..], BTreeMap::new());
        while !reader.bytes.is_empty() {
            let (id, mut section) = (reader.byte()?, reader.block()?);
            match id {
                2 => imports = functions_imported(&mut section)?,
                10 => {
                    bodies = (0..section.number()?).map(|_| Ok(section.block()?.bytes)).collect::<Result<Vec<_>>>()?
                }
                11 => data = section.bytes,
                0 if section.block()?.bytes == b"name" => names = function_names(&mut section)?,
                _ => {}
            }
        }
        if names.is_empty() {
            bail!("no names");
        }
        let name = |index: usize| names.get(&(index + imports)).cloned().unwrap_or_default();
        Ok(Self { functions: bodies.into_iter().enumerate().map(|(index, body)| (name(index), body)).collect(), data })
    }
}

fn functions_imported(section: &mut Reader) -> Result<usize> {
    let mut count = 0;
    for _ in 0..section.number()? {
        section.block()?;
        section.block()?;
        match section.byte()? {
            0 => {
                count += 1;
                section.number()?;
            }
            kind => bail!("an import of kind {kind}"),
        }
    }
    Ok(count)
}

fn function_names(section: &mut Reader) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    while !section.bytes.is_empty() {
        let (kind, mut list) = (section.byte()?, section.block()?);
        if kind == 1 {
            for _ in 0..list.number()? {
                names.insert(list.number()?, String::from_utf8_lossy(list.block()?.bytes).into_owned());
            }
        }
    }
    Ok(names)
}

/// Reads the binary format: numbers in LEB128, blocks with their length in front.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.bytes.split_first().context("cut off")?;
        self.bytes = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        bail!("a number without end")
    }

    fn block(&mut self) -> Result<Reader<'a>> {
        let length = self.number()?;
        let (block, rest) = self.bytes.split_at_checked(length).context("cut off")?;
        self.bytes = rest;
        Ok(Reader { bytes: block })
    }
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
