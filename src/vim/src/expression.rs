//! The expression register (`:help "=`): arithmetic, texts and a few functions. What is not here answers E15 or E117.

use crate::editor::Editor;

/// What an expression is worth.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Number(i64),
    Float(f64),
    Text(String),
}

impl Value {
    fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            Self::Float(float) => *float as i64,
            Self::Text(text) => {
                let digits = text.trim_start_matches('-').chars().take_while(char::is_ascii_digit).count();
                let sign = text.len() - text.trim_start_matches('-').len();
                text.get(..digits + sign.min(1)).and_then(|text| text.parse().ok()).unwrap_or(0)
            }
        }
    }

    fn float(&self) -> f64 {
        if let Self::Float(float) = self { *float } else { self.number() as f64 }
    }

    fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            // At least one digit behind the point, as vim writes it.
            Self::Float(float) if float.fract() == 0.0 => format!("{float:.1}"),
            Self::Float(float) => {
                let text = format!("{float:.6}");
                text.trim_end_matches('0').to_owned()
            }
            Self::Text(text) => text.clone(),
        }
    }
}

/// Parentheses and signs within each other.
const DEPTH: usize = 60;
/// Characters of a text that `repeat()` makes.
const LONGEST: usize = 1 << 20;

struct Reader<'e> {
    editor: &'e mut Editor,
    rest: String,
    depth: usize,
}

type Read = Result<Value, &'static str>;

