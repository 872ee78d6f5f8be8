//! The marks alone, as a code of letters and digits: for an LMS (SCORM 1.2 gives 4,096 characters, of which 2,048 are safe)
//! and for copying by hand where nothing can be saved.
//!
//! An exercise takes about four bytes: 24 bits of a hash of its id, written as the distance from the one before, and one byte
//! of marks. Times, points and drafts stay behind: points follow from the course, the day of the code stands for times.

use crate::hash::fnv;
use crate::{Device, ExerciseMark, LessonMark, Millis, Progress, base64};

/// Every code starts with this; the digit is its version.
const PREFIX: &str = "D1-";
const DAY: Millis = 86_400_000;
/// Tries above this count as this many.
const MOST_TRIES: u32 = 7;

/// Why a code cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It is no code of ours.
    NotOurs,
    /// A character was lost or changed.
    Damaged,
}

/// An exercise that may stand in a code, and what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its id.
    pub id: &'a str,
    /// Points it is worth.
    pub points: u32,
}

fn short(id: &str) -> u32 {
    let hash = fnv(id.as_bytes());
    ((hash ^ (hash >> 24) ^ (hash >> 48)) & 0x00ff_ffff) as u32
}

/// Pairs of ids that a code could not tell apart: a course must have none.
pub fn collisions<'a>(ids: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut hashes: Vec<(u32, &str)> = ids.iter().map(|id| (short(id), *id)).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[0].1, pair[1].1)).collect()
}

/// The code of a state, on the day of `now`.
pub fn write(progress: &Progress, now: Millis) -> String {
    let mut bytes = Vec::new();
    number(&mut bytes, (now / DAY) as u32);
    number(&mut bytes, progress.last_lesson().map_or(0, short));
    // In order of hash. There are some hundred at most: finding each its place is quick, and small in the page.
    let mut marks: Vec<(u32, u8)> = Vec::new();
    for (id, mark) in progress.exercises.iter().filter(|(_, mark)| flags(mark) != 0) {
        let hash = short(id);
        marks.insert(marks.partition_point(|(other, _)| *other < hash), (hash, flags(mark)));
    }
    let mut before = 0;
    for (hash, flags) in marks {
        number(&mut bytes, hash - before);
        bytes.push(flags);
        before = hash;
    }
    let sum = fnv(&bytes).to_be_bytes();
    bytes.extend_from_slice(&sum[..2]);
    format!("{PREFIX}{}", base64::write(&bytes))
}

fn flags(mark: &ExerciseMark) -> u8 {
    let tries = mark.tries().min(MOST_TRIES) as u8;
    u8::from(mark.passed.is_some())
        | u8::from(mark.solution.is_some()) << 1
        | (mark.hints.min(3) as u8) << 2
        | tries << 4
}

/// The state of a code, as far as it speaks of `lessons` and `exercises`; what it says of others is left out.
pub fn read(code: &str, lessons: &[&str], exercises: &[Known]) -> Result<Progress, CodeError> {
    let letters: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let bytes = letters.strip_prefix(PREFIX).ok_or(CodeError::NotOurs).map(base64::read)?.ok_or(CodeError::Damaged)?;
    let (bytes, sum) = bytes.split_at_checked(bytes.len().saturating_sub(2)).ok_or(CodeError::Damaged)?;
    if sum != &fnv(bytes).to_be_bytes()[..2] {
        return Err(CodeError::Damaged);
    }
    let mut rest = bytes;
    let at = Millis::from(take(&mut rest)?) * DAY;
    let mut progress = Progress::default();
    let last = take(&mut rest)?;
    if let Some(lesson) = lessons.iter().find(|lesson| short(lesson) == last) {
        progress.lessons.insert((*lesson).to_owned(), LessonMark { first: at, last: at });
    }
    let mut hash = 0_u32;
    while !rest.is_empty() {
        hash = hash.checked_add(take(&mut rest)?).ok_or(CodeError::Damaged)?;
        let (flags, after) = rest.split_first().ok_or(CodeError::Damaged)?;
        rest = after;
        if let Some(known) = exercises.iter().find(|known| short(known.id) == hash) {
            progress.exercises.insert(known.id.to_owned(), mark(*flags, at, known.points));
        }
    }
    Ok(progress)
}

/// A code has no device: its tries are those of device 0.
fn mark(flags: u8, at: Millis, points: u32) -> ExerciseMark {
    let passed = flags & 1 != 0;
    let tries = u32::from(flags >> 4 & 7);
    ExerciseMark {
        tries: if tries == 0 { [].into() } else { [(Device(0), tries)].into() },
        passed: passed.then_some(at),
        points: if passed { points } else { 0 },
        hints: u32::from(flags >> 2 & 3),
        solution: (flags & 2 != 0).then_some(at),
        draft: None,
    }
}

/// Seven bits a byte, the lowest first; the high bit says that more follow (LEB128).
fn number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take(bytes: &mut &[u8]) -> Result<u32, CodeError> {
    let mut number = 0_u64;
    for shift in 0..5 {
        let (byte, rest) = bytes.split_first().ok_or(CodeError::Damaged)?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << (7 * shift);
        if byte & 0x80 == 0 {
            return u32::try_from(number).map_err(|_| CodeError::Damaged);
        }
    }
    Err(CodeError::Damaged)
}
