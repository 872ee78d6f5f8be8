//! `[[exercise.check]]`: one kind after the other.

use super::context::Context;
use super::fields::{At, Fields};
use super::setup::file;
use crate::model::{Aspect, Check, CheckKind, ClauseRule, Difference, Engine, Ignore};

const SQL: &str = "sql-result, sql-clause, sql-error, sql-state";
const SHELL: &str = "shell-output, shell-state, shell-cwd, shell-status, shell-uses, shell-avoids, shell-error";
const VIM: &str = "vim-buffer, vim-cursor, vim-register, vim-mode, vim-file, vim-keys";
const CLAUSES: [&str; 9] = ["select", "from", "where", "group-by", "having", "order-by", "limit", "with", "any"];

/// Reads one check; `None` (and a finding) where it makes no sense.
pub(crate) fn read(context: &Context, folder: &str, fields: &Fields, engine: Engine) -> Option<Check> {
    let id = fields.required("id")?;
    let kind = fields.required("kind")?;
    let recognises = fields.flag("recognises").unwrap_or(false);
    let equals = |key: &str| {
        let name = fields.text(key)?;
        file(context, folder, fields, &name.value, name.line).map(str::to_owned)
    };
    let what = || fields.required("what").map(|at| at.value);
    let read = match kind.value.as_str() {
        "sql-result" => CheckKind::SqlResult {
            differs_on: fields.text("differs-on").map(|at| at.value),
            differs: word(
                fields,
                "differs",
                &[
                    ("columns", Difference::Columns),
                    ("order", Difference::Order),
                    ("duplicates", Difference::Duplicates),
                    ("extra", Difference::Extra),
                    ("missing", Difference::Missing),
                    ("values", Difference::Values),
                ],
            ),
            equals: equals("equals"),
        },
        "sql-clause" => {
            let clause = fields.required("clause")?;
            if !CLAUSES.contains(&clause.value.as_str()) {
                unknown(fields, &clause, &CLAUSES.join(", "));
            }
            CheckKind::SqlClause {
                clause: clause.value,
                pattern: fields.required("pattern")?.value,
                rule: word(
                    fields,
                    "rule",
                    &[
                        ("recognise", ClauseRule::Recognise),
                        ("require", ClauseRule::Require),
                        ("forbid", ClauseRule::Forbid),
                    ],
                )
                .unwrap_or_default(),
            }
        }
        "sql-error" => CheckKind::SqlError { code: fields.text("code").map(|at| at.value) },
        "sql-state" => CheckKind::SqlState { query: fields.required("query")?.value },
        "shell-output" => CheckKind::ShellOutput {
            ignore: word(
                fields,
                "ignore",
                &[("nothing", Ignore::Nothing), ("blanks", Ignore::Blanks), ("order", Ignore::Order)],
            )
            .unwrap_or_default(),
            equals: equals("equals"),
        },
        "shell-state" => {
            let paths: Vec<String> = fields.texts("paths").into_iter().map(|at| at.value).collect();
            if paths.is_empty() {
                fields.source.add(fields.line, "`paths` is missing", "add `paths = [\"…\"]`");
            }
            CheckKind::ShellState {
                paths,
                aspect: word(
                    fields,
                    "aspect",
                    &[
                        ("content", Aspect::Content),
                        ("exists", Aspect::Exists),
                        ("mode", Aspect::Mode),
                        ("all", Aspect::All),
                    ],
                )
                .unwrap_or_default(),
                equals: equals("equals"),
            }
        }
        "shell-cwd" => CheckKind::ShellCwd,
        "shell-status" => CheckKind::ShellStatus,
        "shell-uses" => CheckKind::ShellUses { what: what()? },
        "shell-avoids" => CheckKind::ShellAvoids { what: what()? },
        "shell-error" => CheckKind::ShellError { contains: fields.required("contains")?.value },
        "vim-buffer" => CheckKind::VimBuffer { equals: equals("equals") },
        "vim-cursor" => CheckKind::VimCursor,
        "vim-register" => {
            let name = fields.required("register")?;
            let mut characters = name.value.chars();
            let (Some(register), None) = (characters.next(), characters.next()) else {
                unknown(fields, &name, "one character, such as \"a\"");
                return None;
            };
            CheckKind::VimRegister { register }
        }
        "vim-mode" => CheckKind::VimMode,
        "vim-file" => CheckKind::VimFile,
        "vim-keys" => CheckKind::VimKeys { max: fields.number("max").map(|at| at.value) },
        _ => {
            let known = match engine {
                Engine::Sql => SQL,
                Engine::Shell => SHELL,
                Engine::Vim => VIM,
                _ => "none: this engine has no checks",
            };
            unknown(fields, &kind, known);
            return None;
        }
    };
    fields.finish();
    if !read.name().starts_with(engine.name()) {
        fields.source.add(
            kind.line,
            format!("`{}` does not fit the engine `{}`", kind.value, engine.name()),
            format!("choose a kind that begins with `{}-`", engine.name()),
        );
        return None;
    }
    Some(Check { id: id.value, recognises, kind: read })
}

fn unknown(fields: &Fields, at: &At<String>, known: &str) {
    fields.source.add(at.line, format!("`{}` is not known here", at.value), format!("choose one of: {known}"));
}

/// One of a few words.
pub(crate) fn word<T: Copy>(fields: &Fields, key: &str, words: &[(&str, T)]) -> Option<T> {
    let at = fields.text(key)?;
    let found = words.iter().find(|(word, _)| *word == at.value).map(|(_, value)| *value);
    if found.is_none() {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        unknown(fields, &at, &known.join(", "));
    }
    found
}
