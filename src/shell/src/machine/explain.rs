//! Command lines explained with what the shell of a terminal knows.

use super::Machine;
use crate::exec::Shell;
use crate::explain::{Explanation, Words, explain};
use crate::kernel::TerminalId;
use base::Budget;
use std::cell::RefCell;
use std::rc::Rc;

/// Steps that trying out a line's expansions may take.
const STEPS: u64 = 3_000_000;

impl Machine {
    /// Do the keys of this terminal's command line follow vi?
    pub fn types_like_vi(&self, terminal: TerminalId) -> bool {
        self.kernel.terminal(terminal).is_some_and(|terminal| terminal.known.borrow().vi)
    }

    /// The folder where this terminal's shell is.
    pub fn folder_of(&self, terminal: TerminalId) -> String {
        let folder = self.kernel.disk.borrow().path_of(self.shell_who(terminal).cwd);
        folder.map_or_else(|_| self.home(), |path| String::from_utf8_lossy(&path).into_owned())
    }

    /// Explains a command line in a language (`fr`, `en`), with the sentences that the host gives for it. Nothing is run.
    pub fn explain(&self, terminal: TerminalId, line: &str, language: &str) -> Explanation {
        let words = self.kernel.host.borrow().words(language);
        let (line, language) = (line.to_owned(), language.to_owned());
        let known = self.kernel.terminal(terminal).and_then(|terminal| terminal.known.borrow().shell.clone());
        let environment = self.environment();
        let told: Rc<RefCell<Option<Explanation>>> = Rc::default();
        let result = Rc::clone(&told);
        // A process of its own, where the shell's stands, without any descriptor: whatever is complained about is not heard.
        let mut spawn = self.spawn_spec(Vec::new());
        spawn.who = self.shell_who(terminal);
        let jumps = self.kernel.jumps.replace(false);
        self.kernel.spawn(spawn, |sys| async move {
            let mut shell = match known {
                Some(known) => known.0.fork(sys),
                None => Shell::new(sys, b"bash".to_vec(), &environment),
            };
            shell.interactive = false;
            *result.borrow_mut() = Some(explain(&mut shell, &line, &language, &Words::read(words)).await);
            0
        });
        self.kernel.step(&Budget::new(STEPS));
        self.kernel.jumps.set(jumps);
        let explained = told.borrow_mut().take();
        explained.unwrap_or_default()
    }
}
