//! From what a lesson says an exercise starts from to what a lab opens.

use base::Diagnostic;
use course::dataset::{NamedTable, generate, write_csv};
use course::model::{Dataset, Engine, Setup, Variant};
use lab::{FileSetup, ShellSetup, SqlSetup, TableRows, VimSetup};
use std::collections::{BTreeMap, BTreeSet};

/// The lab for a setup: the engine named, and the situation that learners see.
///
/// # Errors
/// A dataset that is not there, or that cannot be made: `grade-dataset`, with `dataset`.
pub fn open(setup: &Setup, engine: Engine, datasets: &[Dataset]) -> Result<lab::Setup, Diagnostic> {
    in_situation(setup, engine, datasets, None, None)
}

/// The same in a variant of the datasets, changed by a hidden script.
pub(crate) fn in_situation(
    setup: &Setup,
    engine: Engine,
    datasets: &[Dataset],
    variant: Option<&str>,
    change: Option<&Variant>,
) -> Result<lab::Setup, Diagnostic> {
    let mut made: BTreeMap<&str, (&Dataset, Vec<NamedTable>)> = BTreeMap::new();
    for id in self::datasets(setup) {
        let missing = || Diagnostic::error("grade-dataset", "").with("dataset", id);
        let dataset = datasets.iter().find(|dataset| dataset.id == id).ok_or_else(missing)?;
        // A dataset without this variant shows its visible rows.
        let variant = variant.filter(|label| dataset.hidden.iter().any(|hidden| hidden.label == *label));
        made.insert(id, (dataset, generate(dataset, variant).map_err(|_| missing())?));
    }
    let script = |engine: Engine| change.filter(|change| change.engine == engine).map_or("", |change| &change.script);
    let mut lab = lab::Setup::default();
    match engine {
        Engine::Sql => {
            let mut sql = SqlSetup { script: [&setup.sql, script(Engine::Sql)].join("\n"), ..SqlSetup::default() };
            for id in &setup.datasets {
                let Some((dataset, tables)) = made.get(id.as_str()) else { continue };
                sql.schema.push_str(&dataset.schema);
                sql.schema.push('\n');
                sql.rows.extend(
                    tables.iter().map(|table| TableRows { table: table.name.clone(), rows: table.rows.clone() }),
                );
            }
            lab.sql = Some(sql);
        }
        Engine::Shell => {
            let mut shell = ShellSetup {
                script: [&setup.shell, script(Engine::Shell)].join("\n").trim().to_owned(),
                ..ShellSetup::default()
            };
            shell.cwd = match setup.cwd.strip_prefix("~/").unwrap_or(&setup.cwd) {
                "" | "~" => String::new(),
                absolute if absolute.starts_with('/') => absolute.to_owned(),
                relative => format!("/home/{}/{relative}", shell.user),
            };
            for (path, content) in &setup.files {
                shell.files.push(file(path, content.clone()));
            }
            for (path, source) in &setup.csv {
                let (id, name) = source.split_once('.').unwrap_or((source, ""));
                let table = made.get(id).and_then(|(_, tables)| tables.iter().find(|table| table.name == name));
                let Some(table) = table else {
                    return Err(Diagnostic::error("grade-dataset", "").with("dataset", source.as_str()));
                };
                shell.files.push(file(path, write_csv(&table.rows)));
            }
            lab.shell = Some(shell);
        }
        Engine::Vim => {
            let vim = setup.vim.clone().unwrap_or_default();
            let text = change.map_or(vim.text, |change| change.script.clone());
            let cursor = Some((vim.cursor.0.max(1) as usize, vim.cursor.1.max(1) as usize));
            lab.vim = Some(VimSetup { path: vim.name, text, cursor });
        }
        Engine::Quiz | Engine::Predict | Engine::Order => {}
    }
    Ok(lab)
}

/// A file of the home folder; `~/` in front of its path is the same.
fn file(path: &str, content: String) -> FileSetup {
    FileSetup { path: path.strip_prefix("~/").unwrap_or(path).to_owned(), content, ..FileSetup::default() }
}

/// The datasets that a setup names.
pub(crate) fn datasets(setup: &Setup) -> BTreeSet<&str> {
    let csv = setup.csv.values().map(|source| source.split_once('.').map_or(source.as_str(), |(id, _)| id));
    setup.datasets.iter().map(String::as_str).chain(csv).collect()
}
