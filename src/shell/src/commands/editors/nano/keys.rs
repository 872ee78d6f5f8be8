//! What a terminal sends, as keys.

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character to type.
    Letter(char),
    /// With Ctrl: the capital letter.
    Control(char),
    /// With Alt.
    Alt(char),
    Enter,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    Escape,
    Unknown,
}

/// The keys in what was sent.
pub(super) fn read(bytes: &[u8]) -> Vec<Key> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut keys = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        keys.push(match letter {
            '\x1b' => match letters.peek() {
                Some('[' | 'O') => {
                    letters.next();
                    let mut code = String::new();
                    for letter in letters.by_ref() {
                        code.push(letter);
                        if letter.is_ascii_alphabetic() || letter == '~' {
                            break;
                        }
                    }
                    sequence(&code)
                }
                Some(_) => letters.next().map_or(Key::Escape, |letter| Key::Alt(letter.to_ascii_uppercase())),
                None => Key::Escape,
            },
            '\r' | '\n' => Key::Enter,
            '\x7f' | '\x08' => Key::Backspace,
            '\t' => Key::Letter('\t'),
            '\0'..='\x1f' => Key::Control(char::from(letter as u8 + 64)),
            letter => Key::Letter(letter),
        });
    }
    keys
}

fn sequence(code: &str) -> Key {
    match code {
        "A" => Key::Up,
        "B" => Key::Down,
        "C" => Key::Right,
        "D" => Key::Left,
        "1;5C" => Key::WordRight,
        "1;5D" => Key::WordLeft,
        "H" | "1~" | "7~" => Key::Home,
        "F" | "4~" | "8~" => Key::End,
        "3~" => Key::Delete,
        "5~" => Key::PageUp,
        "6~" => Key::PageDown,
        _ => Key::Unknown,
    }
}
