//! Traps, and the texts that are read and run: `eval`, `source`, trap actions.

use super::shell::{Flow, MAX_EVALS, Shell, TRAP_DEBUG, TRAP_ERR, TRAP_EXIT, TRAP_RETURN};
use crate::Bytes;
use crate::kernel::Signal;
use crate::syntax::{ErrorKind, ParseOptions, Parser, SyntaxError};

impl Shell {
    /// Runs the actions of the signals that have arrived.
    pub(crate) async fn run_pending_traps(&mut self) {
        while let Some(signal) = self.sys.take_signal() {
            self.interrupted = true;
            self.last_signal = Some(signal);
            if self.traps.contains_key(&signal.0) {
                self.run_trap(signal.0).await;
            } else if signal == Signal::INT && self.interactive {
                self.status = 130;
                self.flow = Some(Flow::Discard);
            }
            if self.flow == Some(Flow::Exit) {
                return;
            }
        }
    }

    /// The same, from inside a builtin.
    pub(crate) fn run_pending_traps_boxed<'a>(&'a mut self) -> std::pin::Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(self.run_pending_traps())
    }

    /// Reads and runs a text from inside a builtin: an error that ends the line ends the text only.
    pub(crate) fn run_text_here<'a>(
        &'a mut self,
        text: &'a [u8],
        line_offset: u32,
        what: &'a [u8],
    ) -> std::pin::Pin<Box<dyn Future<Output = i32> + 'a>> {
        Box::pin(async move {
            let status = self.run_text(text, line_offset, what).await;
            // In a subshell it ends the subshell.
            if self.flow == Some(Flow::Discard) && !self.interactive && self.subshells == 0 {
                self.flow = None;
                return 1;
            }
            status
        })
    }

    /// Runs the action of a trap; `$?` is what it was, unless the action leaves.
    pub(crate) async fn run_trap(&mut self, which: u8) {
        let Some(action) = self.traps.get(&which).cloned() else { return };
        if action.is_empty() {
            return;
        }
        if which == TRAP_EXIT {
            std::rc::Rc::make_mut(&mut self.traps).remove(&TRAP_EXIT);
        }
        let (status, line, was) = (self.status, self.line, self.in_trap);
        let pipe_status = self.pipe_status.clone();
        let flow = self.flow.take();
        let forgiving = self.forgiving;
        let entry = self.trap_entry.replace((which, status, self.frames.len()));
        if matches!(which, TRAP_DEBUG | TRAP_ERR | TRAP_RETURN) {
            self.in_trap = true;
        }
        if which == TRAP_EXIT {
            self.forgiving = 0;
        }
        let offset = if matches!(which, TRAP_DEBUG | TRAP_ERR | TRAP_RETURN) { line.saturating_sub(1) } else { 0 };
        Box::pin(self.run_text(&action, offset, b"trap")).await;
        self.in_trap = was;
        self.trap_entry = entry;
        self.forgiving = forgiving;
        self.line = line;
        match self.flow {
            None => {
                self.flow = flow;
                self.status = status;
                self.pipe_status = pipe_status;
            }
            Some(Flow::Discard) => self.flow = flow,
            Some(_) => {}
        }
    }

    /// Reads and runs a text, as `eval` does; gives the status.
    pub(crate) async fn run_text(&mut self, text: &[u8], line_offset: u32, what: &[u8]) -> i32 {
        if self.depth >= MAX_EVALS {
            self.complain(format_args!("maximum nesting level exceeded ({MAX_EVALS})"));
            self.status = 1;
            self.flow = Some(Flow::Exit);
            return 1;
        }
        self.depth += 1;
        let options = ParseOptions { line_offset, ..self.parse_options() };
        let mut parser = Parser::new(text, options);
        let mut ran = false;
        while self.flow.is_none() {
            parser.set_options(self.parse_options());
            match parser.next() {
                Ok(None) => break,
                Ok(Some(list)) => {
                    self.warn_heredocs(&mut parser);
                    ran = true;
                    self.run_boxed(list).await;
                    self.line = self.line.max(1);
                }
                Err(error) => {
                    self.report_syntax_error(&error, what);
                    self.status = error.status().unwrap_or(2);
                    ran = true;
                    break;
                }
            }
        }
        self.depth -= 1;
        if !ran {
            self.status = 0;
        }
        self.status
    }

    /// Runs a list on the process's own stack of futures: it may hold anything, evals within evals too.
    pub(crate) async fn run_boxed(&mut self, list: crate::syntax::List) {
        let hollow = Shell::hollow(self.sys.clone());
        let mut shell = std::mem::replace(self, hollow);
        let kernel = std::rc::Rc::clone(&shell.sys.kernel);
        let run: std::pin::Pin<Box<dyn Future<Output = Self>>> = Box::pin(async move {
            let nesting = std::mem::replace(&mut shell.nesting, 0);
            shell.run_list(&list).await;
            shell.nesting = nesting;
            shell
        });
        *self = kernel.call(run).await;
    }

    /// Here-documents that the end cut short.
    pub(crate) fn warn_heredocs(&mut self, parser: &mut Parser) {
        for warning in std::mem::take(&mut parser.warnings) {
            let line = std::mem::replace(&mut self.line, warning.line);
            for message in warning.messages() {
                self.complain_bytes(&[b"warning: ".as_slice(), &message].concat());
            }
            self.line = line;
        }
    }

    /// What bash says about a text it cannot read.
    pub(crate) fn report_syntax_error(&self, error: &SyntaxError, what: &[u8]) {
        if matches!(error.kind, ErrorKind::Near(_)) && what.is_empty() {
            // A file's end reads as a newline, and what went before is read again: by bash's count two lines more.
            let end = SyntaxError { kind: ErrorKind::End, line: error.line + 2, ..error.clone() };
            return self.report_syntax_error(&end, what);
        }
        let mut prefix: Bytes = self.name.clone();
        if let Some(frame) = self.frames.last().filter(|frame| !frame.function && !frame.source.is_empty()) {
            prefix.clone_from(&frame.source);
        }
        if !self.interactive {
            if !what.is_empty() {
                prefix.extend_from_slice(b": ");
                prefix.extend_from_slice(what);
            }
            let line = error.line_of_message();
            prefix.extend_from_slice(format!(": line {line}").as_bytes());
        }
        for message in error.messages() {
            self.stderr(&[prefix.as_slice(), b": ", &message, b"\n"].concat());
        }
    }
}
