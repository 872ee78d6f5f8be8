//! The commands that live in the shell.
