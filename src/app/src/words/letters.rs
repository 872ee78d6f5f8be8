//! Capitals of the Latin letters that French and English have. The standard library knows every script; its tables would be a
//! thirtieth of the page's wasm.

/// The capital of a letter; anything else as it is.
pub(crate) fn upper(letter: char) -> char {
    match letter {
        'à'..='þ' if letter != '÷' => char::from(letter as u8 - 0x20),
        'œ' => 'Œ',
        'ÿ' => 'Ÿ',
        other => other.to_ascii_uppercase(),
    }
}

/// The small letter of a capital; anything else as it is.
pub(crate) fn lower(letter: char) -> char {
    match letter {
        'À'..='Þ' if letter != '×' => char::from(letter as u8 + 0x20),
        'Œ' => 'œ',
        'Ÿ' => 'ÿ',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_the_standard_library_where_it_is_one_letter() {
        for letter in ('\0'..='ÿ').chain("œŒŸ".chars()).filter(|letter| !"ßµ".contains(*letter)) {
            assert!(letter.to_uppercase().eq([upper(letter)]), "{letter}");
            assert!(letter.to_lowercase().eq([lower(letter)]), "{letter}");
        }
    }
}
