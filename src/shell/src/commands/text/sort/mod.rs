//! `sort`: sorts lines, checks that they are sorted, merges.

mod compare;
mod key;
mod rank;

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use key::{Key, KeyError, Order};
use rank::Ranking;
use std::cmp::Ordering;

const OPTIONS: &[Opt] = &[
    flag("b", "ignore-leading-blanks"),
    flag("d", "dictionary-order"),
    flag("f", "ignore-case"),
    flag("g", "general-numeric-sort"),
    flag("i", "ignore-nonprinting"),
    flag("M", "month-sort"),
    flag("h", "human-numeric-sort"),
    flag("n", "numeric-sort"),
    flag("R", "random-sort"),
    flag("r", "reverse"),
    value("", "sort"),
    flag("V", "version-sort"),
    flag("c", ""),
    flag("C", ""),
    maybe("", "check"),
    value("k", "key"),
    flag("m", "merge"),
    value("o", "output"),
    flag("s", "stable"),
    value("S", "buffer-size"),
    value("t", "field-separator"),
    value("T", "temporary-directory"),
    flag("u", "unique"),
    flag("z", "zero-terminated"),
    value("", "parallel"),
    value("", "batch-size"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("sort", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// What decides between two lines.
struct Rule {
    keys: Vec<Key>,
    separator: Option<u8>,
    reverse: bool,
    stable: bool,
    unique: bool,
    seed: u64,
}

impl Rule {
    fn compare(&self, a: &[u8], b: &[u8]) -> Ordering {
        self.compare_from(0, a, b)
    }

    /// Compares by the keys from this one on.
    fn compare_from(&self, first: usize, a: &[u8], b: &[u8]) -> Ordering {
        for key in self.keys.iter().skip(first) {
            let order = compare::compare(key.of(a, self.separator), key.of(b, self.separator), &key.order, self.seed);
            let order = if key.order.reverse { order.reverse() } else { order };
            if order != Ordering::Equal {
                return order;
            }
        }
        // The last resort: whole lines.
        if self.stable || self.unique {
            return Ordering::Equal;
        }
        let order = a.cmp(b);
        if self.reverse { order.reverse() } else { order }
    }

    /// Whether whole lines are compared as bytes: the fast way.
    fn is_plain(&self) -> bool {
        matches!(self.keys.as_slice(), [key] if Key { order: Order { reverse: false, ..key.order }, ..*key } == Key::LINE)
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let rule = rule(context, &parsed)?;
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let check = match parsed.last_of(&["c", "C", "check"]) {
        Some("C") => Some(false),
        Some("check") => Some(!matches!(parsed.value("check"), Some(b"quiet" | b"silent"))),
        Some(_) => Some(true),
        None => None,
    };
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    if let (Some(_), Some(extra)) = (check, operands.get(1)) {
        let quoted = crate::quote::curved(extra);
        context.complain(format_args!(
            "extra operand {quoted} not allowed with -{}",
            if parsed.has("C") { 'C' } else { 'c' }
        ));
        return Ok(2);
    }
    let mut text: Vec<u8> = Vec::new();
    // How many lines there are up to the end of each file.
    let mut ends = Vec::new();
    for file in &operands {
        let read = match context.open(file).await {
            Ok(mut input) => input.read_all().await.map_err(|error| ("read failed", error)),
            Err(error) => Err(("cannot read", error)),
        };
        match read {
            Ok(bytes) if text.is_empty() => text = bytes,
            Ok(bytes) => text.extend(bytes),
            Err((what, error)) => {
                let message =
                    [what.as_bytes(), b": ", &crate::quote::maybe(file), b": ", error.text().as_bytes()].concat();
                context.complain_bytes(&message);
                return Ok(2);
            }
        }
        if !text.is_empty() && text.last() != Some(&end) {
            text.push(end);
        }
        ends.push(memchr::memchr_iter(end, &text).count());
    }
    let mut lines: Vec<&[u8]> = Vec::new();
    let mut start = 0;
    for stop in memchr::memchr_iter(end, &text) {
        lines.push(&text[start..stop]);
        start = stop + 1;
    }
    if let Some(loud) = check {
        return Ok(disorder(context, &rule, &lines, &operands[0], loud));
    }
    context.tick(text.len() as u64 / 4 + lines.len() as u64 * 20).await;
    if parsed.has("m") {
        lines = merged(&rule, &lines, &ends);
    } else if rule.is_plain() {
        sort_whole(rule.keys[0].order.reverse, &mut lines);
    } else {
        sort_by_first_key(&rule, &mut lines);
    }
    if rule.unique {
        lines.dedup_by(|b, a| rule.compare(a, b) == Ordering::Equal);
    }
    if let Some(target) = parsed.value("o") {
        context.stdout = match context.create(target).await {
            Ok(output) => output,
            Err(error) => {
                let message =
                    [b"open failed: ".as_slice(), &crate::quote::maybe(target), b": ", error.text().as_bytes()]
                        .concat();
                context.complain_bytes(&message);
                return Ok(2);
            }
        };
    }
    for line in lines {
        context.stdout.put(line);
        context.stdout.put_byte(end);
        if context.stdout.is_full() {
            context.stdout.relieve().await?;
        }
    }
    Ok(0)
}

/// `-m`: the least of the files' next lines, again and again; what was out of order stays so.
fn merged<'t>(rule: &Rule, lines: &[&'t [u8]], ends: &[usize]) -> Vec<&'t [u8]> {
    let mut starts: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).collect();
    let mut all = Vec::with_capacity(lines.len());
    loop {
        let waiting = (0..ends.len()).filter(|file| starts[*file] < ends[*file]);
        let next = waiting.min_by(|a, b| rule.compare(lines[starts[*a]], lines[starts[*b]]));
        let Some(file) = next else { return all };
        all.push(lines[starts[file]]);
        starts[file] += 1;
    }
}

