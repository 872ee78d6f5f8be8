//! `jobs`, `fg`, `bg`, `disown`, `suspend`.

use super::number;
use crate::Bytes;
use crate::exec::{JobState, Shell};
use crate::kernel::process::ChildEvent;
use crate::kernel::{Pid, Signal};

/// The job an argument names; complains when there is none.
pub(super) fn find(shell: &mut Shell, spec: &[u8]) -> Option<usize> {
    match shell.jobs.find(spec) {
        Ok(number) => Some(number),
        Err(ambiguous) => {
            let words: &[u8] = if ambiguous { b": ambiguous job spec" } else { b": no such job" };
            shell.complain_bytes(&[spec, words].concat());
            None
        }
    }
}

pub(super) fn jobs(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("lnprs", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    shell.reap();
    let numbers: Vec<usize> = if letters.operands.is_empty() {
        shell.jobs.list.iter().map(|job| job.number).collect()
    } else {
        let mut numbers = Vec::new();
        for spec in letters.operands {
            match find(shell, spec) {
                Some(number) => numbers.push(number),
                None => return 1,
            }
        }
        numbers
    };
    for number in numbers {
        let Some(job) = shell.jobs.get(number) else { continue };
        let state = job.state();
        if (letters.has('r') && state != JobState::Running)
            || (letters.has('s') && !matches!(state, JobState::Stopped(_)))
        {
            continue;
        }
        if letters.has('p') {
            let group = job.group;
            shell.put(format!("{group}\n").as_bytes());
            continue;
        }
        let line = shell.job_line(number, letters.has('l'));
        shell.put(&line);
        if matches!(state, JobState::Done(_)) {
            shell.jobs.remove(number);
        }
    }
    0
}

/// Lets a stopped job go on.
fn go_on(shell: &mut Shell, number: usize) -> Vec<Pid> {
    let Some(job) = shell.jobs.get_mut(number) else { return Vec::new() };
    let group = job.group;
    let pids: Vec<Pid> = job.members.iter().filter(|member| member.exit.is_none()).map(|member| member.pid).collect();
    for member in &mut job.members {
        member.stopped = None;
    }
    shell.sys.kernel.kill_group(group, Signal::CONT);
    for pid in &pids {
        // That it goes on is no news.
        if shell.sys.kernel.is_alive(*pid)
            && let Some(event) = shell.sys.kernel.child_event(*pid)
        {
            shell.jobs.note(*pid, event);
        }
    }
    pids
}

pub(super) async fn fg(shell: &mut Shell, args: &[Bytes]) -> i32 {
    if !shell.options.monitor {
        shell.complain("no job control");
        return 1;
    }
    let spec: &[u8] = args.first().map_or(b"%+", Vec::as_slice);
    let Some(number) = find_current(shell, spec, args.is_empty()) else { return 1 };
    let Some(job) = shell.jobs.get(number) else { return 1 };
    let (text, group) = (job.text.clone(), job.group);
    shell.put(&[text.as_slice(), b"\n"].concat());
    shell.flush().await;
    let pids = go_on(shell, number);
    shell.jobs.remove(number);
    match shell.wait_foreground(&pids, Some(group), || text.clone()).await {
        Some(statuses) => statuses.last().copied().unwrap_or(0),
        None => shell.status,
    }
}

fn find_current(shell: &mut Shell, spec: &[u8], implied: bool) -> Option<usize> {
    if implied && shell.jobs.find(spec).is_err() {
        shell.complain("current: no such job");
        return None;
    }
    find(shell, spec)
}

pub(super) fn bg(shell: &mut Shell, args: &[Bytes]) -> i32 {
    if !shell.options.monitor {
        shell.complain("no job control");
        return 1;
    }
    let specs: Vec<Bytes> = if args.is_empty() { vec![b"%+".to_vec()] } else { args.to_vec() };
    let mut status = 0;
    for spec in specs {
        let Some(number) = find_current(shell, &spec, args.is_empty()) else {
            status = 1;
            continue;
        };
        if shell.jobs.get(number).is_some_and(|job| job.state() == JobState::Running) {
            shell.complain(format_args!("job {number} already in background"));
            continue;
        }
        let pids = go_on(shell, number);
        shell.sys_last_background(pids.last().copied());
        let mark = shell.jobs.mark(number);
        let Some(job) = shell.jobs.get_mut(number) else { continue };
        job.background = true;
        let text = [format!("[{number}]{mark} ").as_bytes(), &job.text, b" &\n"].concat();
        shell.put(&text);
    }
    status
}

impl Shell {
    fn sys_last_background(&mut self, pid: Option<Pid>) {
        if pid.is_some() {
            self.last_background = pid;
        }
    }
}

pub(super) fn disown(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("har", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let mut numbers = Vec::new();
    if letters.operands.is_empty() {
        if letters.has('a') || letters.has('r') {
            let wanted = shell.jobs.list.iter().filter(|job| !letters.has('r') || job.state() == JobState::Running);
            numbers.extend(wanted.map(|job| job.number));
        } else {
            match shell.jobs.find(b"%+") {
                Ok(number) => numbers.push(number),
                Err(_) => {
                    shell.complain("current: no such job");
                    return 1;
                }
            }
        }
    }
    let mut status = 0;
    for spec in letters.operands {
        let by_pid = number(spec).and_then(|pid| {
            let job =
                shell.jobs.list.iter().find(|job| job.members.iter().any(|member| i64::from(member.pid) == pid))?;
            Some(job.number)
        });
        match by_pid.or_else(|| shell.jobs.find(spec).ok().filter(|_| spec.starts_with(b"%"))) {
            Some(number) => numbers.push(number),
            None => {
                shell.complain_bytes(&[spec.as_slice(), b": no such job"].concat());
                status = 1;
            }
        }
    }
    for number in numbers {
        if letters.has('h') {
            if let Some(job) = shell.jobs.get_mut(number) {
                job.no_hangup = true;
            }
        } else {
            shell.jobs.remove(number);
        }
    }
    status
}

pub(super) async fn suspend(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let _ = args;
    if !shell.options.monitor {
        shell.complain("cannot suspend: no job control");
        return 1;
    }
    shell.complain("cannot suspend a login shell");
    let _: Option<ChildEvent> = None;
    1
}
