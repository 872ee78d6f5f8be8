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
    loop {
        match step {
            ScreenStep::Exit(status) => return Ok(status),
            ScreenStep::Shell { command, input } => {
                let (output, status) = filter(context, &command, input).await;
                step = context.sys.disk(b".", |disk, who| program.shell_done(&output, status, disk, who));
                continue;
            }
            ScreenStep::Continue => screen.draw(program.frame()),
        }
        let Some(keys) = screen.keys().await else {
            // A signal: the window may have another size.
            context.sys.take_signal();
            let (columns, rows) = screen.size();
            program.resize(columns, rows);
            context.tick(1_000).await;
            step = ScreenStep::Continue;
            continue;
        };
        step = context.sys.disk(b".", |disk, who| program.keys(&keys, disk, who));
    }
}

/// Runs a line of shell between two files of its own, as vim does: what it wrote, and its status.
async fn filter(context: &mut Context, command: &[u8], input: Bytes) -> (Bytes, i32) {
    let [from, to] = ["0", "1"].map(|name| format!("/tmp/v{}-{name}", context.sys.pid).into_bytes());
    let written = context.sys.disk(b".", |disk, who| disk.write_file(who, &from, &input));
    let line = [b"(".as_slice(), command, b") <", &from, b" >", &to, b" 2>&1"].concat();
    let status = if written.is_ok() { context.shell(&line).await.status() } else { 1 };
    context.sys.disk(b".", |disk, who| {
        let output = disk.read_file(who, &to).map(vfs::Content::into_vec).unwrap_or_default();
        // Nothing is left of them.
        let _ = (disk.unlink(who, &from), disk.unlink(who, &to));
        (output, status)
    })
}
