//! Upper and lower case of one unit, through the standard library's tables.

/// The other cases of a unit, one character to one (ß has none).
pub(crate) fn variants(unit: u32) -> impl Iterator<Item = u32> {
    let mut found = [unit; 4];
    if let Some(c) = char::from_u32(unit) {
        let lower = single(c.to_lowercase(), c);
        let upper = single(c.to_uppercase(), c);
        // σ and ς share Σ; ǅ stands between Ǆ and ǆ.
        found = [
            lower as u32,
            upper as u32,
            single(upper.to_lowercase(), c) as u32,
            single(lower.to_uppercase(), c) as u32,
        ];
        if c.is_ascii() {
            // The Kelvin sign and the long s fold to ASCII, ASCII does not fold to them.
            found[2] = unit;
            found[3] = unit;
        }
    }
    found.into_iter().filter(move |&other| other != unit)
}

fn single(mut cases: impl Iterator<Item = char>, otherwise: char) -> char {
    match (cases.next(), cases.next()) {
        (Some(c), None) => c,
        _ => otherwise,
    }
}

/// Whether two units are the same letter.
pub(crate) fn same(a: u32, b: u32) -> bool {
    a == b || variants(a).any(|other| other == b)
}
