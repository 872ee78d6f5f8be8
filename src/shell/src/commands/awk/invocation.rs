//! The command line: where the program comes from, what is assigned before it starts; and its compilation.

use super::code::Code;
use super::compile::compile;
use super::lexer::SyntaxError;
use super::parser::{ParseError, SourceText, parse};
use crate::options::Parsed;
use crate::{Bytes, Context, Quit};
use std::fmt::Write;
use std::rc::Rc;

/// A program ready to run.
pub(super) struct Invocation {
    pub(super) code: Rc<Code>,
    pub(super) source_names: Vec<String>,
    /// Assignments (`-v`, `-F`), in order.
    pub(super) assignments: Vec<(String, Bytes)>,
    /// `ARGV` after the command's name.
    pub(super) operands: Vec<Bytes>,
}

/// `@include` may nest and repeat this often.
const MAX_INCLUDES: usize = 100;

/// Reads the command line and compiles the program.
pub(super) async fn read(context: &mut Context, parsed: &Parsed) -> Result<Invocation, Quit> {
    let name = String::from_utf8_lossy(&context.name).into_owned();
    let mut sources: Vec<SourceText> = Vec::new();
    let mut assignments = Vec::new();
    let mut operands = parsed.operands.clone();
    let mut has_program = false;
    for (key, value) in &parsed.options {
        let value = value.clone().unwrap_or_default();
        match *key {
            "F" => assignments.push(("FS".to_owned(), if value == b"t" { b"\t".to_vec() } else { value })),
            "v" => {
                if let Some((name, text)) = assignment(&value) {
                    assignments.push((name, text));
                } else {
                    let shown = String::from_utf8_lossy(&value);
                    context.stderr(format!("{name}: fatal: `{shown}' is not a legal variable name\n").as_bytes());
                    return Err(Quit::Status(2));
                }
            }
            "f" | "E" | "i" => {
                has_program |= *key != "i";
                sources.push(load(context, &value).await?);
            }
            "e" => {
                has_program = true;
                sources.push(SourceText { name: "cmd. line".into(), text: value });
            }
            "V" => {
                context.stdout.put(b"GNU Awk 5.2.1, API 3.2\n");
                return Err(Quit::Status(0));
            }
            _ => {}
        }
    }
    if !has_program {
        if operands.is_empty() {
            context.stderr(format!("Usage: {name} [POSIX or GNU style options] -f progfile [--] file ...\nUsage: {name} [POSIX or GNU style options] [--] 'program' file ...\n").as_bytes());
            return Err(Quit::Status(1));
        }
        sources.push(SourceText { name: "cmd. line".into(), text: operands.remove(0) });
    }
    let code = compiled(context, &name, &mut sources).await?;
    let source_names = sources.into_iter().map(|source| source.name).collect();
    Ok(Invocation { code: Rc::new(code), source_names, assignments, operands })
}

/// `name=value`, the name being one.
pub(super) fn assignment(text: &[u8]) -> Option<(String, Bytes)> {
    let equals = text.iter().position(|byte| *byte == b'=')?;
    let name = std::str::from_utf8(&text[..equals]).ok()?;
    let plain = name.replace("::", "_");
    let mut letters = plain.bytes();
    let starts = letters.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    let goes_on = letters.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let name = name.strip_prefix("awk::").unwrap_or(name);
    (starts && goes_on).then(|| (name.to_owned(), text[equals + 1..].to_vec()))
}

async fn load(context: &mut Context, path: &[u8]) -> Result<SourceText, Quit> {
    let shown = String::from_utf8_lossy(path).into_owned();
    let text = match context.open(path).await {
        Ok(mut input) => input.read_all().await,
        Err(error) => Err(error),
    };
    match text {
        Ok(text) => Ok(SourceText { name: shown, text }),
        Err(error) => {
            let name = String::from_utf8_lossy(&context.name).into_owned();
            context
                .stderr(format!("{name}: fatal: cannot open source file `{shown}' for reading: {error}\n").as_bytes());
            Err(Quit::Status(2))
        }
    }
}

