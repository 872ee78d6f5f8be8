//! The spaces and quotes that authors need not type, and the ones they should have.

use base::Locale;

/// No-break space.
const NBSP: char = '\u{a0}';
/// Narrow no-break space.
const THIN: char = '\u{202f}';
const OPEN: char = '\u{ab}';
const CLOSE: char = '\u{bb}';
const APOSTROPHE: char = '\u{2019}';

/// A stretch of prose as it is set: never call it on code. `before` is the character that stands before it.
///
/// French (Lexique des règles typographiques en usage à l'Imprimerie nationale): a narrow no-break space before `;` `!`
/// `?`, a no-break space before `:` and inside guillemets, and between a number and its unit. Both languages: curly
/// apostrophes; English: curly quotes.
pub(crate) fn set(text: &str, locale: Locale, before: Option<char>) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (index, &character) in characters.iter().enumerate() {
        let last = if index == 0 { before } else { Some(characters[index - 1]) };
        let next = characters.get(index + 1).copied();
        let set = match character {
            '\'' if last.is_some_and(|c| c.is_alphanumeric() || c == ')') => APOSTROPHE,
            '\'' if locale == Locale::En && next.is_some_and(char::is_alphanumeric) => '\u{2018}',
            '"' if locale == Locale::En && last.is_none_or(|c| c.is_whitespace() || "([".contains(c)) => '\u{201c}',
            '"' if locale == Locale::En => '\u{201d}',
            ' ' | NBSP if locale == Locale::Fr => french_space(&characters, index, last),
            other => other,
        };
        out.push(set);
    }
    out
}

fn french_space(characters: &[char], index: usize, last: Option<char>) -> char {
    let next = characters.get(index + 1).copied();
    match next {
        Some(';' | '!' | '?') => return THIN,
        Some(':' | CLOSE) => return NBSP,
        _ => {}
    }
    if last == Some(OPEN) {
        return NBSP;
    }
    if last.is_some_and(|c| c.is_ascii_digit()) {
        let word: String =
            characters[index + 1..].iter().take_while(|c| c.is_alphanumeric() || "%\u{20ac}".contains(**c)).collect();
        let unit = ["h", "min", "s", "ms", "%", "\u{20ac}", "km", "m", "Go", "Mo", "Ko"].contains(&word.as_str());
        if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return THIN;
        }
        let minutes = index >= 2
            && characters[..index].iter().rev().skip_while(|c| c.is_ascii_digit()).take(2).eq(&[NBSP, 'h'])
            && word.bytes().all(|byte| byte.is_ascii_digit());
        if unit || minutes {
            return NBSP;
        }
    }
    // "8 h 30": the space after the unit.
    if last == Some('h')
        && next.is_some_and(|c| c.is_ascii_digit())
        && index >= 3
        && matches!(characters[index - 2], ' ' | NBSP)
        && characters[index - 3].is_ascii_digit()
    {
        return NBSP;
    }
    ' '
}

/// What a stretch of prose gets wrong: the offset in bytes, and what should stand there.
pub(crate) fn problems(text: &str, locale: Locale) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    for (index, &(offset, character)) in characters.iter().enumerate() {
        let last = index.checked_sub(1).map(|index| characters[index].1);
        let next = characters.get(index + 1).map(|next| next.1);
        let ends = next.is_none_or(char::is_whitespace);
        let word = last.is_some_and(|c| c.is_alphanumeric() || c == ')' || c == CLOSE);
        match (locale, character) {
            (Locale::Fr, ';' | '!' | '?' | ':') if word && ends => {
                found.push((offset, format!("put a space before `{character}`")));
            }
            (Locale::Fr, '"') => found.push((offset, format!("write {OPEN} … {CLOSE} instead of straight quotes"))),
            (Locale::Fr, OPEN) if next.is_some_and(|c| !c.is_whitespace()) => {
                found.push((offset, format!("put a space after {OPEN}")));
            }
            (Locale::Fr, CLOSE) if last.is_some_and(|c| !c.is_whitespace()) => {
                found.push((offset, format!("put a space before {CLOSE}")));
            }
            (Locale::En, ';' | '!' | '?' | ':') if last == Some(' ') && ends => {
                found.push((offset, format!("no space before `{character}` in English")));
            }
            (Locale::En, OPEN | CLOSE) => found.push((offset, "write English quotes".to_owned())),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces() {
        let set = |text: &str| set(text, Locale::Fr, None).replace(NBSP, "_").replace(THIN, ",");
        assert_eq!(set("Quoi ? Oui ; non : « là » !"), "Quoi,? Oui,; non_: «_là_»,!");
        assert_eq!(set("41 212 lignes, 8 h 30, 7 h, 12 %"), "41,212 lignes, 8_h_30, 7_h, 12_%");
        assert_eq!(set("l'ordre de 12 vélos"), "l’ordre de 12 vélos");
        assert_eq!(set(" : suite"), "_: suite");
    }

    #[test]
    fn english_quotes() {
        assert_eq!(set("Inès' \"word\" isn't: 'so'", Locale::En, None), "Inès’ “word” isn’t: ‘so’");
    }

    #[test]
    fn problems_have_places() {
        assert_eq!(problems("Quoi? Oui ?", Locale::Fr).len(), 1);
        assert_eq!(problems("à 10:30, lesson:x", Locale::Fr), []);
        assert_eq!(problems("«là»", Locale::Fr).len(), 2);
        assert_eq!(problems("so : no", Locale::En).len(), 1);
        assert_eq!(problems("so: no, a ? b", Locale::En).len(), 1);
    }
}
