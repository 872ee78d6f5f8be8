//! Simple commands: assignments, words, and what the first word names.

use super::launch;
use super::shell::{Flow, Frame, Shell, Stop, TRAP_DEBUG};
use super::value::{Value, Var};
use crate::builtins::{self, Argument, Builtin, Run};
use crate::context::RunError;
use crate::syntax::{AndOr, AssignValue, Assignment, Command, CommandKind, Pipeline, Simple};
use crate::{Bytes, Env};
use std::rc::Rc;
use vfs::Errno;

impl Shell {
    /// Runs a command of any kind.
    pub(crate) async fn run_command(&mut self, command: &Rc<Command>) {
        if !self.sys.kernel.spend(30) {
            self.sys.kernel.yield_now().await;
        }
        match &command.kind {
            CommandKind::Simple(simple) => self.run_simple(command, simple).await,
            CommandKind::Function(function) => self.define(function),
            _ => self.run_compound(command).await,
        }
    }

    fn define(&mut self, function: &Rc<crate::syntax::Function>) {
        if self.readonly_function(&function.name) {
            self.complain_bytes(&[function.name.as_slice(), b": readonly function"].concat());
            self.status = 1;
            return;
        }
        if function.name.iter().any(|byte| b"$'\"`\\".contains(byte)) {
            self.complain_bytes(&[b"`".as_slice(), &function.name, b"': not a valid identifier"].concat());
            self.status = 1;
            return;
        }
        if self.options.posix && builtins::is_special(&function.name) {
            self.complain_bytes(&[b"`".as_slice(), &function.name, b"': is a special builtin"].concat());
            self.fatal(2);
            return;
        }
        let source = match self.frames.iter().rev().find(|frame| !frame.function) {
            Some(frame) => frame.source.clone(),
            None if self.invoked == "c" => b"environment".to_vec(),
            None if self.invoked == "s" || self.interactive => b"main".to_vec(),
            None => self.name.clone(),
        };
        Rc::make_mut(&mut self.function_sources).insert(function.name.clone(), source);
        Rc::make_mut(&mut self.functions).insert(function.name.clone(), Rc::clone(function));
        self.status = 0;
    }

    pub(crate) fn readonly_function(&self, name: &[u8]) -> bool {
        let key = [b"readonly function ".as_slice(), name].concat();
        self.vars.get(&key).is_some()
    }

    async fn run_simple(&mut self, command: &Rc<Command>, simple: &Simple) {
        if self.options.noexec && !self.interactive {
            return;
        }
        self.line = command.line;
        let one_shot = std::mem::take(&mut self.one_shot);
        if self.traps.contains_key(&TRAP_DEBUG) && !self.in_trap {
            self.command_text = Rc::new(text_of(command));
            self.run_trap(TRAP_DEBUG).await;
            if self.flow.is_some() {
                return;
            }
        }
        let open = self.substitutions.len();
        let result = self.run_simple_inner(command, simple, one_shot).await;
        if result.is_err() && self.flow.is_none() && self.status == 0 {
            self.status = 1;
        }
        while self.substitutions.len() > open {
            if let Some(number) = self.substitutions.pop() {
                self.sys.set_fd(number, None);
            }
        }
    }

