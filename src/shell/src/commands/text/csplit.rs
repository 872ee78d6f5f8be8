//! `csplit`: cuts a file where its lines say so.

use crate::number::MAX_WIDTH;
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use pattern::{Flags, Pattern, Syntax};

const OPTIONS: &[Opt] = &[
    value("b", "suffix-format"),
    value("f", "prefix"),
    flag("k", "keep-files"),
    value("n", "digits"),
    flag("s", "quiet"),
    flag("", "silent"),
    flag("z", "elide-empty-files"),
    flag("", "suppress-matched"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("csplit", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Where to cut.
enum Cut {
    /// Before this line.
    Line(usize),
    /// Before the next line that matches, moved by so many lines; what is before may be skipped (`%`).
    Match { pattern: Pattern, offset: i64, skip: bool },
}

/// A cut, how often it is repeated (`None` is for ever), and its words for messages.
type Step = (Cut, Option<usize>, String);

fn refused(context: &Context, words: impl std::fmt::Display) -> Quit {
    context.complain(words);
    Quit::Status(1)
}

fn steps(context: &Context, words: &[Bytes]) -> Result<Vec<Step>, Quit> {
    let mut list: Vec<Step> = Vec::new();
    for word in words {
        let shown = quote::curved(word);
        let text = String::from_utf8_lossy(word).into_owned();
        if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            let count = if inner == "*" { None } else { Some(inner.parse::<usize>().ok()) };
            match (list.last_mut(), count) {
                (Some(last), None) => last.1 = None,
                (Some(last), Some(Some(count))) => last.1 = Some(count),
                _ => return Err(refused(context, format_args!("{shown}: integer required between '{{' and '}}'"))),
            }
            continue;
        }
        let mark = text.chars().next().unwrap_or(' ');
        if mark == '/' || mark == '%' {
            let Some(end) = text[1..].rfind(mark) else {
                return Err(refused(context, format_args!("{text}: closing delimiter '{mark}' missing")));
            };
            let offset = text[end + 2..].trim_start_matches('+');
            let offset = if offset.is_empty() { Ok(0) } else { offset.parse() };
            let Ok(offset) = offset else {
                return Err(refused(context, format_args!("{text}: integer expected after delimiter")));
            };
            let pattern = Pattern::compile(Syntax::GrepBasic, &text[1..=end], Flags::default()).map_err(|_| {
                refused(context, format_args!("{shown}: invalid regular expression: Invalid regular expression"))
            })?;
            list.push((Cut::Match { pattern, offset, skip: mark == '%' }, Some(0), shown));
            continue;
        }
        match text.parse::<usize>() {
            Ok(0) => return Err(refused(context, "0: line number must be greater than zero")),
            Ok(line) => list.push((Cut::Line(line), Some(0), shown)),
            Err(_) => return Err(refused(context, format_args!("{shown}: invalid pattern"))),
        }
    }
    Ok(list)
}

struct Pieces {
    prefix: Bytes,
    digits: usize,
    made: Vec<Bytes>,
    sizes: Vec<usize>,
}

impl Pieces {
    fn write(&mut self, context: &Context, parsed: &Parsed, lines: &[&[u8]]) -> Result<(), Quit> {
        if lines.is_empty() && parsed.has("z") {
            return Ok(());
        }
        let number = format!("{:0width$}", self.made.len(), width = self.digits.min(MAX_WIDTH));
        let name = [&self.prefix[..], number.as_bytes()].concat();
        let bytes = lines.concat();
        context.write_file(&name, &bytes).map_err(|error| {
            context.complain_about(&name, error);
            Quit::Status(1)
        })?;
        self.sizes.push(bytes.len());
        self.made.push(name);
        Ok(())
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("b") {
        context.complain("--suffix-format is not supported on this machine");
        return Ok(1);
    }
    let Some((file, words)) = parsed.operands.split_first() else {
        return Err(context.usage_error("missing operand", 1));
    };
    if words.is_empty() {
        return Err(context.usage_error(format_args!("missing operand after {}", quote::curved(file)), 1));
    }
    let steps = steps(context, words)?;
    let bytes = match context.open(file).await {
        Ok(mut input) => input.read_all().await?,
        Err(error) => {
            context.complain_quoted("cannot open ", file, " for reading", error);
            return Ok(1);
        }
    };
    context.tick(bytes.len() as u64 / 4).await;
    let lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let digits = parsed.value("n").and_then(|text| std::str::from_utf8(text).ok()?.parse().ok()).unwrap_or(2);
    let prefix = parsed.value("f").unwrap_or(b"xx").to_vec();
    let mut pieces = Pieces { prefix, digits, made: Vec::new(), sizes: Vec::new() };
    let outcome = cut(context, &parsed, &steps, &lines, &mut pieces).await;
    if !(parsed.has("s") || parsed.has("silent")) {
        for size in &pieces.sizes {
            context.stdout.put(format!("{size}\n").as_bytes());
        }
        context.stdout.flush().await?;
    }
    if let Err(words) = outcome {
        context.complain(words);
        if !parsed.has("k") {
            for name in &pieces.made {
                // Removed already by someone else is as good.
                let _ = context.unlink(name);
            }
        }
        return Ok(1);
    }
    Ok(0)
}

async fn cut(
    context: &Context,
    parsed: &Parsed,
    steps: &[Step],
    lines: &[&[u8]],
    pieces: &mut Pieces,
) -> Result<(), String> {
    let failed = |_| "error writing a piece".to_owned();
    let mut at = 0;
    // The search begins after the line of the last match.
    let mut search = 0;
    for (cut, repeats, shown) in steps {
        let mut round = 0;
        loop {
            let wanted = match cut {
                Cut::Line(line) => {
                    let wanted = line * (round + 1) - 1;
                    if wanted > lines.len() || (wanted == lines.len() && *line > 1 && repeats.is_some()) {
                        if repeats.is_some() {
                            pieces.write(context, parsed, &lines[at..]).map_err(failed)?;
                            let on = if round > 0 { format!(" on repetition {round}") } else { String::new() };
                            return Err(format!("{shown}: line number out of range{on}"));
                        }
                        break;
                    }
                    wanted.max(at)
                }
                Cut::Match { pattern, offset, skip } => {
                    let budget = context.budget();
                    let line = |line: &[u8]| line.strip_suffix(b"\n").unwrap_or(line).to_vec();
                    let from = if pieces.made.is_empty() && at == 0 && round == 0 && search == 0 { 0 } else { search };
                    let found =
                        (from..lines.len()).find(|at| pattern.is_match(&line(lines[*at]), &budget).unwrap_or(false));
                    context.settle(&budget).await;
                    let Some(found) = found else {
                        if repeats.is_some() {
                            if !skip {
                                pieces.write(context, parsed, &lines[at..]).map_err(failed)?;
                            }
                            let on = if round > 0 { format!(" on repetition {round}") } else { String::new() };
                            return Err(format!("{shown}: match not found{on}"));
                        }
                        break;
                    };
                    search = found + 1;
                    let wanted = usize::try_from(found as i64 + offset).unwrap_or(0);
                    if wanted < at || wanted > lines.len() {
                        return Err(format!("{shown}: line number out of range"));
                    }
                    if *skip {
                        at = wanted;
                    }
                    wanted
                }
            };
            if !matches!(cut, Cut::Match { skip: true, .. }) {
                pieces.write(context, parsed, &lines[at..wanted]).map_err(failed)?;
            }
            at = wanted + usize::from(parsed.has("suppress-matched") && wanted < lines.len());
            search = search.max(at + usize::from(!parsed.has("suppress-matched")));
            context.tick(100).await;
            round += 1;
            if repeats.is_some_and(|repeats| round > repeats) {
                break;
            }
        }
    }
    pieces.write(context, parsed, &lines[at.min(lines.len())..]).map_err(failed)
}
