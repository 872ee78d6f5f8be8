//! The list of processes: read, chosen, sorted, written.

use super::settings::Settings;
use crate::Context;
use crate::commands::system::machine;
use crate::kernel::process::ProcessInfo;
use std::collections::BTreeMap;

/// The line above the list.
pub(super) const HEADER: &str = "    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND";

/// What a list may be sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Processor,
    Memory,
    Pid,
    Time,
    User,
    Priority,
    Command,
    State,
}

/// The names of the columns.
pub(super) const FIELDS: [(&str, Sort); 12] = [
    ("PID", Sort::Pid),
    ("USER", Sort::User),
    ("PR", Sort::Priority),
    ("NI", Sort::Priority),
    ("VIRT", Sort::Memory),
    ("RES", Sort::Memory),
    ("SHR", Sort::Memory),
    ("S", Sort::State),
    ("%CPU", Sort::Processor),
    ("%MEM", Sort::Memory),
    ("TIME+", Sort::Time),
    ("COMMAND", Sort::Command),
];

/// Steps of the kernel in a millisecond of processor time.
const STEPS: u64 = 100_000;

/// One line of the list.
pub(super) struct Task {
    pub(super) pid: u32,
    pub(super) state: char,
    user: String,
    nice: i32,
    /// Tenths of a percent.
    processor: u64,
    steps: u64,
    name: String,
    line: String,
}

impl Task {
    /// As top writes it.
    pub(super) fn line(&self, whole: bool) -> String {
        let hundredths = self.steps / STEPS / 10;
        let time = format!("{}:{:02}.{:02}", hundredths / 6000, hundredths / 100 % 60, hundredths % 100);
        let user = if self.user.len() > 8 { format!("{:.7}+", self.user) } else { self.user.clone() };
        format!(
            "{:>7} {user:<8} {:>3} {:>3} {:>7} {:>6} {:>6} {} {:>5} {:>5} {time:>9} {}",
            self.pid,
            20 + self.nice,
            self.nice,
            machine::VIRTUAL,
            machine::RESIDENT,
            machine::RESIDENT / 2,
            self.state,
            format!("{}.{}", self.processor / 10, self.processor % 10),
            format!("{:.1}", machine::RESIDENT as f64 * 100.0 / machine::MEMORY as f64),
            if whole { &self.line } else { &self.name },
        )
    }
}

/// What the last look saw.
#[derive(Default)]
pub(super) struct Watch {
    steps: BTreeMap<u32, u64>,
    instant: Option<i64>,
    /// All processes by state: running, sleeping, stopped, zombie.
    pub(super) states: [usize; 4],
    /// Tenths of a percent of the processor that were used.
    pub(super) used: u64,
    /// The same, by processes that are nice.
    pub(super) nice: u64,
}

impl Watch {
    /// Looks at the processes, and at what they have done since the last look.
    pub(super) fn look(&mut self, context: &Context, settings: &Settings) -> Vec<Task> {
        let now = context.now();
        let names = context.names();
        let processes = context.sys.kernel.list_processes();
        self.states = [0; 4];
        (self.used, self.nice) = (0, 0);
        let mut tasks = Vec::new();
        let seen = std::mem::take(&mut self.steps);
        for process in processes {
            let place = "RSTZ".find(process.state).unwrap_or(1);
            self.states[place] += 1;
            let since = self.instant.unwrap_or(process.started);
            let millis = u64::try_from(now - since).unwrap_or(0).max(1);
            let done = process.steps - seen.get(&process.pid).copied().unwrap_or(0).min(process.steps);
            let processor = (done * 1000 / STEPS / millis).min(1000);
            self.steps.insert(process.pid, process.steps);
            if process.nice > 0 {
                self.nice += processor
            } else {
                self.used += processor
            }
            let chosen = (settings.pids.is_empty() || settings.pids.contains(&process.pid))
                && settings.user.is_none_or(|uid| uid == process.uid)
                && (!settings.busy_only || processor > 0 || process.state == 'R');
            if chosen {
                let user = names.user(process.uid).map_or_else(|| process.uid.to_string(), |user| user.name.clone());
                tasks.push(task(&process, user, processor));
            }
        }
        self.used = self.used.min(1000);
        self.nice = self.nice.min(1000 - self.used);
        self.instant = Some(now);
        sort(&mut tasks, settings);
        tasks
    }
}

fn task(process: &ProcessInfo, user: String, processor: u64) -> Task {
    Task {
        pid: process.pid,
        state: process.state,
        user,
        nice: process.nice,
        processor,
        steps: process.steps,
        name: machine::program_name(process),
        line: String::from_utf8_lossy(&process.command.join(&b' ')).into_owned(),
    }
}

fn sort(tasks: &mut [Task], settings: &Settings) {
    match settings.sort {
        Sort::Processor => base::order::sort_by_key(tasks, |task| std::cmp::Reverse(task.processor)),
        // All processes are of one size here.
        Sort::Memory => {}
        Sort::Pid => base::order::sort_by_key(tasks, |task| std::cmp::Reverse(task.pid)),
        Sort::Time => base::order::sort_by_key(tasks, |task| std::cmp::Reverse(task.steps)),
        Sort::User => base::order::sort_by(tasks, |a, b| b.user.cmp(&a.user)),
        Sort::Priority => base::order::sort_by_key(tasks, |task| std::cmp::Reverse(task.nice)),
        Sort::Command => base::order::sort_by(tasks, |a, b| b.name.cmp(&a.name)),
        Sort::State => base::order::sort_by_key(tasks, |task| task.state),
    }
    if settings.backwards {
        tasks.reverse();
    }
}
