//! `join`: joins lines of two sorted files on a common field.

use crate::context::Input;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use std::cmp::Ordering;

const OPTIONS: &[Opt] = &[
    value("a", ""),
    value("e", ""),
    flag("i", "ignore-case"),
    value("j", ""),
    value("1", ""),
    value("2", ""),
    value("o", ""),
    value("t", ""),
    value("v", ""),
    flag("", "check-order"),
    flag("", "nocheck-order"),
    flag("", "header"),
    flag("z", "zero-terminated"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("join", OPTIONS, |context, args| Box::pin(run(context, args)));

/// A field of the output: file (0 is the joined field) and field.
type Field = (usize, usize);

struct Plan {
    keys: [usize; 2],
    unpaired: [bool; 2],
    pairs: bool,
    empty: Bytes,
    ignore_case: bool,
    separator: Option<Bytes>,
    format: Option<Vec<Field>>,
    end: u8,
    check: Option<bool>,
}

/// A line in its fields.
type Row = Vec<Bytes>;

/// One file, a line ahead.
struct Side {
    input: Input,
    name: Bytes,
    next: Option<Row>,
    line: u64,
    warned: bool,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let files = match parsed.operands.as_slice() {
        [] => return Err(context.usage_error("missing operand", 1)),
        [one] => return Err(context.usage_error(format_args!("missing operand after {}", quote::curved(one)), 1)),
        [first, second] => [first.clone(), second.clone()],
        [_, _, extra, ..] => return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1)),
    };
    let mut plan = plan(context, &parsed)?;
    let mut sides = Vec::new();
    for name in files {
        let input = context.open(&name).await.map_err(|error| {
            context.complain_about(&name, error);
            Quit::Status(1)
        })?;
        sides.push(Side { input, name, next: None, line: 0, warned: false });
    }
    let [mut left, mut right]: [Side; 2] = sides.try_into().map_err(|_| Quit::Status(1))?;
    advance(&mut left, &plan).await?;
    advance(&mut right, &plan).await?;
    if parsed.value("o") == Some(b"auto") {
        let count = |row: &Option<Row>| row.as_ref().map_or(1, Vec::len);
        let mut format = vec![(0, 0)];
        for (file, side) in [(1, &left), (2, &right)] {
            format.extend(
                (0..count(&side.next)).filter(|field| *field != plan.keys[file - 1]).map(|field| (file, field)),
            );
        }
        plan.format = Some(format);
    }
    if parsed.has("header") && (left.next.is_some() || right.next.is_some()) {
        put(context, &plan, left.next.as_ref(), right.next.as_ref());
        advance(&mut left, &plan).await?;
        advance(&mut right, &plan).await?;
    }
    let mut seen_unpaired = false;
    loop {
        let order = match (&left.next, &right.next) {
            (None, None) => break,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(a), Some(b)) => compare(&plan, key(a, plan.keys[0]), key(b, plan.keys[1])),
        };
        match order {
            Ordering::Less => {
                seen_unpaired = true;
                if plan.unpaired[0] {
                    put(context, &plan, left.next.as_ref(), None);
                }
                step(context, &mut left, &plan, 0, seen_unpaired).await?;
            }
            Ordering::Greater => {
                seen_unpaired = true;
                if plan.unpaired[1] {
                    put(context, &plan, None, right.next.as_ref());
                }
                step(context, &mut right, &plan, 1, seen_unpaired).await?;
            }
            Ordering::Equal => {
                let group_left = group(context, &mut left, &plan, 0, seen_unpaired).await?;
                let group_right = group(context, &mut right, &plan, 1, seen_unpaired).await?;
                if plan.pairs {
                    for a in &group_left {
                        for b in &group_right {
                            put(context, &plan, Some(a), Some(b));
                            context.stdout.relieve().await?;
                        }
                    }
                }
            }
        }
        context.stdout.relieve().await?;
    }
    if left.warned || right.warned {
        context.stdout.flush().await?;
        context.complain("input is not in sorted order");
        return Ok(1);
    }
    Ok(0)
}

