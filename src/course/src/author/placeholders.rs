//! Places in the words of checks have names that the check fills.

use super::context::Context;
use crate::message::names;
use crate::model::{CheckKind, Exercise, Lesson};
use base::Locale;

const SQL: &[&str] = &[
    "expected",
    "actual",
    "missing",
    "extra",
    "example",
    "missing-row",
    "extra-row",
    "expected-columns",
    "actual-columns",
];
const TEXT: &[&str] = &["line", "expected-line", "actual-line"];

/// The names that checks of a kind fill; a name that ends in `.COLUMN` stands for the row it begins with.
fn known(kind: &CheckKind) -> Vec<&'static str> {
    match kind {
        CheckKind::SqlError { .. } => [SQL, &["code"]].concat(),
        CheckKind::SqlResult { .. } | CheckKind::SqlClause { .. } | CheckKind::SqlState { .. } => SQL.to_vec(),
        CheckKind::ShellOutput { .. } => [TEXT, &["expected", "actual", "missing", "extra"]].concat(),
        CheckKind::ShellState { .. } => [TEXT, &["path", "expected", "actual"]].concat(),
        CheckKind::ShellCwd | CheckKind::ShellStatus | CheckKind::VimMode => vec!["expected", "actual"],
        CheckKind::ShellUses { .. } | CheckKind::ShellAvoids { .. } => vec!["what", "line"],
        CheckKind::ShellError { .. } => vec!["message"],
        CheckKind::VimBuffer { .. } | CheckKind::VimRegister { .. } | CheckKind::VimFile => TEXT.to_vec(),
        CheckKind::VimCursor => vec!["line", "column", "expected-line", "expected-column"],
        CheckKind::VimKeys { .. } => vec!["used", "max", "par"],
    }
}

/// Names what no check fills: it would stand in the verdict as it is written.
pub(crate) fn lint(context: &Context, folder: &str, lesson: &Lesson, exercise: &Exercise) {
    for locale in Locale::ALL {
        let Some(text) = lesson.text.get(locale).exercises.get(&exercise.id) else { continue };
        for check in &exercise.checks {
            let Some(words) = text.words.get(&check.id) else { continue };
            let known = known(&check.kind);
            for name in names(&without_code(words)) {
                let stem = name.split_once('.').map_or(name.as_str(), |(stem, _)| stem);
                let row = stem == "example" || stem.ends_with("-row");
                if !known.contains(&stem) || (name.contains('.') && !row) {
                    context.findings.add(
                        &format!("{folder}/{}.md", locale.tag()),
                        0,
                        format!("the words of `{}` have a place `{{{name}}}` that nothing fills", check.id),
                        format!("use one of: {}", known.join(", ")),
                    );
                }
            }
        }
    }
}

/// Words without what stands in `<code>`.
fn without_code(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<code>") {
        out.push_str(before);
        rest = after.split_once("</code>").map_or("", |(_, rest)| rest);
    }
    out + rest
}
