//! `uniq`: neighbouring lines that are equal.

use crate::number::put_whole;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    flag("c", "count"),
    flag("d", "repeated"),
    flag("D", ""),
    maybe("", "all-repeated"),
    value("f", "skip-fields"),
    maybe("", "group"),
    flag("i", "ignore-case"),
    value("s", "skip-chars"),
    flag("u", "unique"),
    flag("z", "zero-terminated"),
    value("w", "check-chars"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("uniq", OPTIONS, |context, args| Box::pin(run(context, args)));

/// What of a line is compared.
struct Key {
    fields: usize,
    skipped: usize,
    checked: usize,
    ignore_case: bool,
}

impl Key {
    fn of<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        let mut at = 0;
        for _ in 0..self.fields {
            if at == line.len() {
                break;
            }
            at += line[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            at += line[at..].iter().take_while(|byte| !matches!(byte, b' ' | b'\t')).count();
        }
        let rest = &line[at.saturating_add(self.skipped).min(line.len())..];
        &rest[..rest.len().min(self.checked)]
    }

    fn same(&self, a: &[u8], b: &[u8]) -> bool {
        let (a, b) = (self.of(a), self.of(b));
        if self.ignore_case { a.eq_ignore_ascii_case(b) } else { a == b }
    }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if let Some(extra) = parsed.operands.get(2) {
        let quoted = crate::quote::curved(extra);
        return Err(context.usage_error(format_args!("extra operand {quoted}"), 1));
    }
    let number = |context: &Context, key: &str, what: &str, otherwise: usize| -> Result<usize, Quit> {
        let Some(text) = parsed.value(key) else { return Ok(otherwise) };
        std::str::from_utf8(text).ok().and_then(|text| text.parse().ok()).ok_or_else(|| {
            context.complain(format_args!("{}: invalid number of {what}", String::from_utf8_lossy(text)));
            Quit::Status(1)
        })
    };
    let key = Key {
        fields: number(context, "f", "fields to skip", 0)?,
        skipped: number(context, "s", "bytes to skip", 0)?,
        checked: number(context, "w", "bytes to compare", usize::MAX)?,
        ignore_case: parsed.has("i"),
    };
    let end = if parsed.has("z") { 0 } else { b'\n' };
    let all = parsed.has("D") || parsed.has("all-repeated");
    let separated = parsed.value("all-repeated").map(<[u8]>::to_vec);
    let group = parsed.has("group").then(|| parsed.value("group").unwrap_or(b"separate").to_vec());
    if group.is_some() && (all || ["c", "d", "u"].iter().any(|key| parsed.has(key))) {
        return Err(context.usage_error("--group is mutually exclusive with -c/-d/-D/-u", 1));
    }
    let mut input = match parsed.operands.first() {
        None => context.open(b"-").await?,
        Some(file) => match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_about(file, error);
                return Ok(1);
            }
        },
    };
    if let Some(target) = parsed.operands.get(1).filter(|target| target.as_slice() != b"-") {
        context.stdout = match context.create(target).await {
            Ok(output) => output,
            Err(error) => {
                context.complain_about(target, error);
                return Ok(1);
            }
        };
    }
    let mut show = Show {
        count: parsed.has("c"),
        repeated: parsed.has("d") || all,
        unique: parsed.has("u"),
        all,
        separator: separated,
        group,
        end,
        groups: 0,
    };
    let mut first: Bytes = Vec::new();
    let mut count = 0_u64;
    // With -D and --group every line of a group is shown, not only its first.
    let mut held: Vec<Bytes> = Vec::new();
    while let Some(line) = input.until(end).await? {
        let line = line.strip_suffix(&[end]).unwrap_or(line);
        if count > 0 && key.same(&first, line) {
            count += 1;
        } else {
            show.group_of(context, &first, count, &mut held);
            context.stdout.relieve().await?;
            first.clear();
            first.extend_from_slice(line);
            count = 1;
        }
        if all || show.group.is_some() {
            held.push(line.to_vec());
        }
    }
    show.group_of(context, &first, count, &mut held);
    if show.groups > 0 && show.group.as_deref().is_some_and(|how| how == b"append" || how == b"both") {
        context.stdout.put_byte(end);
    }
    context.stdout.flush().await.map_err(|error: Errno| Quit::Failed(error))?;
    Ok(0)
}

/// What of a group is shown.
struct Show {
    count: bool,
    repeated: bool,
    unique: bool,
    all: bool,
    separator: Option<Bytes>,
    group: Option<Bytes>,
    end: u8,
    groups: u64,
}

impl Show {
    fn group_of(&mut self, context: &mut Context, first: &[u8], count: u64, held: &mut Vec<Bytes>) {
        let lines = std::mem::take(held);
        if count == 0 || self.repeated && count == 1 || self.unique && count > 1 {
            return;
        }
        let how = self.group.as_deref().or(if self.all { self.separator.as_deref() } else { None });
        let before = match how {
            Some(b"prepend" | b"both") => true,
            Some(b"separate" | b"append") => self.groups > 0,
            _ => false,
        };
        self.groups += 1;
        if before {
            context.stdout.put_byte(self.end);
        }
        if self.all || self.group.is_some() {
            for line in lines {
                context.stdout.put(&line);
                context.stdout.put_byte(self.end);
            }
            return;
        }
        if self.count {
            let digits = count.checked_ilog10().unwrap_or(0) as usize + 1;
            context.stdout.put(&b"       "[digits.min(7)..]);
            put_whole(context.stdout.buffer(), count as i64);
            context.stdout.put_byte(b' ');
        }
        context.stdout.put(first);
        context.stdout.put_byte(self.end);
    }
}
