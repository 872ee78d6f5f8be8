//! `vim` and `vi`: the host's editor in this terminal.

use crate::host::ScreenStep;
use crate::options::Opt;
use crate::{Bytes, Command, Context, Outcome};
use std::rc::Rc;

/// vim reads its own command line.
const OPTIONS: &[Opt] = &[];

/// The command.
pub(super) const VIM: Command = Command::new("vim", OPTIONS, |context, args| Box::pin(run(context, args)));
/// The same under its old name.
pub(super) const VI: Command = Command::new("vi", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    if args.iter().any(|arg| arg == b"--help" || arg == b"--version") {
        context.options(&VIM, args).await?;
        return Ok(0);
    }
    let host = Rc::clone(&context.sys.kernel.host.borrow());
    let Some(mut program) = host.program("vim") else {
        context.complain("not installed on this machine");
        return Ok(127);
    };
    if !context.is_tty(0) || !context.is_tty(1) {
        context.stderr(b"Vim: Warning: Output is not to a terminal\n");
        return Ok(1);
    }
    let Some(screen) = context.screen() else { return Ok(1) };
    let size = screen.size();
    let mut step = context.sys.disk(b".", |disk, who| program.open(&args, disk, who, size));
    while step == ScreenStep::Continue {
        screen.draw(program.frame());
        let Some(keys) = screen.keys().await else {
            // A signal: the window may have another size.
            let (columns, rows) = screen.size();
            program.resize(columns, rows);
            context.tick(1_000).await;
            continue;
        };
        step = context.sys.disk(b".", |disk, who| program.keys(&keys, disk, who));
    }
    match step {
        ScreenStep::Exit(status) => Ok(status),
        ScreenStep::Continue => Ok(0),
    }
}