async fn compiled(context: &mut Context, name: &str, sources: &mut Vec<SourceText>) -> Result<Code, Quit> {
    let mut included: Vec<String> = Vec::new();
    loop {
        match parse(sources) {
            Ok((program, warnings)) => {
                for (at, text) in warnings {
                    let source = &sources[at.source as usize].name;
                    context.stderr(format!("{name}: {source}:{}: warning: {text}\n", at.line).as_bytes());
                }
                return match compile(program) {
                    Ok(code) => Ok(code),
                    Err(error) => {
                        let source = &sources[error.at.source as usize].name;
                        // Constants are folded while gawk reads: an error there is one of syntax.
                        let folded = error.text.starts_with("division by zero");
                        let (kind, status) = if folded { ("error", 1) } else { ("fatal", 2) };
                        context
                            .stderr(format!("{name}: {source}:{}: {kind}: {}\n", error.at.line, error.text).as_bytes());
                        Err(Quit::Status(status))
                    }
                };
            }
            Err(ParseError::Syntax(error)) => {
                complain(context, name, sources, &error);
                return Err(Quit::Status(1));
            }
            Err(ParseError::Include { name: file, at, start, end }) => {
                let index = at.source as usize;
                let blank = vec![b' '; end - start];
                sources[index].text.splice(start..end, blank);
                if included.contains(&file) {
                    continue;
                }
                if included.len() >= MAX_INCLUDES {
                    context.stderr(format!("{name}: fatal: too many @include directives\n").as_bytes());
                    return Err(Quit::Status(2));
                }
                let library = file.strip_prefix("@load ").and_then(|name| super::library::find(name.as_bytes()));
                let mut source = match library {
                    Some(text) => SourceText { name: file.clone(), text: text.as_bytes().to_vec() },
                    None => {
                        let path = context.var("AWKPATH").map(|path| String::from_utf8_lossy(path).into_owned());
                        let path = path.unwrap_or_else(|| ".:/usr/share/awk".into());
                        let found = path.split(':').find_map(|folder| {
                            let folder = if matches!(folder, "" | ".") { String::new() } else { format!("{folder}/") };
                            [format!("{folder}{file}"), format!("{folder}{file}.awk")]
                                .into_iter()
                                .find(|path| context.stat(path.as_bytes()).is_ok())
                        });
                        let Some(found) = found else {
                            let place = format!("{name}: {}:{}", sources[index].name, at.line);
                            let words = format!("cannot open source file `{file}' for reading: {}", vfs::Errno::NoEnt);
                            context.stderr(format!("{place}: error: {words}\n").as_bytes());
                            return Err(Quit::Status(1));
                        };
                        load(context, found.as_bytes()).await?
                    }
                };
                included.push(file);
                source.text.push(b'\n');
                // What is included comes first: rules keep their order when the directive opens the program, as it should.
                sources.insert(index, source);
            }
        }
    }
}

/// The line, and a caret under the place.
fn complain(context: &Context, name: &str, sources: &[SourceText], error: &SyntaxError) {
    let Some(source) = sources.get(error.at.source as usize) else { return };
    let prefix = format!("{name}: {}:{}: ", source.name, error.at.line);
    if error.offset == usize::MAX {
        context.stderr(format!("{name}: fatal: {}\n", error.text).as_bytes());
        return;
    }
    if error.text.starts_with("error: ") {
        context.stderr(format!("{prefix}{}\n", error.text).as_bytes());
        return;
    }
    let offset = error.offset.min(source.text.len());
    let line_start = {
        let mut newlines = source.text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        if error.at.line <= 1 { 0 } else { newlines.nth(error.at.line as usize - 2).unwrap_or(source.text.len()) }
    };
    let line = source.text[line_start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let column = offset.saturating_sub(line_start).min(line.len());
    let blanks: String = line[..column].iter().map(|byte| if *byte == b'\t' { '\t' } else { ' ' }).collect();
    let mut text = format!("{prefix}{}\n", String::from_utf8_lossy(line));
    let _ = writeln!(text, "{prefix}{blanks}^ {}", error.text);
    context.stderr(text.as_bytes());
}
