//! `strftime`, for `printf %(…)T` and prompts.

use crate::Bytes;

/// A time (milliseconds since the epoch, UTC) written as the format says.
pub fn strftime(format: &[u8], millis: i64) -> Bytes {
    crate::commands::awk::time::strftime(format, millis.div_euclid(1000))
}
