//! Motions.
use crate::editor::Editor;
impl Editor {
    pub(crate) fn find_paragraph(&mut self, _f: bool, _c: usize, _w: u8, _b: bool) -> Option<bool> { None }
    pub(crate) fn find_sentence(&mut self, _f: bool, _c: usize) -> bool { false }
    pub(crate) fn run_queue(&mut self) { while let Some(q) = self.queue.pop() { self.pending.push(q.key); self.pending.clear(); } }
    /// A register's text.
    pub fn register(&self, name: char) -> Option<&crate::register::Register> { self.registers.read(Some(name)) }
}
