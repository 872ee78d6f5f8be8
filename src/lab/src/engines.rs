//! Which engines this build of the lab has. What is not built in is a constant that the compiler sees through: its code is
//! left out, and asking for it is answered as on a bench without it.

/// The database.
pub const SQL: bool = cfg!(feature = "sql");
/// The shell, and vim.
pub const MACHINE: bool = cfg!(feature = "machine");

/// An engine on the bench, if it is built in.
#[inline]
pub(crate) fn on<T>(engine: &mut Option<T>, built_in: bool) -> Option<&mut T> {
    if built_in { engine.as_mut() } else { None }
}
