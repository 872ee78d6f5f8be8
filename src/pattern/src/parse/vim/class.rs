//! vim's classes: `\w`, `\k`, `[:alpha:]`, `[[=e=]]`, with the default `'isident'`, `'iskeyword'`, `'isfname'`, `'isprint'`.

use crate::class::{Class, Named};
use crate::unit::MAX_UNIT;

/// The class behind `\x`, for the letters that name one; upper-case letters that complement it do so without the newline.
pub(super) fn by_letter(letter: u8) -> Option<Class> {
    let class = match letter {
        b'.' => return Some(any()),
        b'i' | b'I' => ascii(b"azAZ09__").union(&Class::from_ranges(vec![(0xB5, 0xB5), (0xC0, 0xFF)])),
        b'k' | b'K' => keyword(),
        b'f' | b'F' => {
            let punctuation =
                Class::from_ranges(b"/.-_+,#$%~=".iter().map(|&byte| (byte.into(), byte.into())).collect());
            ascii(b"azAZ09").union(&punctuation).union(&Class::from_ranges(vec![(0xA0, 0x10_FFFF)]))
        }
        b'p' | b'P' => printable(),
        b's' | b'S' => Class::from_ranges(vec![(9, 9), (32, 32)]),
        b'd' | b'D' => ascii(b"09"),
        b'x' | b'X' => ascii(b"09afAF"),
        b'o' | b'O' => ascii(b"07"),
        b'w' | b'W' => ascii(b"azAZ09__"),
        b'h' | b'H' => ascii(b"azAZ__"),
        b'a' | b'A' => ascii(b"azAZ"),
        b'l' | b'L' => ascii(b"az"),
        b'u' | b'U' => ascii(b"AZ"),
        _ => return None,
    };
    Some(match letter {
        // Without the digits.
        b'I' | b'K' | b'F' | b'P' => (b'0'..=b'9').fold(class, |class, digit| class.without(digit.into())),
        b'S' | b'D' | b'X' | b'O' | b'W' | b'H' | b'A' | b'L' | b'U' => complement(&class),
        _ => class,
    })
}

/// Any unit but a newline.
pub(super) fn any() -> Class {
    complement(&Class::default())
}

/// Any other unit but a newline.
pub(super) fn complement(class: &Class) -> Class {
    class.complement(MAX_UNIT).without(u32::from(b'\n'))
}

/// The class between `[:` and `:]`.
pub(super) fn by_name(name: &[u8]) -> Option<Class> {
    let one = |unit| Class::one(unit);
    Some(match name {
        b"alpha" => ascii(b"azAZ"),
        b"digit" => ascii(b"09"),
        b"alnum" => ascii(b"azAZ09"),
        b"lower" => Named::Lower.class(),
        b"upper" => Named::Upper.class(),
        b"punct" => ascii(b"!/:@[`{~"),
        b"space" => Class::from_ranges(vec![(9, 13), (32, 32)]),
        b"blank" => Class::from_ranges(vec![(9, 9), (32, 32)]),
        b"xdigit" => ascii(b"09afAF"),
        b"cntrl" => Class::from_ranges(vec![(0, 31), (127, 127)]),
        b"graph" => ascii(b"!~"),
        b"print" => printable(),
        b"tab" => one(9),
        b"return" => one(13),
        b"backspace" => one(8),
        b"escape" => one(27),
        b"ident" => by_letter(b'i')?,
        b"keyword" => keyword(),
        b"fname" => by_letter(b'f')?,
        _ => return None,
    })
}

/// The letters that differ from `unit` by their accent only, and it.
pub(super) fn equivalents(unit: u32) -> Class {
    const FAMILIES: [&str; 20] = [
        "AÀÁÂÃÄÅĀĂĄǍ",
        "CÇĆĈĊČ",
        "DĎĐ",
        "EÈÉÊËĒĔĖĘĚ",
        "GĜĞĠĢ",
        "HĤĦ",
        "IÌÍÎÏĨĪĬĮİ",
        "NÑŃŅŇ",
        "OÒÓÔÕÖØŌŎŐ",
        "UÙÚÛÜŨŪŬŮŰŲ",
        "aàáâãäåāăąǎ",
        "cçćĉċč",
        "dďđ",
        "eèéêëēĕėęě",
        "gĝğġģ",
        "iìíîïĩīĭį",
        "nñńņň",
        "oòóôõöøōŏő",
        "uùúûüũūŭůűų",
        "yýÿŷ",
    ];
    let family = char::from_u32(unit).and_then(|c| FAMILIES.into_iter().find(|family| family.contains(c)));
    match family {
        Some(family) => Class::from_ranges(family.chars().map(|c| (c as u32, c as u32)).collect()),
        None => Class::one(unit),
    }
}

/// `@,48-57,_,192-255`, and beyond Latin-1 whatever is neither space nor punctuation.
fn keyword() -> Class {
    let beyond =
        Class::from_ranges(Named::Word.class().ranges().iter().map(|&(low, high)| (low.max(0x100), high)).collect());
    ascii(b"azAZ09__").union(&Class::from_ranges(vec![(0xB5, 0xB5), (0xC0, 0xFF), (0x1_F000, 0x1_FAFF)])).union(&beyond)
}

fn printable() -> Class {
    Class::from_ranges(vec![
        (0x20, 0x7E),
        (0xA0, 0x200A),
        (0x2010, 0x2027),
        (0x202F, 0x205F),
        (0x2070, 0xD7FF),
        (0xF900, 0xFEFE),
        (0xFF00, 0xFFF8),
        (0xFFFC, 0xFFFD),
        (0x1_0000, 0x10_FFFF),
    ])
}

/// ASCII ranges, as pairs of ends.
fn ascii(ends: &[u8]) -> Class {
    Class::from_ranges(ends.chunks_exact(2).map(|pair| (pair[0].into(), pair[1].into())).collect())
}
