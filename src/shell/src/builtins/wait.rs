//! `wait`.

use super::number;
use crate::Bytes;
use crate::exec::{JobState, Shell};
use crate::kernel::Pid;

pub(super) async fn wait(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("fnp:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let variable = letters.value('p').map(<[u8]>::to_vec);
    if let Some(name) = &variable {
        if !crate::syntax::is_identifier(name) {
            shell.complain_bytes(&[b"`".as_slice(), name, b"': not a valid identifier"].concat());
            return 1;
        }
        shell.vars.unset(name, 0);
    }
    let operands = letters.operands.to_vec();
    if letters.has('n') {
        let (status, pid) = next(shell, &operands).await;
        if let (Some(name), Some(pid)) = (variable, pid) {
            let _ = shell.assign(&name, pid.to_string().into_bytes());
        }
        return status;
    }
    if operands.is_empty() {
        let pids: Vec<Pid> = shell.running();
        for pid in pids {
            if let Some(status) = one(shell, pid).await {
                let _ = status;
            }
            if shell.interrupted {
                return shell.interrupted_status();
            }
        }
        let done: Vec<usize> = shell
            .jobs
            .list
            .iter()
            .filter(|job| matches!(job.state(), JobState::Done(_)))
            .map(|job| job.number)
            .collect();
        for number in done {
            shell.jobs.remove(number);
        }
        return 0;
    }
    let mut status = 0;
    for operand in &operands {
        let pid: Option<Pid> = if operand.starts_with(b"%") {
            match super::job_control::find(shell, operand) {
                Some(number) => shell.jobs.get(number).and_then(|job| job.members.last()).map(|member| member.pid),
                None => {
                    status = 127;
                    continue;
                }
            }
        } else {
            match number(operand).and_then(|pid| Pid::try_from(pid).ok()) {
                Some(pid) => Some(pid),
                None => {
                    shell.complain_bytes(&[b"`".as_slice(), operand, b"': not a pid or valid job spec"].concat());
                    status = 1;
                    continue;
                }
            }
        };
        let Some(pid) = pid else { continue };
        status = match one(shell, pid).await {
            Some(status) => status,
            None => {
                shell.complain(format_args!("pid {pid} is not a child of this shell"));
                127
            }
        };
        if shell.interrupted {
            return shell.interrupted_status();
        }
        if let Some(name) = &variable {
            let _ = shell.assign(name, pid.to_string().into_bytes());
        }
    }
    status
}

/// Waits for one process; `None` when it is no child.
async fn one(shell: &mut Shell, pid: Pid) -> Option<i32> {
    shell.interrupted = false;
    loop {
        shell.reap();
        if let Some(place) = shell.jobs.gone.iter().rposition(|(known, _)| *known == pid) {
            let status = shell.jobs.gone[place].1;
            let number = shell
                .jobs
                .list
                .iter()
                .find(|job| job.members.iter().any(|member| member.pid == pid))
                .map(|job| job.number);
            if let Some(number) = number
                .filter(|number| shell.jobs.get(*number).is_some_and(|job| matches!(job.state(), JobState::Done(_))))
            {
                shell.jobs.remove(number);
            }
            return Some(status);
        }
        let known =
            shell.jobs.list.iter().any(|job| !job.inherited && job.members.iter().any(|member| member.pid == pid));
        if !known {
            // A substitution, or nobody.
            let child = shell
                .sys
                .kernel
                .list_processes()
                .iter()
                .any(|process| process.pid == pid && process.parent == shell.sys.pid);
            if !child {
                return None;
            }
            match shell.sys.wait_event(pid).await {
                Some(crate::kernel::process::ChildEvent::Exited(exit)) => return Some(exit.status()),
                Some(_) => {}
                None => shell.run_pending_traps_boxed().await,
            }
            if shell.interrupted {
                return Some(0);
            }
            continue;
        }
        shell.sys.park_for_children().await;
        if shell.sys.kernel.has_signal() {
            shell.run_pending_traps_boxed().await;
            if shell.interrupted {
                return Some(0);
            }
        }
    }
}

/// `wait -n`: the next job that ends.
async fn next(shell: &mut Shell, operands: &[Bytes]) -> (i32, Option<Pid>) {
    let wanted: Option<Vec<Pid>> = if operands.is_empty() {
        None
    } else {
        let mut pids = Vec::new();
        for operand in operands {
            if operand.starts_with(b"%") {
                if let Some(number) = super::job_control::find(shell, operand) {
                    pids.extend(shell.jobs.get(number).and_then(|job| job.members.last()).map(|member| member.pid));
                }
            } else {
                pids.extend(number(operand).and_then(|pid| Pid::try_from(pid).ok()));
            }
        }
        Some(pids)
    };
    shell.interrupted = false;
    loop {
        shell.reap();
        let job = shell.jobs.list.iter().find_map(|job| {
            let JobState::Done(exit) = job.state() else { return None };
            let pid = job.members.last()?.pid;
            let fits = !job.notified && !job.inherited && wanted.as_ref().is_none_or(|wanted| wanted.contains(&pid));
            fits.then_some((job.number, pid, exit.status()))
        });
        if let Some((number, pid, status)) = job {
            shell.jobs.remove(number);
            shell.jobs.gone.retain(|(known, _)| *known != pid);
            return (status, Some(pid));
        }
        if shell.running().is_empty() {
            return (127, None);
        }
        shell.sys.park_for_children().await;
        if shell.sys.kernel.has_signal() {
            shell.run_pending_traps_boxed().await;
            if shell.interrupted {
                return (shell.interrupted_status(), None);
            }
        }
    }
}

impl Shell {
    /// Background processes that still run.
    fn running(&mut self) -> Vec<Pid> {
        self.reap();
        let members = self.jobs.list.iter().filter(|job| !job.inherited).flat_map(|job| &job.members);
        members.filter(|member| member.exit.is_none() && member.stopped.is_none()).map(|member| member.pid).collect()
    }

    /// The status of a `wait` that a trap has cut short.
    fn interrupted_status(&mut self) -> i32 {
        self.interrupted = false;
        self.last_signal.map_or(130, |signal| 128 + i32::from(signal.0))
    }
}
