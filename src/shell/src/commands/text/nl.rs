//! `nl`: numbers lines, by sections of logical pages (POSIX, nl).

use crate::number::MAX_WIDTH;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use pattern::{Flags, Pattern, Syntax};

const OPTIONS: &[Opt] = &[
    value("b", "body-numbering"),
    value("h", "header-numbering"),
    value("f", "footer-numbering"),
    value("d", "section-delimiter"),
    value("i", "line-increment"),
    value("l", "join-blank-lines"),
    value("n", "number-format"),
    flag("p", "no-renumber"),
    value("s", "number-separator"),
    value("v", "starting-line-number"),
    value("w", "number-width"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("nl", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Which lines of a section get numbers.
enum Numbered {
    All,
    NonEmpty,
    None,
    Matching(Pattern),
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    // Header, body, footer.
    let mut styles = Vec::new();
    for (key, usual, word) in [("h", &b"n"[..], "header"), ("b", b"t", "body"), ("f", b"n", "footer")] {
        let text = parsed.value(key).unwrap_or(usual);
        styles.push(match text.first() {
            Some(b'a') => Numbered::All,
            Some(b't') => Numbered::NonEmpty,
            Some(b'n') => Numbered::None,
            Some(b'p') => match Pattern::compile(Syntax::GrepBasic, &text[1..], Flags::NONE) {
                Ok(regex) => Numbered::Matching(regex),
                Err(error) => {
                    context.complain(error.gnu());
                    return Err(Quit::Status(1));
                }
            },
            _ => {
                return Err(
                    context.usage_error(format_args!("invalid {word} numbering style: {}", quote::curved(text)), 1)
                );
            }
        });
    }
    let number = |key: &str, usual: i64, what: &str, least: i64| -> Result<i64, Quit> {
        let Some(text) = parsed.value(key) else { return Ok(usual) };
        let value = std::str::from_utf8(text).ok().and_then(|text| text.parse::<i64>().ok());
        value.filter(|value| *value >= least).ok_or_else(|| {
            let why = if value.is_some() { ": Numerical result out of range" } else { "" };
            context.complain(format_args!("invalid {what}: {}{why}", quote::curved(text)));
            Quit::Status(1)
        })
    };
    let start = number("v", 1, "starting line number", i64::MIN)?;
    let step = number("i", 1, "line number increment", i64::MIN)?;
    let blanks = number("l", 1, "line number of blank lines", 1)?;
    let width = number("w", 6, "line number field width", 1)?.min(MAX_WIDTH as i64) as usize;
    let format = parsed.value("n").unwrap_or(b"rn");
    if !matches!(format, b"ln" | b"rn" | b"rz") {
        return Err(context.usage_error(format_args!("invalid line numbering format: {}", quote::curved(format)), 1));
    }
    let format = format.to_vec();
    let separator = parsed.value("s").unwrap_or(b"\t").to_vec();
    let delimiter = match parsed.value("d") {
        None => b"\\:".to_vec(),
        Some([one]) => vec![*one, b':'],
        Some(two) => two.to_vec(),
    };
    let marks: Vec<Bytes> = [3, 2, 1].iter().map(|count| delimiter.repeat(*count)).collect();
    let (mut section, mut value, mut blank_run, mut status) = (1, start, 0, 0);
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        loop {
            let line = match input.line().await {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    context.complain_about(file, error);
                    status = 1;
                    break;
                }
            };
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            if let Some(mark) = marks.iter().position(|mark| !mark.is_empty() && mark == text) {
                section = mark;
                if !parsed.has("p") {
                    value = start;
                }
                context.stdout.put_byte(b'\n');
                continue;
            }
            let numbered = match &styles[section] {
                Numbered::None => false,
                Numbered::NonEmpty => !text.is_empty(),
                Numbered::All if blanks > 1 && text.is_empty() => {
                    blank_run += 1;
                    blank_run == blanks
                }
                Numbered::All => true,
                Numbered::Matching(regex) => {
                    let budget = context.budget();
                    let found = regex.is_match(text, &budget).unwrap_or(false);
                    context.settle(&budget).await;
                    found
                }
            };
            if numbered || !text.is_empty() {
                blank_run = 0;
            }
            if numbered {
                let shown = match format.as_slice() {
                    b"ln" => format!("{value:<width$}"),
                    b"rz" => format!("{value:0width$}"),
                    _ => format!("{value:>width$}"),
                };
                context.stdout.put(shown.as_bytes());
                context.stdout.put(&separator);
                value = value.saturating_add(step);
            } else {
                let room = width + separator.len();
                context.stdout.buffer().extend(std::iter::repeat_n(b' ', room));
            }
            context.stdout.put(text);
            context.stdout.put_byte(b'\n');
            context.stdout.relieve().await?;
        }
    }
    Ok(status)
}
