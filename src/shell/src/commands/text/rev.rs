//! `rev`: the letters of every line in reverse.

use crate::options::Opt;
use crate::{Bytes, Command, Context, Outcome};

const OPTIONS: &[Opt] = &[];

/// The command.
pub(super) const COMMAND: Command = Command::new("rev", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let mut status = 0;
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain(format_args!("cannot open {}: {error}", String::from_utf8_lossy(file)));
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
            let (text, end) = line.strip_suffix(b"\n").map_or((line, &b""[..]), |text| (text, b"\n"));
            for chunk in text.utf8_chunks().collect::<Vec<_>>().into_iter().rev() {
                context.stdout.buffer().extend(chunk.invalid().iter().rev());
                for letter in chunk.valid().chars().rev() {
                    context.stdout.put(letter.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
            context.stdout.put(end);
            context.stdout.relieve().await?;
        }
    }
    Ok(status)
}
