//! `zgrep`, `zegrep`, `zfgrep`: grep in files that gzip has packed, and in others as they are (scripts of gzip 1.12).

use super::settings::Syntax;
use super::{OPTIONS, settings, walk};
use crate::{Bytes, Command, Context, Outcome, Quit};

/// grep in packed files.
pub const ZGREP: Command =
    Command::new("zgrep", OPTIONS, |context, args| Box::pin(run(context, args, "zgrep", Syntax::Basic)))
        .usage_status(2);

/// `zgrep -E`.
pub const ZEGREP: Command =
    Command::new("zegrep", OPTIONS, |context, args| Box::pin(run(context, args, "zegrep", Syntax::Extended)))
        .usage_status(2);

/// `zgrep -F`.
pub const ZFGREP: Command =
    Command::new("zfgrep", OPTIONS, |context, args| Box::pin(run(context, args, "zfgrep", Syntax::Fixed)))
        .usage_status(2);

async fn run(context: &mut Context, args: Vec<Bytes>, name: &str, syntax: Syntax) -> Outcome {
    let command = match syntax {
        Syntax::Extended => &ZEGREP,
        Syntax::Fixed => &ZFGREP,
        _ => &ZGREP,
    };
    let parsed = context.options(command, settings::numbers_as_context(args)).await?;
    for (key, option) in [("r", "r"), ("R", "R")] {
        if parsed.has(key) {
            context.stderr(format!("/usr/bin/zgrep: -{option}: option not supported\n").as_bytes());
            return Err(Quit::Status(2));
        }
    }
    if parsed.operands.is_empty() && !parsed.has("e") && !parsed.has("f") {
        let script = format!("/usr/bin/{name}");
        context.stderr(format!("{script}: 188: 1: missing pattern; try `{script} --help' for help\n").as_bytes());
        return Err(Quit::Status(2));
    }
    context.name = b"grep".to_vec();
    let mut operands = parsed.operands.clone();
    let mut settings = settings::read(context, &parsed, &mut operands, syntax).await?;
    settings.packed = true;
    walk::run(context, settings, operands).await
}
