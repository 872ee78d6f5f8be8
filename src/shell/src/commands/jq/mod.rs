//! `jq`: the command line of jq 1.6, over our own machine.
//!
//! [`parse`] makes an [`ast`], [`machine`] runs it step by step (so that it can be stopped anywhere, and recursion costs
//! memory only), [`library`] has its functions. Libraries for jq evaluate natively and cannot be interrupted: hence ours.

pub mod ast;
mod check;
mod dates;
pub mod library;
pub mod machine;
mod malformed;
pub mod parse;
pub mod paths;
mod regex;
mod sequence;
pub mod text;
pub mod value;

use crate::options::{Opt, flag, value as option};
use crate::{Bytes, Command, Context, Outcome, Quit};
use library::Library;
use machine::Machine;
use std::rc::Rc;
use text::{Reader, Style};
use value::Json;

const OPTIONS: &[Opt] = &[
    flag("r", "raw-output"),
    flag("j", "join-output"),
    flag("a", "ascii-output"),
    flag("c", "compact-output"),
    flag("n", "null-input"),
    flag("s", "slurp"),
    flag("e", "exit-status"),
    flag("S", "sort-keys"),
    flag("C", "color-output"),
    flag("M", "monochrome-output"),
    flag("R", "raw-input"),
    flag("", "tab"),
    option("", "indent"),
    option("f", "from-file"),
    option("", "arg"),
    option("", "argjson"),
    option("", "slurpfile"),
    option("", "rawfile"),
    flag("", "args"),
    flag("", "jsonargs"),
    flag("", "stream"),
    flag("", "seq"),
    flag("", "unbuffered"),
    flag("h", "help"),
    flag("V", "version"),
];

