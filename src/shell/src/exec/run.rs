//! Lists, chains and pipelines.

use super::shell::{Flow, Shell, TRAP_ERR};
use crate::kernel::{Exit, Fd, Pid, Signal};
use crate::syntax::{AndOr, Command, CommandKind, Item, List, Pipeline};
use std::rc::Rc;
use vfs::OpenFlags;

impl Shell {
    /// Runs a list; gives the last status.
    pub async fn run_list(&mut self, list: &List) -> i32 {
        for item in &list.items {
            self.run_item(item).await;
            if self.flow.is_some() {
                break;
            }
        }
        self.status
    }

    async fn run_item(&mut self, item: &Item) {
        if item.background {
            self.run_background(&item.chain).await;
            self.status = 0;
            return;
        }
        self.run_chain(&item.chain).await;
    }

    async fn run_chain(&mut self, chain: &AndOr) {
        if chain.rest.is_empty() {
            self.run_pipeline(&chain.first).await;
            return;
        }
        self.forgiving += 1;
        self.run_pipeline(&chain.first).await;
        self.forgiving -= 1;
        for (at, (and, pipeline)) in chain.rest.iter().enumerate() {
            if self.flow.is_some() {
                return;
            }
            if (self.status == 0) != *and {
                continue;
            }
            let last = at + 1 == chain.rest.len();
            self.forgiving += u32::from(!last);
            self.run_pipeline(pipeline).await;
            self.forgiving -= u32::from(!last);
        }
    }

    async fn run_pipeline(&mut self, pipeline: &Pipeline) {
        if pipeline.timed.is_some() {
            let start = (self.sys.now(), self.sys.kernel.total_steps());
            Box::pin(self.run_untimed(pipeline)).await;
            self.report_time(pipeline.timed == Some(true), start);
            return;
        }
        self.run_untimed(pipeline).await;
    }

    async fn run_untimed(&mut self, pipeline: &Pipeline) {
        self.forgiving += u32::from(pipeline.negated);
        match pipeline.commands.as_slice() {
            [] => self.status = 0,
            [command] => {
                self.run_command(command).await;
                if !matches!(
                    command.kind,
                    CommandKind::Group(_)
                        | CommandKind::If(..)
                        | CommandKind::While { .. }
                        | CommandKind::For { .. }
                        | CommandKind::ForArith { .. }
                        | CommandKind::Case { .. }
                ) {
                    self.pipe_status.clear();
                    self.pipe_status.push(self.status);
                }
            }
            commands => self.run_piped(pipeline, commands).await,
        }
        self.forgiving -= u32::from(pipeline.negated);
        if pipeline.negated {
            if self.flow.is_none() || self.flow == Some(Flow::Return) {
                self.status = i32::from(self.status == 0);
            }
        } else if self.status != 0 && self.forgiving == 0 && self.flow.is_none() {
            let counts = match pipeline.commands.as_slice() {
                [command] => matches!(
                    command.kind,
                    CommandKind::Simple(_) | CommandKind::Subshell(_) | CommandKind::Arith(_) | CommandKind::Cond(_)
                ),
                _ => true,
            };
            if counts {
                self.failed().await;
            }
        }
        if self.sys.kernel.has_signal() {
            self.run_pending_traps().await;
        }
    }

    /// A command failed where that counts: the ERR trap, and `set -e`.
    pub(crate) async fn failed(&mut self) {
        if self.traps.contains_key(&TRAP_ERR) && !self.in_trap && (self.options.errtrace || !self.in_function_only()) {
            self.run_trap(TRAP_ERR).await;
        }
        if self.options.errexit && self.flow.is_none() {
            self.flow = Some(Flow::Exit);
        }
    }

    fn in_function_only(&self) -> bool {
        self.frames.iter().any(|frame| frame.function)
    }

