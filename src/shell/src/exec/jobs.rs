//! Jobs: what runs in the background or has been stopped.

use crate::Bytes;
use crate::kernel::{Exit, Pid, Signal};

/// A process of a job.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its pid.
    pub pid: Pid,
    /// How it ended.
    pub exit: Option<Exit>,
    /// The signal that stopped it.
    pub stopped: Option<Signal>,
}

/// A pipeline that the shell does not wait for.
#[derive(Clone, Debug)]
pub struct Job {
    /// `%n`
    pub number: usize,
    /// Its process group.
    pub group: Pid,
    /// Its processes; the last one's exit is the job's.
    pub members: Vec<Member>,
    /// Its text.
    pub text: Bytes,
    /// It was told to the user that it ended or stopped.
    pub notified: bool,
    /// `disown -h`
    pub no_hangup: bool,
    /// It was started with `&` or continued with `bg`.
    pub background: bool,
    /// It was inherited by a subshell: it is listed, not waited for.
    pub inherited: bool,
}

/// What a job is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Running.
    Running,
    /// Stopped by this signal.
    Stopped(Signal),
    /// Over.
    Done(Exit),
}

impl Job {
    /// What it is doing.
    pub fn state(&self) -> JobState {
        if let Some(signal) = self.members.iter().find_map(|member| member.stopped.filter(|_| member.exit.is_none())) {
            return JobState::Stopped(signal);
        }
        if self.members.iter().any(|member| member.exit.is_none()) {
            return JobState::Running;
        }
        JobState::Done(self.members.last().and_then(|member| member.exit).unwrap_or(Exit::Code(0)))
    }
}

/// All jobs of a shell.
#[derive(Clone, Debug, Default)]
pub struct Jobs {
    /// By number.
    pub list: Vec<Job>,
    /// Numbers, the current job last (`%+`), the previous before it (`%-`).
    pub recent: Vec<usize>,
    /// Statuses of processes that are gone, for `wait PID`.
    pub gone: Vec<(Pid, i32)>,
}

impl Jobs {
    /// What a subshell knows of them.
    pub fn inherited(&self) -> Self {
        let mut jobs = self.clone();
        for job in &mut jobs.list {
            job.inherited = true;
        }
        jobs.gone.clear();
        jobs
    }

    /// Adds a job; gives its number.
    pub fn add(&mut self, group: Pid, pids: &[Pid], text: Bytes, background: bool) -> usize {
        self.list.retain(|job| !job.inherited);
        let number = self.list.iter().map(|job| job.number).max().unwrap_or(0) + 1;
        let members = pids.iter().map(|pid| Member { pid: *pid, exit: None, stopped: None }).collect();
        self.list.push(Job {
            number,
            group,
            members,
            text,
            notified: false,
            no_hangup: false,
            background,
            inherited: false,
        });
        self.make_current(number);
        number
    }

    /// Makes a job the current one.
    pub fn make_current(&mut self, number: usize) {
        self.recent.retain(|known| *known != number);
        self.recent.push(number);
    }

    /// Forgets a job.
    pub fn remove(&mut self, number: usize) {
        self.list.retain(|job| job.number != number);
        self.recent.retain(|known| *known != number);
    }

    /// The job of this number.
    pub fn get(&self, number: usize) -> Option<&Job> {
        self.list.iter().find(|job| job.number == number)
    }

    /// The same, to change.
    pub fn get_mut(&mut self, number: usize) -> Option<&mut Job> {
        self.list.iter_mut().find(|job| job.number == number)
    }

    /// `+` for the current job, `-` for the previous one, else a space.
    pub fn mark(&self, number: usize) -> char {
        match self.recent.iter().rev().position(|known| *known == number) {
            Some(0) => '+',
            Some(1) => '-',
            _ => ' ',
        }
    }

    /// The job that `%n`, `%%`, `%+`, `%-`, `%text`, `%?text` names; `Err(true)` when several do.
    pub fn find(&self, spec: &[u8]) -> Result<usize, bool> {
        let name = spec.strip_prefix(b"%").unwrap_or(spec);
        let recent = |back: usize| self.recent.iter().rev().nth(back).copied().ok_or(false);
        match name {
            b"" | b"%" | b"+" => recent(0),
            b"-" => recent(1).or_else(|_| recent(0)),
            _ if name.iter().all(u8::is_ascii_digit) => {
                let number = std::str::from_utf8(name).ok().and_then(|digits| digits.parse().ok()).unwrap_or(0);
                self.get(number).map(|job| job.number).ok_or(false)
            }
            _ => {
                let matches = |job: &&Job| match name.strip_prefix(b"?") {
                    Some(part) => memchr::memmem::find(&job.text, part).is_some(),
                    None => job.text.starts_with(name),
                };
                let mut found = self.list.iter().filter(matches);
                match (found.next(), found.next()) {
                    (Some(job), None) => Ok(job.number),
                    (None, _) => Err(false),
                    _ => Err(true),
                }
            }
        }
    }

    /// Notes what happened to a process; says whether it belongs to a job.
    pub fn note(&mut self, pid: Pid, event: crate::kernel::process::ChildEvent) -> bool {
        use crate::kernel::process::ChildEvent;
        let mut known = false;
        for job in &mut self.list {
            for member in job.members.iter_mut().filter(|member| member.pid == pid) {
                known = true;
                match event {
                    ChildEvent::Exited(exit) => member.exit = Some(exit),
                    ChildEvent::Stopped(signal) => {
                        member.stopped = Some(signal);
                        job.notified = false;
                    }
                    ChildEvent::Continued => member.stopped = None,
                }
            }
        }
        known
    }
}
