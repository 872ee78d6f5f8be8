//! The commands there are.
//!
//! # How to add a command
//!
//! 1. Write `commands/<family>/<name>.rs`:
//!
//!    ```text
//!    //! `tac`: lines in reverse.
//!    use crate::options::{Opt, flag, value};
//!    use crate::{Bytes, Command, Context, Outcome};
//!
//!    const OPTIONS: &[Opt] = &[flag("b", "before"), value("s", "separator")];
//!
//!    /// The command.
//!    pub(super) const COMMAND: Command = Command::new("tac", OPTIONS, |context, args| Box::pin(run(context, args)));
//!
//!    async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
//!        let parsed = context.options(&COMMAND, args).await?;   // args come without the name
//!        let mut status = 0;
//!        for file in &parsed.operands {
//!            let mut input = match context.open(file).await {
//!                Ok(input) => input,
//!                Err(error) => { context.complain_about(file, error); status = 1; continue }
//!            };
//!            while let Some(line) = input.line().await? { … context.stdout.put(line); context.stdout.relieve().await?; }
//!        }
//!        Ok(status)   // the caller flushes stdout and complains about write errors
//!    }
//!    ```
//!
//!    `?` on an `Errno` ends the command with `name: <the error's words>` and status 1 (`Quit: From<Errno>` says nothing:
//!    the runner does, except for errors of standard output, which become `write error: …`).
//! 2. Name it in the family's `COMMANDS` (`commands/<family>/mod.rs`); a new family is named in `commands/mod.rs`.
//! 3. Write `man/en/<name>.md` and `man/fr/<name>.md` (see `manual`); their examples are run as tests.
//! 4. Record cases in `tests/spec/shell/commands/<name>.json` with the recorder.
//!
//! Rules: bytes, not `str`; hot loops work on whole chunks (`fill`, `line`), never allocate per line, and call
//! `context.tick` when they compute without reading or writing; texts on standard error are GNU's, to the letter.

use crate::options::Opt;
use crate::{Bytes, Context, Outcome};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

/// A running command.
pub type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// The body of a command: its context, and its arguments without its name.
pub type Run = for<'a> fn(&'a mut Context, Vec<Bytes>) -> Running<'a>;

/// A program of `/usr/bin`.
#[derive(Clone, Copy)]
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Its options: for parsing, completion and explanation.
    pub options: &'static [Opt],
    /// The exit status of a wrong command line.
    pub usage_status: i32,
    /// Options end at the first operand (`env`, `nice`, `xargs`), as with `POSIXLY_CORRECT`.
    pub stops_at_operand: bool,
    /// Its body.
    pub run: Run,
}

impl Command {
    /// A command whose wrong usage is status 1.
    pub const fn new(name: &'static str, options: &'static [Opt], run: Run) -> Self {
        Self { name, options, usage_status: 1, stops_at_operand: false, run }
    }

    /// The same, with another status for wrong usage (`ls`, `grep`, `sort`, `diff`: 2).
    #[must_use]
    pub const fn usage_status(mut self, status: i32) -> Self {
        self.usage_status = status;
        self
    }

    /// The same, with options that end at the first operand.
    #[must_use]
    pub const fn stops_at_operand(mut self) -> Self {
        self.stops_at_operand = true;
        self
    }
}

/// All commands, by family and then by name.
pub fn all() -> impl Iterator<Item = &'static Command> {
    crate::commands::FAMILIES.iter().flat_map(|family| family.iter())
}

/// The command of this name.
pub fn find(name: &str) -> Option<&'static Command> {
    static BY_NAME: OnceLock<HashMap<&'static str, &'static Command>> = OnceLock::new();
    BY_NAME.get_or_init(|| all().map(|command| (command.name, command)).collect()).get(name).copied()
}
