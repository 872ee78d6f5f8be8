//! The script's text: `-e`, `-f`, or the first operand.

use crate::options::Parsed;
use crate::{Bytes, Context, Quit};

/// A stretch of script, and how messages name it.
pub(super) struct ScriptPiece {
    /// `-e expression #1` or `file`.
    pub(super) name: String,
    pub(super) is_file: bool,
    pub(super) text: Bytes,
}

/// The pieces in order; takes the script off the operands when there is no option.
pub(super) async fn pieces(
    context: &mut Context,
    parsed: &Parsed,
    operands: &mut Vec<Bytes>,
) -> Result<Vec<ScriptPiece>, Quit> {
    let mut pieces: Vec<ScriptPiece> = Vec::new();
    let mut expressions = 0;
    for (key, value) in &parsed.options {
        let value = value.clone().unwrap_or_default();
        match *key {
            "e" => {
                expressions += 1;
                pieces.push(ScriptPiece { name: format!("-e expression #{expressions}"), is_file: false, text: value });
            }
            "f" => {
                let shown = String::from_utf8_lossy(&value).into_owned();
                let text = match context.open(&value).await {
                    Ok(mut input) => input.read_all().await,
                    Err(error) => Err(error),
                };
                let mut text = text.map_err(|error| {
                    context.complain(format_args!("couldn't open file {shown}: {error}"));
                    Quit::Status(4)
                })?;
                if text.last() == Some(&b'\n') {
                    text.pop();
                }
                if pieces.is_empty() && text.starts_with(b"#!") {
                    let end = text.iter().position(|byte| *byte == b'\n').unwrap_or(text.len());
                    text.drain(..end);
                }
                pieces.push(ScriptPiece { name: format!("file {shown}"), is_file: true, text });
            }
            _ => {}
        }
    }
    if pieces.is_empty() {
        if operands.is_empty() {
            context.stderr(b"Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n");
            return Err(Quit::Status(1));
        }
        let text = operands.remove(0);
        pieces.push(ScriptPiece { name: "-e expression #1".into(), is_file: false, text });
    }
    Ok(pieces)
}