    /// Several commands joined by pipes, each in a process of its own.
    async fn run_piped(&mut self, pipeline: &Pipeline, commands: &[Rc<Command>]) {
        let mut pids: Vec<Pid> = Vec::new();
        let mut group: Option<Pid> = None;
        let mut input: Option<Fd> = None;
        let in_place = self.shopts.lastpipe && !self.options.monitor;
        let mut last_status = None;
        for (at, command) in commands.iter().enumerate() {
            let last = at + 1 == commands.len();
            if last && in_place {
                let saved = self.sys.fd(0).map(|file| Fd { file, close_on_exec: false });
                self.sys.set_fd(0, input.take());
                Box::pin(self.run_command(command)).await;
                self.sys.set_fd(0, saved);
                last_status = Some(self.status);
                break;
            }
            // Traps hear of a simple command before its process is made.
            if matches!(command.kind, CommandKind::Simple(_)) && !self.traps.is_empty() {
                self.line = command.line;
                self.command_text = Rc::new(super::simple::text_of(command));
                if self.traps.contains_key(&super::TRAP_DEBUG) && !self.in_trap {
                    self.run_trap(super::TRAP_DEBUG).await;
                }
            }
            let mut spawn = self.child();
            if spawn.fds.len() < 3 {
                spawn.fds.resize(3, None);
            }
            let piped = self.piped || input.is_some();
            if let Some(input) = input.take() {
                spawn.fds[0] = Some(input);
            }
            if !last {
                let (reader, writer) = self.sys.pipe();
                if pipeline.with_stderr[at] {
                    spawn.fds[2] = Some(Fd { file: Rc::clone(&writer), close_on_exec: false });
                }
                spawn.fds[1] = Some(Fd { file: writer, close_on_exec: false });
                input = Some(Fd { file: reader, close_on_exec: false });
            }
            if self.options.monitor {
                spawn.group = group;
            }
            let body = Rc::clone(command);
            let monitor = self.options.monitor;
            let pid = self.spawn_subshell(
                spawn,
                |shell| {
                    shell.options.monitor = false;
                    shell.one_shot = true;
                    shell.piped = piped;
                },
                move |mut shell| async move {
                    shell.run_command(&body).await;
                    shell
                },
            );
            if monitor && group.is_none() {
                group = Some(pid);
            }
            pids.push(pid);
        }
        let text = || crate::syntax::print_pipeline(&AndOr { first: pipeline.clone(), rest: Vec::new() });
        let statuses = self.wait_foreground(&pids, group, text).await;
        let Some(mut statuses) = statuses else { return };
        statuses.extend(last_status);
        self.status = if self.options.pipefail {
            statuses.iter().rev().find(|status| **status != 0).copied().unwrap_or(0)
        } else {
            statuses.last().copied().unwrap_or(0)
        };
        self.pipe_status = statuses;
    }

    /// `… &`
    async fn run_background(&mut self, chain: &Rc<AndOr>) {
        let mut spawn = self.child();
        if self.options.monitor {
            spawn.group = None;
        } else {
            spawn.ignored |= Signal::INT.bit() | Signal::QUIT.bit();
            if !self.piped
                && let Ok(null) = self.sys.open(b"/dev/null", OpenFlags::READ, 0).await
            {
                if spawn.fds.is_empty() {
                    spawn.fds.push(None);
                }
                spawn.fds[0] = Some(Fd { file: null, close_on_exec: false });
            }
        }
        let body = Rc::clone(chain);
        let text = crate::syntax::print_pipeline(chain);
        spawn.command = vec![text.clone()];
        let pid = self.spawn_subshell(
            spawn,
            |shell| {
                shell.options.monitor = false;
                shell.one_shot = true;
            },
            move |mut shell| async move {
                // Only a single command may take the process over.
                shell.one_shot = body.rest.is_empty()
                    && body.first.commands.len() == 1
                    && !body.first.negated
                    && body.first.timed.is_none();
                shell.run_chain(&body).await;
                shell
            },
        );
        self.last_background = Some(pid);
        let number = self.jobs.add(pid, &[pid], text, true);
        if self.interactive {
            self.stderr(format!("[{number}] {pid}\n").as_bytes());
        }
    }

    fn report_time(&mut self, posix: bool, start: (i64, u64)) {
        let real = self.sys.now() - start.0;
        let user = ((self.sys.kernel.total_steps() - start.1) / 100_000) as i64;
        let text = if posix {
            let show = |millis: i64| format!("{}.{:02}", millis / 1000, millis % 1000 / 10);
            format!("real {}\nuser {}\nsys {}\n", show(real), show(user), show(0))
        } else {
            let show = |millis: i64| format!("{}m{}.{:03}s", millis / 60_000, millis / 1000 % 60, millis % 1000);
            match self.vars.get(b"TIMEFORMAT").and_then(|var| var.scalar()).cloned() {
                Some(format) if format.is_empty() => String::new(),
                Some(format) => time_format(&format, real, user),
                None => format!("\nreal\t{}\nuser\t{}\nsys\t{}\n", show(real), show(user), show(0)),
            }
        };
        self.stderr(text.as_bytes());
    }

    /// Statuses of processes in the order they were started; `None` when the job was stopped.
    pub(crate) fn statuses(exits: &[Exit]) -> Vec<i32> {
        exits.iter().map(|exit| exit.status()).collect()
    }
}

/// `$TIMEFORMAT`
fn time_format(format: &[u8], real: i64, user: i64) -> String {
    let mut text = String::new();
    let format = String::from_utf8_lossy(format);
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        let precision = letters.peek().and_then(|digit| digit.to_digit(10));
        if precision.is_some() {
            letters.next();
        }
        let long = letters.peek() == Some(&'l');
        if long {
            letters.next();
        }
        let millis = match letters.next() {
            Some('R') => real,
            Some('U') => user,
            Some('S') => 0,
            Some('P') => {
                text.push_str("100.00");
                continue;
            }
            Some('%') => {
                text.push('%');
                continue;
            }
            _ => continue,
        };
        let precision = precision.unwrap_or(3).min(3) as usize;
        let fraction = format!("{:03}", millis % 1000);
        let mut number =
            if long { format!("{}m{}", millis / 60_000, millis / 1000 % 60) } else { (millis / 1000).to_string() };
        if precision > 0 {
            number.push('.');
            number.push_str(&fraction[..precision]);
        }
        if long {
            number.push('s');
        }
        text.push_str(&number);
    }
    text.push('\n');
    text
}
