//! Vim: the text, the cursor, registers, the mode, the file on disk, and how many keys it took.

use crate::lines::compare;
use crate::text::difference;
use crate::verdict::{Judged, args, judge, passed, refused};
use crate::{setup, situation};
use base::Diagnostic;
use course::model::{CheckKind, Engine, Exercise, Keys, Verdict, VimTask};
use lab::{EditorBench, VimSetup};

/// The text that the solution leaves of the visible one.
///
/// # Errors
/// The setup cannot be laid: see [`crate::open`].
pub fn goal(exercise: &Exercise, task: &VimTask) -> Result<String, Diagnostic> {
    let setup = setup::open(&exercise.setup, Engine::Vim, &[])?;
    Ok(type_keys(&setup.vim.unwrap_or_default(), &task.solution).editor().text())
}

pub(crate) fn grade(exercise: &Exercise, task: &VimTask, keys: &str) -> Verdict {
    let mut used = 0;
    for situation in situation::all(exercise, &[]) {
        let setup = match setup::in_situation(&exercise.setup, Engine::Vim, &[], None, situation.change()) {
            Ok(setup) => setup.vim.unwrap_or_default(),
            Err(diagnostic) => return refused(exercise, diagnostic),
        };
        let (right, ran) = (type_keys(&setup, &task.solution), type_keys(&setup, keys));
        if situation.hidden().is_none() {
            used = ran.keystrokes() as u32;
        }
        let keys = Keys { used, par: task.par };
        if let Some(verdict) = judge(exercise, situation.hidden(), |check| ask(&check.kind, &setup, &right, &ran, keys))
        {
            // A hidden text stays hidden.
            let visible = situation.hidden().is_none();
            let lines = if visible { compare(&right.editor().text(), &ran.editor().text()) } else { Vec::new() };
            return Verdict { keys: Some(keys), lines, ..verdict };
        }
    }
    Verdict { keys: Some(Keys { used, par: task.par }), ..passed(exercise) }
}

fn type_keys(setup: &VimSetup, keys: &str) -> EditorBench {
    let mut bench = EditorBench::open(setup);
    bench.type_keys(keys);
    bench
}

fn ask(kind: &CheckKind, setup: &VimSetup, right: &EditorBench, ran: &EditorBench, keys: Keys) -> Judged {
    let (expected, actual) = (right.editor(), ran.editor());
    let texts = |expected: &str, actual: &str| Judged::unless(expected == actual, || difference(expected, actual));
    match kind {
        CheckKind::VimBuffer { equals: None } => texts(&expected.text(), &actual.text()),
        CheckKind::VimBuffer { equals: Some(known) } => {
            let known = actual.text().trim_end_matches('\n') == known.trim_end_matches('\n');
            Judged::unless(!known, || difference(&expected.text(), &actual.text()))
        }
        CheckKind::VimCursor => {
            let (expected, actual) = (expected.cursor(), actual.cursor());
            Judged::unless(expected == actual, || {
                args([
                    ("line", actual.0.into()),
                    ("column", actual.1.into()),
                    ("expected-line", expected.0.into()),
                    ("expected-column", expected.1.into()),
                ])
            })
        }
        CheckKind::VimRegister { register } => {
            let text = |editor: &vim::Editor| {
                let lines = editor.register(*register).map_or(&[][..], |register| &register.lines);
                lines.iter().map(vim::Line::text).collect::<Vec<_>>().join("\n")
            };
            texts(&text(expected), &text(actual))
        }
        CheckKind::VimMode => {
            let (expected, actual) = (expected.mode(), actual.mode());
            Judged::unless(expected == actual, || {
                args([("expected", expected.clone().into()), ("actual", actual.clone().into())])
            })
        }
        CheckKind::VimFile => texts(right.file(&setup.path).unwrap_or(""), ran.file(&setup.path).unwrap_or("")),
        CheckKind::VimKeys { max: Some(max) } => Judged::unless(keys.used <= *max, || {
            args([
                ("used", i64::from(keys.used).into()),
                ("max", i64::from(*max).into()),
                ("par", i64::from(keys.par).into()),
            ])
        }),
        _ => Judged::Holds,
    }
}
