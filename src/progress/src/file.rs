//! Everything that is remembered, as a text file: a line that says what it is, then the state.
//!
//! ```text
//! {"format":"datelier-progress","version":1,"sum":"6c0f…"}
//! {"lessons":{…},"exercises":{…}}
//! ```
//!
//! The sum covers the second line, so a file that was cut short or changed on the way is noticed.

use crate::Progress;
use crate::hash::fnv;
use serde::{Deserialize, Serialize};

/// What the first line says the file is.
pub const FORMAT: &str = "datelier-progress";
/// The version written, and the newest that can be read.
pub const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Heading {
    format: String,
    version: u32,
    #[serde(default)]
    sum: String,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It is something else.
    NotOurs,
    /// It was written by a newer Datelier, in this version.
    TooNew(u32),
    /// It is one of ours, but cut short or changed on the way.
    Damaged,
}

/// The state as a file.
pub fn write(progress: &Progress) -> String {
    // Maps of texts and numbers always have a JSON form.
    let body = serde_json::to_string(progress).unwrap_or_default();
    let heading =
        Heading { format: FORMAT.to_owned(), version: VERSION, sum: format!("{:016x}", fnv(body.as_bytes())) };
    let heading = serde_json::to_string(&heading).unwrap_or_default();
    format!("{heading}\n{body}\n")
}

/// The state in a file.
pub fn read(text: &str) -> Result<Progress, FileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let (heading, body) = text.split_once('\n').map_or((text, ""), |(heading, body)| (heading.trim(), body.trim()));
    let heading: Heading = match serde_json::from_str(heading) {
        Ok(heading) => heading,
        Err(_) if heading.contains(FORMAT) => return Err(FileError::Damaged),
        Err(_) => return Err(FileError::NotOurs),
    };
    if heading.format != FORMAT {
        return Err(FileError::NotOurs);
    }
    if heading.version > VERSION {
        return Err(FileError::TooNew(heading.version));
    }
    if heading.sum != format!("{:016x}", fnv(body.as_bytes())) {
        return Err(FileError::Damaged);
    }
    serde_json::from_str(body).map_err(|_| FileError::Damaged)
}
