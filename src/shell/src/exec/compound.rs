//! Compound commands.

use super::shell::{Flow, Shell, Stop, TRAP_DEBUG};
use crate::Bytes;
use crate::syntax::{Arith, Arm, ArmEnd, Command, CommandKind, List, Word};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// Compound commands within compound commands before a call leaves the native stack.
const MAX_NESTING: u32 = 6;

impl Shell {
    /// Runs a compound command with its redirections.
    pub(crate) fn run_compound<'a>(&'a mut self, command: &'a Rc<Command>) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            self.one_shot = false;
            if self.nesting >= MAX_NESTING {
                // Deep nesting costs memory, not native stack.
                let hollow = Shell::hollow(self.sys.clone());
                let mut shell = std::mem::replace(self, hollow);
                let kernel = Rc::clone(&shell.sys.kernel);
                let command = Rc::clone(command);
                let nesting = std::mem::replace(&mut shell.nesting, 0);
                let run: Pin<Box<dyn Future<Output = Self>>> = Box::pin(async move {
                    shell.run_compound(&command).await;
                    shell
                });
                *self = kernel.call(run).await;
                self.nesting = nesting;
                return;
            }
            self.nesting += 1;
            self.run_compound_here(command).await;
            self.nesting -= 1;
        })
    }

    fn run_compound_here<'a>(&'a mut self, command: &'a Rc<Command>) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            if let CommandKind::Coproc(name, body) = &command.kind {
                self.run_coproc(name, body).await;
                return;
            }
            if command.redirects.is_empty() {
                self.run_kind(command).await;
                return;
            }
            self.line = command.line;
            let open = self.substitutions.len();
            let Ok(saved) = self.redirect(&command.redirects).await else {
                if self.status != 0
                    && self.forgiving == 0
                    && self.flow.is_none()
                    && !matches!(command.kind, CommandKind::Subshell(_) | CommandKind::Arith(_) | CommandKind::Cond(_))
                {
                    self.failed().await;
                }
                return;
            };
            self.run_kind(command).await;
            self.restore(saved);
            while self.substitutions.len() > open {
                if let Some(number) = self.substitutions.pop() {
                    self.sys.set_fd(number, None);
                }
            }
        })
    }

    async fn run_kind(&mut self, command: &Rc<Command>) {
        match &command.kind {
            CommandKind::Group(list) => {
                self.run_list(list).await;
            }
            CommandKind::Subshell(list) => self.run_subshell(command, list).await,
            CommandKind::If(branches, otherwise) => self.run_if(branches, otherwise.as_ref()).await,
            CommandKind::While { until, condition, body } => self.run_while(*until, condition, body).await,
            CommandKind::For { name, words, body, select } => {
                self.line = command.line;
                if !crate::syntax::is_identifier(name) {
                    self.complain_bytes(&[b"`".as_slice(), name, b"': not a valid identifier"].concat());
                    self.status = 1;
                    return;
                }
                let words = match words {
                    Some(words) => match self.expand_words(words).await {
                        Ok(words) => words,
                        Err(Stop) => return,
                    },
                    None => (*self.positional).clone(),
                };
                if *select {
                    self.run_select(name, words, body).await;
                } else {
                    self.run_for(name, words, body, command.line).await;
                }
            }
            CommandKind::ForArith { parts, body } => self.run_for_arith(parts, body, command.line).await,
            CommandKind::Case { word, arms } => self.run_case(word, arms, command.line).await,
            CommandKind::Arith(arith) => {
                self.line = command.line;
                self.debug_trap(command).await;
                self.status = match self.command_arith(arith, "((").await {
                    Ok(value) => i32::from(value == 0),
                    Err(Stop) => {
                        if self.flow == Some(Flow::Discard) {
                            self.flow = None;
                        }
                        if self.flow == Some(Flow::Exit) { self.status } else { 1 }
                    }
                };
            }
            CommandKind::Cond(cond) => {
                self.line = command.line;
                self.debug_trap(command).await;
                if self.options.xtrace {
                    // Each test is traced as it is made.
                }
                self.status = match self.cond(cond).await {
                    Ok(true) => 0,
                    Ok(false) => 1,
                    Err(status) => status,
                };
            }
            CommandKind::Simple(_) | CommandKind::Function(_) | CommandKind::Coproc(..) => {}
        }
    }

    async fn debug_trap(&mut self, command: &Rc<Command>) {
        if self.traps.contains_key(&TRAP_DEBUG) && !self.in_trap {
            self.command_text = Rc::new(super::simple::text_of(command));
            self.run_trap(TRAP_DEBUG).await;
        }
    }

    /// An expression of a command: errors name the command, and make it fail.
    pub(crate) async fn command_arith(&mut self, arith: &Arith, who: &'static str) -> Result<i64, Stop> {
        if self.options.xtrace {
            let raw = arith.raw.clone();
            self.trace_line(&[b"(( ".as_slice(), &raw, b" ))"].concat()).await;
        }
        let was = self.builtin.replace(who);
        let result = self.arith(arith).await;
        self.builtin = was;
        result
    }

    async fn run_subshell(&mut self, command: &Rc<Command>, list: &List) {
        let _ = list;
        let body = Rc::clone(command);
        let mut spawn = self.child();
        if self.options.monitor {
            spawn.group = None;
        }
        let group_leader = self.options.monitor;
        let pid = self.spawn_subshell(
            spawn,
            |shell| shell.options.monitor = false,
            move |mut shell| async move {
                if let CommandKind::Subshell(list) = &body.kind {
                    shell.one_shot = false;
                    // Loops outside are not its own.
                    shell.loops = 0;
                    shell.run_list(list).await;
                }
                shell
            },
        );
        let group = group_leader.then_some(pid);
        if let Some(statuses) = self.wait_foreground(&[pid], group, || super::simple::text_of(command)).await {
            self.status = statuses[0];
        }
    }

    async fn condition(&mut self, list: &List) -> bool {
        self.forgiving += 1;
        let status = self.run_list(list).await;
        self.forgiving -= 1;
        status == 0
    }

    async fn run_if(&mut self, branches: &[(List, List)], otherwise: Option<&List>) {
        for (condition, body) in branches {
            let holds = self.condition(condition).await;
            if self.flow.is_some() {
                return;
            }
            if holds {
                self.run_list(body).await;
                return;
            }
        }
        match otherwise {
            Some(otherwise) => {
                self.run_list(otherwise).await;
            }
            None => self.status = 0,
        }
    }

    /// After a loop's body: false when the loop is to be left.
    fn goes_on(&mut self) -> bool {
        match self.flow {
            None => true,
            Some(Flow::Break(count)) => {
                self.flow = (count > 1).then(|| Flow::Break(count - 1));
                false
            }
            Some(Flow::Continue(count)) if count <= 1 => {
                self.flow = None;
                true
            }
            Some(Flow::Continue(count)) => {
                self.flow = Some(Flow::Continue(count - 1));
                false
            }
            Some(_) => false,
        }
    }

    async fn run_while(&mut self, until: bool, condition: &List, body: &List) {
        let mut status = 0;
        self.loops += 1;
        loop {
            let holds = self.condition(condition).await;
            if self.flow.is_some() {
                let broke = matches!(self.flow, Some(Flow::Break(_) | Flow::Continue(_)));
                if !self.goes_on() {
                    if broke {
                        status = 0;
                    } else {
                        status = self.status;
                    }
                    break;
                }
                continue;
            }
            if holds == until {
                break;
            }
            status = self.run_list(body).await;
            if !self.goes_on() {
                status = self.status;
                break;
            }
            self.sys.tick(20).await;
        }
        self.loops -= 1;
        self.status = status;
    }

    async fn run_for(&mut self, name: &[u8], words: Vec<Bytes>, body: &List, line: u32) {
        self.loops += 1;
        if words.is_empty() {
            self.status = 0;
        }
        for word in &words {
            self.line = line;
            if self.options.xtrace {
                let shown: Vec<Bytes> = words.iter().map(|word| super::trace::quoted(word)).collect();
                self.trace_line(&[b"for ".as_slice(), name, b" in ", &shown.join(&b' ')].concat()).await;
            }
            if self.traps.contains_key(&TRAP_DEBUG) && !self.in_trap {
                self.command_text = Rc::new([b"for ".as_slice(), name, b" in ", &words.join(&b' ')].concat());
                self.run_trap(TRAP_DEBUG).await;
            }
            let is_reference = self.vars.get(name).is_some_and(|var| var.attributes.nameref);
            let assigned = if is_reference {
                self.vars.entry(name).value = super::Value::Scalar(word.clone());
                Ok(())
            } else {
                self.assign(name, word.clone())
            };
            if assigned.is_err() {
                break;
            }
            self.run_list(body).await;
            if !self.goes_on() {
                break;
            }
            self.sys.tick(20).await;
        }
        self.loops -= 1;
    }

    /// One of the expressions of `for ((…))`, on the line of the `for`.
    async fn for_arith(&mut self, arith: &Arith, line: u32) -> Result<i64, Stop> {
        self.line = line;
        if self.traps.contains_key(&TRAP_DEBUG) && !self.in_trap {
            self.command_text = Rc::new([b"((".as_slice(), &arith.raw, b"))"].concat());
            self.run_trap(TRAP_DEBUG).await;
            self.line = line;
        }
        self.command_arith(arith, "((").await
    }

    async fn run_for_arith(&mut self, parts: &[Option<Rc<Arith>>; 3], body: &List, line: u32) {
        self.line = line;
        self.loops += 1;
        let mut status = 0;
        let failed = |shell: &mut Self| {
            if shell.flow == Some(Flow::Discard) {
                shell.flow = None;
            }
            1
        };
        if let Some(start) = &parts[0]
            && self.for_arith(start, line).await.is_err()
        {
            self.loops -= 1;
            self.status = failed(self);
            return;
        }
        loop {
            if let Some(condition) = &parts[1] {
                match self.for_arith(condition, line).await {
                    Ok(0) => break,
                    Ok(_) => {}
                    Err(Stop) => {
                        status = failed(self);
                        break;
                    }
                }
            }
            status = self.run_list(body).await;
            if !self.goes_on() {
                status = self.status;
                break;
            }
            if let Some(step) = &parts[2]
                && self.for_arith(step, line).await.is_err()
            {
                status = failed(self);
                break;
            }
            self.sys.tick(20).await;
        }
        self.loops -= 1;
        self.status = status;
    }

    async fn run_case(&mut self, word: &Word, arms: &[Arm], line: u32) {
        self.line = line;
        if self.options.xtrace {
            self.trace_line(&[b"case ".as_slice(), &word.raw, b" in"].concat()).await;
        }
        let Ok(value) = self.expand_single(word).await else { return };
        let mut status = 0;
        let mut falls = false;
        for arm in arms {
            let mut found = falls;
            for pattern in &arm.patterns {
                if found {
                    break;
                }
                found = match &pattern.plain {
                    Some(plain) if !self.shopts.nocasematch => *plain == value,
                    _ => {
                        let Ok(pattern) = self.expand_pattern(pattern).await else { return };
                        self.matches(&pattern, &value, self.shopts.extglob).await
                    }
                };
            }
            if !found {
                continue;
            }
            if arm.body.items.is_empty() {
                self.status = 0;
            }
            status = self.run_list(&arm.body).await;
            if self.flow.is_some() {
                return;
            }
            match arm.end {
                ArmEnd::Break => break,
                ArmEnd::Fall => falls = true,
                ArmEnd::Test => falls = false,
            }
        }
        self.status = status;
    }

    /// Whether a pattern matches all of a text.
    pub(crate) async fn matches(&mut self, pattern: &[u8], text: &[u8], extglob: bool) -> bool {
        let Some(glob) = crate::expand::compile_glob(pattern, extglob, self.shopts.nocasematch) else { return false };
        let budget = crate::expand::pattern_budget();
        let found = glob.is_match(text, &budget) == Ok(true);
        self.sys.tick(budget.spent()).await;
        found
    }

    /// `select`: a menu on standard error, an answer from standard input.
    async fn run_select(&mut self, name: &[u8], words: Vec<Bytes>, body: &List) {
        if words.is_empty() {
            self.status = 0;
            return;
        }
        self.loops += 1;
        let mut show = true;
        let mut status = 0;
        loop {
            if show {
                let menu = select_menu(&words);
                self.stderr(&menu);
            }
            let prompt = match self.vars.get(b"PS3").and_then(|var| var.scalar()).cloned() {
                Some(prompt) => self.prompt_text(&prompt).await,
                None => b"#? ".to_vec(),
            };
            self.stderr(&prompt);
            let Some(answer) = self.read_line().await else {
                self.put(b"\n");
                self.flush().await;
                status = 1;
                break;
            };
            if self.assign(b"REPLY", answer.clone()).is_err() {
                break;
            }
            show = answer.is_empty();
            if show {
                continue;
            }
            let chosen = std::str::from_utf8(answer.trim_ascii()).ok().and_then(|text| text.parse::<usize>().ok());
            let word = chosen.and_then(|number| words.get(number.wrapping_sub(1))).cloned().unwrap_or_default();
            if self.assign(name, word).is_err() {
                break;
            }
            status = self.run_list(body).await;
            if !self.goes_on() {
                status = self.status;
                break;
            }
            show = self.vars.get(b"REPLY").and_then(|var| var.scalar()).is_none_or(Vec::is_empty);
        }
        self.loops -= 1;
        self.status = status;
    }

    /// A line from standard input, without its newline, no byte more than that.
    pub(crate) async fn read_line(&mut self) -> Option<Bytes> {
        let file = self.sys.fd(0)?;
        let mut input = crate::context::Input::new(self.sys.clone(), Some(file));
        let line = input.line().await.ok().flatten().map(<[u8]>::to_vec);
        input.give_all_back();
        let mut line = line?;
        if line.last() == Some(&b'\n') {
            line.pop();
        }
        Some(line)
    }
}

/// bash's menu: numbered, in columns of 80 characters.
fn select_menu(words: &[Bytes]) -> Bytes {
    let width = |word: &Bytes| String::from_utf8_lossy(word).chars().count();
    let digits = words.len().to_string().len();
    let longest = words.iter().map(width).max().unwrap_or(0) + digits + 2;
    let columns = (80 / (longest + 2)).max(1);
    let rows = words.len().div_ceil(columns);
    let columns = words.len().div_ceil(rows);
    let rows = if rows == 1 { words.len() } else { rows };
    let columns = if rows == words.len() { 1 } else { columns };
    let mut menu = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let Some(word) = words.get(column * rows + row) else { break };
            menu.extend_from_slice(format!("{:>digits$}) ", column * rows + row + 1).as_bytes());
            menu.extend_from_slice(word);
            if words.get((column + 1) * rows + row).is_some() && column + 1 < columns {
                menu.resize(menu.len() + (longest + 2 - width(word) - digits - 2), b' ');
            }
        }
        menu.push(b'\n');
    }
    menu
}