/// The command.
pub const COMMAND: Command = Command::new("jq", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// What the command line says.
#[derive(Default)]
struct Settings {
    raw: bool,
    join: bool,
    null_input: bool,
    slurp: bool,
    exit_status: bool,
    raw_input: bool,
    stream: bool,
    seq: bool,
    variables: Vec<(Rc<str>, Json)>,
    filter: Option<String>,
    files: Vec<Bytes>,
}

const USAGE: &str = "Use jq --help for help with command-line options,
or see the jq manpage, or online docs  at https://stedolan.github.io/jq
";

fn usage(context: &Context, text: &str) -> Quit {
    context.stderr(format!("jq: error: {text}\n{USAGE}").as_bytes());
    Quit::Status(2)
}

async fn load(context: &mut Context, path: &[u8], name: &str) -> Result<Bytes, Quit> {
    let text = match context.open(path).await {
        Ok(mut input) => input.read_all().await,
        Err(error) => Err(error),
    };
    text.map_err(|error| {
        usage(context, &format!("Bad JSON in --{name}: Could not open {}: {error}", String::from_utf8_lossy(path)))
    })
}

/// `--arg` takes two words, `--args` changes what operands are: jq reads its options in its own way.
async fn settings(context: &mut Context, args: Vec<Bytes>) -> Result<(Settings, Style), Quit> {
    let mut settings = Settings::default();
    let mut style = Style { indent: Some(2), tabs: false, sorted: false, ascii: false, colours: context.is_tty(1) };
    let mut named: Vec<(Rc<str>, Json)> = Vec::new();
    let mut positional: Vec<Json> = Vec::new();
    let (mut rest_as, mut from_file, mut only_operands) = (0, false, false);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        let text = String::from_utf8_lossy(&arg).into_owned();
        if only_operands || !text.starts_with('-') || text == "-" {
            if settings.filter.is_none() && !from_file {
                settings.filter = Some(text);
            } else if rest_as == 1 {
                positional.push(Json::str(text));
            } else if rest_as == 2 {
                let value = Reader::new(&arg).next().ok().flatten();
                positional.push(value.ok_or_else(|| usage(context, "Invalid JSON text passed to --jsonargs"))?);
            } else if from_file && settings.filter.is_none() {
                settings.filter = Some(String::from_utf8_lossy(&load(context, &arg, "from-file").await?).into_owned());
            } else {
                settings.files.push(arg);
            }
            continue;
        }
        let letters: Vec<String> = match text.strip_prefix("--") {
            Some("") => {
                only_operands = true;
                continue;
            }
            Some(long) => vec![long.to_owned()],
            None => text[1..].chars().map(|c| c.to_string()).collect(),
        };
        for letter in letters {
            match letter.as_str() {
                "r" | "raw-output" => settings.raw = true,
                "j" | "join-output" => (settings.raw, settings.join) = (true, true),
                "a" | "ascii-output" => style.ascii = true,
                "c" | "compact-output" => style.indent = None,
                "n" | "null-input" => settings.null_input = true,
                "s" | "slurp" => settings.slurp = true,
                "e" | "exit-status" => settings.exit_status = true,
                "S" | "sort-keys" => style.sorted = true,
                "C" | "color-output" => style.colours = true,
                "M" | "monochrome-output" => style.colours = false,
                "R" | "raw-input" => settings.raw_input = true,
                "stream" => settings.stream = true,
                "seq" => settings.seq = true,
                "unbuffered" => {}
                "tab" => (style.indent, style.tabs) = (Some(1), true),
                "indent" => {
                    let number = args.next().and_then(|text| String::from_utf8_lossy(&text).parse::<usize>().ok());
                    match number {
                        Some(0) => style.indent = None,
                        Some(width @ 1..=7) => (style.indent, style.tabs) = (Some(width), false),
                        _ => return Err(usage(context, "Cannot indent more than 7 characters")),
                    }
                }
                "f" | "from-file" => {
                    from_file = true;
                    if let Some(first) = settings.filter.take() {
                        settings.filter = Some(
                            String::from_utf8_lossy(&load(context, first.as_bytes(), "from-file").await?).into_owned(),
                        );
                    }
                }
                "arg" | "argjson" | "slurpfile" | "rawfile" => {
                    let (Some(name), Some(given)) = (args.next(), args.next()) else {
                        return Err(usage(
                            context,
                            &format!(
                                "--{letter} takes two parameters (e.g. --{letter} varname {})",
                                if letter == "argjson" { "text" } else { "value" }
                            ),
                        ));
                    };
                    let name: Rc<str> = String::from_utf8_lossy(&name).into();
                    let value = match letter.as_str() {
                        "arg" => Json::str(String::from_utf8_lossy(&given).into_owned()),
                        "argjson" => match Reader::new(&given).next() {
                            Ok(Some(value)) => value,
                            _ => return Err(usage(context, &format!("Invalid JSON text passed to --{letter}"))),
                        },
                        "rawfile" => {
                            Json::str(String::from_utf8_lossy(&load(context, &given, &letter).await?).into_owned())
                        }
                        _ => {
                            let bytes = load(context, &given, &letter).await?;
                            let mut reader = Reader::new(&bytes);
                            let mut items = Vec::new();
                            loop {
                                match reader.next() {
                                    Ok(Some(value)) => items.push(value),
                                    Ok(None) => break,
                                    Err(error) => {
                                        return Err(usage(
                                            context,
                                            &format!(
                                                "Bad JSON in --{letter} {name} {}: {error}",
                                                String::from_utf8_lossy(&given)
                                            ),
                                        ));
                                    }
                                }
                            }
                            Json::array(items)
                        }
                    };
                    named.push((name, value));
                }
                "args" => rest_as = 1,
                "jsonargs" => rest_as = 2,
                "h" | "help" => {
                    context.options(&COMMAND_HELP, vec![b"--help".to_vec()]).await?;
                }
                "V" | "version" => {
                    context.stdout.put(b"jq-1.6\n");
                    return Err(Quit::Status(0));
                }
                _ => {
                    context.complain(format_args!("Unknown option {}", String::from_utf8_lossy(&arg)));
                    context.stderr(USAGE.as_bytes());
                    return Err(Quit::Status(2));
                }
            }
        }
    }
    let all =
        [(Rc::from("positional"), Json::array(positional)), (Rc::from("named"), Json::object(named.iter().cloned()))];
    settings.variables = named;
    settings.variables.push(("__prog_args".into(), Json::Null));
    settings.variables.push(("ARGS".into(), Json::object(all)));
    Ok((settings, style))
}

