//! A question on the terminal, answered by a line of standard input.

use super::Context;
use crate::Bytes;
use crate::kernel::Event;
use vfs::Errno;

impl Context {
    /// Asks on standard error and reads a line, without its newline; `None` at the end of input.
    pub async fn ask(&mut self, question: &str) -> Result<Option<Bytes>, Errno> {
        self.stdout.flush().await?;
        self.stderr(question.as_bytes());
        let answer = self.stdin.line().await?;
        Ok(answer.map(|line| line.strip_suffix(b"\n").unwrap_or(line).to_vec()))
    }

    /// The same, without showing what is typed.
    pub async fn ask_secret(&mut self, question: &str) -> Result<Option<Bytes>, Errno> {
        let terminal = self.tty(0);
        if let Some(terminal) = &terminal {
            terminal.set_echo(false);
        }
        let answer = self.ask(question).await;
        if let Some(terminal) = &terminal {
            terminal.set_echo(true);
            terminal.emit(Event::Output(b"\n".to_vec()));
        }
        answer
    }
}
