//! Keys of `sort`: `-k 2,2n`, `-t:`, and the global ordering options (POSIX, sort, «-k keydef»).

/// How two keys are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "they are sort's ordering options")]
pub(super) struct Order {
    pub(super) numeric: bool,
    pub(super) general: bool,
    pub(super) human: bool,
    pub(super) month: bool,
    pub(super) version: bool,
    pub(super) random: bool,
    pub(super) reverse: bool,
    pub(super) fold: bool,
    pub(super) dictionary: bool,
    pub(super) printable: bool,
    pub(super) skip_start: bool,
    pub(super) skip_end: bool,
}

impl Order {
    /// Adds one ordering letter; `false` where it is none.
    pub(super) fn add(&mut self, letter: u8) -> bool {
        match letter {
            b'n' => self.numeric = true,
            b'g' => self.general = true,
            b'h' => self.human = true,
            b'M' => self.month = true,
            b'V' => self.version = true,
            b'R' => self.random = true,
            b'r' => self.reverse = true,
            b'f' => self.fold = true,
            b'd' => self.dictionary = true,
            b'i' => self.printable = true,
            b'b' => (self.skip_start, self.skip_end) = (true, true),
            _ => return false,
        }
        true
    }

    /// The letters of orderings that exclude each other, where two are given.
    pub(super) fn conflict(&self) -> Option<String> {
        let kinds = [
            (self.numeric, 'n'),
            (self.general, 'g'),
            (self.human, 'h'),
            (self.month, 'M'),
            (self.version, 'V'),
            (self.random, 'R'),
        ];
        let mut letters: Vec<char> = kinds.into_iter().filter(|(on, _)| *on).map(|(_, letter)| letter).collect();
        let text = self.dictionary || self.printable;
        let clash = letters.len() > 1 || (text && !letters.is_empty() && !self.version && !self.random);
        if self.dictionary && text && !letters.is_empty() {
            letters.push('d');
        } else if self.printable && !letters.is_empty() {
            letters.push('i');
        }
        base::order::sort(&mut letters);
        clash.then(|| letters.into_iter().collect())
    }

    fn is_default(self) -> bool {
        self == Self::default()
    }
}

/// Where a key starts or ends: field and character, from 1; character 0 of an end is the field's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    field: usize,
    character: usize,
}

/// One key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) start: Place,
    pub(super) end: Option<Place>,
    pub(super) order: Order,
}

/// What is wrong with a key, in sort's words.
pub(super) enum KeyError {
    /// A message about a number of the key.
    Number(&'static str, Vec<u8>),
    /// A stray character.
    Stray,
}

impl Key {
    /// The whole line.
    pub(super) const LINE: Self = Self {
        start: Place { field: 1, character: 1 },
        end: None,
        order: Order {
            numeric: false,
            general: false,
            human: false,
            month: false,
            version: false,
            random: false,
            reverse: false,
            fold: false,
            dictionary: false,
            printable: false,
            skip_start: false,
            skip_end: false,
        },
    };

    /// Reads `F[.C][OPTS][,F[.C][OPTS]]`.
    pub(super) fn parse(text: &[u8]) -> Result<Self, KeyError> {
        let mut rest = text;
        let mut order = Order::default();
        let field = number(&mut rest, "invalid number at field start")?;
        if field == 0 {
            return Err(KeyError::Number("field number is zero", text.to_vec()));
        }
        let mut character = 1;
        if let Some(after) = rest.strip_prefix(b".") {
            rest = after;
            character = number(&mut rest, "invalid number after '.'")?;
            if character == 0 {
                return Err(KeyError::Number("character offset is zero", text.to_vec()));
            }
        }
        letters(&mut rest, &mut order, true);
        let start = Place { field, character };
        let end = match rest.strip_prefix(b",") {
            None => None,
            Some(after) => {
                rest = after;
                let field = number(&mut rest, "invalid number after ','")?;
                if field == 0 {
                    return Err(KeyError::Number("field number is zero", text.to_vec()));
                }
                let mut character = 0;
                if let Some(after) = rest.strip_prefix(b".") {
                    rest = after;
                    character = number(&mut rest, "invalid number after '.'")?;
                }
                letters(&mut rest, &mut order, false);
                Some(Place { field, character })
            }
        };
        if rest.is_empty() { Ok(Self { start, end, order }) } else { Err(KeyError::Stray) }
    }

    /// A key without ordering options of its own takes the global ones.
    pub(super) fn inherit(&mut self, global: Order) {
        if self.order.is_default() {
            self.order = global;
        }
    }

    /// The key's bytes in a line.
    pub(super) fn of<'a>(&self, line: &'a [u8], separator: Option<u8>) -> &'a [u8] {
        let mut start = field_start(line, self.start.field, separator);
        if self.order.skip_start {
            start += blanks(&line[start..]);
        }
        start = (start + self.start.character - 1).min(line.len());
        let end = match self.end {
            None => line.len(),
            Some(Place { field, character: 0 }) => field_end(line, field, separator),
            Some(Place { field, character }) => {
                let mut at = field_start(line, field, separator);
                if self.order.skip_end {
                    at += blanks(&line[at..]);
                }
                (at + character).min(line.len())
            }
        };
        &line[start..end.max(start)]
    }
}

fn number(rest: &mut &[u8], message: &'static str) -> Result<usize, KeyError> {
    let shown = rest.to_vec();
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, after) = rest.split_at(length);
    *rest = after;
    // A number that is too large is beyond every line.
    let value = std::str::from_utf8(digits)
        .ok()
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(usize::MAX / 2));
    value.ok_or(KeyError::Number(message, shown))
}

fn letters(rest: &mut &[u8], order: &mut Order, at_start: bool) {
    while let Some((&letter, after)) = rest.split_first() {
        if letter == b'b' {
            if at_start { order.skip_start = true } else { order.skip_end = true }
        } else if !order.add(letter) {
            return;
        }
        *rest = after;
    }
}

fn blanks(text: &[u8]) -> usize {
    text.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count()
}

/// Where a field begins; without a separator its leading blanks are its own.
fn field_start(line: &[u8], field: usize, separator: Option<u8>) -> usize {
    let mut at = 0;
    for _ in 1..field {
        if at >= line.len() {
            break;
        }
        at = match separator {
            Some(separator) => memchr::memchr(separator, &line[at..]).map_or(line.len(), |found| at + found + 1),
            None => {
                let word = at + blanks(&line[at..]);
                word + line[word..].iter().take_while(|byte| !matches!(byte, b' ' | b'\t' | b'\n')).count()
            }
        };
    }
    at
}

fn field_end(line: &[u8], field: usize, separator: Option<u8>) -> usize {
    match separator {
        Some(separator) => {
            let start = field_start(line, field, Some(separator));
            memchr::memchr(separator, &line[start..]).map_or(line.len(), |found| start + found)
        }
        None => field_start(line, field + 1, None),
    }
}