impl Reader<'_> {
    fn skip(&mut self) {
        let blanks = self.rest.len() - self.rest.trim_start().len();
        self.rest.drain(..blanks);
    }

    fn take(&mut self, wanted: &str) -> bool {
        self.skip();
        let found = self.rest.starts_with(wanted);
        if found {
            self.rest.drain(..wanted.len());
        }
        found
    }

    fn sum(&mut self) -> Read {
        let mut value = self.product()?;
        loop {
            self.skip();
            if self.take("..") || self.take(".") {
                let right = self.product()?;
                value = Value::Text(value.text() + &right.text());
            } else if self.rest.starts_with(['+', '-']) {
                let minus = self.rest.remove(0) == '-';
                let right = self.product()?;
                value = match (&value, &right) {
                    (Value::Float(_), _) | (_, Value::Float(_)) => {
                        Value::Float(value.float() + if minus { -right.float() } else { right.float() })
                    }
                    _ if minus => Value::Number(value.number().wrapping_sub(right.number())),
                    _ => Value::Number(value.number().wrapping_add(right.number())),
                };
            } else {
                return Ok(value);
            }
        }
    }

    fn product(&mut self) -> Read {
        let mut value = self.single()?;
        loop {
            self.skip();
            let Some(sign @ ('*' | '/' | '%')) = self.rest.chars().next() else { return Ok(value) };
            self.rest.remove(0);
            let right = self.single()?;
            value = match (&value, &right, sign) {
                (Value::Float(_), _, '*') | (_, Value::Float(_), '*') => Value::Float(value.float() * right.float()),
                (Value::Float(_), _, '/') | (_, Value::Float(_), '/') => Value::Float(value.float() / right.float()),
                (Value::Float(_), _, _) | (_, Value::Float(_), _) => return Err("E804"),
                (_, _, '*') => Value::Number(value.number().wrapping_mul(right.number())),
                // Division by zero gives vim's largest number; a remainder of it is zero.
                (_, _, '/') if right.number() == 0 => Value::Number(match value.number().signum() {
                    0 => i64::MIN,
                    1 => i64::MAX,
                    _ => -i64::MAX,
                }),
                (_, _, '/') => Value::Number(value.number().wrapping_div(right.number())),
                _ if right.number() == 0 => Value::Number(0),
                _ => Value::Number(value.number().wrapping_rem(right.number())),
            };
        }
    }

    fn single(&mut self) -> Read {
        self.skip();
        self.depth += 1;
        if self.depth > DEPTH {
            return Err("E15");
        }
        let value = match self.rest.chars().next() {
            Some('-') => {
                self.rest.remove(0);
                match self.single()? {
                    Value::Float(float) => Value::Float(-float),
                    value => Value::Number(value.number().wrapping_neg()),
                }
            }
            Some('+') => {
                self.rest.remove(0);
                self.single()?
            }
            Some('!') => {
                self.rest.remove(0);
                Value::Number(i64::from(self.single()?.number() == 0))
            }
            Some('(') => {
                self.rest.remove(0);
                let value = self.sum()?;
                if !self.take(")") {
                    return Err("E110");
                }
                value
            }
            Some('\'') => self.literal()?,
            Some('"') => self.string()?,
            Some('@') => {
                self.rest.remove(0);
                let name = if self.rest.is_empty() { '"' } else { self.rest.remove(0) };
                Value::Text(self.editor.register_lines(name).unwrap_or_default())
            }
            Some(c) if c.is_ascii_digit() => self.digits()?,
            Some(c) if c.is_ascii_alphabetic() => self.call()?,
            _ => return Err("E15"),
        };
        self.depth -= 1;
        Ok(value)
    }

    fn digits(&mut self) -> Read {
        if let Some(hex) = self.rest.strip_prefix("0x").or_else(|| self.rest.strip_prefix("0X")) {
            let count = hex.chars().take_while(char::is_ascii_hexdigit).count();
            let value = i64::from_str_radix(&hex[..count], 16).map_err(|_| "E15")?;
            self.rest.drain(..count + 2);
            return Ok(Value::Number(value));
        }
        let whole = self.rest.chars().take_while(char::is_ascii_digit).count();
        let after = &self.rest[whole..];
        let part = after.strip_prefix('.').map_or(0, |part| part.chars().take_while(char::is_ascii_digit).count());
        let text: String = self.rest.drain(..if part > 0 { whole + 1 + part } else { whole }).collect();
        if part > 0 {
            return text.parse().map(Value::Float).map_err(|_| "E15");
        }
        Ok(Value::Number(text.parse().unwrap_or(i64::MAX)))
    }

    /// `'it''s'`
    fn literal(&mut self) -> Read {
        self.rest.remove(0);
        let mut text = String::new();
        loop {
            let end = self.rest.find('\'').ok_or("E115")?;
            text.extend(self.rest.drain(..=end));
            text.pop();
            if !self.rest.starts_with('\'') {
                return Ok(Value::Text(text));
            }
            text.push(self.rest.remove(0));
        }
    }

    /// `"a\tb"`
    fn string(&mut self) -> Read {
        self.rest.remove(0);
        let mut text = String::new();
        let mut chars = self.rest.char_indices();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest.drain(..=at);
                    return Ok(Value::Text(text));
                }
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('e') => text.push('\x1b'),
                    Some(c) => text.push(c),
                    None => break,
                },
                c => text.push(c),
            }
        }
        Err("E114")
    }

    fn call(&mut self) -> Read {
        let name: String = self.rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        self.rest.drain(..name.len());
        if !self.rest.starts_with('(') {
            return Err("E121");
        }
        self.rest.remove(0);
        let mut args = Vec::new();
        while !self.take(")") {
            args.push(self.sum()?);
            if !self.take(",") && !self.rest.trim_start().starts_with(')') {
                return Err("E116");
            }
        }
        let (line, column) = self.editor.cursor();
        let mut place = |value: &Value| match (value, value.text().as_str()) {
            (Value::Text(_), "$") => self.editor.buf.count(),
            (Value::Text(_), ".") => line,
            (Value::Text(_), text) if text.starts_with('\'') => {
                let name = text.chars().nth(1).unwrap_or('\'');
                self.editor.mark(name).map_or(0, |mark| mark.pos.line)
            }
            (_, text) => text.parse().unwrap_or(0),
        };
        Ok(match (name.as_str(), args.as_slice()) {
            ("abs", [Value::Float(float)]) => Value::Float(float.abs()),
            ("abs", [value]) => Value::Number(value.number().wrapping_abs()),
            ("char2nr", [value]) => Value::Number(value.text().chars().next().map_or(0, |c| i64::from(c as u32))),
            ("col", [Value::Text(text)]) if text == "." => Value::Number(column as i64),
            ("float2nr", [value]) => Value::Number(value.number()),
            ("getline", [value]) => {
                let at = place(value);
                Value::Text(self.editor.lines().get(at.wrapping_sub(1)).cloned().unwrap_or_default())
            }
            ("len" | "strlen", [value]) => Value::Number(value.text().len() as i64),
            ("line", [value]) => Value::Number(place(value) as i64),
            ("nr2char", [value]) => {
                let c = u32::try_from(value.number()).ok().and_then(char::from_u32);
                Value::Text(c.map(String::from).unwrap_or_default())
            }
            ("repeat", [value, times]) => {
                let (text, times) = (value.text(), usize::try_from(times.number()).unwrap_or(0));
                if text.len().saturating_mul(times) > LONGEST {
                    return Err("E1240");
                }
                Value::Text(text.repeat(times))
            }
            ("sqrt", [value]) => Value::Float(value.float().sqrt()),
            ("submatch", [value]) => {
                let groups = self.editor.submatches.as_deref().unwrap_or_default();
                let at = usize::try_from(value.number()).map_err(|_| "E935")?;
                Value::Text(groups.get(at).cloned().unwrap_or_default())
            }
            ("printf", [format, values @ ..]) => Value::Text(printf(&format.text(), values)?),
            ("toupper", [value]) => Value::Text(value.text().to_uppercase()),
            ("tolower", [value]) => Value::Text(value.text().to_lowercase()),
            ("trim", [value]) => Value::Text(value.text().trim().to_owned()),
            (
                "abs" | "char2nr" | "col" | "float2nr" | "getline" | "len" | "strlen" | "line" | "nr2char" | "repeat"
                | "sqrt" | "submatch" | "printf" | "toupper" | "tolower" | "trim",
                _,
            ) => return Err("E119"),
            _ => return Err("E117"),
        })
    }
}