/// The options as `--help` shows them; jq parses its own.
const COMMAND_HELP: Command = Command::new("jq", &[], |_, _| Box::pin(async { Ok(0) }));

/// The inputs, one after another.
struct Inputs {
    files: std::vec::IntoIter<Bytes>,
    stdin: bool,
    text: Bytes,
    offset: usize,
    /// Newlines before this place of the text.
    lines: usize,
    counted: usize,
    settings: Settings,
    failed: Option<i32>,
    /// The present file, for messages.
    name: String,
    queue: std::collections::VecDeque<Json>,
    done: bool,
}

impl Inputs {
    /// Lines read so far: jq reads whole lines, so that a value's own line counts.
    fn line(&self) -> usize {
        let between = self.counted == 0 || self.text[self.counted - 1] != b'\n';
        self.lines + usize::from(between && memchr::memchr(b'\n', &self.text[self.counted..]).is_some())
    }

    /// Tells the program where its input is.
    fn tell(&self, library: &Library) {
        if self.counted > 0 || !self.settings.null_input {
            library.at(&self.name, self.line());
        }
    }

    /// The text of the next file.
    async fn load(&mut self, context: &mut Context) -> Result<bool, Quit> {
        loop {
            let opened = if std::mem::take(&mut self.stdin) {
                Ok(std::mem::replace(&mut context.stdin, crate::context::Input::new(context.sys.clone(), None)))
            } else {
                let Some(path) = self.files.next() else { return Ok(false) };
                let opened = context.open(&path).await;
                self.name = String::from_utf8_lossy(&path).into_owned();
                if let Err(error) = &opened {
                    let shown = String::from_utf8_lossy(&path).into_owned();
                    context.stderr(format!("jq: error: Could not open file {shown}: {error}\n").as_bytes());
                    self.failed = Some(2);
                }
                opened
            };
            let Ok(mut input) = opened else { continue };
            let more = input.read_all().await?;
            self.text.drain(..self.offset.min(self.text.len()));
            (self.offset, self.counted, self.lines) = (0, 0, 0);
            self.text.extend_from_slice(&more);
            return Ok(true);
        }
    }

    async fn next(&mut self, context: &mut Context) -> Result<Option<Json>, Result<String, Quit>> {
        let outcome = self.next_value(context).await;
        let end = self.offset.min(self.text.len());
        self.lines += memchr::memchr_iter(b'\n', &self.text[self.counted.min(end)..end]).count();
        self.counted = end;
        outcome
    }

    async fn next_value(&mut self, context: &mut Context) -> Result<Option<Json>, Result<String, Quit>> {
        if let Some(value) = self.queue.pop_front() {
            return Ok(Some(value));
        }
        if self.done {
            return Ok(None);
        }
        if self.settings.slurp {
            self.done = true;
            while self.load(context).await.map_err(Err)? {}
            self.offset = self.text.len();
            if self.settings.raw_input {
                return Ok(Some(Json::str(String::from_utf8_lossy(&self.text).into_owned())));
            }
            let mut reader = Reader::new(&self.text);
            let mut items = Vec::new();
            while let Some(value) = reader.next().map_err(Ok)? {
                items.push(value);
            }
            return Ok(Some(Json::array(items)));
        }
        if self.settings.seq && !self.settings.raw_input {
            while self.load(context).await.map_err(Err)? {}
            self.done = true;
            self.queue = sequence::read(context, &self.text).into();
            self.offset = self.text.len();
            return Ok(self.queue.pop_front());
        }
        loop {
            if self.settings.raw_input {
                let rest = &self.text[self.offset..];
                if let Some(end) = memchr::memchr(b'\n', rest) {
                    let line = String::from_utf8_lossy(&rest[..end]).into_owned();
                    self.offset += end + 1;
                    return Ok(Some(Json::str(line)));
                }
                if !self.load(context).await.map_err(Err)? {
                    self.done = true;
                    let rest = self.text[self.offset..].to_vec();
                    return Ok((!rest.is_empty()).then(|| Json::str(String::from_utf8_lossy(&rest).into_owned())));
                }
                continue;
            }
            let mut reader = Reader::new(&self.text);
            reader.seek(self.offset.max(reader.offset()));
            match reader.next() {
                Ok(Some(value)) => {
                    let read = reader.offset() - self.offset;
                    self.offset += read;
                    context.tick(20 + read as u64).await;
                    if self.settings.stream {
                        self.queue.extend(events(&value));
                        return Ok(self.queue.pop_front());
                    }
                    return Ok(Some(value));
                }
                Ok(None) => {
                    self.offset = self.text.len();
                    if !self.load(context).await.map_err(Err)? {
                        self.done = true;
                        return Ok(None);
                    }
                }
                Err(error) => {
                    self.done = true;
                    return Err(Ok(error));
                }
            }
        }
    }
}

