//! `explain`: what each part of a command line is and does, in the reader's language. Nothing of the line is run.

use crate::exec::Shell;
use crate::explain::{Words, explain};
use crate::options::{Opt, value};
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[value("L", "locale")];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("explain", OPTIONS, |context, args| Box::pin(run(context, args))).stops_at_operand();

/// The widest first column, in characters.
const COLUMN: usize = 24;

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    let line = String::from_utf8_lossy(&parsed.operands.join(&b' ')).into_owned();
    let language = super::language(context, parsed.value("L"));
    let source = context.sys.kernel.host.borrow().words(language);
    let words = Words::read(source);
    if words.is_empty() {
        context.complain(format_args!("no sentences for '{language}' on this machine"));
        return Ok(1);
    }
    // The shell at the prompt knows more than what it exports: aliases, functions, variables.
    let known = context.sys.terminal().and_then(|terminal| terminal.known.borrow().shell.clone());
    let mut shell = match known {
        Some(known) => known.0.fork(context.sys.clone()),
        None => Shell::new(context.sys.clone(), b"bash".to_vec(), &context.env),
    };
    shell.interactive = false;
    // What goes wrong while an expansion is tried is not said.
    let errors = context.sys.set_fd(2, None);
    let told = explain(&mut shell, &line, language, &words).await;
    context.sys.set_fd(2, errors);
    let sizes = told.parts.iter().map(|part| part.span.of(&line).chars().count());
    let column = sizes.filter(|size| *size <= COLUMN).max().unwrap_or(0);
    let mut open: Vec<u32> = Vec::new();
    for part in &told.parts {
        open.retain(|end| *end > part.span.start);
        let text = part.span.of(&line).replace('\n', "\u{23ce}");
        let indent = "  ".repeat(open.len());
        let row = if text.chars().count() > COLUMN {
            format!("{indent}{text}\n{indent}{:column$}  {}\n", "", part.text)
        } else {
            format!("{indent}{text:column$}  {}\n", part.text)
        };
        context.stdout.put(row.as_bytes());
        open.push(part.span.end);
    }
    if let Some(problem) = &told.problem {
        context.stdout.put(format!("{problem}\n").as_bytes());
        return Ok(1);
    }
    Ok(0)
}
