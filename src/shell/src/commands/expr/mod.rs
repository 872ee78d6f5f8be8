//! `expr`: coreutils' evaluator of its arguments.

use crate::{Bytes, Command, Context, Outcome, Quit};
use base::Budget;
use pattern::{Flags, Pattern, Syntax};

/// The command.
pub const COMMAND: Command = Command::new("expr", &[], |context, args| Box::pin(run(context, args))).usage_status(2);

/// How deeply parentheses may nest.
const MAX_DEPTH: usize = 100;
/// What a match may cost.
const SEARCH: u64 = 50_000_000;

/// A complaint.
enum Fault {
    /// A syntax error: status 2.
    Syntax(String),
    /// An impossible operation: status 2.
    Failed(String),
}

type Value = Result<Bytes, Fault>;

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    if let [only] = args.as_slice()
        && (only == b"--help" || only == b"--version")
    {
        let only = only.clone();
        context.options(&COMMAND, vec![only]).await?;
    }
    if args.first().is_some_and(|arg| arg == b"--") {
        args.remove(0);
    }
    if args.is_empty() {
        return Err(context.usage_error("missing operand", 2));
    }
    let mut evaluator = Evaluator { args: &args, at: 0, depth: 0 };
    let result = evaluator.or(true).and_then(|value| match evaluator.args.get(evaluator.at) {
        None => Ok(value),
        Some(extra) => Err(Fault::Syntax(format!("unexpected argument {}", shown(extra)))),
    });
    match result {
        Ok(value) => {
            context.stdout.put(&value);
            context.stdout.put_byte(b'\n');
            Ok(i32::from(is_null(&value)))
        }
        Err(Fault::Syntax(text)) => {
            context.complain(format_args!("syntax error: {text}"));
            Err(Quit::Status(2))
        }
        Err(Fault::Failed(text)) => {
            context.complain(text);
            Err(Quit::Status(2))
        }
    }
}

fn shown(text: &[u8]) -> String {
    format!("\u{2018}{}\u{2019}", String::from_utf8_lossy(text))
}

fn integer(text: &[u8]) -> Option<i128> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// Empty, or a zero.
fn is_null(text: &[u8]) -> bool {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    text.is_empty() || (!digits.is_empty() && digits.iter().all(|byte| *byte == b'0'))
}

struct Evaluator<'a> {
    args: &'a [Bytes],
    at: usize,
    depth: usize,
}

