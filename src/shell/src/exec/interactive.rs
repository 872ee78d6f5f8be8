//! The prompt: reading command lines from a terminal, one complete command at a time.

use super::program::read_all;
use super::shell::{Flow, Shell};
use crate::Bytes;
use crate::kernel::{Event, Signal, Terminal};
use crate::syntax::Parser;
use std::rc::Rc;

/// Debian's prompt, with its colours.
const PS1: &[u8] = b"\\[\\e[1;32m\\]\\u@\\h\\[\\e[0m\\]:\\[\\e[1;34m\\]\\w\\[\\e[0m\\]\\$ ";

/// Lines of history kept.
const HISTORY: usize = 1000;

impl Shell {
    /// The life of an interactive shell.
    pub(crate) async fn run_interactive(&mut self) {
        self.interactive = true;
        self.options.monitor = true;
        self.options.histexpand = true;
        self.options.history = true;
        self.options.emacs = true;
        self.shopts.expand_aliases = true;
        self.vars.set(b"PS1", PS1.to_vec());
        self.vars.set(b"PS2", b"> ".to_vec());
        let Some(terminal) = self.sys.terminal() else { return };
        self.sys.set_signal(Signal::INT, true, false);
        for signal in [Signal::TERM, Signal::QUIT, Signal::TSTP, Signal(21), Signal(22)] {
            self.sys.set_signal(signal, false, true);
        }
        self.set_aliases();
        self.set_history_file();
        self.start_files(None).await;
        loop {
            self.notify_jobs();
            self.set_size(&terminal);
            if let Some(command) = self.vars.get(b"PROMPT_COMMAND").and_then(|var| var.scalar()).cloned() {
                let status = self.status;
                self.run_text(&command, 0, b"PROMPT_COMMAND").await;
                self.flow = None;
                self.status = status;
            }
            match self.read_command(&terminal).await {
                Some(text) => self.run_line(&text).await,
                None => {
                    self.save_history();
                    terminal.force(b"exit\n");
                    return;
                }
            }
            if self.flow.take() == Some(Flow::Exit) {
                return;
            }
        }
    }

    fn set_aliases(&mut self) {
        let aliases = Rc::make_mut(&mut self.aliases);
        for (name, text) in [
            ("ls", "ls --color=auto"),
            ("grep", "grep --color=auto"),
            ("ll", "ls -alF"),
            ("la", "ls -A"),
            ("l", "ls -CF"),
        ] {
            aliases.insert(name.into(), text.into());
        }
    }

    /// What an interactive shell without a terminal has in common with one at a prompt.
    pub(crate) fn be_interactive(&mut self) {
        self.interactive = true;
        self.options.histexpand = true;
        self.options.history = true;
        self.options.emacs = true;
        self.shopts.expand_aliases = true;
        self.vars.set(b"PS1", b"\\s-\\v\\$ ".to_vec());
        self.vars.set(b"PS2", b"> ".to_vec());
        self.vars.set(b"HISTCONTROL", Vec::new());
        self.set_history_file();
    }

    fn set_history_file(&mut self) {
        if self.vars.get(b"HISTFILE").is_none() {
            let home = self.vars.get(b"HOME").and_then(|var| var.scalar()).cloned().unwrap_or_default();
            self.vars.set(b"HISTFILE", [home.as_slice(), b"/.bash_history"].concat());
        }
        for (name, value) in [(b"HISTSIZE".as_slice(), "500"), (b"HISTFILESIZE", "500")] {
            if self.vars.get(name).is_none() {
                self.vars.set(name, value);
            }
        }
    }

    /// Writes the history to its file.
    pub(crate) fn save_history(&mut self) {
        let Some(path) = self.vars.get(b"HISTFILE").and_then(|var| var.scalar()).cloned() else { return };
        let mut text = self.history.join(&b'\n');
        if !text.is_empty() && !path.is_empty() {
            text.push(b'\n');
            // A history that cannot be written is lost, as bash's is.
            let _ = self.sys.disk(&path, |disk, who| disk.write_file(who, &path, &text));
        }
    }

