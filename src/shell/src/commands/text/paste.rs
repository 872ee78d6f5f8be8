//! `paste`: lines of files side by side.

use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};

const OPTIONS: &[Opt] = &[value("d", "delimiters"), flag("s", "serial"), flag("z", "zero-terminated")];

/// The command.
pub(super) const COMMAND: Command = Command::new("paste", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let delimiters = delimiters(context, parsed.value("d").unwrap_or(b"\t"))?;
    let files = super::inputs(&parsed);
    if parsed.has("s") {
        return serial(context, &files, &delimiters, end).await;
    }
    let mut inputs = Vec::new();
    // Several `-` share standard input, line by line.
    let mut standard = None;
    for (at, file) in files.iter().enumerate() {
        if file == b"-" && standard.is_some() {
            inputs.push(None);
            continue;
        }
        match context.open(file).await {
            Ok(input) => inputs.push(Some(input)),
            Err(error) => {
                context.complain_about(file, error);
                return Ok(1);
            }
        }
        if file == b"-" {
            standard = Some(at);
        }
    }
    let mut row: Bytes = Vec::new();
    loop {
        row.clear();
        let mut any = false;
        for at in 0..files.len() {
            let source = if inputs[at].is_some() { Some(at) } else { standard };
            if at > 0 {
                row.extend_from_slice(&delimiters[(at - 1) % delimiters.len()]);
            }
            let Some(input) = source.and_then(|source| inputs[source].as_mut()) else { continue };
            if let Some(line) = input.until(end).await? {
                any = true;
                row.extend_from_slice(line.strip_suffix(&[end]).unwrap_or(line));
            }
        }
        if !any {
            return Ok(0);
        }
        context.stdout.put(&row);
        context.stdout.put_byte(end);
        context.stdout.relieve().await?;
    }
}

async fn serial(context: &mut Context, files: &[Bytes], delimiters: &[Bytes], end: u8) -> Outcome {
    let mut status = 0;
    for file in files {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        let mut count = 0;
        while let Some(line) = input.until(end).await? {
            if count > 0 {
                context.stdout.put(&delimiters[(count - 1) % delimiters.len()]);
            }
            context.stdout.put(line.strip_suffix(&[end]).unwrap_or(line));
            context.stdout.relieve().await?;
            count += 1;
        }
        context.stdout.put_byte(end);
    }
    Ok(status)
}

/// One delimiter a character; `\0` is none.
fn delimiters(context: &Context, text: &[u8]) -> Result<Vec<Bytes>, Quit> {
    let mut list = Vec::new();
    let mut bytes = text.iter();
    while let Some(byte) = bytes.next() {
        list.push(match byte {
            b'\\' => match bytes.next() {
                Some(b'0') => Vec::new(),
                Some(b'n') => vec![b'\n'],
                Some(b't') => vec![b'\t'],
                Some(b'b') => vec![8],
                Some(b'f') => vec![12],
                Some(b'r') => vec![b'\r'],
                Some(b'v') => vec![11],
                Some(other) => vec![*other],
                None => {
                    let shown = String::from_utf8_lossy(text).into_owned();
                    context.complain(format_args!("delimiter list ends with an unescaped backslash: {shown}"));
                    return Err(Quit::Status(1));
                }
            },
            byte => vec![*byte],
        });
    }
    if list.is_empty() {
        list.push(Vec::new());
    }
    Ok(list)
}