/// `printf()` with `%d`, `%s`, `%x`, `%X`, `%f`, `%c`, `%%`, the flags `-` and `0`, a width and a precision.
fn printf(format: &str, values: &[Value]) -> Result<String, &'static str> {
    let mut out = String::new();
    let mut values = values.iter();
    let mut chars = format.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let (mut left, mut zero) = (false, false);
        while let Some(flag) = chars.next_if(|c| matches!(c, '-' | '0')) {
            left |= flag == '-';
            zero |= flag == '0';
        }
        let mut numbers = [None; 2];
        for (index, number) in numbers.iter_mut().enumerate() {
            if index == 1 && chars.next_if_eq(&'.').is_none() {
                break;
            }
            let mut value = 0_usize;
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                value = (value * 10 + digit as usize - '0' as usize).min(10_000);
            }
            *number = Some(value);
        }
        let (width, precision) = (numbers[0].unwrap_or(0), numbers[1]);
        let kind = chars.next().ok_or("E15")?;
        if kind == '%' {
            out.push('%');
            continue;
        }
        let value = values.next().ok_or("E766")?;
        let text = match kind {
            'd' => value.number().to_string(),
            'x' => format!("{:x}", value.number()),
            'X' => format!("{:x}", value.number()).to_ascii_uppercase(),
            'c' => u32::try_from(value.number()).ok().and_then(char::from_u32).map(String::from).unwrap_or_default(),
            's' => value.text().chars().take(precision.unwrap_or(usize::MAX)).collect(),
            'f' => format!("{:.*}", precision.unwrap_or(6), value.float()),
            _ => return Err("E15"),
        };
        let missing = width.saturating_sub(text.chars().count());
        if left {
            out.push_str(&text);
            out.extend(std::iter::repeat_n(' ', missing));
        } else if zero && kind != 's' {
            let digits = text.strip_prefix('-');
            out.push_str(if digits.is_some() { "-" } else { "" });
            out.extend(std::iter::repeat_n('0', missing));
            out.push_str(digits.unwrap_or(&text));
        } else {
            out.extend(std::iter::repeat_n(' ', missing));
            out.push_str(&text);
        }
    }
    if values.next().is_some() { Err("E767") } else { Ok(out) }
}

impl Editor {
    /// The text of an expression; `None` after an error.
    pub(crate) fn evaluate(&mut self, text: &str) -> Option<String> {
        let mut reader = Reader { editor: self, rest: text.to_owned(), depth: 0 };
        let mut value = reader.sum();
        reader.skip();
        if value.is_ok() && !reader.rest.is_empty() {
            value = Err("E15");
        }
        match value {
            Ok(value) => Some(value.text()),
            Err(id) => {
                self.error_with(id, &[("text", text.to_owned())]);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Ctrl-R = inserts into an empty line, as vim 9.0 does.
    #[test]
    fn expressions_are_inserted() {
        let worth = |expression: &str| {
            let mut editor = Editor::new([""]);
            editor.feed_notation(&format!("i<C-r>={expression}<CR><Esc>"));
            editor.text().trim_end_matches('\n').to_owned()
        };
        for (expression, expected) in [
            ("6*7", "42"),
            ("7/2", "3"),
            ("-7/2", "-3"),
            ("-7%3", "-1"),
            ("7.0/2", "3.5"),
            ("2*(3+4)", "14"),
            ("1.5*2", "3.0"),
            ("0x1f", "31"),
            ("'a'.'b'", "ab"),
            ("'it''s'", "it's"),
            ("\"a\\\"b\"", "a\"b"),
            ("repeat('-',5)", "-----"),
            ("toupper('abc').len('four')", "ABC4"),
            ("1+'2x'", "3"),
            ("line('$')", "1"),
            ("!0", "1"),
            ("nope(1)", ""),
            ("(1", ""),
        ] {
            assert_eq!(worth(expression), expected, "{expression}");
        }
        assert_eq!(worth(&"(".repeat(500)), "");
    }

    #[test]
    fn the_register_is_put_and_insert_mode_goes_on() {
        let mut editor = Editor::new(["x"]);
        editor.feed_notation("\"=1+2<CR>p");
        assert_eq!((editor.text().as_str(), editor.mode().as_str()), ("x3\n", "n"));
        editor.feed_notation("A<C-r>=<Esc>!<C-r>=2*2<CR>?<Esc>");
        assert_eq!((editor.text().as_str(), editor.mode().as_str()), ("x3!4?\n", "n"));
        editor.feed_notation("\"=1<Esc>x");
        assert_eq!(editor.text(), "x3!4\n");
    }
}
