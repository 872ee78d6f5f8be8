//! A bench as bytes: only what the learner changed, so that it fits a browser's small stores.

use crate::bench::Change;
#[cfg(feature = "machine")]
use crate::bench::EditorBench;
use crate::journal::Journal;
use base::Diagnostic;
use serde::Deserialize;

/// A lab without an editor need not know how to read one.
#[cfg(feature = "machine")]
type SavedEditor = EditorBench;
#[cfg(not(feature = "machine"))]
type SavedEditor = ();

/// First bytes of a saved bench, with its version.
const MARK: &[u8] = b"bench3";

/// What was saved.
#[derive(Deserialize)]
pub(crate) struct Saved {
    /// What changed the database.
    pub(crate) changes: Vec<Change>,
    /// The machine's disk.
    pub(crate) disk: Option<Vec<u8>>,
    /// The editor.
    #[cfg_attr(not(feature = "machine"), expect(dead_code, reason = "a lab without an editor only reads past it"))]
    pub(crate) editor: Option<SavedEditor>,
    /// What was done.
    pub(crate) journal: Journal,
}

impl Saved {
    /// Reads what [`Self::write`] wrote.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, Diagnostic> {
        bytes
            .strip_prefix(MARK)
            .and_then(|bytes| postcard::from_bytes(bytes).ok())
            .ok_or_else(|| Diagnostic::error("lab-damaged-save", ""))
    }

    /// The parts of a bench as bytes.
    pub(crate) fn write(
        changes: &[Change],
        disk: Option<Vec<u8>>,
        editor: Option<&SavedEditor>,
        journal: &Journal,
    ) -> Vec<u8> {
        // Plain data always has a binary form.
        postcard::to_extend(&(changes, disk, editor, journal), MARK.to_vec()).unwrap_or_default()
    }
}