fn plan(context: &Context, parsed: &crate::options::Parsed) -> Result<Plan, Quit> {
    let refuse = |message: String| {
        context.complain(message);
        Quit::Status(1)
    };
    let field = |text: &[u8]| -> Result<usize, Quit> {
        let number =
            std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok()).filter(|number| *number > 0);
        number.map(|number| number - 1).ok_or_else(|| refuse(format!("invalid field number: {}", quote::curved(text))))
    };
    let mut keys = [0, 0];
    for (option, text) in &parsed.options {
        let Some(text) = text else { continue };
        match *option {
            "j" => keys = [field(text)?; 2],
            "1" => keys[0] = field(text)?,
            "2" => keys[1] = field(text)?,
            _ => {}
        }
    }
    let mut unpaired = [false; 2];
    for (option, text) in &parsed.options {
        if let ("a" | "v", Some(text)) = (*option, text) {
            match text.as_slice() {
                b"1" => unpaired[0] = true,
                b"2" => unpaired[1] = true,
                _ => return Err(refuse(format!("invalid file number: {}", quote::curved(text)))),
            }
        }
    }
    let separator = match parsed.value("t") {
        None => None,
        Some(b"") => Some(b"\n".to_vec()),
        Some(b"\\0") => Some(vec![0]),
        Some(text) if text.len() == 1 => Some(text.to_vec()),
        Some(text) => return Err(refuse(format!("multi-character tab {}", quote::curved(text)))),
    };
    let mut format: Option<Vec<Field>> = None;
    for list in parsed.values("o").filter(|list| *list != b"auto") {
        for part in list.split(|byte| matches!(byte, b',' | b' ' | b'\t')).filter(|part| !part.is_empty()) {
            let item = match part {
                b"0" => (0, 0),
                [b'1', b'.', rest @ ..] => (1, field(rest)?),
                [b'2', b'.', rest @ ..] => (2, field(rest)?),
                [b'1' | b'2' | b'0', ..] => {
                    return Err(refuse(format!("invalid field specifier: {}", quote::curved(part))));
                }
                _ => return Err(refuse(format!("invalid file number in field spec: {}", quote::curved(part)))),
            };
            format.get_or_insert_default().push(item);
        }
    }
    Ok(Plan {
        keys,
        unpaired,
        pairs: !parsed.has("v"),
        empty: parsed.value("e").unwrap_or_default().to_vec(),
        ignore_case: parsed.has("i"),
        separator,
        format,
        end: if parsed.has("z") { 0 } else { b'\n' },
        check: match parsed.last_of(&["check-order", "nocheck-order"]) {
            Some("check-order") => Some(true),
            Some(_) => Some(false),
            None => None,
        },
    })
}

fn key(row: &[Bytes], at: usize) -> &[u8] {
    row.get(at).map_or(b"", Vec::as_slice)
}

fn compare(plan: &Plan, a: &[u8], b: &[u8]) -> Ordering {
    if plan.ignore_case { a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()) } else { a.cmp(b) }
}

async fn advance(side: &mut Side, plan: &Plan) -> Result<(), Quit> {
    let line = side.input.until(plan.end).await?;
    side.line += 1;
    side.next = line.map(|line| {
        let line = line.strip_suffix(&[plan.end]).unwrap_or(line);
        match &plan.separator {
            Some(separator) => line.split(|byte| *byte == separator[0]).map(<[u8]>::to_vec).collect(),
            None => {
                let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
                line.split(blank).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect()
            }
        }
    });
    Ok(())
}

/// The next line, which must not sort before this one.
async fn step(context: &mut Context, side: &mut Side, plan: &Plan, number: usize, unpaired: bool) -> Result<(), Quit> {
    let before = side.next.take();
    advance(side, plan).await?;
    if plan.check == Some(false) || side.warned || !(unpaired || plan.check == Some(true)) {
        return Ok(());
    }
    if let (Some(before), Some(after)) = (&before, &side.next)
        && compare(plan, key(before, plan.keys[number]), key(after, plan.keys[number])) == Ordering::Greater
    {
        side.warned = true;
        let separator = plan.separator.clone().unwrap_or_else(|| b" ".to_vec());
        let line = String::from_utf8_lossy(&after.join(separator.as_slice())).into_owned();
        context.stdout.flush().await?;
        context.complain(format_args!("{}:{}: is not sorted: {line}", String::from_utf8_lossy(&side.name), side.line));
        if plan.check == Some(true) {
            return Err(Quit::Status(1));
        }
    }
    Ok(())
}

/// All lines with the key of the next one.
async fn group(
    context: &mut Context,
    side: &mut Side,
    plan: &Plan,
    number: usize,
    unpaired: bool,
) -> Result<Vec<Row>, Quit> {
    let mut rows: Vec<Row> = Vec::new();
    while let Some(row) = side.next.clone() {
        if let Some(first) = rows.first()
            && compare(plan, key(first, plan.keys[number]), key(&row, plan.keys[number])) != Ordering::Equal
        {
            break;
        }
        rows.push(row);
        step(context, side, plan, number, unpaired).await?;
    }
    Ok(rows)
}

fn put(context: &mut Context, plan: &Plan, left: Option<&Row>, right: Option<&Row>) {
    let separator = plan.separator.clone().unwrap_or_else(|| b" ".to_vec());
    let or_empty = |field: Option<&Bytes>| field.filter(|field| !field.is_empty()).unwrap_or(&plan.empty).clone();
    let joined = || match (left, right) {
        (Some(row), _) => or_empty(row.get(plan.keys[0])),
        (None, row) => or_empty(row.and_then(|row| row.get(plan.keys[1]))),
    };
    let fields: Vec<Bytes> = match &plan.format {
        Some(format) => {
            let field = |(file, field): &Field| match file {
                0 => joined(),
                1 => or_empty(left.and_then(|row| row.get(*field))),
                _ => or_empty(right.and_then(|row| row.get(*field))),
            };
            format.iter().map(field).collect()
        }
        None => {
            let mut fields = vec![joined()];
            for (row, key) in [(left, plan.keys[0]), (right, plan.keys[1])] {
                let rest = row.into_iter().flatten().enumerate().filter(|(at, _)| *at != key);
                fields.extend(rest.map(|(_, field)| or_empty(Some(field))));
            }
            fields
        }
    };
    context.stdout.put(&fields.join(separator.as_slice()));
    context.stdout.put_byte(plan.end);
}
