//! `head`: the beginning of files.

use crate::context::Input;
use crate::options::{Opt, flag, old_number, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use memchr::{memchr, memrchr};
use vfs::Errno;

const OPTIONS: &[Opt] = &[
    value("c", "bytes"),
    value("n", "lines"),
    flag("q", "quiet"),
    flag("q", "silent"),
    flag("v", "verbose"),
    flag("z", "zero-terminated"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("head", OPTIONS, |context, args| Box::pin(run(context, args)));

/// How much of a file.
#[derive(Clone, Copy)]
struct Amount {
    count: u64,
    /// All but the last `count`.
    elide: bool,
    bytes: bool,
    end: u8,
}

/// The old way: `head -5`, and letters behind the number: `c` and `l` for bytes and lines, `b`, `k`, `m` for bytes in
/// blocks, `q`, `v`, `z` as they are. Another letter is wrong.
fn old_way(args: &[Bytes]) -> Result<Option<Vec<Bytes>>, u8> {
    let Some(text) = old_number(args) else { return Ok(None) };
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (mut unit, mut suffix, mut others) = (b'n', None, Vec::new());
    for letter in &text[digits..] {
        match letter {
            b'c' => unit = b'c',
            b'l' => unit = b'n',
            b'b' | b'k' | b'm' => (unit, suffix) = (b'c', Some(*letter)),
            b'q' | b'v' | b'z' => others.push(vec![b'-', *letter]),
            _ => return Err(*letter),
        }
    }
    let mut count = [&[b'-', unit], &text[..digits]].concat();
    count.extend(suffix.map(|letter| if letter == b'm' { b'M' } else { letter }));
    others.insert(0, count);
    Ok(Some(others))
}

async fn run(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    match old_way(&args) {
        Ok(Some(old)) => drop(args.splice(0..1, old)),
        Ok(None) => {}
        Err(letter) => {
            return Err(context.usage_error(format_args!("invalid trailing option -- {}", char::from(letter)), 1));
        }
    }
    let parsed = context.options(&COMMAND, args).await?;
    let mut amount = Amount { count: 10, elide: false, bytes: false, end: if parsed.has("z") { 0 } else { b'\n' } };
    for (key, value) in &parsed.options {
        if let (true, Some(value)) = (matches!(*key, "n" | "c"), value) {
            amount.bytes = *key == "c";
            amount.elide = value.starts_with(b"-");
            let digits = value.strip_prefix(b"-").unwrap_or(value);
            amount.count = crate::context::number_with_suffix(digits).ok_or_else(|| {
                let unit = if amount.bytes { "bytes" } else { "lines" };
                let shown = crate::quote::curved(digits);
                context.complain(format_args!("invalid number of {unit}: {shown}"));
                Quit::Status(1)
            })?;
        }
    }
    let operands = if parsed.operands.is_empty() { vec![b"-".to_vec()] } else { parsed.operands.clone() };
    let titles = match parsed.last_of(&["q", "v"]) {
        Some("q") => false,
        Some(_) => true,
        None => operands.len() > 1,
    };
    let mut status = 0;
    let mut first = true;
    for file in &operands {
        let mut input = match context.open(file).await {
            Ok(input) => input,
            Err(error) => {
                context.complain_quoted("cannot open ", file, " for reading", error);
                status = 1;
                continue;
            }
        };
        if titles {
            let name = if file == b"-" { b"standard input".as_slice() } else { file };
            let title = [if first { b"".as_slice() } else { b"\n" }, b"==> ", name, b" <==\n"].concat();
            context.stdout.put(&title);
        }
        first = false;
        let result = match (amount.elide, amount.bytes) {
            (false, false) => lines(context, &mut input, amount).await?,
            (false, true) => bytes(context, &mut input, amount.count).await?,
            (true, _) => all_but(context, &mut input, amount).await?,
        };
        input.give_back();
        if let Err(error) = result {
            context.complain_quoted("error reading ", file, "", error);
            status = 1;
        }
    }
    Ok(status)
}

/// The first lines. The inner error is the input's, the outer the output's.
async fn lines(context: &mut Context, input: &mut Input, amount: Amount) -> Result<Result<(), Errno>, Errno> {
    let mut left = amount.count;
    while left > 0 {
        let chunk = match input.fill().await {
            Ok([]) => break,
            Ok(chunk) => chunk,
            Err(error) => return Ok(Err(error)),
        };
        let mut taken = 0;
        while left > 0 {
            match memchr(amount.end, &chunk[taken..]) {
                Some(at) => {
                    taken += at + 1;
                    left -= 1;
                }
                None => {
                    taken = chunk.len();
                    break;
                }
            }
        }
        context.stdout.put(&chunk[..taken]);
        input.consume(taken);
        context.stdout.relieve().await?;
    }
    Ok(Ok(()))
}

async fn bytes(context: &mut Context, input: &mut Input, mut left: u64) -> Result<Result<(), Errno>, Errno> {
    while left > 0 {
        let chunk = match input.fill().await {
            Ok([]) => break,
            Ok(chunk) => chunk,
            Err(error) => return Ok(Err(error)),
        };
        let taken = (chunk.len() as u64).min(left) as usize;
        context.stdout.put(&chunk[..taken]);
        left -= taken as u64;
        input.consume(taken);
        context.stdout.relieve().await?;
    }
    Ok(Ok(()))
}

/// All but the last lines or bytes.
async fn all_but(context: &mut Context, input: &mut Input, amount: Amount) -> Result<Result<(), Errno>, Errno> {
    let all = match input.read_all().await {
        Ok(all) => all,
        Err(error) => return Ok(Err(error)),
    };
    let mut end = all.len();
    if amount.bytes {
        end = end.saturating_sub(usize::try_from(amount.count).unwrap_or(usize::MAX));
    } else {
        let mut left = amount.count;
        while left > 0 && end > 0 {
            end = memrchr(amount.end, &all[..end - 1]).map_or(0, |at| at + 1);
            left -= 1;
        }
    }
    context.stdout.put(&all[..end]);
    context.stdout.relieve().await?;
    Ok(Ok(()))
}
