//! `fmt`: fills paragraphs, weighing line lengths the way Knuth and Plass do (GNU fmt's costs).

use crate::options::{Opt, flag, old_number, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("c", "crown-margin"),
    value("p", "prefix"),
    flag("s", "split-only"),
    flag("t", "tagged-paragraph"),
    flag("u", "uniform-spacing"),
    value("w", "width"),
    value("g", "goal"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("fmt", OPTIONS, |context, args| Box::pin(run(context, args)));

/// A word and what weighs in its favour at a line's end.
struct Word {
    text: Bytes,
    /// Blanks after it.
    space: usize,
    opens: bool,
    period: bool,
    punctuation: bool,
    final_: bool,
}

struct Plan {
    width: usize,
    goal: usize,
    crown: bool,
    tagged: bool,
    split: bool,
    uniform: bool,
    prefix: Bytes,
}

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // The old way: `fmt -40`.
    if let Some(digits) = old_number(&args).filter(|digits| digits.iter().all(u8::is_ascii_digit)) {
        args[0] = [b"-w", digits].concat();
    }
    let parsed = context.options(&COMMAND, args).await?;
    let number = |key: &str, most: usize| -> Result<Option<usize>, Quit> {
        let Some(text) = parsed.value(key) else { return Ok(None) };
        let value = std::str::from_utf8(text).ok().and_then(|text| text.parse::<usize>().ok());
        match value {
            Some(value) if value <= most => Ok(Some(value)),
            Some(_) => {
                context.complain(format_args!("invalid width: {}: Numerical result out of range", quote::curved(text)));
                Err(Quit::Status(1))
            }
            None => {
                context.complain(format_args!("invalid width: {}", quote::curved(text)));
                Err(Quit::Status(1))
            }
        }
    };
    let width = number("w", 2500)?;
    let goal = number("g", width.unwrap_or(75))?;
    let width = width.unwrap_or_else(|| goal.map_or(75, |goal| goal + 10));
    let plan = Plan {
        width,
        goal: goal.unwrap_or(width * 187 / 200),
        crown: parsed.has("c"),
        tagged: parsed.has("t"),
        split: parsed.has("s"),
        uniform: parsed.has("u"),
        prefix: parsed.value("p").unwrap_or_default().to_vec(),
    };
    let mut status = 0;
    for file in &super::inputs(&parsed) {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_quoted("cannot open ", file, " for reading", error);
                status = 1;
                continue;
            }
        };
        let text = match input.read_all().await {
            Ok(text) => text,
            Err(error) => {
                context.complain_about(file, error);
                status = 1;
                continue;
            }
        };
        fill(context, &text, &plan).await?;
    }
    Ok(status)
}

/// A line without its prefix: the indentation and where the text begins; `None` for what passes through as it is.
fn indent(line: &[u8], plan: &Plan) -> Option<(usize, usize)> {
    let blanks = |text: &[u8]| text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mut at = 0;
    if !plan.prefix.is_empty() {
        at = blanks(line);
        let prefix = plan.prefix.trim_ascii();
        if !line[at..].starts_with(prefix) {
            return None;
        }
        at += prefix.len();
    }
    let text = at + blanks(&line[at..]);
    if text == line.len() {
        return None;
    }
    let column =
        line[..text].iter().fold(0, |column, byte| if *byte == b'\t' { column + 8 - column % 8 } else { column + 1 });
    Some((column, text))
}