    async fn run_simple_inner(&mut self, command: &Rc<Command>, simple: &Simple, one_shot: bool) -> Result<(), Stop> {
        self.substitution_status = None;
        let declares = simple.words.iter().any(|word| word.assignment.is_some());
        let mut arrays: Vec<(usize, Argument)> = Vec::new();
        let mut words = Vec::with_capacity(simple.words.len());
        for word in &simple.words {
            if declares && let Some(assignment) = &word.assignment {
                let argument = self.declared(assignment).await?;
                words.push(match &argument {
                    Argument::Scalar { text } => text.clone(),
                    _ => word.raw.clone(),
                });
                arrays.push((words.len() - 1, argument));
            } else {
                self.expand_word(word, &mut words).await?;
            }
        }
        if words.is_empty() {
            return self.run_assignments_only(command, simple).await;
        }
        if self.traps.contains_key(&super::TRAP_ERR)
            || self.traps.contains_key(&TRAP_DEBUG)
            || self.traps.contains_key(&super::TRAP_EXIT)
        {
            self.command_text = Rc::new(text_of(command));
        }
        let name = &words[0];
        let function = self.functions.get(name).cloned();
        let builtin = if function.is_none() || (self.options.posix && builtins::is_special(name)) {
            self.find_builtin(name)
        } else {
            None
        };
        if builtin.is_none() && function.is_none() {
            return self.run_program_command(command, simple, words, one_shot).await;
        }
        let trace_first = self.options.xtrace && simple.assignments.is_empty();
        if trace_first {
            self.trace_words(&words, &arrays).await;
        }
        // `exec` keeps its redirections.
        let keeps = builtin.is_some_and(|builtin| builtin.name == "exec");
        let saved = if command.redirects.is_empty() {
            super::redirect::Saved::default()
        } else {
            match self.redirect(&command.redirects).await {
                Ok(saved) => saved,
                Err(stop) => {
                    if builtin.is_some_and(|builtin| builtin.special) && self.options.posix {
                        self.fatal(1);
                    }
                    return Err(stop);
                }
            }
        };
        let scoped = !simple.assignments.is_empty();
        if scoped {
            self.vars.push(false);
            for assignment in &simple.assignments {
                if self.temporary(assignment).await.is_err() {
                    if self.flow == Some(Flow::Exit) {
                        self.vars.pop();
                        self.restore(saved);
                        return Err(Stop);
                    }
                    self.flow = None;
                    self.status = 0;
                }
            }
        }
        if self.options.xtrace && !trace_first {
            self.trace_assignments(&simple.assignments);
            self.trace_words(&words, &arrays).await;
        }
        // Of a list it is the name that counts.
        let list = arrays.last().filter(|(at, _)| at + 1 == words.len());
        let last = match list {
            Some((_, Argument::Assignment(assignment))) => Some(assignment.name.clone()),
            _ => words.last().cloned(),
        };
        match builtin {
            Some(builtin) => self.run_builtin(builtin, words, arrays).await,
            None => {
                if let Some(function) = function {
                    let args = words.split_off(1);
                    self.call_function(function, args).await;
                }
            }
        }
        if scoped {
            self.pop_temporary(builtin, &simple.assignments);
        }
        if !keeps || self.status != 0 {
            self.restore(saved);
        }
        if let Some(last) = last {
            self.last_argument = last;
        }
        Ok(())
    }

    /// Assignments before a special builtin stay in POSIX mode.
    fn pop_temporary(&mut self, builtin: Option<&'static Builtin>, assignments: &[Assignment]) {
        let stays = self.options.posix && builtin.is_some_and(|builtin| builtin.special);
        let kept: Vec<(Bytes, Var)> = if stays {
            assignments
                .iter()
                .filter_map(|assignment| Some((assignment.name.clone(), self.vars.get(&assignment.name)?.clone())))
                .collect()
        } else {
            Vec::new()
        };
        self.vars.pop();
        for (name, var) in kept {
            let slot = self.vars.entry(&name);
            slot.value = var.value;
        }
        if assignments.iter().any(|assignment| assignment.name == b"PATH") {
            self.hashed.clear();
        }
    }

