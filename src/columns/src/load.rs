//! Records of CSV straight into typed columns, as long as they are spelled as typical files spell them. Whatever is not — a quote
//! inside quotes, a number with an exponent, a field too many — is left to those who call.

use crate::csv::Reader;
use crate::{Bitmap, Dictionary, date_digits};
use base::calendar::{days_from_civil, days_in_month};

/// The values of a column while its records are read.
pub enum Sink {
    /// Integers from the least to the greatest.
    Ints(Vec<i64>, i64, i64),
    /// Doubles.
    Floats(Vec<f64>),
    /// Decimals: digits, and how many of them stand after the point.
    Decimals(Vec<(i128, u8)>),
    /// Dates, in days since 1970-01-01.
    Days(Vec<i64>),
    /// Texts, as codes into the dictionary.
    Texts(Vec<u32>, Dictionary),
    /// Nothing: the column is passed over.
    Nothing(usize),
}

/// A column while its records are read.
pub struct Loading {
    sink: Sink,
    valid: Option<Bitmap>,
}

/// Numbers with more digits are not read here.
const DIGITS: usize = 15;

/// The powers of ten by which doubles are divided; they are exact, so the quotient is the nearest double (Clinger 1990).
const POWERS: [f64; DIGITS + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

impl Loading {
    /// An empty column.
    pub fn new(sink: Sink) -> Self {
        Self { sink, valid: None }
    }

    /// Rows so far.
    pub fn len(&self) -> usize {
        match &self.sink {
            Sink::Ints(values, ..) | Sink::Days(values) => values.len(),
            Sink::Floats(values) => values.len(),
            Sink::Decimals(values) => values.len(),
            Sink::Texts(codes, _) => codes.len(),
            Sink::Nothing(rows) => *rows,
        }
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its values, and which of them are not NULL.
    pub fn finish(self) -> (Sink, Option<Bitmap>) {
        (self.sink, self.valid)
    }

    #[inline]
    fn note(&mut self) {
        if let Some(valid) = &mut self.valid {
            valid.push(true);
        }
    }

    /// Adds NULL.
    pub fn push_null(&mut self) {
        let rows = self.len();
        match &mut self.sink {
            Sink::Ints(values, ..) | Sink::Days(values) => values.push(0),
            Sink::Floats(values) => values.push(0.0),
            Sink::Decimals(values) => values.push((0, 0)),
            Sink::Texts(codes, dictionary) => {
                if dictionary.is_empty() {
                    dictionary.push("");
                }
                codes.push(0);
            }
            Sink::Nothing(rows) => *rows += 1,
        }
        self.valid.get_or_insert_with(|| Bitmap::filled(rows, true)).push(false);
    }

    /// Adds an integer or a day; to a column of others, NULL.
    pub fn push_int(&mut self, n: i64) {
        match &mut self.sink {
            Sink::Ints(values, ..) | Sink::Days(values) => values.push(n),
            _ => return self.push_null(),
        }
        self.note();
    }

    /// Adds a double; to a column of others, NULL.
    pub fn push_float(&mut self, x: f64) {
        let Sink::Floats(values) = &mut self.sink else { return self.push_null() };
        values.push(x);
        self.note();
    }

    /// Adds a decimal; to a column of others, NULL.
    pub fn push_decimal(&mut self, digits: i128, scale: u8) {
        let Sink::Decimals(values) = &mut self.sink else { return self.push_null() };
        values.push((digits, scale));
        self.note();
    }

    /// Adds a text; to a column of others, NULL.
    pub fn push_text(&mut self, text: &str) {
        let Sink::Texts(codes, dictionary) = &mut self.sink else { return self.push_null() };
        codes.push(dictionary.push(text));
        self.note();
    }

    fn truncate(&mut self, rows: usize) {
        match &mut self.sink {
            Sink::Ints(values, ..) | Sink::Days(values) => values.truncate(rows),
            Sink::Floats(values) => values.truncate(rows),
            Sink::Decimals(values) => values.truncate(rows),
            Sink::Texts(codes, _) => codes.truncate(rows),
            Sink::Nothing(count) => *count = rows.min(*count),
        }
        if let Some(valid) = &mut self.valid {
            valid.truncate(rows);
        }
    }

    /// Reads the field at `at` and gives its end; `None`: it is spelled otherwise.
    #[inline]
    fn read(&mut self, text: &str, at: usize, delimiter: u8) -> Option<usize> {
        let bytes = text.as_bytes();
        let end = match &mut self.sink {
            Sink::Texts(..) | Sink::Nothing(_) => return self.read_text(text, at, delimiter),
            Sink::Days(values) => match bytes.get(at..at + 10).and_then(date_digits) {
                Some((year, month, day)) => {
                    let real = year > 0 && (1..=12).contains(&month) && day >= 1;
                    if !real || day > days_in_month(i64::from(year), month) {
                        return None;
                    }
                    values.push(days_from_civil(i64::from(year), month, day));
                    at + 10
                }
                None => at,
            },
            Sink::Ints(values, low, high) => {
                let number = number(bytes, at);
                if number.end > at {
                    let n = number.value()?;
                    if number.scale.is_some() || n < *low || n > *high {
                        return None;
                    }
                    values.push(n);
                }
                number.end
            }
            Sink::Floats(values) => {
                let number = number(bytes, at);
                if number.end > at {
                    let n = number.value()?;
                    // Minus zero is a double, not an integer.
                    if n == 0 && number.negative {
                        return None;
                    }
                    values.push(n as f64 / POWERS[usize::from(number.scale.unwrap_or(0))]);
                }
                number.end
            }
            Sink::Decimals(values) => {
                let number = number(bytes, at);
                if number.end > at {
                    values.push((i128::from(number.value()?), number.scale.unwrap_or(0)));
                }
                number.end
            }
        };
        if end == at {
            // Nothing, or something else: what follows tells.
            self.push_null();
        } else {
            self.note();
        }
        Some(end)
    }

    #[inline]
    fn read_text(&mut self, text: &str, at: usize, delimiter: u8) -> Option<usize> {
        let bytes = text.as_bytes();
        let rest = &bytes[at..];
        if rest.first() == Some(&b'"') {
            let length = rest[1..].iter().position(|byte| *byte == b'"')?;
            // Two quotes are one, inside quotes; what follows the end tells.
            if rest.get(length + 2) == Some(&b'"') {
                return None;
            }
            self.take_text(text.get(at + 1..=at + length)?);
            return Some(at + length + 2);
        }
        let mut end = at + rest.iter().position(|byte| *byte == delimiter || *byte == b'\n').unwrap_or(rest.len());
        let cut = end > at && bytes[end - 1] == b'\r' && bytes.get(end).is_none_or(|byte| *byte == b'\n');
        end -= usize::from(cut);
        if end == at {
            self.push_null();
        } else {
            self.take_text(text.get(at..end)?);
        }
        Some(end)
    }

    #[inline]
    fn take_text(&mut self, text: &str) {
        match &mut self.sink {
            Sink::Texts(codes, dictionary) => codes.push(dictionary.push(text)),
            _ => return self.push_null(),
        }
        self.note();
    }
}

struct Number {
    digits: i64,
    negative: bool,
    /// Digits after the point, if there is one.
    scale: Option<u8>,
    /// Its end; its beginning where there is none.
    end: usize,
    /// It could be a code (`007`), has too many digits, or lacks one beside its point.
    odd: bool,
}

impl Number {
    #[inline]
    fn value(&self) -> Option<i64> {
        (!self.odd).then_some(if self.negative { -self.digits } else { self.digits })
    }
}

#[inline]
fn number(bytes: &[u8], at: usize) -> Number {
    let negative = bytes.get(at) == Some(&b'-');
    let first = at + usize::from(negative);
    let (mut end, mut digits, mut point) = (first, 0_i64, None);
    while let Some(byte) = bytes.get(end) {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            digits = digits.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if *byte == b'.' && point.is_none() {
            point = Some(end);
        } else {
            break;
        }
        end += 1;
    }
    let whole = point.unwrap_or(end) - first;
    let scale = point.map(|point| end - point - 1);
    let code = whole > 1 && bytes.get(first) == Some(&b'0');
    let odd = whole == 0 || code || scale == Some(0) || whole + scale.unwrap_or(0) > DIGITS;
    Number { digits, negative, scale: scale.map(|scale| scale.min(DIGITS) as u8), end, odd }
}

/// Reads records into the columns, a field each, until there are `limit` more rows, the text ends, or a record is spelled
/// otherwise: the reader stands before that one then. Gives the number of rows.
pub fn load(reader: &mut Reader<'_>, columns: &mut [Loading], limit: usize) -> usize {
    let (text, delimiter) = (reader.rest(), reader.delimiter());
    let bytes = text.as_bytes();
    let before = columns.first().map_or(0, Loading::len);
    let (mut at, mut rows) = (0, 0);
    let width = columns.len();
    'records: while rows < limit && at < bytes.len() {
        let mut place = at;
        for i in 0..width {
            let end = columns[i].read(text, place, delimiter);
            let next = end.and_then(|end| match bytes.get(end) {
                Some(byte) if i + 1 < width => (*byte == delimiter).then_some(end + 1),
                Some(b'\n') => Some(end + 1),
                Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => Some(end + 2),
                None if i + 1 == width => Some(end),
                _ => None,
            });
            match next {
                Some(next) => place = next,
                None => {
                    columns[..=i].iter_mut().for_each(|column| column.truncate(before + rows));
                    break 'records;
                }
            }
        }
        at = place;
        rows += 1;
    }
    reader.skip(at);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Loading> {
        let texts = Sink::Texts(Vec::new(), Dictionary::default());
        let sinks = [Sink::Ints(Vec::new(), -100, 100), Sink::Floats(Vec::new()), Sink::Days(Vec::new()), texts];
        sinks.into_iter().map(Loading::new).collect()
    }

    fn read(text: &str) -> (usize, String, Vec<Loading>) {
        let mut columns = columns();
        let mut reader = Reader::new(text, ',');
        let rows = load(&mut reader, &mut columns, 100);
        (rows, reader.rest().to_owned(), columns)
    }

    #[test]
    fn typical_records_are_read_at_once() {
        let (rows, rest, columns) = read("1,2.5,2024-02-29,é\r\n-7,-0.25,1970-01-01,\"a,b\"\n,,,\n3,4,1969-12-31,z");
        assert_eq!((rows, rest.as_str()), (4, ""));
        let mut columns = columns.into_iter().map(Loading::finish);
        let (Some((Sink::Ints(ints, ..), Some(valid))), Some((Sink::Floats(floats), _))) =
            (columns.next(), columns.next())
        else {
            panic!()
        };
        assert_eq!((ints, floats), (vec![1, -7, 0, 3], vec![2.5, -0.25, 0.0, 4.0]));
        assert_eq!((0..4).map(|row| valid.get(row)).collect::<Vec<_>>(), [true, true, false, true]);
        let (Some((Sink::Days(days), _)), Some((Sink::Texts(codes, texts), _))) = (columns.next(), columns.next())
        else {
            panic!()
        };
        assert_eq!(days, [19_782, 0, 0, -1]);
        assert_eq!([codes[0], codes[1], codes[3]].map(|code| texts.get(code)), ["é", "a,b", "z"]);
    }

    #[test]
    fn others_are_left_where_they_are() {
        let odd = [
            "007,1,2024-01-01,x",
            "101,1,2024-01-01,x",
            "1,1e5,2024-01-01,x",
            "1,5.,2024-01-01,x",
            "1,.5,2024-01-01,x",
            "1,-0,2024-01-01,x",
            "1,1,2023-02-29,x",
            "1,1,2024-01-01 ,x",
            "1,1,2024-01-01,x,y",
            "1,1,2024-01-01",
            "1,1,2024-01-01,\"a\"\"b\"",
            "1,1,2024-01-01,\"a",
            "1,1,2024-01-01,\"a\"b",
            "\"1\",1,2024-01-01,x",
            " 1,1,2024-01-01,x",
            "",
            "1234567890123456,1,2024-01-01,x",
            "-,1,2024-01-01,x",
        ];
        for record in odd {
            let (rows, rest, columns) = read(&format!("1,1,2024-01-01,x\n{record}\n2,2,2024-01-02,y\n"));
            assert_eq!(rows, 1, "{record}");
            assert!(rest.starts_with(record) && rest.ends_with("y\n"), "{record}");
            assert!(columns.iter().all(|column| column.len() == 1), "{record}");
        }
    }
}
