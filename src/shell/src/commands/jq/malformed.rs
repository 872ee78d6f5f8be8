//! What is wrong with a text that is not JSON, in jq's words.
//!
//! jq reads a text token by token and speaks of the first token that cannot follow; [`Reader`] reads it value by value,
//! which is quicker. When it fails, the text is gone over once more in jq's way.

use super::text::Reader;

/// What is open.
enum Open {
    Array {
        empty: bool,
    },
    Object {
        empty: bool,
    },
    /// A key and its colon were read, in the object below.
    Key,
}

/// A value that waits for what follows it.
enum Waiting {
    Text,
    Other,
}

impl Reader<'_> {
    /// Says why the value that begins at `start` cannot be read; `found` is what the quick way said.
    pub(super) fn malformed(&mut self, start: usize, found: String) -> String {
        self.seek(start);
        let mut open: Vec<Open> = Vec::new();
        let mut waiting: Option<Waiting> = None;
        loop {
            let Some(byte) = self.significant() else { return found };
            let wrong = match byte {
                b'"' => match self.text_value() {
                    Err(error) => return error,
                    Ok(_) if waiting.is_some() => {
                        self.seek(self.offset() - 1);
                        Some("Expected separator between values")
                    }
                    Ok(_) => {
                        waiting = Some(Waiting::Text);
                        continue;
                    }
                },
                b'[' | b'{' if waiting.is_some() => Some("Expected separator between values"),
                b'[' => {
                    open.push(Open::Array { empty: true });
                    None
                }
                b'{' => {
                    open.push(Open::Object { empty: true });
                    None
                }
                b':' => match (waiting.take(), open.last()) {
                    (None, _) => Some("Expected string key before ':'"),
                    (_, None | Some(Open::Array { .. } | Open::Key)) => Some("':' not as part of an object"),
                    (Some(Waiting::Other), _) => Some("Object keys must be strings"),
                    (Some(Waiting::Text), _) => {
                        open.push(Open::Key);
                        None
                    }
                },
                b',' => match (waiting.take(), open.last_mut()) {
                    (None, _) | (_, None) => Some("Expected value before ','"),
                    (_, Some(Open::Object { .. })) => Some("Objects must consist of key:value pairs"),
                    (_, Some(Open::Array { empty })) => {
                        *empty = false;
                        None
                    }
                    (_, Some(Open::Key)) => {
                        open.pop();
                        if let Some(Open::Object { empty }) = open.last_mut() {
                            *empty = false;
                        }
                        None
                    }
                },
                b']' => match (waiting.replace(Waiting::Other), open.pop()) {
                    (None, Some(Open::Array { empty: false })) => Some("Expected another array element"),
                    (_, Some(Open::Array { .. })) => None,
                    _ => Some("Unmatched ']'"),
                },
                b'}' => match (waiting.replace(Waiting::Other), open.pop()) {
                    (_, None) => Some("Unmatched '}'"),
                    (Some(_), Some(Open::Key)) => {
                        open.pop();
                        None
                    }
                    (Some(_), _) => Some("Objects must consist of key:value pairs"),
                    (None, Some(Open::Object { empty: true })) => None,
                    (None, Some(Open::Object { .. })) => Some("Expected another key-value pair"),
                    (None, _) => Some("Unmatched '}'"),
                },
                _ => match self.literal() {
                    Err(error) => return error,
                    Ok(_) if waiting.is_some() => Some("Expected separator between values"),
                    Ok(_) => {
                        waiting = Some(Waiting::Other);
                        continue;
                    }
                },
            };
            if let Some(words) = wrong {
                return self.complaint(words);
            }
            self.seek(self.offset() + 1);
        }
    }
}