    /// `~/.bashrc`, or the file given (empty for none), then the history.
    pub(crate) async fn start_files(&mut self, rc: Option<Bytes>) {
        let home = self.vars.get(b"HOME").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        let path = rc.unwrap_or_else(|| [home.as_slice(), b"/.bashrc"].concat());
        if let Ok(text) = self.sys.disk(&path, |disk, who| disk.read_file(who, &path)) {
            self.run_text(&text, 0, b"").await;
            if self.flow != Some(Flow::Exit) {
                self.flow = None;
            }
        }
        let path = self.vars.get(b"HISTFILE").and_then(|var| var.scalar()).cloned().unwrap_or_default();
        if let Ok(text) = self.sys.disk(&path, |disk, who| disk.read_file(who, &path)) {
            let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec);
            self.history = Rc::new(lines.collect());
        }
    }

    fn set_size(&mut self, terminal: &Terminal) {
        self.vars.set(b"COLUMNS", terminal.columns.get().to_string());
        self.vars.set(b"LINES", terminal.rows.get().to_string());
    }

    /// One complete command, asked for line by line; `None` at Ctrl-D.
    async fn read_command(&mut self, terminal: &Terminal) -> Option<Bytes> {
        let mut text: Bytes = Vec::new();
        loop {
            let continuation = !text.is_empty();
            let name: &[u8] = if continuation { b"PS2" } else { b"PS1" };
            let prompt = self.vars.get(name).and_then(|var| var.scalar()).cloned().unwrap_or_default();
            let shown = self.prompt_text(&prompt).await;
            *terminal.known.borrow_mut() = self.known();
            terminal.emit(Event::Prompt { text: shown, continuation });
            let line = match terminal.next_input(&self.sys.kernel).await {
                Some(line) => line,
                None => {
                    // Ctrl-C: a fresh prompt.
                    while let Some(signal) = self.sys.take_signal() {
                        if signal == Signal::INT {
                            self.status = 130;
                        } else if self.traps.contains_key(&signal.0) {
                            self.run_trap(signal.0).await;
                        }
                    }
                    text.clear();
                    continue;
                }
            };
            if line.is_empty() {
                if !continuation {
                    return None;
                }
                // The end, in the middle of a command: bash complains.
                return Some(text);
            }
            let line = if self.options.histexpand { self.expand_history(&line)? } else { line };
            if line.is_empty() {
                text.clear();
                continue;
            }
            text.extend_from_slice(&line);
            let mut parser = Parser::new(&text, self.parse_options());
            let result = read_all(&mut parser);
            let open = matches!(&result, Err(error) if error.is_incomplete())
                || !parser.warnings.is_empty()
                || is_continued(&text);
            if !open {
                return Some(text);
            }
        }
    }

    /// What completion may ask for.
    fn known(&self) -> crate::machine::Known {
        let value = |name: &[u8]| self.vars.get(name).and_then(|var| var.scalar()).cloned().unwrap_or_default();
        crate::machine::Known {
            variables: self.vars.names_with(b""),
            commands: self.functions.keys().chain(self.aliases.keys()).cloned().collect(),
            history: (*self.history).clone(),
            path: value(b"PATH"),
            home: value(b"HOME"),
            vi: self.options.vi,
            shell: Some(crate::explain::Snapshot(Rc::new(self.fork(self.sys.clone())))),
        }
    }

    /// `!!` and its like; an empty line when the event was not found.
    fn expand_history(&mut self, line: &[u8]) -> Option<Bytes> {
        match crate::builtins::expand_history(line, &self.history) {
            Ok(None) => Some(line.to_vec()),
            Ok(Some((text, run))) => {
                self.stderr(&text);
                if run {
                    Some(text)
                } else {
                    self.remember(&text);
                    Some(Vec::new())
                }
            }
            Err(message) => {
                self.stderr(&[b"bash: ".as_slice(), &message, b"\n"].concat());
                Some(Vec::new())
            }
        }
    }

    /// Adds a command to the history, as `HISTCONTROL` wants.
    pub(crate) fn remember(&mut self, text: &[u8]) {
        let text = text.strip_suffix(b"\n").unwrap_or(text);
        let control = self
            .vars
            .get(b"HISTCONTROL")
            .and_then(|var| var.scalar())
            .cloned()
            .unwrap_or_else(|| b"ignoreboth".to_vec());
        let has = |word: &[u8]| {
            control
                .split(|byte| *byte == b':')
                .any(|known| known == word || known == b"ignoreboth" && word != b"erasedups")
        };
        let skips = text.trim_ascii().is_empty()
            || (has(b"ignorespace") && text.starts_with(b" "))
            || (has(b"ignoredups") && self.history.last().is_some_and(|last| last == text));
        if skips || !self.options.history {
            return;
        }
        let history = Rc::make_mut(&mut self.history);
        if has(b"erasedups") {
            history.retain(|line| line != text);
        }
        history.push(text.to_vec());
        if history.len() > HISTORY {
            history.remove(0);
        }
    }

    /// Runs a command line, aliases and all.
    async fn run_line(&mut self, text: &[u8]) {
        self.remember(text);
        let mut parser = Parser::new(text, self.parse_options());
        self.line = 1;
        while self.flow.is_none() {
            parser.set_options(self.parse_options());
            match parser.next() {
                Ok(None) => break,
                Ok(Some(list)) => {
                    self.warn_heredocs(&mut parser);
                    self.run_list(&list).await;
                }
                Err(error) => {
                    self.report_syntax_error(&error, b"");
                    self.status = 2;
                    break;
                }
            }
        }
        self.run_pending_traps().await;
    }
}

/// Does a backslash join the last line with the next? Not where it is quoted itself, nor in a comment.
fn is_continued(text: &[u8]) -> bool {
    let Some(line) = text.strip_suffix(b"\n") else { return false };
    let backslashes = line.iter().rev().take_while(|byte| **byte == b'\\').count();
    if backslashes % 2 == 0 {
        return false;
    }
    let shown = String::from_utf8_lossy(line);
    let last = crate::syntax::highlight(&shown).pop();
    !last.is_some_and(|token| token.class == base::TokenClass::Comment && token.span.end as usize >= shown.len())
}
