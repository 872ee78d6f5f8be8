//! Signals: their numbers on Linux x86-64, their names, what they do by default.

use super::{Exit, Kernel, Pid};
use crate::kernel::process::State;
use vfs::Errno;

/// A signal's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signal(pub u8);

/// Names without `SIG`, by number from 1.
const NAMES: [&str; 31] = [
    "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM",
    "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO",
    "PWR", "SYS",
];

/// glibc's `strsignal`, by number from 1.
const TEXTS: [&str; 31] = [
    "Hangup",
    "Interrupt",
    "Quit",
    "Illegal instruction",
    "Trace/breakpoint trap",
    "Aborted",
    "Bus error",
    "Floating point exception",
    "Killed",
    "User defined signal 1",
    "Segmentation fault",
    "User defined signal 2",
    "Broken pipe",
    "Alarm clock",
    "Terminated",
    "Stack fault",
    "Child exited",
    "Continued",
    "Stopped (signal)",
    "Stopped",
    "Stopped (tty input)",
    "Stopped (tty output)",
    "Urgent I/O condition",
    "CPU time limit exceeded",
    "File size limit exceeded",
    "Virtual timer expired",
    "Profiling timer expired",
    "Window changed",
    "I/O possible",
    "Power failure",
    "Bad system call",
];

impl Signal {
    /// Hang-up.
    pub const HUP: Self = Self(1);
    /// Ctrl-C.
    pub const INT: Self = Self(2);
    /// Ctrl-\.
    pub const QUIT: Self = Self(3);
    /// Cannot be caught.
    pub const KILL: Self = Self(9);
    /// Nobody reads.
    pub const PIPE: Self = Self(13);
    /// Alarm clock.
    pub const ALRM: Self = Self(14);
    /// A polite request to end.
    pub const TERM: Self = Self(15);
    /// A child ended or stopped.
    pub const CHLD: Self = Self(17);
    /// Go on.
    pub const CONT: Self = Self(18);
    /// Cannot be caught.
    pub const STOP: Self = Self(19);
    /// Ctrl-Z.
    pub const TSTP: Self = Self(20);
    /// The window's size changed.
    pub const WINCH: Self = Self(28);

    /// All of them with names.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=NAMES.len() as u8).map(Self)
    }

    /// Its name without `SIG`; real-time signals are `RTMIN+n` / `RTMAX-n`.
    pub fn name(self) -> String {
        match self.0 {
            0 => "EXIT".to_owned(),
            n @ 1..=31 => NAMES[n as usize - 1].to_owned(),
            34 => "RTMIN".to_owned(),
            n @ 35..=49 => format!("RTMIN+{}", n - 34),
            n @ 50..=63 => format!("RTMAX-{}", 64 - n),
            64 => "RTMAX".to_owned(),
            n => n.to_string(),
        }
    }

    /// What a shell prints when a job dies of it.
    pub fn text(self) -> String {
        match self.0 {
            n @ 1..=31 => TEXTS[n as usize - 1].to_owned(),
            n @ 34..=64 => format!("Real-time signal {}", n - 34),
            n => format!("Unknown signal {n}"),
        }
    }

    /// The signal of a name (with or without `SIG`, any case) or of a number.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?.to_ascii_uppercase();
        if let Ok(number) = text.parse::<u8>() {
            return (number <= 64 && !matches!(number, 32 | 33)).then_some(Self(number));
        }
        let name = text.strip_prefix("SIG").unwrap_or(&text);
        if let Some(at) = NAMES.iter().position(|known| *known == name) {
            return Some(Self(at as u8 + 1));
        }
        match name {
            "EXIT" => Some(Self(0)),
            "CLD" => Some(Self::CHLD),
            "IOT" => Some(Self(6)),
            "POLL" => Some(Self(29)),
            "RTMIN" => Some(Self(34)),
            "RTMAX" => Some(Self(64)),
            _ => {
                if let Some(more) = name.strip_prefix("RTMIN+") {
                    let more: u8 = more.parse().ok()?;
                    return (more <= 30).then_some(Self(34 + more));
                }
                let less: u8 = name.strip_prefix("RTMAX-")?.parse().ok()?;
                (less <= 30).then_some(Self(64 - less))
            }
        }
    }

    /// Its bit in a mask.
    pub(crate) fn bit(self) -> u128 {
        1 << self.0
    }
}

impl Kernel {
    /// Sends a signal to one process, in the name of `sender`'s user.
    pub fn kill(&self, sender: Pid, pid: Pid, signal: Signal) -> Result<(), Errno> {
        {
            let processes = self.processes.borrow();
            let target = processes.get(&pid).ok_or(Errno::Srch)?;
            let uid = processes.get(&sender).map_or(0, |process| process.who.uid);
            if uid != 0 && uid != target.who.uid {
                return Err(Errno::Perm);
            }
        }
        self.deliver(pid, signal);
        Ok(())
    }

    /// Sends a signal to every process of a group; says whether there was one.
    pub fn kill_group(&self, group: Pid, signal: Signal) -> bool {
        let members: Vec<Pid> = {
            let processes = self.processes.borrow();
            let alive = processes.iter().filter(|(_, process)| process.group == group && process.is_alive());
            alive.map(|(pid, _)| *pid).collect()
        };
        for pid in &members {
            self.deliver(*pid, signal);
        }
        !members.is_empty()
    }

    /// A signal arrives.
    pub(crate) fn deliver(&self, pid: Pid, signal: Signal) {
        let mut processes = self.processes.borrow_mut();
        let Some(process) = processes.get_mut(&pid) else { return };
        if signal.0 == 0 || !process.is_alive() {
            return;
        }
        if signal == Signal::CONT && process.state == State::Stopped {
            process.state = State::Running;
            process.continued = true;
            let parent = process.parent;
            self.runnable.borrow_mut().push_back(pid);
            if let Some(parent) = processes.get(&parent) {
                parent.children.wake(self);
            }
            let Some(process) = processes.get_mut(&pid) else { return };
            if process.caught & signal.bit() != 0 {
                process.pending |= signal.bit();
            }
            return;
        }
        let untouchable = signal == Signal::KILL || signal == Signal::STOP;
        if !untouchable {
            if process.ignored & signal.bit() != 0 {
                return;
            }
            if process.caught & signal.bit() != 0 {
                process.pending |= signal.bit();
                if process.state == State::Running {
                    self.runnable.borrow_mut().push_back(pid);
                }
                return;
            }
        }
        match signal.0 {
            // CHLD, CONT, URG, WINCH
            17 | 18 | 23 | 28 => {}
            // STOP, TSTP, TTIN, TTOU
            19..=22 => {
                process.state = State::Stopped;
                process.stopped_by = Some(signal);
                let parent = process.parent;
                if let Some(parent) = processes.get(&parent) {
                    parent.children.wake(self);
                }
            }
            _ => {
                drop(processes);
                self.finish(pid, Exit::Signal(signal));
            }
        }
    }
}
