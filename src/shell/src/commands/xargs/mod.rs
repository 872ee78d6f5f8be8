//! `xargs`: GNU findutils 4.9's.

mod words;

use crate::kernel::{Exit, Pid};
use crate::options::{Opt, Parsed, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use vfs::OpenFlags;
use words::{Reader, Splitting};

const OPTIONS: &[Opt] = &[
    flag("0", "null"),
    value("a", "arg-file"),
    value("d", "delimiter"),
    value("E", ""),
    maybe("e", "eof"),
    value("I", ""),
    maybe("i", "replace"),
    value("L", "max-lines"),
    maybe("l", ""),
    value("n", "max-args"),
    flag("o", "open-tty"),
    value("P", "max-procs"),
    flag("p", "interactive"),
    flag("r", "no-run-if-empty"),
    value("s", "max-chars"),
    flag("t", "verbose"),
    flag("x", "exit"),
    value("", "process-slot-var"),
    flag("", "show-limits"),
];

/// The command.
pub const COMMAND: Command =
    Command::new("xargs", OPTIONS, |context, args| Box::pin(run(context, args))).stops_at_operand();

/// Bytes of arguments passed at a time, unless `-s` says less.
const ARGUMENTS: usize = 128 << 10;

/// What the options say.
struct Settings {
    /// `-I`: what is replaced.
    replace: Option<Bytes>,
    most_arguments: usize,
    most_lines: usize,
    most_bytes: usize,
    most_processes: usize,
    ask: bool,
    verbose: bool,
    skip_empty: bool,
    exit_when_too_long: bool,
}

/// What has come of the commands.
struct Runner<'c> {
    context: &'c mut Context,
    settings: Settings,
    command: Vec<Bytes>,
    running: Vec<Pid>,
    status: i32,
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let (settings, splitting) = settings(context, &parsed)?;
    let command = if parsed.operands.is_empty() { vec![b"echo".to_vec()] } else { parsed.operands.clone() };
    let input = match parsed.value("a") {
        Some(path) => match context.open(path).await {
            Ok(input) => input,
            Err(error) => {
                let shown = String::from_utf8_lossy(path).into_owned();
                context.complain(format_args!("Cannot open input file \u{2018}{shown}\u{2019}: {error}"));
                return Err(Quit::Status(1));
            }
        },
        None => std::mem::replace(&mut context.stdin, crate::context::Input::new(context.sys.clone(), None)),
    };
    let end_mark = parsed.value("E").or_else(|| parsed.value("e")).map(<[u8]>::to_vec);
    let mut reader = Reader::new(input, splitting, end_mark.filter(|mark| !mark.is_empty()));
    let mut runner = Runner { context, settings, command, running: Vec::new(), status: 0 };
    runner.all(&mut reader).await?;
    while !runner.running.is_empty() {
        runner.reap().await?;
    }
    Ok(runner.status)
}

fn settings(context: &Context, parsed: &Parsed) -> Result<(Settings, Splitting), Quit> {
    let number = |key: &str, letter: &str, least: usize| -> Result<Option<usize>, Quit> {
        let Some(text) = parsed.value(key) else { return Ok(None) };
        let shown = String::from_utf8_lossy(text).into_owned();
        let Ok(number) = shown.parse::<usize>() else {
            return Err(context.usage_error(format_args!("invalid number \"{shown}\" for -{letter} option"), 1));
        };
        if number < least {
            return Err(context.usage_error(format_args!("value {shown} for -{letter} option should be >= {least}"), 1));
        }
        Ok(Some(number))
    };
    let mut splitting = Splitting::Shell;
    if parsed.has("0") {
        splitting = Splitting::At(0);
    }
    if let Some(text) = parsed.value("d") {
        splitting = Splitting::At(words::delimiter(text).ok_or_else(|| {
            let shown = String::from_utf8_lossy(text).into_owned();
            context.complain(format_args!("Invalid input delimiter specification {shown}: the delimiter must be either a single character or an escape sequence starting with \\."));
            Quit::Status(1)
        })?);
    }
    let (mut arguments, mut lines, mut replace) = (None, None, None);
    // -I, -L and -n exclude each other: the last one counts.
    for (key, given) in &parsed.options {
        match *key {
            "n" => {
                arguments = number("n", "n", 1)?;
                lines = None;
                // `-n 1` after -I is no contradiction.
                if arguments != Some(1) {
                    replace = None;
                }
            }
            "L" | "l" => {
                lines = if given.is_some() { number(key, key, 1)? } else { Some(1) };
                (arguments, replace) = (None, None);
            }
            "I" | "i" => {
                let before = if arguments.is_some() { Some("--max-args") } else { lines.map(|_: usize| "--max-lines") };
                if let Some(before) = before {
                    context.complain(format_args!(
                        "warning: options {before} and --replace/-I/-i are mutually exclusive, ignoring previous {before} value"
                    ));
                }
                replace = Some(given.clone().unwrap_or_else(|| b"{}".to_vec()));
                (arguments, lines) = (None, None);
            }
            _ => {}
        }
    }
    if replace.is_some() && splitting == Splitting::Shell {
        splitting = Splitting::Lines;
    }
    let settings = Settings {
        exit_when_too_long: parsed.has("x") || replace.is_some() || lines.is_some(),
        replace,
        most_arguments: arguments.unwrap_or(usize::MAX),
        most_lines: lines.unwrap_or(usize::MAX),
        most_bytes: number("s", "s", 1)?.unwrap_or(ARGUMENTS).min(ARGUMENTS),
        most_processes: number("P", "P", 0)?.map_or(1, |most| if most == 0 { 64 } else { most }),
        ask: parsed.has("p"),
        verbose: parsed.has("t") || parsed.has("p"),
        skip_empty: parsed.has("r"),
    };
    Ok((settings, splitting))
}

