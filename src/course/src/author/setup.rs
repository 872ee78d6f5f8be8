//! The keys that say what an exercise starts from.

use super::context::Context;
use super::fields::Fields;
use crate::model::{Engine, Setup, Variant, VimSetup};

/// Reads the keys of a table; what it does not say is taken from `otherwise` (the lesson's).
pub(crate) fn read(context: &Context, folder: &str, fields: &Fields, otherwise: Option<&Setup>) -> Setup {
    let mut setup = otherwise.cloned().unwrap_or_default();
    let datasets: Vec<_> = fields.text("dataset").into_iter().chain(fields.texts("datasets")).collect();
    if !datasets.is_empty() {
        setup.datasets.clear();
    }
    for name in datasets {
        if !context.tree.has(&format!("datasets/{}/dataset.toml", name.value)) {
            fields.source.add(
                name.line,
                format!("there is no dataset `{}`", name.value),
                format!("add datasets/{}/dataset.toml, or correct the name", name.value),
            );
        } else if !setup.datasets.contains(&name.value) {
            setup.datasets.push(name.value);
        }
    }
    let scripts = fields.texts("setup");
    if !scripts.is_empty() {
        setup.sql.clear();
        setup.shell.clear();
    }
    for name in scripts {
        let Some(text) = file(context, folder, fields, &name.value, name.line) else { continue };
        match extension(&name.value) {
            "sql" => setup.sql.push_str(text),
            "sh" => setup.shell.push_str(text),
            _ => {
                fields.source.add(name.line, format!("what runs {}?", name.value), "call it ….setup.sql or ….setup.sh")
            }
        }
    }
    if let Some(name) = fields.text("files") {
        let below = format!("{folder}/{}", name.value);
        setup.files.clear();
        for path in context.tree.below(&below) {
            if let Some(text) = context.tree.read(&format!("{below}/{path}")) {
                setup.files.insert(path.to_owned(), text.to_owned());
            }
        }
        if setup.files.is_empty() {
            fields.source.add(
                name.line,
                format!("the folder {} is not there, or empty", name.value),
                "add it beside lesson.toml",
            );
        }
    }
    let csv = fields.map("csv");
    if !csv.is_empty() {
        setup.csv.clear();
    }
    for (path, table) in csv {
        let dataset = table.value.split_once('.').map_or("", |(dataset, _)| dataset);
        if !context.tree.has(&format!("datasets/{dataset}/dataset.toml")) {
            fields.source.add(
                table.line,
                format!("`{}` is no table of a dataset", table.value),
                "write \"dataset.table\"",
            );
        }
        setup.csv.insert(path, table.value);
    }
    if let Some(cwd) = fields.text("cwd") {
        setup.cwd = cwd.value;
    }
    let cursor = fields.numbers("cursor");
    if let Some(name) = fields.text("text")
        && let Some(text) = file(context, folder, fields, &name.value, name.line)
    {
        setup.vim = Some(VimSetup { name: name.value, text: text.to_owned(), cursor: (1, 1) });
    }
    if let Some(vim) = &mut setup.vim {
        vim.cursor = match cursor.as_deref() {
            None => vim.cursor,
            Some(&[line, column]) if line > 0 && column > 0 => (line, column),
            Some(_) => {
                fields.source.add(fields.line, "`cursor` is not a line and a column", "write `cursor = [1, 1]`");
                (1, 1)
            }
        };
    }
    setup
}

/// Reads `hidden = […]`.
pub(crate) fn hidden(context: &Context, folder: &str, fields: &Fields, engine: Engine) -> Vec<Variant> {
    let mut variants = Vec::new();
    for name in fields.texts("hidden") {
        let Some(script) = file(context, folder, fields, &name.value, name.line) else { continue };
        let runs = match (engine, extension(&name.value)) {
            (Engine::Vim, _) => Engine::Vim,
            (_, "sql") => Engine::Sql,
            (_, "sh") => Engine::Shell,
            _ => {
                fields.source.add(
                    name.line,
                    format!("what runs {}?", name.value),
                    "call it ….hidden-1.sql or ….hidden-1.sh",
                );
                continue;
            }
        };
        variants.push(Variant { label: name.value, engine: runs, script: script.to_owned() });
    }
    variants
}

/// The text of a file of the lesson; a finding where there is none.
pub(crate) fn file<'a>(
    context: &'a Context,
    folder: &str,
    fields: &Fields,
    name: &str,
    line: usize,
) -> Option<&'a str> {
    let text = context.tree.read(&format!("{folder}/{name}"));
    if text.is_none() {
        fields.source.add(line, format!("there is no file {name}"), "add it beside lesson.toml, or correct the name");
    }
    text
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}
