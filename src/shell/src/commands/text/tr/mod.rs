//! `tr`: translates, squeezes and deletes bytes.

mod set;

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, Quit};
use set::Set;

const OPTIONS: &[Opt] = &[
    flag("c", "complement"),
    flag("C", ""),
    flag("d", "delete"),
    flag("s", "squeeze-repeats"),
    flag("t", "truncate-set1"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("tr", OPTIONS, |context, args| Box::pin(run(context, args))).stops_at_operand();

/// What is done to each byte.
struct Plan {
    /// What a byte becomes.
    map: [u8; 256],
    deleted: [bool; 256],
    squeezed: [bool; 256],
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let plan = plan(context, &parsed)?;
    let mut last: Option<u8> = None;
    while let Some(chunk) = context.stdin.chunk().await? {
        let out = context.stdout.buffer();
        for byte in chunk {
            if plan.deleted[usize::from(byte)] {
                continue;
            }
            let byte = plan.map[usize::from(byte)];
            if plan.squeezed[usize::from(byte)] && last == Some(byte) {
                continue;
            }
            last = Some(byte);
            out.push(byte);
        }
        context.stdout.relieve().await?;
    }
    Ok(0)
}

fn plan(context: &Context, parsed: &crate::options::Parsed) -> Result<Plan, Quit> {
    let quoted = |text: &[u8]| crate::quote::curved(text);
    let (delete, squeeze) = (parsed.has("d"), parsed.has("s"));
    let complement = parsed.has("c") || parsed.has("C");
    let fail = |message: String| {
        context.complain(message);
        Quit::Status(1)
    };
    let two = if delete == squeeze { 2 } else { 1 };
    match parsed.operands.as_slice() {
        [] => return Err(context.usage_error("missing operand", 1)),
        [only] if two == 2 => {
            let why = if delete {
                "Two strings must be given when both deleting and squeezing repeats."
            } else {
                "Two strings must be given when translating."
            };
            let message = format!("missing operand after {}\n{why}", quoted(only));
            return Err(context.usage_error(message, 1));
        }
        [_, second, ..] if delete && !squeeze => {
            let message = format!(
                "extra operand {}\nOnly one string may be given when deleting without squeezing repeats.",
                quoted(second)
            );
            return Err(context.usage_error(message, 1));
        }
        [_, _, third, ..] => return Err(context.usage_error(format_args!("extra operand {}", quoted(third)), 1)),
        _ => {}
    }
    let first = Set::parse(&parsed.operands[0]).map_err(&fail)?;
    if first.repeats() {
        return Err(fail("the [c*] repeat construct may not appear in string1".to_owned()));
    }
    let mut from = first.bytes(0);
    if complement {
        let all = from;
        from = (0..=255).filter(|byte| !all.contains(byte)).collect();
    }
    let second = parsed.operands.get(1).map(|text| Set::parse(text).map_err(&fail)).transpose()?;
    let mut plan = Plan { map: std::array::from_fn(|byte| byte as u8), deleted: [false; 256], squeezed: [false; 256] };
    let mark = |table: &mut [bool; 256], bytes: &[u8]| bytes.iter().for_each(|byte| table[usize::from(*byte)] = true);
    match &second {
        _ if delete => {
            mark(&mut plan.deleted, &from);
            if let Some(second) = &second {
                mark(&mut plan.squeezed, &second.bytes(0));
            }
        }
        None => mark(&mut plan.squeezed, &from),
        Some(second) => {
            if second.has_other_class() {
                return Err(fail(
                    "when translating, the only character classes that may appear in\nstring2 are 'upper' and 'lower'"
                        .to_owned(),
                ));
            }
            if second.has_case_class() && !first.has_case_class() && !complement {
                return Err(fail("misaligned [:upper:] and/or [:lower:] construct".to_owned()));
            }
            let mut to = second.bytes(from.len());
            if to.is_empty() && !parsed.has("t") {
                return Err(fail("when not truncating set1, string2 must be non-empty".to_owned()));
            }
            if parsed.has("t") {
                from.truncate(to.len());
            } else if to.len() < from.len() {
                if second.ends_with_class() {
                    let message = "when translating with string1 longer than string2,\nthe latter string must not end with a character class";
                    return Err(fail(message.to_owned()));
                }
                let last = to.last().copied().unwrap_or(0);
                to.resize(from.len(), last);
            }
            for (from, to) in from.iter().zip(&to) {
                plan.map[usize::from(*from)] = *to;
            }
            if squeeze {
                mark(&mut plan.squeezed, &to);
            }
        }
    }
    Ok(plan)
}
