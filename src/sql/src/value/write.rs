//! Values as text: PostgreSQL's output functions.

use super::{Value, calendar, timetz};
use crate::types::Type;
use std::borrow::Cow;

/// A cell of a result as psql prints it, with `NULL` for NULL.
pub fn write_cell(cell: &base::Cell) -> String {
    match cell {
        base::Cell::Null => "NULL".to_owned(),
        base::Cell::Bool(value) => if *value { "t" } else { "f" }.to_owned(),
        base::Cell::Int(n) => n.to_string(),
        base::Cell::Float(x) => write_float8(*x),
        base::Cell::Text(text) => text.clone(),
    }
}

/// A double as PostgreSQL prints it: the shortest digits that read back, an exponent outside 1e-5 … 1e15.
pub fn write_float8(x: f64) -> String {
    write_float(x, format!("{x:e}"), 15)
}

/// A real as PostgreSQL prints it.
pub fn write_float4(x: f64) -> String {
    write_float(x, format!("{:e}", x as f32), 6)
}

fn write_float(x: f64, shortest: String, digits: i32) -> String {
    if x.is_nan() {
        return "NaN".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if x == 0.0 {
        return if x.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent < -4 || exponent >= digits {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let negative = mantissa.starts_with('-');
    let figures: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let mut out = String::new();
    if negative {
        out.push('-');
    }
    if exponent < 0 {
        out.push_str("0.");
        (1..-exponent).for_each(|_| out.push('0'));
        out.push_str(&figures);
    } else {
        let point = exponent as usize + 1;
        if figures.len() <= point {
            out.push_str(&figures);
            (figures.len()..point).for_each(|_| out.push('0'));
        } else {
            out.push_str(&figures[..point]);
            out.push('.');
            out.push_str(&figures[point..]);
        }
    }
    out
}

impl Value {
    /// Its text, for types whose text needs no type beside the value (all but timestamptz, timetz, enumerations, real and rows with them).
    pub fn to_text(&self) -> String {
        self.write(&Type::Text)
    }

    /// Its text, as PostgreSQL's output function of `ty` writes it; "" for NULL.
    pub fn write(&self, ty: &Type) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(true) => "t".to_owned(),
            Self::Bool(false) => "f".to_owned(),
            Self::Int(n) => match ty {
                Type::Timetz => timetz::write(*n),
                Type::Enum(labels) => labels.label(*n).unwrap_or_default().to_owned(),
                _ => n.to_string(),
            },
            Self::Float(x) if *ty == Type::Float4 => write_float4(*x),
            Self::Float(x) => write_float8(*x),
            Self::Decimal(d) => d.to_string(),
            Self::Text(text) => text.to_string(),
            Self::Date(days) => calendar::write_date(*days),
            Self::Time(micros) => calendar::write_time(*micros),
            Self::Timestamp(micros) => calendar::write_timestamp(*micros, *ty == Type::Timestamptz),
            Self::Interval(interval) => interval.to_string(),
            Self::Json(json) => json.to_string(),
            Self::Bytes(bytes) => {
                use std::fmt::Write as _;
                let mut out = String::from("\\x");
                for byte in bytes.iter() {
                    let _ = write!(out, "{byte:02x}");
                }
                out
            }
            Self::Array(array) => array.write(),
            Self::Row(fields) => {
                let types: Cow<'_, [(String, Type)]> = match ty {
                    Type::Record(types) => Cow::Borrowed(types),
                    _ => Cow::Owned(Vec::new()),
                };
                let mut out = String::from("(");
                for (i, field) in fields.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    if !field.is_null() {
                        let text = field.write(types.get(i).map_or(&Type::Text, |field| &field.1));
                        quote_field(&text, &mut out);
                    }
                }
                out.push(')');
                out
            }
        }
    }

    /// As a cell of a result.
    pub fn to_cell(&self, ty: &Type) -> base::Cell {
        use base::Cell;
        match self {
            Self::Null => Cell::Null,
            Self::Bool(b) => Cell::Bool(*b),
            Self::Int(n) if !matches!(ty, Type::Timetz | Type::Enum(_)) => Cell::Int(*n),
            Self::Float(x) if *ty == Type::Float4 && x.is_finite() => {
                Cell::Float(write_float4(*x).parse().unwrap_or(*x))
            }
            Self::Float(x) if x.is_finite() => Cell::Float(*x),
            other => Cell::Text(other.write(ty)),
        }
    }
}

fn quote_field(text: &str, out: &mut String) {
    let bare = !text.is_empty()
        && !text.contains(|c: char| matches!(c, '(' | ')' | ',' | '"' | '\\') || c.is_ascii_whitespace());
    if bare {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push(c);
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_print_their_shortest_digits() {
        for (x, text) in [
            (1.0, "1"),
            (0.1, "0.1"),
            (1e15, "1e+15"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (-2.5, "-2.5"),
            (1.0 / 3.0, "0.3333333333333333"),
            (100.0, "100"),
        ] {
            assert_eq!(write_float8(x), text);
        }
    }
}
