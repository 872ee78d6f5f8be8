//! Waiting for processes.

use super::jobs::JobState;
use super::shell::{Flow, Shell};
use crate::Bytes;
use crate::kernel::process::ChildEvent;
use crate::kernel::{Exit, Pid, Signal};

impl Shell {
    /// Waits for a child whose end is nobody's news (a substitution).
    pub(crate) async fn wait_quietly(&mut self, pid: Pid) -> Exit {
        loop {
            match self.sys.wait_event(pid).await {
                Some(ChildEvent::Exited(exit)) => return exit,
                Some(_) => {}
                None => self.run_pending_traps().await,
            }
        }
    }

    /// Waits for the processes of a foreground pipeline; `None` when it was stopped and has become a job.
    pub(crate) async fn wait_foreground(
        &mut self,
        pids: &[Pid],
        group: Option<Pid>,
        text: impl Fn() -> Bytes,
    ) -> Option<Vec<i32>> {
        let terminal = if self.options.monitor { self.sys.terminal() } else { None };
        let own = self.sys.group(0).unwrap_or(self.sys.pid);
        if let (Some(terminal), Some(group)) = (&terminal, group) {
            terminal.foreground.set(group);
        }
        let mut exits = Vec::with_capacity(pids.len());
        let mut stopped = None;
        'processes: for pid in pids {
            loop {
                match self.sys.child_event(*pid) {
                    Some(ChildEvent::Exited(exit)) => {
                        exits.push(exit);
                        break;
                    }
                    Some(ChildEvent::Stopped(signal)) if self.options.monitor => {
                        stopped = Some(signal);
                        break 'processes;
                    }
                    Some(_) => {}
                    // A caught signal waits until the child is done. Other children that end are taken note of.
                    None => {
                        self.sys.park_for_children().await;
                        self.reap();
                    }
                }
            }
        }
        if let Some(terminal) = &terminal {
            terminal.foreground.set(own);
            terminal.raw.set(false);
        }
        if let Some(signal) = stopped {
            let left = &pids[exits.len()..];
            let number = self.jobs.add(group.unwrap_or(left[0]), left, text(), false);
            for pid in left {
                self.jobs.note(*pid, ChildEvent::Stopped(signal));
            }
            self.stderr(b"\n");
            self.announce(number);
            self.status = 128 + i32::from(signal.0);
            return None;
        }
        if let Some(Exit::Signal(signal)) = exits.last() {
            self.report_signal(*signal, &text, pids.last().copied().unwrap_or(0));
        }
        Some(Self::statuses(&exits))
    }

    /// A child died of a signal: what bash says, and Ctrl-C going on to loops.
    fn report_signal(&mut self, signal: Signal, text: &impl Fn() -> Bytes, pid: Pid) {
        match signal {
            Signal::INT => {
                if self.interactive {
                    self.stderr(b"\n");
                    self.status = 130;
                    self.flow = Some(Flow::Discard);
                }
            }
            Signal::PIPE => {}
            _ if self.interactive => self.stderr(format!("{}\n", signal.text()).as_bytes()),
            _ => {
                let mut name = self.name.clone();
                name.extend_from_slice(
                    format!(": line {}: {pid:>5} {:<23} ", self.line.max(1), signal.text()).as_bytes(),
                );
                name.extend_from_slice(&text());
                name.push(b'\n');
                self.stderr(&name);
            }
        }
    }

    /// Notes what has happened to background jobs.
    pub(crate) fn reap(&mut self) {
        let pids: Vec<Pid> = self
            .jobs
            .list
            .iter()
            .filter(|job| !job.inherited)
            .flat_map(|job| job.members.iter().filter(|member| member.exit.is_none()).map(|member| member.pid))
            .collect();
        for pid in pids {
            if let Some(event) = self.sys.kernel.child_event(pid) {
                self.jobs.note(pid, event);
                if let ChildEvent::Exited(exit) = event {
                    self.jobs.gone.push((pid, exit.status()));
                }
            }
        }
    }

    /// `[1]+  Done                    sleep 1`
    pub(crate) fn job_line(&self, number: usize, with_pid: bool) -> Bytes {
        let Some(job) = self.jobs.get(number) else { return Vec::new() };
        let state = match job.state() {
            JobState::Running => "Running".to_owned(),
            JobState::Stopped(signal) => {
                if signal == Signal::TSTP {
                    "Stopped".to_owned()
                } else {
                    signal.text()
                }
            }
            JobState::Done(Exit::Code(0)) => "Done".to_owned(),
            JobState::Done(Exit::Code(code)) => format!("Exit {code}"),
            JobState::Done(Exit::Signal(signal)) => signal.text(),
        };
        let pid =
            if with_pid { format!(" {}", job.members.first().map_or(0, |member| member.pid)) } else { String::new() };
        let mark = self.jobs.mark(number);
        let mut line = format!("[{number}]{mark} {pid} {state:<24}").into_bytes();
        line.extend_from_slice(&job.text);
        if job.state() == JobState::Running {
            line.extend_from_slice(b" &");
        }
        line.push(b'\n');
        line
    }

    /// Tells what became of a job.
    pub(crate) fn announce(&mut self, number: usize) {
        let line = self.job_line(number, false);
        self.stderr(&line);
        if let Some(job) = self.jobs.get_mut(number) {
            job.notified = true;
        }
    }

    /// Before a prompt: jobs that ended or stopped.
    pub(crate) fn notify_jobs(&mut self) {
        self.reap();
        let numbers: Vec<usize> = self.jobs.list.iter().map(|job| job.number).collect();
        for number in numbers {
            let Some(job) = self.jobs.get(number) else { continue };
            match job.state() {
                JobState::Done(_) => {
                    if !job.notified {
                        self.announce(number);
                    }
                    self.jobs.remove(number);
                }
                JobState::Stopped(_) if !job.notified => self.announce(number),
                _ => {}
            }
        }
    }
}