    pub(crate) fn find_builtin(&self, name: &[u8]) -> Option<&'static Builtin> {
        let builtin = builtins::find(std::str::from_utf8(name).ok()?)?;
        (!self.disabled.contains(&builtin.name)).then_some(builtin)
    }

    /// Runs a builtin and writes its output.
    pub(crate) async fn run_builtin(
        &mut self,
        builtin: &'static Builtin,
        mut words: Vec<Bytes>,
        arrays: Vec<(usize, Argument)>,
    ) {
        let args = words.split_off(1);
        let was = self.builtin.replace(builtin.name);
        let status = match builtin.run {
            Run::Now(run) => run(self, &args),
            Run::Waiting(run) => run(self, &args).await,
            Run::Declaring(run) => {
                let mut arguments: Vec<Argument> = args.into_iter().map(Argument::Word).collect();
                for (at, argument) in arrays {
                    if let Some(slot) = at.checked_sub(1).and_then(|at| arguments.get_mut(at)) {
                        *slot = argument;
                    }
                }
                run(self, arguments).await
            }
        };
        self.builtin = Some(builtin.name);
        let written = self.flush().await;
        self.builtin = was;
        if !matches!(self.flow, Some(Flow::Discard | Flow::Exit)) || status != 0 {
            self.status = if written != 0 && status == 0 { written } else { status };
        }
        if builtin.special
            && self.status != 0
            && self.options.posix
            && self.flow.is_none()
            && matches!(builtin.name, "." | "export" | "readonly" | "set" | "shift" | "unset" | "trap")
            && self.status > 1
        {
            self.flow = Some(if self.interactive { Flow::Discard } else { Flow::Exit });
        }
    }

    /// An argument of `declare` and its like.
    async fn declared(&mut self, assignment: &Rc<Assignment>) -> Result<Argument, Stop> {
        match (&assignment.value, &assignment.index) {
            (AssignValue::Scalar(word), None) => {
                let value = self.expand_single(word).await?;
                let operator: &[u8] = if assignment.append { b"+=" } else { b"=" };
                Ok(Argument::Scalar { text: [assignment.name.as_slice(), operator, &value].concat() })
            }
            _ => Ok(Argument::Assignment(Rc::clone(assignment))),
        }
    }

    /// `NAME=value` before a command: exported, and undone after it.
    async fn temporary(&mut self, assignment: &Assignment) -> Result<(), Stop> {
        if self.vars.get(&assignment.name).is_some_and(|var| var.attributes.readonly) {
            return Err(self.refuse_readonly(&assignment.name));
        }
        match &assignment.value {
            AssignValue::Scalar(word) if assignment.index.is_none() => {
                let mut value = self.expand_single(word).await?;
                let (name, integer) = match self.vars.get(&assignment.name) {
                    Some(var) if var.attributes.nameref => (self.follow(&assignment.name).0, false),
                    Some(var) => (assignment.name.clone(), var.attributes.integer),
                    None => (assignment.name.clone(), false),
                };
                if integer {
                    value = self.arith_text(&value).map(|number| number.to_string().into_bytes()).unwrap_or(value);
                }
                if assignment.append
                    && let Some(old) = self.scalar(&name)
                {
                    value = [old, value].concat();
                }
                let (var, _) = self.vars.local(&name);
                var.value = Value::Scalar(value);
                var.attributes.export = true;
                if name == b"PATH" {
                    self.hashed.clear();
                }
                Ok(())
            }
            AssignValue::Array(elements) if assignment.index.is_none() => {
                let words: Vec<Bytes> = elements
                    .iter()
                    .map(|element| match &element.index {
                        Some(index) => [b"[".as_slice(), &index.raw, b"]=", &element.value.raw].concat(),
                        None => element.value.raw.clone(),
                    })
                    .collect();
                let (var, _) = self.vars.local(&assignment.name);
                var.value = Value::Scalar([b"(".as_slice(), &words.join(&b' '), b")"].concat());
                var.attributes.export = true;
                Ok(())
            }
            _ => {
                let index = assignment.index.as_ref().map(|index| index.raw.clone()).unwrap_or_default();
                self.complain_bytes(
                    &[b"`".as_slice(), &assignment.name, b"[", &index, b"]': not a valid identifier"].concat(),
                );
                Err(Stop)
            }
        }
    }

    async fn run_assignments_only(&mut self, command: &Rc<Command>, simple: &Simple) -> Result<(), Stop> {
        let mut failed = false;
        let mut refused = false;
        for assignment in &simple.assignments {
            let result = self.run_assignment(assignment).await;
            if self.options.xtrace && result.is_ok() {
                self.trace_assignment(assignment);
            }
            if result.is_err() {
                failed = true;
                if self.flow.is_some() {
                    return Err(Stop);
                }
                break;
            }
        }
        if failed {
            return Err(Stop);
        }
        if !command.redirects.is_empty() {
            match self.redirect(&command.redirects).await {
                Ok(saved) => self.restore(saved),
                Err(Stop) if self.flow.is_some() => return Err(Stop),
                Err(Stop) => refused = true,
            }
        }
        self.status = if refused { 1 } else { self.substitution_status.unwrap_or(0) };
        self.last_argument = Vec::new();
        Ok(())
    }

    /// A command that is neither a function nor a builtin.
    async fn run_program_command(
        &mut self,
        command: &Rc<Command>,
        simple: &Simple,
        words: Vec<Bytes>,
        one_shot: bool,
    ) -> Result<(), Stop> {
        let trace_first = self.options.xtrace && simple.assignments.is_empty();
        if trace_first {
            self.trace_words(&words, &[]).await;
        }
        let saved = if command.redirects.is_empty() {
            super::redirect::Saved::default()
        } else {
            self.redirect(&command.redirects).await?
        };
        let scoped = !simple.assignments.is_empty();
        if scoped {
            self.vars.push(false);
            for assignment in &simple.assignments {
                if self.temporary(assignment).await.is_err() {
                    if self.flow == Some(Flow::Exit) {
                        self.vars.pop();
                        self.restore(saved);
                        return Err(Stop);
                    }
                    self.flow = None;
                    self.status = 0;
                }
            }
        }
        if self.options.xtrace && !trace_first {
            self.trace_assignments(&simple.assignments);
            self.trace_words(&words, &[]).await;
        }
        let last = words.last().cloned().unwrap_or_default();
        self.start_program(words, one_shot, command).await;
        if scoped {
            self.vars.pop();
            self.hashed.clear();
        }
        self.restore(saved);
        self.last_argument = last;
        Ok(())
    }

    /// Finds a program and runs it, in a child or, when this shell has nothing else to do, in its own process.
    pub(crate) async fn start_program(&mut self, words: Vec<Bytes>, one_shot: bool, command: &Rc<Command>) {
        let name = words[0].clone();
        let Some(path) = self.find_program(&name) else {
            if let Some(handler) = self.functions.get(b"command_not_found_handle".as_slice()).cloned() {
                let mut spawn = self.child();
                spawn.command.clone_from(&words);
                let pid = self.spawn_subshell(
                    spawn,
                    |_| {},
                    move |mut shell| async move {
                        shell.call_function(handler, words).await;
                        shell
                    },
                );
                self.status = self.wait_quietly(pid).await.status();
                return;
            }
            let shown = if crate::quote::needs_ansi(&name) { crate::quote::ansi(&name) } else { name };
            self.complain_bytes(&[shown.as_slice(), b": command not found"].concat());
            self.status = 127;
            return;
        };
        let env = self.program_environment(&path);
        if one_shot && !self.traps.contains_key(&super::TRAP_EXIT) && launch::may_replace(&self.sys) {
            match launch::load(&self.sys, &path, words) {
                Ok((program, args)) => {
                    self.status = launch::replace(&self.sys, program, args, env).await;
                }
                Err(error) => self.refused(&name, &path, error),
            }
            return;
        }
        let mut spawn = self.child();
        spawn.command.clone_from(&words);
        if self.options.monitor {
            spawn.group = None;
        }
        let text = || text_of(command);
        match launch::launch_at(&self.sys, &path, words, env, spawn) {
            Ok(pid) => {
                let group = self.options.monitor.then_some(pid);
                if let Some(statuses) = self.wait_foreground(&[pid], group, text).await {
                    self.status = statuses[0];
                }
            }
            Err(error) => self.refused(&name, &path, error),
        }
    }

    /// The environment of a program, `$_` included.
    pub(crate) fn program_environment(&mut self, path: &[u8]) -> Rc<Env> {
        let env = self.vars.environment();
        let functions: Vec<(&Bytes, &Rc<crate::syntax::Function>)> = self
            .functions
            .iter()
            .filter(|(name, _)| self.vars.get(&[b"exported function ".as_slice(), name].concat()).is_some())
            .collect();
        let _ = path;
        if functions.is_empty() {
            return env;
        }
        let mut env = (*env).clone();
        for (name, function) in functions {
            let text = crate::syntax::print_function(function);
            let body = text.strip_prefix(name.as_slice()).unwrap_or(&text).trim_ascii_start();
            env.insert([b"BASH_FUNC_".as_slice(), name, b"%%"].concat(), body.to_vec());
        }
        Rc::new(env)
    }

    /// A program that is there and cannot be run.
    pub(crate) fn refused(&mut self, name: &[u8], path: &[u8], error: RunError) {
        self.status = error.status();
        let is_dir = self.sys.disk(path, |disk, who| disk.stat(who, path).is_ok_and(|stat| stat.is_dir()));
        match error {
            RunError::Refused(_) if is_dir => self.complain_about(path, Errno::IsDir),
            RunError::Refused(Errno::NoExec) => {
                self.complain_bytes(&[name, b": cannot execute binary file: Exec format error"].concat())
            }
            RunError::Refused(errno) => self.complain_about(path, errno),
            RunError::NotFound => {
                let there = self.sys.disk(path, |disk, who| disk.stat(who, path).is_ok());
                if there {
                    let interpreter = self.interpreter_of(path);
                    self.status = 126;
                    self.complain_bytes(
                        &[name, b": ", &interpreter, b": bad interpreter: No such file or directory"].concat(),
                    );
                } else {
                    self.complain_about(path, Errno::NoEnt);
                }
            }
        }
    }

    fn interpreter_of(&self, path: &[u8]) -> Bytes {
        let content = self.sys.disk(path, |disk, who| disk.read_file(who, path)).unwrap_or_default();
        let line = content.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_prefix(b"#!").unwrap_or(line).trim_ascii();
        line.split(|byte| *byte == b' ').next().unwrap_or_default().to_vec()
    }

    /// Where a command is: a path as it is, a name by `$PATH`, remembered.
    pub(crate) fn find_program(&mut self, name: &[u8]) -> Option<Bytes> {
        if name.is_empty() {
            return None;
        }
        if name.contains(&b'/') {
            return Some(name.to_vec());
        }
        if let Some((path, hits)) = self.hashed.get_mut(name) {
            // It may be gone: only `shopt -s checkhash` looks again.
            *hits += 1;
            return Some(path.clone());
        }
        let path = self.vars.get(b"PATH").and_then(|var| var.scalar()).cloned()?;
        let found = launch::search(&self.sys, name, &path)?;
        if self.options.hashall {
            self.hashed.insert(name.to_vec(), (found.clone(), 1));
        }
        Some(found)
    }

    /// A frame for a sourced file.
    pub(crate) fn source_frame(&self, source: &[u8]) -> Frame {
        Frame { name: b"source".to_vec(), source: source.to_vec(), line: self.line, function: false }
    }
}

/// A command's text, for jobs and `$BASH_COMMAND`.
pub(crate) fn text_of(command: &Rc<Command>) -> Bytes {
    let pipeline = Pipeline {
        negated: false,
        timed: None,
        commands: vec![Rc::clone(command)],
        with_stderr: Vec::new(),
        span: command.span,
    };
    crate::syntax::print_pipeline(&AndOr { first: pipeline, rest: Vec::new() })
}

/// A command of these words, for messages and jobs.
pub(crate) fn plain_command(text: &[u8], line: u32) -> Rc<Command> {
    let word = crate::syntax::Word { raw: text.to_vec(), plain: Some(text.to_vec()), ..Default::default() };
    let simple = Simple { assignments: Vec::new(), words: vec![word] };
    Rc::new(Command { kind: CommandKind::Simple(simple), redirects: Vec::new(), line, span: base::Span::default() })
}
