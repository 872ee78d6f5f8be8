//! Words with places for arguments, as lessons write them after a check's id.
//!
//! - `{extra}` is replaced by the argument `extra`; `{example.started_at}` by the one of that name;
//! - `{missing|one row is missing|{missing} rows are missing}` chooses by number: one, then many. With three forms:
//!   none, one, many. In French 0 and 1 are "one", in English only 1 is;
//! - a name is lower-case letters, digits, `_`, `-` and `.`; anything else in braces (`{print $1}`, `${HOME}`) stays as it is,
//!   and so does a name without an argument.
//!
//! The words are HTML, so arguments are escaped.

use base::{Arg, Locale};
use std::collections::BTreeMap;

/// The words with their places filled.
pub fn format(words: &str, args: &BTreeMap<String, Arg>, locale: Locale) -> String {
    fill(words, args, locale, 0)
}

/// The names that the words have places for, in order, each once.
///
/// ```
/// assert_eq!(course::message::names("{missing|one|{missing} of {total}} {print $1}"), ["missing", "total"]);
/// ```
pub fn names(words: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find('{') {
        rest = &rest[start..];
        let Some(place) = Place::at(rest) else {
            rest = &rest[1..];
            continue;
        };
        if !found.iter().any(|name| name == place.name) {
            found.push(place.name.to_owned());
        }
        for form in &place.forms {
            for name in names(form) {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
        }
        rest = &rest[place.length..];
    }
    found
}

/// Forms inside forms inside forms: deeper is left as it is written.
const DEPTH: u32 = 4;

fn fill(words: &str, args: &BTreeMap<String, Arg>, locale: Locale, depth: u32) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let filled = Place::at(rest)
            .filter(|_| depth < DEPTH)
            .and_then(|place| args.get(place.name).map(|arg| (write(&place, arg, args, locale, depth), place.length)));
        if let Some((text, length)) = filled {
            out.push_str(&text);
            rest = &rest[length..];
        } else {
            out.push('{');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn write(place: &Place, arg: &Arg, args: &BTreeMap<String, Arg>, locale: Locale, depth: u32) -> String {
    if place.forms.is_empty() {
        return escape(&plain(arg, locale));
    }
    let count = match arg {
        Arg::Number(number) => number.unsigned_abs(),
        Arg::Text(text) => text.parse().unwrap_or(2),
        Arg::List(list) => list.len() as u64,
    };
    let singular = count == 1 || (count == 0 && locale == Locale::Fr);
    let form = match (place.forms.as_slice(), count) {
        ([none, _, _, ..], 0) => none,
        ([_, one, _, ..], 1) => one,
        ([_, _, many, ..], _) => many,
        ([one, ..], _) if singular => one,
        (forms, _) => forms[forms.len() - 1],
    };
    fill(form, args, locale, depth + 1)
}

/// An argument as the language writes it, plain text: thousands are set apart, lists are joined.
pub fn plain(arg: &Arg, locale: Locale) -> String {
    match arg {
        Arg::Number(number) => {
            let digits = number.unsigned_abs().to_string();
            let separator = match locale {
                Locale::Fr => '\u{202f}',
                Locale::En => ',',
            };
            let mut out = String::new();
            if *number < 0 {
                out.push('\u{2212}');
            }
            // French leaves four digits together (a year, an id); both set five apart.
            let apart = digits.len() > 4;
            for (index, digit) in digits.chars().enumerate() {
                if apart && index > 0 && (digits.len() - index) % 3 == 0 {
                    out.push(separator);
                }
                out.push(digit);
            }
            out
        }
        Arg::Text(text) => text.clone(),
        Arg::List(list) => list.join(", "),
    }
}

/// Text as HTML.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// A place: its name, its forms, and how many bytes it takes with its braces.
struct Place<'a> {
    name: &'a str,
    forms: Vec<&'a str>,
    length: usize,
}

impl<'a> Place<'a> {
    fn at(text: &'a str) -> Option<Self> {
        let body = text.strip_prefix('{')?;
        let name_length = body
            .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c)))
            .unwrap_or(body.len());
        let name = &body[..name_length];
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) {
            return None;
        }
        let after = &body[name_length..];
        if after.starts_with('}') {
            return Some(Self { name, forms: Vec::new(), length: name_length + 2 });
        }
        after.strip_prefix('|')?;
        let mut forms = Vec::new();
        let (mut depth, mut from) = (0_u32, 1);
        for (index, byte) in after.bytes().enumerate().skip(1) {
            match byte {
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'|' if depth == 0 => {
                    forms.push(&after[from..index]);
                    from = index + 1;
                }
                b'}' => {
                    forms.push(&after[from..index]);
                    return Some(Self { name, forms, length: 1 + name_length + index + 1 });
                }
                _ => {}
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args() -> BTreeMap<String, Arg> {
        [
            ("missing".to_owned(), Arg::Number(1)),
            ("extra".to_owned(), Arg::Number(41_212)),
            ("none".to_owned(), Arg::Number(0)),
            ("example.name".to_owned(), Arg::Text("<Gare & Sud>".to_owned())),
            ("files".to_owned(), Arg::List(vec!["a".to_owned(), "b".to_owned()])),
        ]
        .into()
    }

    #[test]
    fn places_are_filled_in_each_language() {
        let words = "il {missing|manque une ligne|manque {missing} lignes}, {extra} de trop";
        assert_eq!(format(words, &args(), Locale::Fr), "il manque une ligne, 41\u{202f}212 de trop");
        assert_eq!(format("{extra|row|{extra} rows}", &args(), Locale::En), "41,212 rows");
        assert_eq!(format("{none|a|b} {none|no|one|more}", &args(), Locale::Fr), "a no");
        assert_eq!(format("{none|a|b} {files}", &args(), Locale::En), "b a, b");
    }

    #[test]
    fn arguments_are_escaped() {
        assert_eq!(format("{example.name}", &args(), Locale::Fr), "&lt;Gare &amp; Sud&gt;");
    }

    #[test]
    fn other_braces_stay() {
        for text in ["awk '{print $1}'", "${HOME}", "{unknown}", "{missing|", "{", "}{", "{missing", "{}", "{A}", "é{é"]
        {
            assert_eq!(format(text, &args(), Locale::Fr), text);
        }
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = "{extra|a|".repeat(500) + &"}".repeat(500);
        assert!(format(&deep, &args(), Locale::En).len() <= deep.len());
    }
}