impl Runner<'_> {
    async fn all(&mut self, reader: &mut Reader) -> Result<(), Quit> {
        let fixed: usize = self.command.iter().map(|word| word.len() + 1).sum();
        let mut waiting: Vec<Bytes> = Vec::new();
        let (mut bytes, mut lines, mut ran) = (fixed, 0, false);
        loop {
            let word = match reader.word().await {
                Ok(word) => word,
                Err(message) => {
                    self.context.complain(message);
                    self.status = 1;
                    return Ok(());
                }
            };
            let Some((word, line_ends)) = word else { break };
            if let Some(mark) = self.settings.replace.clone() {
                let command = self.command.clone();
                let words: Vec<Bytes> = command.iter().map(|part| words::replace(part, &mark, &word)).collect();
                if words.iter().map(|word| word.len() + 1).sum::<usize>() > self.settings.most_bytes {
                    self.context.complain("command too long");
                    return Err(Quit::Status(1));
                }
                self.start(words).await?;
                continue;
            }
            let full = bytes + word.len() + 1 > self.settings.most_bytes;
            if full && !waiting.is_empty() {
                if self.settings.exit_when_too_long {
                    self.context.complain("argument list too long");
                    return Err(Quit::Status(1));
                }
                self.batch(std::mem::take(&mut waiting)).await?;
                ran = true;
                (bytes, lines) = (fixed, 0);
            }
            if bytes + word.len() + 1 > self.settings.most_bytes {
                self.context.complain("argument line too long");
                return Err(Quit::Status(1));
            }
            bytes += word.len() + 1;
            waiting.push(word);
            lines += usize::from(line_ends);
            if waiting.len() >= self.settings.most_arguments || lines >= self.settings.most_lines {
                self.batch(std::mem::take(&mut waiting)).await?;
                ran = true;
                (bytes, lines) = (fixed, 0);
            }
        }
        if !waiting.is_empty() || (!ran && !self.settings.skip_empty && self.settings.replace.is_none()) {
            self.batch(waiting).await?;
        }
        Ok(())
    }

    async fn batch(&mut self, arguments: Vec<Bytes>) -> Result<(), Quit> {
        let mut words = self.command.clone();
        words.extend(arguments);
        self.start(words).await
    }

    async fn start(&mut self, words: Vec<Bytes>) -> Result<(), Quit> {
        if self.settings.verbose {
            let line = words.iter().map(|word| crate::quote::maybe(word)).collect::<Vec<_>>().join(&b' ');
            self.context.stderr(&line);
            if self.settings.ask {
                self.context.stderr(b"?...");
                let answer = match self.context.open(b"/dev/tty").await {
                    Ok(mut terminal) => terminal.line().await?.map(<[u8]>::to_vec).unwrap_or_default(),
                    Err(_) => Vec::new(),
                };
                if !matches!(answer.first(), Some(b'y' | b'Y')) {
                    return Ok(());
                }
            } else {
                self.context.stderr(b"\n");
            }
        }
        while self.running.len() >= self.settings.most_processes {
            self.reap().await?;
        }
        let mut child = self.context.child(&words);
        if let Ok(null) = self.context.null(OpenFlags::READ).await {
            child = child.redirect(0, crate::context::Redirect::File(null));
        }
        match self.context.start(child) {
            Ok(pid) => {
                self.running.push(pid);
                if self.settings.most_processes == 1 {
                    self.reap().await?;
                }
                Ok(())
            }
            Err(error) => {
                let shown = String::from_utf8_lossy(&words[0]).into_owned();
                self.context.complain(format_args!("{shown}: {}", error.errno()));
                Err(Quit::Status(error.status()))
            }
        }
    }

    /// Waits for the oldest child and draws the consequences.
    async fn reap(&mut self) -> Result<(), Quit> {
        if self.running.is_empty() {
            return Ok(());
        }
        let pid = self.running.remove(0);
        let name = String::from_utf8_lossy(&self.command[0]).into_owned();
        match self.context.wait(pid).await {
            Exit::Code(0) => {}
            Exit::Code(255) => {
                self.context.complain(format_args!("{name}: exited with status 255; aborting"));
                return Err(Quit::Status(124));
            }
            Exit::Code(126) => return Err(Quit::Status(126)),
            Exit::Code(127) => return Err(Quit::Status(127)),
            Exit::Code(_) => self.status = 123,
            Exit::Signal(signal) => {
                self.context.complain(format_args!("{name}: terminated by signal {}", signal.0));
                return Err(Quit::Status(125));
            }
        }
        Ok(())
    }
}
