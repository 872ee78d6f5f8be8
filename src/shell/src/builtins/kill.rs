//! `kill`.

use super::number;
use crate::Bytes;
use crate::exec::Shell;
use crate::kernel::{Pid, Signal};

pub(super) async fn kill(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let mut signal = Signal::TERM;
    let mut rest = args;
    match args.first().map(Vec::as_slice) {
        None => {
            shell.usage();
            return 2;
        }
        Some(b"-l" | b"-L") => return list(shell, &args[1..]),
        Some(option @ (b"-s" | b"-n")) => {
            let Some(name) = args.get(1) else {
                shell.complain_bytes(&[option, b": option requires an argument"].concat());
                return 1;
            };
            match Signal::parse(name) {
                Some(found) => signal = found,
                None => return invalid(shell, name),
            }
            rest = &args[2..];
        }
        Some(b"--") => rest = &args[1..],
        Some([b'-', name @ ..]) if !name.is_empty() => {
            match Signal::parse(name) {
                Some(found) => signal = found,
                None => return invalid(shell, name),
            }
            rest = &args[1..];
        }
        _ => {}
    }
    if rest.first().is_some_and(|arg| arg == b"--") {
        rest = &rest[1..];
    }
    if rest.is_empty() {
        shell.usage();
        return 2;
    }
    let mut status = 1;
    let mut failed = false;
    for target in rest {
        if send(shell, target, signal).await {
            status = 0;
        } else {
            failed = true;
        }
    }
    if failed && status == 0 { 0 } else { status }
}

fn invalid(shell: &mut Shell, name: &[u8]) -> i32 {
    shell.complain_bytes(&[name, b": invalid signal specification"].concat());
    1
}

async fn send(shell: &mut Shell, target: &[u8], signal: Signal) -> bool {
    if target.starts_with(b"%") {
        let Some(number) = super::job_control::find(shell, target) else { return false };
        let Some(job) = shell.jobs.get(number) else { return false };
        let (group, pids): (Pid, Vec<Pid>) = (job.group, job.members.iter().map(|member| member.pid).collect());
        if shell.options.monitor {
            let sent = shell.sys.kernel.kill_group(group, signal);
            if matches!(signal, Signal::TERM | Signal::HUP) {
                // A stopped job must wake up to die.
                shell.sys.kernel.kill_group(group, Signal::CONT);
            }
            return sent;
        }
        let mut sent = false;
        for pid in pids {
            sent |= shell.sys.kill(pid, signal).await.is_ok();
        }
        return sent;
    }
    let Some(pid) = number(target) else {
        shell.complain_bytes(&[target, b": arguments must be process or job IDs"].concat());
        return false;
    };
    if pid <= 0 {
        let group =
            if pid == 0 { shell.sys.group(0) } else { pid.checked_neg().and_then(|group| Pid::try_from(group).ok()) };
        let sent = group.is_some_and(|group| shell.sys.kernel.kill_group(group, signal));
        shell.sys.kernel.yield_now().await;
        if !sent {
            shell.complain(format_args!("({pid}) - No such process"));
        }
        return sent;
    }
    let result = match Pid::try_from(pid) {
        Ok(pid) => shell.sys.kill(pid, signal).await,
        Err(_) => Err(vfs::Errno::Srch),
    };
    if shell.sys.kernel.has_signal() {
        shell.run_pending_traps_boxed().await;
    }
    match result {
        Ok(()) => true,
        Err(error) => {
            shell.complain(format_args!("({pid}) - {error}"));
            false
        }
    }
}

fn list(shell: &mut Shell, args: &[Bytes]) -> i32 {
    if args.is_empty() {
        let mut column = 0;
        for number in (1..=31_u8).chain(34..=64) {
            shell.put(format!("{number:2}) SIG{}", Signal(number).name()).as_bytes());
            column += 1;
            shell.put(if column % 5 == 0 || number == 64 { b"\n" } else { b"\t" });
        }
        return 0;
    }
    let mut status = 0;
    for arg in args {
        if let Some(value) = number(arg) {
            // An exit status above 128 names the signal too.
            let value = if value > 128 { value - 128 } else { value };
            match u8::try_from(value).ok().filter(|value| *value <= 64 && !matches!(value, 32 | 33)) {
                Some(value) => shell.put(format!("{}\n", Signal(value).name()).as_bytes()),
                None => status = invalid(shell, arg),
            }
        } else {
            match Signal::parse(arg) {
                Some(signal) => shell.put(format!("{}\n", signal.0).as_bytes()),
                None => status = invalid(shell, arg),
            }
        }
    }
    status
}