/// The events of `--stream`.
fn events(value: &Json) -> Vec<Json> {
    let is_leaf = |value: &Json| match value {
        Json::Array(items) => items.is_empty(),
        Json::Object(object) => object.is_empty(),
        _ => true,
    };
    let mut out = Vec::new();
    let mut pending: Vec<(Vec<Json>, Option<Json>)> = vec![(Vec::new(), Some(value.clone()))];
    while let Some((path, value)) = pending.pop() {
        let Some(value) = value else {
            out.push(Json::array(vec![Json::array(path)]));
            continue;
        };
        if is_leaf(&value) {
            out.push(Json::array(vec![Json::array(path), value]));
            continue;
        }
        let members: Vec<(Json, Json)> = match &value {
            Json::Array(items) => {
                items.iter().enumerate().map(|(index, item)| (Json::Num(index as f64), item.clone())).collect()
            }
            Json::Object(object) => {
                object.iter().map(|(key, item)| (Json::Str(Rc::clone(key)), item.clone())).collect()
            }
            _ => Vec::new(),
        };
        let with = |key: &Json| [path.as_slice(), std::slice::from_ref(key)].concat();
        if let Some((last, _)) = members.last() {
            pending.push((with(last), None));
        }
        for (key, item) in members.iter().rev() {
            pending.push((with(key), Some(item.clone())));
        }
    }
    out
}

/// Is this text one JSON value and nothing else?
pub(crate) fn is_json(text: &[u8]) -> bool {
    let mut reader = Reader::new(text);
    matches!(reader.next(), Ok(Some(_))) && matches!(reader.next(), Ok(None))
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let (mut settings, style) = settings(context, args).await?;
    let Some(filter) = settings.filter.take() else {
        context.stderr(b"jq - commandline JSON processor [version 1.6]\n\nUsage:\tjq [options] <jq filter> [file...]\n\tjq [options] --args <jq filter> [strings...]\n\tjq [options] --jsonargs <jq filter> [JSON_TEXTS...]\n\n");
        return Err(Quit::Status(2));
    };
    let environment = context.env.iter().map(|(name, value)| {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (Rc::from(text(name)), Json::str(text(value)))
    });
    let library = Rc::new(Library::new(Json::object(environment), context.now() as f64 / 1000.0));
    let compiled = parse::parse(&filter).and_then(|(definitions, body)| {
        check::check(&library, &definitions, &body, &settings.variables, &filter)?;
        Ok((definitions, body))
    });
    let (definitions, body) = compiled.map_err(|message| {
        context.stderr(format!("jq: error: {message}\njq: 1 compile error\n").as_bytes());
        Quit::Status(3)
    })?;
    let mut machine = Machine::new(Rc::clone(&library), &definitions, body, &settings.variables);
    let files = std::mem::take(&mut settings.files);
    let mut inputs = Inputs {
        stdin: files.is_empty(),
        files: files.into_iter(),
        text: Vec::new(),
        offset: 0,
        lines: 0,
        counted: 0,
        settings,
        failed: None,
        name: "<stdin>".into(),
        queue: std::collections::VecDeque::new(),
        done: false,
    };
    let mut player = Player { library, style, status: 0, last: None };
    if inputs.settings.null_input {
        if let Some(halted) = player.play(context, &mut machine, Json::Null, &mut inputs).await? {
            return Ok(halted);
        }
    } else {
        loop {
            match inputs.next(context).await {
                Ok(Some(value)) => {
                    if let Some(halted) = player.play(context, &mut machine, value, &mut inputs).await? {
                        return Ok(halted);
                    }
                }
                Ok(None) => break,
                Err(Ok(error)) => {
                    context.stdout.flush().await?;
                    context.stderr(format!("parse error: {error}\n").as_bytes());
                    return Ok(4);
                }
                Err(Err(quit)) => return Err(quit),
            }
        }
    }
    let status = inputs.failed.unwrap_or(player.status);
    if status == 0 && inputs.settings.exit_status {
        return Ok(match player.last {
            None => 4,
            Some(true) => 0,
            Some(false) => 1,
        });
    }
    Ok(status)
}