/// Sorts whole lines as bytes.
fn sort_whole(reverse: bool, lines: &mut Vec<&[u8]>) {
    let mut ranked: Vec<(u64, &[u8])> = lines.iter().map(|line| (Ranking::Bytes.rank(line), *line)).collect();
    if reverse {
        ranked.sort_unstable_by(|a, b| b.cmp(a))
    } else {
        ranked.sort_unstable()
    }
    *lines = ranked.into_iter().map(|(_, line)| line).collect();
}

/// Sorts with the first key cut out and ranked once for each line: most comparisons end there.
fn sort_by_first_key(rule: &Rule, lines: &mut Vec<&[u8]>) {
    let Some(first) = rule.keys.first().copied() else { return };
    let ranking = Ranking::of(&first.order);
    let ranked = |line: &&'_ [u8]| ranking.rank(first.of(line, rule.separator));
    let mut keyed: Vec<(u64, &[u8])> = lines.iter().map(|line| (ranked(line), *line)).collect();
    keyed.sort_by(|a, b| {
        let keys = || {
            if ranking.decides(a.0) {
                return Ordering::Equal;
            }
            let key = |line| first.of(line, rule.separator);
            compare::compare(key(a.1), key(b.1), &first.order, rule.seed)
        };
        let order = a.0.cmp(&b.0).then_with(keys);
        let order = if first.order.reverse { order.reverse() } else { order };
        order.then_with(|| rule.compare_from(1, a.1, b.1))
    });
    *lines = keyed.into_iter().map(|(_, line)| line).collect();
}

fn disorder(context: &Context, rule: &Rule, lines: &[&[u8]], file: &[u8], loud: bool) -> i32 {
    let wrong = lines.windows(2).position(|pair| match rule.compare(pair[0], pair[1]) {
        Ordering::Greater => true,
        Ordering::Equal => rule.unique,
        Ordering::Less => false,
    });
    let Some(at) = wrong else { return 0 };
    if loud {
        let place = format!(":{}: disorder: ", at + 2);
        context.complain_bytes(&[file, place.as_bytes(), lines[at + 1]].concat());
    }
    1
}

fn rule(context: &Context, parsed: &crate::options::Parsed) -> Result<Rule, Quit> {
    let fail = |message: String| {
        context.complain(message);
        Quit::Status(2)
    };
    let mut global = Order::default();
    for (key, value) in &parsed.options {
        if let [letter] = key.as_bytes() {
            global.add(*letter);
        } else if *key == "sort" {
            let letter = match value.as_deref().unwrap_or_default() {
                b"general-numeric" => b'g',
                b"human-numeric" => b'h',
                b"month" => b'M',
                b"numeric" => b'n',
                b"random" => b'R',
                b"version" => b'V',
                other => {
                    let shown = String::from_utf8_lossy(other).into_owned();
                    return Err(context.usage_error(format_args!("invalid argument '{shown}' for '--sort'"), 2));
                }
            };
            global.add(letter);
        }
    }
    let mut keys = Vec::new();
    for text in parsed.values("k") {
        let mut key = Key::parse(text).map_err(|error| match error {
            KeyError::Number(message, shown) => {
                let quoted = |text: &[u8]| crate::quote::curved(text);
                if message.starts_with("invalid number") {
                    fail(format!("{message}: invalid count at start of {}", quoted(&shown)))
                } else {
                    fail(format!("{message}: invalid field specification {}", quoted(&shown)))
                }
            }
            KeyError::Stray => {
                let quoted = crate::quote::curved(text);
                fail(format!("stray character in field spec: invalid field specification {quoted}"))
            }
        })?;
        key.inherit(global);
        keys.push(key);
    }
    if keys.is_empty() {
        keys.push(Key { order: global, ..Key::LINE });
    }
    if let Some(letters) = keys.iter().find_map(|key| key.order.conflict()) {
        return Err(fail(format!("options '-{letters}' are incompatible")));
    }
    let separator = match parsed.value("t") {
        None => None,
        Some([]) => return Err(fail("empty tab".to_owned())),
        Some([one]) => Some(*one),
        Some(b"\\0") => Some(0),
        Some(other) => {
            let shown = crate::quote::curved(other);
            return Err(fail(format!("multi-character tab {shown}")));
        }
    };
    Ok(Rule {
        keys,
        separator,
        reverse: global.reverse,
        stable: parsed.has("s"),
        unique: parsed.has("u"),
        seed: context.random(u64::MAX),
    })
}
