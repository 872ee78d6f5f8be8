//! vim's collections: `[a-z]`, `[^\t\]]`, `[[:alpha:]é]`, `[\d97-\x7a]`.

use super::class;
use super::reader::control;
use crate::class::Class;
use crate::unit::decode;

/// A collection read from `text`.
pub(super) struct Collection {
    pub(super) class: Class,
    /// Just after its `]`.
    pub(super) end: usize,
}

/// Why there is none.
pub(super) enum Trouble {
    /// There is no `]`: the `[` is text.
    NoEnd,
    /// `[z-a]`, or a number that is missing.
    BadRange,
}

/// Reads what follows `[` at `start`.
pub(super) fn read(text: &[u8], start: usize, ignore_case: bool) -> Result<Collection, Trouble> {
    let end = find_end(text, start).ok_or(Trouble::NoEnd)?;
    let text = &text[..end];
    let mut at = start;
    let negated = text.get(at) == Some(&b'^');
    at += usize::from(negated);
    let mut ranges: Vec<(u32, u32)> = vec![];
    let mut named = vec![];
    let mut newline = false;
    // The unit just read, which a `-` may make the start of a range.
    let mut low: Option<u32> = None;
    let mut in_range = false;
    if text.get(at) == Some(&b'-') {
        low = Some(u32::from(b'-'));
        ranges.push((45, 45));
        at += 1;
    }
    while at < end {
        if text[at] == b'['
            && let Some((class, after)) = bracketed(text, at)
        {
            match class {
                Item::Class(class) => {
                    if text[at + 1] == b':' {
                        named.push(class);
                    } else {
                        ranges.extend_from_slice(class.ranges());
                    }
                    low = None;
                    in_range = false;
                    at = after;
                    continue;
                }
                Item::Unit(unit) => {
                    take(&mut ranges, &mut low, &mut in_range, unit)?;
                    at = after;
                    continue;
                }
            }
        }
        if text[at] == b'-' && low.is_some() && !in_range && at + 1 < end {
            in_range = true;
            at += 1;
            continue;
        }
        if text[at] == b'\\'
            && at + 1 < end
            && let Some((unit, after)) = escaped(text, at + 1)
        {
            if unit == u32::from(b'\n') && text[at + 1] == b'n' && !in_range && text.get(after) != Some(&b'-') {
                newline = true;
                low = None;
            } else {
                take(&mut ranges, &mut low, &mut in_range, unit)?;
            }
            at = after;
            continue;
        }
        let Some((unit, length)) = decode(text, at) else { break };
        take(&mut ranges, &mut low, &mut in_range, unit)?;
        at += length;
    }
    let mut class = Class::from_ranges(ranges);
    if ignore_case {
        class = class.ignoring_case();
    }
    // The named classes keep their case.
    class = named.iter().fold(class, |class, named| class.union(named));
    if negated {
        class = class::complement(&class);
    } else if newline {
        class = class.union(&Class::one(u32::from(b'\n')));
    }
    Ok(Collection { class, end: end + 1 })
}

/// One more unit: alone, or the end of a range.
fn take(ranges: &mut Vec<(u32, u32)>, low: &mut Option<u32>, in_range: &mut bool, unit: u32) -> Result<(), Trouble> {
    if let Some(start) = low.filter(|_| *in_range) {
        if start > unit {
            return Err(Trouble::BadRange);
        }
        ranges.push((start, unit));
        *low = None;
        *in_range = false;
    } else {
        ranges.push((unit, unit));
        *low = Some(unit);
    }
    Ok(())
}

enum Item {
    Class(Class),
    Unit(u32),
}

/// `[:name:]`, `[=e=]` or `[.e.]` at `at`, and where it ends.
fn bracketed(text: &[u8], at: usize) -> Option<(Item, usize)> {
    let rest = &text[at + 1..];
    let kind = *rest.first()?;
    if kind == b':' {
        let length = rest.windows(2).position(|pair| pair == b":]").filter(|&length| length > 1)?;
        return Some((Item::Class(class::by_name(&rest[1..length])?), at + length + 3));
    }
    if kind != b'=' && kind != b'.' {
        return None;
    }
    let (unit, length) = decode(text, at + 2)?;
    let after = at + 2 + length;
    if text.get(after..after + 2) != Some(&[kind, b']']) {
        return None;
    }
    let item = if kind == b'=' { Item::Class(class::equivalents(unit)) } else { Item::Unit(unit) };
    Some((item, after + 2))
}

/// The unit of an escape, its backslash already passed, and where it ends; `None` where the backslash is text.
fn escaped(text: &[u8], at: usize) -> Option<(u32, usize)> {
    let byte = text[at];
    match byte {
        b']' | b'^' | b'-' | b'\\' => Some((byte.into(), at + 1)),
        b'n' => Some((10, at + 1)),
        b'd' | b'o' | b'x' | b'u' | b'U' => {
            // Without digits the backslash is text.
            let (number, length) = number(byte, text.get(at + 1..).unwrap_or_default())?;
            Some((number, at + 1 + length))
        }
        _ => control(byte).map(|unit| (unit, at + 1)),
    }
}

/// The number after `\%d`, `\%o`, `\%x`, `\%u` or `\%U`, and its length.
pub(super) fn number(kind: u8, text: &[u8]) -> Option<(u32, usize)> {
    let (radix, most) = match kind {
        b'd' => (10, 10),
        b'o' => (8, 4),
        b'x' => (16, 2),
        b'u' => (16, 4),
        _ => (16, 8),
    };
    let digits = text.iter().take(most).map_while(|&byte| char::from(byte).to_digit(radix));
    let (mut number, mut length) = (0_u32, 0);
    for digit in digits {
        if kind == b'o' && number > 0o37 {
            break;
        }
        number = number.checked_mul(radix)?.checked_add(digit)?;
        length += 1;
    }
    // A NUL is kept in the text as a newline.
    (length > 0).then_some((if number == 0 { 10 } else { number }, length))
}

/// Where the `]` is that ends the collection.
fn find_end(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    at += usize::from(text.get(at) == Some(&b'^'));
    at += usize::from(matches!(text.get(at), Some(b']' | b'-')));
    loop {
        match *text.get(at)? {
            b']' => return Some(at),
            b'-' => {
                at += 1;
                if text.get(at).is_some_and(|&byte| byte != b']') {
                    at += decode(text, at).map_or(1, |(_, length)| length);
                }
            }
            b'\\' if text.get(at + 1).is_some_and(|byte| b"]^-n\\rtebdoxuU".contains(byte)) => at += 2,
            b'[' => at = bracketed(text, at).map_or(at + 1, |(_, after)| after),
            _ => at += 1,
        }
    }
}
