//! Fields in the making: text, what of it is quoted, where it splits.

use crate::Bytes;

/// The separators of `$IFS`.
#[derive(Clone, Debug)]
pub(crate) struct Separators {
    /// 0: none, 1: blank, 2: other.
    class: [u8; 256],
    /// No splitting at all: `IFS=`.
    pub(crate) empty: bool,
    /// What joins `"$*"`.
    pub(crate) first: Option<u8>,
}

impl Separators {
    /// The separators of this value of `$IFS`; unset means blank, tab, newline.
    pub(crate) fn new(ifs: Option<&[u8]>) -> Self {
        let ifs = ifs.unwrap_or(b" \t\n");
        let mut class = [0; 256];
        for byte in ifs {
            class[*byte as usize] = if matches!(byte, b' ' | b'\t' | b'\n') { 1 } else { 2 };
        }
        Self { class, empty: ifs.is_empty(), first: ifs.first().copied() }
    }

    /// Is this byte a separator of any kind?
    pub(crate) fn is_separator(&self, byte: u8) -> bool {
        self.class[byte as usize] != 0
    }

    /// Is it one of the blanks that count together?
    pub(crate) fn is_blank(&self, byte: u8) -> bool {
        self.class[byte as usize] == 1
    }
}

/// What the expansion of a word is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Words of a command: split and, later, globbed.
    Fields,
    /// One string.
    Single,
    /// A shell pattern: what is quoted is escaped.
    Pattern,
    /// An extended regular expression: what is quoted is escaped.
    Regex,
}

/// A field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    /// Its text.
    pub(crate) text: Bytes,
    /// The same as a pattern, once there is something special and unquoted in it.
    pub(crate) pattern: Option<Bytes>,
}

/// Fields in the making.
pub(crate) struct Fields {
    pub(crate) purpose: Purpose,
    pub(crate) separators: Separators,
    pub(crate) done: Vec<Field>,
    current: Field,
    /// The current field exists, even if it is empty: something was quoted in it.
    pub(crate) open: bool,
    /// Blanks have just ended a field: one other separator may still follow them.
    after_blank: bool,
    /// Extended globs count.
    extglob: bool,
    /// Literal text splits too (the word of an unquoted `${x:-a b}`).
    pub(crate) split_literals: bool,
}

impl Fields {
    pub(crate) fn new(purpose: Purpose, separators: Separators, extglob: bool) -> Self {
        Self {
            purpose,
            separators,
            done: Vec::new(),
            current: Field::default(),
            open: false,
            after_blank: false,
            extglob,
            split_literals: false,
        }
    }

    /// Quoted text.
    pub(crate) fn quoted(&mut self, text: &[u8]) {
        self.open = true;
        self.after_blank = false;
        match self.purpose {
            Purpose::Pattern => escape_glob(&mut self.current.text, text),
            Purpose::Regex => escape_regex(&mut self.current.text, text),
            _ => {
                self.current.text.extend_from_slice(text);
                if let Some(pattern) = &mut self.current.pattern {
                    escape_glob(pattern, text);
                }
            }
        }
    }

    /// Unquoted literal text.
    pub(crate) fn literal(&mut self, text: &[u8]) {
        if self.split_literals {
            self.split(text);
        } else {
            self.plain(text);
        }
    }

    /// Unquoted text that does not split.
    pub(crate) fn plain(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        self.open = true;
        self.after_blank = false;
        if self.purpose == Purpose::Fields {
            let special = |byte: &u8| matches!(byte, b'*' | b'?' | b'[' | b'\\') || (self.extglob && *byte == b'(');
            if self.current.pattern.is_none() && text.iter().any(special) {
                let mut pattern = Vec::new();
                escape_glob(&mut pattern, &self.current.text);
                self.current.pattern = Some(pattern);
            }
            if let Some(pattern) = &mut self.current.pattern {
                pattern.extend_from_slice(text);
            }
        }
        self.current.text.extend_from_slice(text);
    }

    /// The unquoted result of an expansion: splits.
    pub(crate) fn split(&mut self, text: &[u8]) {
        if self.purpose != Purpose::Fields || self.separators.empty {
            self.plain(text);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let length = rest.iter().position(|byte| self.separators.is_separator(*byte)).unwrap_or(rest.len());
            if length > 0 {
                self.plain(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
            let separator = rest[0];
            rest = &rest[1..];
            if self.separators.is_blank(separator) {
                if self.open {
                    self.end_field();
                    self.after_blank = true;
                }
            } else if self.open {
                self.end_field();
            } else if self.after_blank {
                self.after_blank = false;
            } else {
                self.open = true;
                self.end_field();
            }
        }
    }

    /// Ends the current field, if there is one.
    pub(crate) fn end_field(&mut self) {
        if self.open {
            self.done.push(std::mem::take(&mut self.current));
            self.open = false;
        }
        self.after_blank = false;
    }

    /// All fields.
    pub(crate) fn finish(mut self) -> Vec<Field> {
        self.end_field();
        self.done
    }

    /// The text of a word that is not split.
    pub(crate) fn into_single(mut self) -> Bytes {
        if self.done.is_empty() {
            return self.current.text;
        }
        self.end_field();
        let texts: Vec<Bytes> = self.done.into_iter().map(|field| field.text).collect();
        texts.join(&b' ')
    }
}

/// A pattern that matches exactly this text.
pub(crate) fn escape_glob(pattern: &mut Bytes, text: &[u8]) {
    for &byte in text {
        if matches!(
            byte,
            b'*' | b'?' | b'[' | b']' | b'\\' | b'(' | b')' | b'|' | b'!' | b'^' | b'-' | b'@' | b'+' | b'/' | b'.'
        ) {
            // A slash separates folders whether it is quoted or not, and a dot is ordinary.
            if !matches!(byte, b'/' | b'.') {
                pattern.push(b'\\');
            }
        }
        pattern.push(byte);
    }
}

fn escape_regex(pattern: &mut Bytes, text: &[u8]) {
    for &byte in text {
        if b".[]()*+?{}|^$\\".contains(&byte) {
            pattern.push(b'\\');
        }
        pattern.push(byte);
    }
}
