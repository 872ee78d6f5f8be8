//! The whole screen, for `less`, `top`, `nano`, `watch` and the lab's `vim`.

use super::Context;
use crate::kernel::{Event, Frame, Kernel, Pid, Signal, Terminal};
use std::rc::Rc;

/// The terminal in its full-screen mode; leaving the mode is dropping this.
pub struct Screen {
    kernel: Rc<Kernel>,
    terminal: Rc<Terminal>,
    pid: Pid,
}

impl Context {
    /// Takes the whole screen and the keys; `None` when standard output is not a terminal.
    pub fn screen(&self) -> Option<Screen> {
        let terminal = self.tty(1)?;
        terminal.raw.set(true);
        // Another size is heard of, and then drawn for.
        self.sys.set_signal(Signal::WINCH, true, false);
        Some(Screen { kernel: Rc::clone(&self.sys.kernel), terminal, pid: self.sys.pid })
    }
}

impl Screen {
    /// Width and height.
    pub fn size(&self) -> (usize, usize) {
        (self.terminal.columns.get(), self.terminal.rows.get())
    }

    /// Shows a picture.
    pub fn draw(&self, frame: Frame) {
        self.terminal.emit(Event::FullScreen(frame));
    }

    /// Waits for the next keys, as a terminal sends them (`\x1b[A` is the up arrow). `None` when a caught signal
    /// (`WINCH` among them) came first.
    pub async fn keys(&self) -> Option<Vec<u8>> {
        let keys = self.terminal.next_input(&self.kernel).await;
        self.kernel.forget_signal(self.pid, Signal::WINCH);
        keys
    }

    /// Waits for keys at most `millis` of virtual time; `None` when none came.
    pub async fn keys_within(&self, millis: i64) -> Option<Vec<u8>> {
        let deadline = self.kernel.clock.now().saturating_add(millis);
        loop {
            if let Some(keys) = self.terminal.try_read(usize::MAX) {
                return Some(keys);
            }
            if self.kernel.clock.now() >= deadline || self.kernel.has_signal() {
                self.kernel.forget_signal(self.pid, Signal::WINCH);
                return None;
            }
            self.terminal.readable.enroll(self.kernel.current.get());
            self.kernel.sleep_until(deadline).await;
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.terminal.raw.set(false);
        self.terminal.emit(Event::EndFullScreen);
    }
}
