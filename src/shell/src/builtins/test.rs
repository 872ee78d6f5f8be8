//! `test` and `[`: POSIX's rules by number of arguments, and the grammar for more.

use crate::Bytes;
use crate::exec::Shell;

pub(super) fn bracket(shell: &mut Shell, args: &[Bytes]) -> i32 {
    match args.split_last() {
        Some((last, args)) if last == b"]" => test(shell, args),
        _ => {
            shell.complain("missing `]'");
            2
        }
    }
}

pub(super) fn test(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let mut reader = Reader { shell, args, at: 0 };
    let answer = match args.len() {
        0 => Ok(false),
        1 => Ok(!args[0].is_empty()),
        2 => reader.two(args),
        3 => reader.three(args),
        4 => reader.four(args),
        _ => reader.all(),
    };
    match answer {
        Ok(true) => 0,
        Ok(false) => 1,
        Err(message) => {
            if !message.is_empty() {
                shell.complain_bytes(&message);
            }
            2
        }
    }
}

type Answer = Result<bool, Bytes>;

struct Reader<'a> {
    shell: &'a mut Shell,
    args: &'a [Bytes],
    at: usize,
}

fn is_unary(text: &[u8]) -> bool {
    matches!(text, [b'-', letter] if b"abcdefghknoprstuvwxzGLNORS".contains(letter))
}

fn is_binary(text: &[u8]) -> bool {
    matches!(
        text,
        b"=" | b"=="
            | b"!="
            | b"<"
            | b">"
            | b"-eq"
            | b"-ne"
            | b"-lt"
            | b"-le"
            | b"-gt"
            | b"-ge"
            | b"-nt"
            | b"-ot"
            | b"-ef"
    )
}

fn message(text: &[u8], words: &str) -> Bytes {
    [text, b": ", words.as_bytes()].concat()
}

impl Reader<'_> {
    fn two(&mut self, args: &[Bytes]) -> Answer {
        if args[0] == b"!" {
            return Ok(args[1].is_empty());
        }
        if is_unary(&args[0]) {
            return self.unary(&args[0], &args[1]);
        }
        Err(message(&args[0], "unary operator expected"))
    }

    fn three(&mut self, args: &[Bytes]) -> Answer {
        if is_binary(&args[1]) {
            return self.binary(&args[0], &args[1], &args[2]);
        }
        match args[1].as_slice() {
            b"-a" => return Ok(!args[0].is_empty() && !args[2].is_empty()),
            b"-o" => return Ok(!args[0].is_empty() || !args[2].is_empty()),
            _ => {}
        }
        if args[0] == b"!" {
            return self.two(&args[1..]).map(|answer| !answer);
        }
        if args[0] == b"(" && args[2] == b")" {
            return Ok(!args[1].is_empty());
        }
        Err(message(&args[1], "binary operator expected"))
    }

    fn four(&mut self, args: &[Bytes]) -> Answer {
        if args[0] == b"!" {
            return self.three(&args[1..]).map(|answer| !answer);
        }
        if args[0] == b"(" && args[3] == b")" {
            return self.two(&args[1..3]);
        }
        self.all()
    }

    fn all(&mut self) -> Answer {
        let answer = self.or(0)?;
        if self.at < self.args.len() {
            return Err(b"too many arguments".to_vec());
        }
        Ok(answer)
    }

    fn next_is(&self, text: &[u8]) -> bool {
        self.args.get(self.at).is_some_and(|arg| arg == text)
    }

    fn or(&mut self, depth: u32) -> Answer {
        let mut answer = self.and(depth)?;
        while self.next_is(b"-o") {
            self.at += 1;
            let right = self.and(depth)?;
            answer = answer || right;
        }
        Ok(answer)
    }

    fn and(&mut self, depth: u32) -> Answer {
        let mut answer = self.term(depth)?;
        while self.next_is(b"-a") {
            self.at += 1;
            let right = self.term(depth)?;
            answer = answer && right;
        }
        Ok(answer)
    }

    fn term(&mut self, depth: u32) -> Answer {
        if depth > 100 {
            return Err(b"too many arguments".to_vec());
        }
        let Some(first) = self.args.get(self.at) else { return Err(b"argument expected".to_vec()) };
        if first == b"!" && self.at + 1 < self.args.len() {
            self.at += 1;
            return self.term(depth + 1).map(|answer| !answer);
        }
        // `a = b` first: operators may look like anything.
        if let [left, operator, right, ..] = &self.args[self.at..]
            && is_binary(operator)
            && !(left == b"(" && right == b")")
        {
            self.at += 3;
            return self.binary(left, operator, right);
        }
        if first == b"(" && self.at + 1 < self.args.len() {
            self.at += 1;
            let answer = self.or(depth + 1)?;
            if !self.next_is(b")") {
                return Err(match self.args.get(self.at) {
                    Some(found) => [b"`)' expected, found ".as_slice(), found].concat(),
                    None => b"`)' expected".to_vec(),
                });
            }
            self.at += 1;
            return Ok(answer);
        }
        if is_unary(first) && self.at + 1 < self.args.len() {
            let operand = &self.args[self.at + 1];
            self.at += 2;
            return self.unary(first, operand);
        }
        self.at += 1;
        Ok(!first.is_empty())
    }

    fn unary(&mut self, operator: &[u8], operand: &[u8]) -> Answer {
        if operator == b"-v" && operand.ends_with(b"]") {
            return Ok(self.element_is_set(operand));
        }
        Ok(self.shell.unary_test(operator[1], operand))
    }

    fn element_is_set(&mut self, text: &[u8]) -> bool {
        let Some(open) = text.iter().position(|byte| *byte == b'[') else { return false };
        let (name, index) = (&text[..open], &text[open + 1..text.len() - 1]);
        if matches!(index, b"@" | b"*") {
            return matches!(self.shell.whole(name, false), crate::expand::Got::List(list, _) if !list.is_empty());
        }
        let index = match self.shell.vars.get(name).map(|var| &var.value) {
            Some(crate::exec::Value::Assoc(_)) => crate::expand::IndexValue::Key(self.shell.subscript_text(index)),
            _ => match self.shell.arith_text(index) {
                Ok(number) => crate::expand::IndexValue::Number(number),
                Err(_) => return false,
            },
        };
        self.shell.element(name, &index).is_some()
    }

    fn binary(&mut self, left: &[u8], operator: &[u8], right: &[u8]) -> Answer {
        Ok(match operator {
            b"=" | b"==" => left == right,
            b"!=" => left != right,
            b"<" => left < right,
            b">" => left > right,
            b"-nt" | b"-ot" | b"-ef" => self.shell.file_compare(left, operator, right),
            _ => {
                let number =
                    |text: &[u8]| super::number(text).ok_or_else(|| message(text, "integer expression expected"));
                crate::exec::compare(number(left)?, operator, number(right)?)
            }
        })
    }
}