async fn fill(context: &mut Context, text: &[u8], plan: &Plan) -> Result<(), Quit> {
    let lines: Vec<&[u8]> =
        text.split_inclusive(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\n").unwrap_or(line)).collect();
    let mut at = 0;
    while at < lines.len() {
        let Some((first, start)) = indent(lines[at], plan) else {
            let kept = if lines[at].iter().all(|byte| matches!(byte, b' ' | b'\t')) { &[][..] } else { lines[at] };
            context.stdout.put(kept);
            context.stdout.put_byte(b'\n');
            at += 1;
            continue;
        };
        let mut words = Vec::new();
        take_words(&lines[at][start..], &mut words, plan);
        at += 1;
        let mut other = first;
        if !plan.split {
            let mut first_follower = true;
            while at < lines.len()
                && let Some((column, start)) = indent(lines[at], plan)
            {
                if first_follower && (plan.crown || plan.tagged && column != first) {
                    other = column;
                }
                if plan.tagged && first_follower && column == first {
                    break;
                }
                if column != other {
                    break;
                }
                first_follower = false;
                take_words(&lines[at][start..], &mut words, plan);
                at += 1;
            }
        }
        context.tick(words.len() as u64 * 50).await;
        let prefix = plan.prefix.trim_ascii().to_vec();
        put(context, words, first, other, &prefix, plan);
        context.stdout.relieve().await?;
    }
    Ok(())
}

fn take_words(line: &[u8], words: &mut Vec<Word>, plan: &Plan) {
    let mut at = 0;
    while at < line.len() {
        let end = line[at..].iter().position(|byte| matches!(byte, b' ' | b'\t')).map_or(line.len(), |end| at + end);
        let text = line[at..end].to_vec();
        let next =
            line[end..].iter().position(|byte| !matches!(byte, b' ' | b'\t')).map_or(line.len(), |next| end + next);
        let core = text.iter().rposition(|byte| !b")]'\"".contains(byte)).map_or(0, |last| last + 1);
        let period = core > 0 && b".?!".contains(&text[core - 1]);
        let at_end = next >= line.len();
        let final_ = period && (at_end || next - end > 1);
        let space = if at_end || plan.uniform { if final_ { 2 } else { 1 } } else { next - end };
        words.push(Word {
            opens: b"('`\"".contains(&text[0]),
            punctuation: text.last().is_some_and(u8::is_ascii_punctuation),
            period,
            final_,
            space,
            text,
        });
        at = next;
    }
}

/// The cost of ending a line after a word, before the next.
fn break_cost(words: &[Word], next: usize) -> i64 {
    let mut cost = 70 * 70;
    let this = &words[next];
    if next > 0 {
        let before = &words[next - 1];
        if before.period {
            if before.final_ { cost -= 50 * 50 } else { cost += 600 * 600 }
        } else if before.punctuation {
            cost -= 40 * 40;
        } else if next > 1 && words[next - 2].final_ {
            cost += 200 * 200 / (before.text.len() as i64 + 2);
        }
    }
    if this.opens {
        cost -= 40 * 40;
    } else if this.final_ {
        cost += 150 * 150 / (this.text.len() as i64 + 2);
    }
    cost
}

/// GNU fmt's dynamic programme, from the last word back.
fn put(context: &mut Context, words: Vec<Word>, first: usize, other: usize, prefix: &[u8], plan: &Plan) {
    let count = words.len();
    let mut best = vec![0_i64; count + 1];
    let mut next = vec![count; count + 1];
    let mut lengths = vec![0_usize; count + 1];
    for start in (0..count).rev() {
        best[start] = i64::MAX;
        let mut length = if start == 0 { first } else { other } + words[start].text.len();
        let mut end = start + 1;
        loop {
            let mut cost = if end == count {
                0
            } else {
                let short = (plan.goal as i64 - length as i64) * 10;
                let mut cost = short * short;
                if next[end] != count {
                    let ragged = (length as i64 - lengths[end] as i64) * 10;
                    cost += ragged * ragged / 2;
                }
                cost
            };
            cost = cost.saturating_add(best[end]);
            if cost < best[start] {
                best[start] = cost;
                next[start] = end;
                lengths[start] = length;
            }
            if end == count {
                break;
            }
            length += words[end - 1].space + words[end].text.len();
            end += 1;
            if length >= plan.width {
                break;
            }
        }
        if start > 0 {
            best[start] = best[start].saturating_add(break_cost(&words, start));
        }
    }
    let mut start = 0;
    while start < count {
        let margin = if start == 0 { first } else { other };
        context.stdout.put(prefix);
        let blanks = margin.saturating_sub(prefix.len());
        context.stdout.buffer().extend(std::iter::repeat_n(b' ', blanks));
        for (at, word) in words.iter().enumerate().take(next[start]).skip(start) {
            context.stdout.put(&word.text);
            if at + 1 < next[start] {
                context.stdout.buffer().extend(std::iter::repeat_n(b' ', word.space));
            }
        }
        context.stdout.put_byte(b'\n');
        start = next[start];
    }
}