impl Evaluator<'_> {
    fn eat(&mut self, word: &[u8]) -> bool {
        let here = self.args.get(self.at).is_some_and(|arg| arg == word);
        self.at += usize::from(here);
        here
    }

    fn next(&mut self) -> Value {
        let before = self.args.get(self.at.wrapping_sub(1));
        let arg = self.args.get(self.at).cloned();
        self.at += 1;
        arg.ok_or_else(|| Fault::Syntax(format!("missing argument after {}", shown(before.map_or(b"", |word| word)))))
    }

    fn or(&mut self, live: bool) -> Value {
        let mut left = self.and(live)?;
        while self.eat(b"|") {
            let right = self.and(live && is_null(&left))?;
            if is_null(&left) {
                left = if is_null(&right) { b"0".to_vec() } else { right };
            }
        }
        Ok(left)
    }

    fn and(&mut self, live: bool) -> Value {
        let mut left = self.comparison(live)?;
        while self.eat(b"&") {
            let right = self.comparison(live && !is_null(&left))?;
            if is_null(&left) || is_null(&right) {
                left = b"0".to_vec();
            }
        }
        Ok(left)
    }

    fn comparison(&mut self, live: bool) -> Value {
        let mut left = self.sum(live)?;
        loop {
            let operators: [&[u8]; 7] = [b"<", b"<=", b"=", b"==", b"!=", b">=", b">"];
            let Some(operator) = operators.into_iter().find(|operator| self.eat(operator)) else { return Ok(left) };
            let right = self.sum(live)?;
            let order = match (integer(&left), integer(&right)) {
                (Some(left), Some(right)) => left.cmp(&right),
                _ => left.cmp(&right),
            };
            let holds = match operator {
                b"<" => order.is_lt(),
                b"<=" => order.is_le(),
                b"=" | b"==" => order.is_eq(),
                b"!=" => order.is_ne(),
                b">=" => order.is_ge(),
                _ => order.is_gt(),
            };
            left = if holds { b"1".to_vec() } else { b"0".to_vec() };
        }
    }

    fn sum(&mut self, live: bool) -> Value {
        let mut left = self.product(live)?;
        loop {
            let operator = if self.eat(b"+") {
                b'+'
            } else if self.eat(b"-") {
                b'-'
            } else {
                return Ok(left);
            };
            let right = self.product(live)?;
            if live {
                left = arithmetic(operator, &left, &right)?;
            }
        }
    }

    fn product(&mut self, live: bool) -> Value {
        let mut left = self.matching(live)?;
        loop {
            let Some(operator) = [b"*", b"/", b"%"].into_iter().find(|operator| self.eat(*operator)) else {
                return Ok(left);
            };
            let right = self.matching(live)?;
            if live {
                left = arithmetic(operator[0], &left, &right)?;
            }
        }
    }

    fn matching(&mut self, live: bool) -> Value {
        let mut left = self.operand(live)?;
        while self.eat(b":") {
            let right = self.operand(live)?;
            if live {
                left = matched(&left, &right)?;
            }
        }
        Ok(left)
    }

    fn operand(&mut self, live: bool) -> Value {
        if self.depth >= MAX_DEPTH {
            return Err(Fault::Syntax("nested too deeply".into()));
        }
        self.depth += 1;
        let value = self.operand_inside(live);
        self.depth -= 1;
        value
    }

    fn operand_inside(&mut self, live: bool) -> Value {
        use super::awk::characters;
        if self.eat(b"+") {
            return self.next();
        }
        if self.eat(b"length") {
            let text = self.operand(live)?;
            return Ok(characters::count(&text).to_string().into_bytes());
        }
        if self.eat(b"match") {
            let text = self.operand(live)?;
            let pattern = self.operand(live)?;
            return if live { matched(&text, &pattern) } else { Ok(text) };
        }
        if self.eat(b"index") {
            let text = self.operand(live)?;
            let set = self.operand(live)?;
            let text = String::from_utf8_lossy(&text).into_owned();
            let set = String::from_utf8_lossy(&set).into_owned();
            let place = text.chars().position(|c| set.contains(c)).map_or(0, |place| place + 1);
            return Ok(place.to_string().into_bytes());
        }
        if self.eat(b"substr") {
            let text = self.operand(live)?;
            let start = self.operand(live)?;
            let length = self.operand(live)?;
            let (Some(start @ 1..), Some(length @ 1..)) = (integer(&start), integer(&length)) else {
                return Ok(Vec::new());
            };
            let from = characters::offset(&text, (start - 1).min(1 << 40) as usize);
            let taken = characters::offset(&text[from..], length.min(1 << 40) as usize);
            return Ok(text[from..from + taken].to_vec());
        }
        if self.eat(b"(") {
            let value = self.or(live)?;
            if self.eat(b")") {
                return Ok(value);
            }
            return Err(Fault::Syntax(match self.args.get(self.at) {
                Some(found) => format!("expecting ')' instead of {}", shown(found)),
                None => format!("expecting ')' after {}", shown(self.args.last().map_or(b"", |word| word))),
            }));
        }
        if self.args.get(self.at).is_some_and(|arg| arg == b")") {
            return Err(Fault::Syntax("unexpected ')'".into()));
        }
        self.next()
    }
}

fn arithmetic(operator: u8, left: &[u8], right: &[u8]) -> Value {
    let (Some(left), Some(right)) = (integer(left), integer(right)) else {
        return Err(Fault::Failed("non-integer argument".into()));
    };
    let result = match operator {
        b'+' => left.checked_add(right),
        b'-' => left.checked_sub(right),
        b'*' => left.checked_mul(right),
        _ if right == 0 => return Err(Fault::Failed("division by zero".into())),
        b'/' => left.checked_div(right),
        _ => left.checked_rem(right),
    };
    result.map(|result| result.to_string().into_bytes()).ok_or_else(|| Fault::Failed("integer result too large".into()))
}

/// What the first group matched, or how many characters the pattern did, from the start.
fn matched(text: &[u8], pattern: &[u8]) -> Value {
    let pattern =
        Pattern::compile(Syntax::GrepBasic, pattern, Flags::NONE).map_err(|error| Fault::Failed(error.gnu().into()))?;
    let budget = Budget::new(SEARCH);
    let found = pattern.captures_from(text, 0, &budget).map_err(|_| Fault::Failed("match takes too long".into()))?;
    Ok(match found {
        Some(found) if pattern.group_count() > 0 => found.text(1, text).to_vec(),
        Some(found) => super::awk::characters::count(found.whole().of(text)).to_string().into_bytes(),
        None if pattern.group_count() > 0 => Vec::new(),
        None => b"0".to_vec(),
    })
}
