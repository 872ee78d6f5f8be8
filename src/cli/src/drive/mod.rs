//! For driving an engine from a terminal, or by the thousand from a file. Formats are kept stable: others compare by them.

pub(crate) mod bench;
mod probe;
pub(crate) mod sh;
pub(crate) mod slt;
pub(crate) mod sql;
pub(crate) mod vim;

use crate::failure::Failure;
use crate::folder;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{BufWriter, Write, stdout};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// Plays each line of a JSON Lines file; one result a line, in order. A case that panics gets `panicked`, and the next one
/// is played.
fn batch<C: DeserializeOwned, R: Serialize>(
    path: &str,
    play: impl Fn(&C) -> R,
    panicked: impl Fn(&C) -> R,
) -> Result<ExitCode, Failure> {
    let cases = folder::read(path)?;
    let mut out = BufWriter::new(stdout().lock());
    for (number, line) in cases.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let case: C =
            serde_json::from_str(line).map_err(|error| Failure::new(format!("{path}:{}: {error}", number + 1)))?;
        let result = catch_unwind(AssertUnwindSafe(|| play(&case))).unwrap_or_else(|_| panicked(&case));
        serde_json::to_writer(&mut out, &result).map_err(|error| Failure::new(error.to_string()))?;
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}
