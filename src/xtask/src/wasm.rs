//! Reads a wasm module that still has its functions' names: who calls whom, and what can be reached from outside.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use wasmparser::{
    ElementItems, ExternalKind, FunctionBody, KnownCustom, Name, NameSectionReader, Operator, Parser, Payload, TypeRef,
};

/// A function of the module itself; imported ones are not listed.
pub(crate) struct Function<'a> {
    /// Its name, as the name section has it.
    pub(crate) name: String,
    /// Its body: locals and code.
    pub(crate) code: &'a [u8],
    /// What it calls by name, or takes the address of: indices into [`Module::functions`].
    pub(crate) calls: Vec<usize>,
}

/// What counts of a module. Functions are named by their index into `functions`.
pub(crate) struct Module<'a> {
    /// Those that the module defines, in its order.
    pub(crate) functions: Vec<Function<'a>>,
    /// Those that the host calls: exported ones and the start function.
    pub(crate) entries: Vec<usize>,
    /// Those that are called through a table: closures, methods of trait objects.
    pub(crate) table: Vec<usize>,
    /// The data section.
    pub(crate) data: &'a [u8],
}

impl<'a> Module<'a> {
    /// Reads a module; one without a name section has nameless functions.
    pub(crate) fn read(wasm: &'a [u8]) -> Result<Self> {
        let mut imported = 0;
        let mut bodies: Vec<FunctionBody<'a>> = Vec::new();
        let mut names = BTreeMap::new();
        let mut module = Self { functions: Vec::new(), entries: Vec::new(), table: Vec::new(), data: &[] };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            module.entries.push(export.index as usize);
                        }
                    }
                }
                Payload::StartSection { func, .. } => module.entries.push(func as usize),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        if let ElementItems::Functions(functions) = element?.items {
                            for function in functions {
                                module.table.push(function? as usize);
                            }
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(body),
                Payload::DataSection(data) => {
                    let range = data.range();
                    module.data = &wasm[usize::try_from(range.start)?..usize::try_from(range.end)?];
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        names = function_names(section)?;
                    }
                }
                _ => {}
            }
        }
        for (at, body) in bodies.iter().enumerate() {
            module.functions.push(Function {
                name: names.get(&(at + imported)).cloned().unwrap_or_default(),
                code: body.as_bytes(),
                calls: own(&calls(body).with_context(|| format!("function {at}"))?, imported),
            });
        }
        module.entries = own(&module.entries, imported);
        module.table = own(&module.table, imported);
        Ok(module)
    }
}

/// Indices of all functions as indices of the module's own.
fn own(all: &[usize], imported: usize) -> Vec<usize> {
    all.iter().filter_map(|index| index.checked_sub(imported)).collect()
}

fn calls(body: &FunctionBody<'_>) -> Result<Vec<usize>> {
    let mut calls = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => {
                calls.push(function_index as usize);
            }
            _ => {}
        }
    }
    calls.sort_unstable();
    calls.dedup();
    Ok(calls)
}

fn function_names(section: NameSectionReader<'_>) -> Result<BTreeMap<usize, String>> {
    let mut names = BTreeMap::new();
    for name in section {
        if let Name::Function(list) = name? {
            for naming in list {
                let naming = naming?;
                names.insert(naming.index as usize, naming.name.to_owned());
            }
        }
    }
    Ok(names)
}
