//! `strftime`, for `printf %(…)T` and prompts.

use crate::Bytes;

/// A time (milliseconds since the epoch) written as the format says, in the zone of `$TZ` when that is exported.
pub fn strftime(tz: Option<&[u8]>, format: &[u8], millis: i64) -> Bytes {
    let text = crate::context::zone::Zone::of(tz).strftime(format, millis.div_euclid(1000));
    // bash gives it a buffer of so many bytes, and nothing when that is too small.
    if text.len() >= 128 { Bytes::new() } else { text }
}
