//! Checks to verdict, by replay in a fresh lab.