/// Runs the machine and prints what comes out.
struct Player {
    library: Rc<Library>,
    style: Style,
    status: i32,
    /// Whether the last output was true.
    last: Option<bool>,
}

impl Player {
    /// One input; a status when the program halted.
    async fn play(
        &mut self,
        context: &mut Context,
        machine: &mut Machine,
        input: Json,
        inputs: &mut Inputs,
    ) -> Result<Option<i32>, Quit> {
        inputs.tell(&self.library);
        machine.start(input);
        self.last = None;
        loop {
            match machine.run() {
                machine::Outcome::Output(value) => {
                    self.print(context, &value, &inputs.settings);
                    self.last = Some(value.truth());
                    context.stdout.relieve().await?;
                    context.tick(50).await;
                }
                machine::Outcome::Done => return Ok(None),
                machine::Outcome::Tick => context.tick(400_000).await,
                machine::Outcome::Say(text) => context.stderr(text.as_bytes()),
                machine::Outcome::NeedInput => match inputs.next(context).await {
                    Ok(value) => {
                        inputs.tell(&self.library);
                        machine.give(value);
                    }
                    Err(Ok(error)) => {
                        context.stderr(format!("jq: error (at <stdin>:0): {error}\n").as_bytes());
                        return Ok(Some(2));
                    }
                    Err(Err(quit)) => return Err(quit),
                },
                machine::Outcome::Error(message) => {
                    context.stdout.flush().await?;
                    let line = match &message {
                        Json::Str(text) => format!("jq: error (at {}): {text}\n", place(inputs)),
                        other => format!("jq: error (at {}) (not a string): {}\n", place(inputs), text::compact(other)),
                    };
                    context.stderr(line.as_bytes());
                    self.status = 5;
                    return Ok(None);
                }
                machine::Outcome::Broken => {
                    context.stderr(format!("jq: error (at {}): break\n", place(inputs)).as_bytes());
                    self.status = 5;
                    return Ok(None);
                }
                machine::Outcome::Halt(status, message) => {
                    context.stdout.flush().await?;
                    match message {
                        Some(Json::Str(text)) => context.stderr(text.as_bytes()),
                        Some(other) => context.stderr(format!("{}\n", text::compact(&other)).as_bytes()),
                        None => {}
                    }
                    return Ok(Some(status));
                }
            }
        }
    }

    fn print(&self, context: &mut Context, value: &Json, settings: &Settings) {
        if settings.seq {
            context.stdout.put(b"\x1e");
        }
        match value {
            Json::Str(text) if settings.raw => context.stdout.put(text.as_bytes()),
            other => {
                let mut text = String::new();
                text::write(other, self.style, &mut text);
                context.stdout.put(text.as_bytes());
            }
        }
        if !settings.join {
            context.stdout.put_byte(b'\n');
        }
    }
}

/// Where the input stands, for messages.
fn place(inputs: &Inputs) -> String {
    if inputs.settings.null_input && inputs.counted == 0 {
        return "<unknown>".into();
    }
    format!("{}:{}", inputs.name, inputs.line())
}
