//! `bash` and `sh` as programs: their command line, and the loop that reads and runs a script.

use super::shell::{Flow, Shell};
use crate::builtins;
use crate::context::{Outcome, Quit};
use crate::kernel::Signal;
use crate::options::Opt;
use crate::registry::Command;
use crate::syntax::Parser;
use crate::{Bytes, Context};
use vfs::{Errno, OpenFlags};

const OPTIONS: &[Opt] = &[];

/// The programs that are shells, and the builtins that are programs too.
pub const COMMANDS: &[Command] = &[
    Command::new("bash", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2),
    Command::new("sh", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2),
    as_program("echo"),
    as_program("printf"),
    as_program("test"),
    as_program("["),
    as_program("true"),
    as_program("false"),
    as_program("pwd"),
    as_program("kill"),
];

/// A builtin as a program, for `xargs`, `env`, `find -exec`.
const fn as_program(name: &'static str) -> Command {
    Command::new(name, OPTIONS, |context, args| Box::pin(run_as_program(context, args)))
}

async fn run_as_program(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let name = context.name.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_vec();
    // `test` takes it for a text that is not empty.
    if name != b"test" {
        help(context, &args).await?;
    }
    let mut shell = Shell::new(context.sys.clone(), context.name.clone(), &context.env);
    let Some(builtin) = std::str::from_utf8(&name).ok().and_then(builtins::find) else { return Ok(127) };
    let words = std::iter::once(name).chain(args).collect();
    // Its messages begin with its own name only.
    shell.interactive = true;
    shell.run_builtin(builtin, words, Vec::new()).await;
    Ok(shell.status)
}

/// Answers a lone `--help`, and ends.
async fn help(context: &mut Context, args: &[Bytes]) -> Result<(), Quit> {
    let name =
        context.name.rsplit(|byte| *byte == b'/').next().map(String::from_utf8_lossy).unwrap_or_default().into_owned();
    if let ([only], Some(command)) = (args, crate::registry::find(&name))
        && only == b"--help"
    {
        context.options(command, args.to_vec()).await?;
    }
    Ok(())
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    help(context, &args).await?;
    let mut shell = Shell::new(context.sys.clone(), context.name.clone(), &context.env);
    if context.name.ends_with(b"sh") && !context.name.ends_with(b"bash") {
        shell.options.posix = true;
        shell.shopts.expand_aliases = true;
    }
    let (plan, interactive, rc) = match read_arguments(&mut shell, args) {
        Ok(arguments) => arguments,
        Err(status) => return Err(Quit::Status(status)),
    };
    let by_hand = interactive && !matches!(plan, Plan::Interactive);
    if by_hand {
        shell.be_interactive();
        shell.start_files(rc).await;
        if shell.flow == Some(Flow::Exit) {
            return Ok(shell.finish().await);
        }
    }
    for signal in Signal::all() {
        // What was ignored at the start stays so.
        if shell.sys.ignores(signal) {
            std::rc::Rc::make_mut(&mut shell.traps).insert(signal.0, Vec::new());
        }
    }
    match plan {
        Plan::Text(text) => {
            shell.invoked = "c";
            shell.vars.set(b"BASH_EXECUTION_STRING", text.clone());
            let mut parser = Parser::new(&text, shell.parse_options());
            shell.run_source(&mut parser, b"-c").await;
        }
        Plan::File(path) => {
            shell.name.clone_from(&path);
            match shell.read_script(&path).await {
                Ok(text) => {
                    let mut parser = Parser::new(&text, shell.parse_options());
                    shell.run_source(&mut parser, b"").await;
                }
                Err(status) => return Ok(status),
            }
        }
        Plan::Input => {
            shell.invoked = "s";
            shell.run_input().await;
        }
        Plan::Interactive => shell.run_interactive().await,
    }
    if by_hand {
        shell.save_history();
    }
    Ok(shell.finish().await)
}

enum Plan {
    Text(Bytes),
    File(Bytes),
    Input,
    Interactive,
}

/// What to run, whether as an interactive shell, and the file to read first (empty for none).
fn read_arguments(shell: &mut Shell, args: Vec<Bytes>) -> Result<(Plan, bool, Option<Bytes>), i32> {
    let mut args = args.into_iter().peekable();
    let (mut text, mut interactive, mut input) = (false, false, false);
    let mut rc = None;
    while let Some(arg) = args.next_if(|arg| arg == b"-" || arg.len() > 1 && matches!(arg[0], b'-' | b'+')) {
        let on = arg[0] == b'-';
        match arg.as_slice() {
            b"--" | b"-" => break,
            b"--posix" => shell.options.posix = true,
            b"--norc" => rc = Some(Vec::new()),
            b"--noprofile" | b"--login" | b"--noediting" => {}
            b"--rcfile" | b"--init-file" => rc = args.next(),
            b"--version" => {
                shell.put(b"GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n");
                let text = std::mem::take(&mut shell.out);
                if let Some(file) = shell.sys.fd(1) {
                    file.write_now(&shell.sys.kernel, &text);
                }
                return Err(0);
            }
            _ if arg.starts_with(b"--") => {
                let shown = String::from_utf8_lossy(&arg).into_owned();
                shell.stderr(&[shell.name.as_slice(), format!(": {shown}: invalid option\n").as_bytes()].concat());
                return Err(2);
            }
            _ => {
                for &letter in &arg[1..] {
                    match letter {
                        b'c' => text = true,
                        b'i' => interactive = true,
                        b's' => input = true,
                        b'l' => {}
                        b'O' | b'o' => {
                            let name = args.next().unwrap_or_default();
                            let name = String::from_utf8_lossy(&name).into_owned();
                            let flag =
                                if letter == b'o' { shell.options.named(&name) } else { shell.shopts.named(&name) };
                            match flag {
                                Some(flag) => *flag = on,
                                None => {
                                    let text = format!(": {name}: invalid option name\n");
                                    shell.stderr(&[shell.name.as_slice(), text.as_bytes()].concat());
                                    return Err(2);
                                }
                            }
                        }
                        _ => match shell.options.lettered(letter as char) {
                            Some(flag) => *flag = on,
                            None => {
                                let text = format!(": -{}: invalid option\n", letter as char);
                                shell.stderr(&[shell.name.as_slice(), text.as_bytes()].concat());
                                return Err(2);
                            }
                        },
                    }
                }
            }
        }
    }
    let plan = if text {
        let Some(text) = args.next() else {
            shell.stderr(&[shell.name.as_slice(), b": -c: option requires an argument\n"].concat());
            return Err(2);
        };
        if let Some(name) = args.next() {
            shell.name = name;
        }
        Plan::Text(text)
    } else if interactive {
        Plan::Interactive
    } else if input {
        Plan::Input
    } else if let Some(path) = args.next() {
        Plan::File(path)
    } else if shell.sys.fd(0).is_some_and(|file| file.is_terminal()) {
        Plan::Interactive
    } else {
        Plan::Input
    };
    let on_terminal = shell.sys.fd(0).is_some_and(|file| file.is_terminal());
    let plan = match plan {
        // A prompt needs a terminal; without one, lines are read as they come.
        Plan::Interactive if !on_terminal => Plan::Input,
        plan => plan,
    };
    shell.positional = std::rc::Rc::new(args.collect());
    Ok((plan, interactive, rc))
}

impl Shell {
    /// A script's text; complains and gives the status when it cannot be read.
    pub(crate) async fn read_script(&mut self, path: &[u8]) -> Result<Bytes, i32> {
        let mut found = path.to_vec();
        if !path.contains(&b'/') && self.sys.disk(path, |disk, who| disk.stat(who, path).is_err()) {
            found = self.find_program(path).unwrap_or(found);
        }
        let refuse = |shell: &Self, error: Errno, status: i32| {
            shell.stderr(&[shell.invocation().as_slice(), b": ", path, b": ", error.text().as_bytes(), b"\n"].concat());
            Err(status)
        };
        let file = match self.sys.open(&found, OpenFlags::READ, 0).await {
            Ok(file) => file,
            Err(error) => return refuse(self, error, if error == Errno::NoEnt { 127 } else { 126 }),
        };
        let mut text = Vec::new();
        loop {
            match file.read(&self.sys.kernel, 1 << 20).await {
                Ok(chunk) if chunk.is_empty() => break,
                Ok(chunk) => {
                    text.extend_from_slice(&chunk);
                    // `/dev/zero` never ends; what is not text is not read on.
                    if text.len() >= crate::MAX_VALUE || is_binary(&text) {
                        break;
                    }
                }
                Err(Errno::Intr) => {
                    self.sys.take_signal();
                }
                Err(error) => return refuse(self, error, 126),
            }
        }
        if is_binary(&text) {
            self.stderr(&[path, b": ", path, b": cannot execute binary file\n"].concat());
            return Err(126);
        }
        // The reader passes over them.
        text.retain(|byte| *byte != 0);
        Ok(text)
    }

    /// The name this shell was called by.
    fn invocation(&self) -> Bytes {
        b"bash".to_vec()
    }

    /// Reads and runs a text to its end, or until something ends it.
    pub(crate) async fn run_source(&mut self, parser: &mut Parser, what: &[u8]) {
        loop {
            parser.set_options(self.parse_options());
            match parser.next() {
                Ok(None) => return,
                Ok(Some(list)) => {
                    self.warn_heredocs(parser);
                    if self.options.noexec {
                        continue;
                    }
                    self.run_list(&list).await;
                }
                Err(error) => {
                    self.report_syntax_error(&error, what);
                    self.status = error.status().unwrap_or(self.status);
                    return;
                }
            }
            match self.flow.take() {
                None | Some(Flow::Break(_) | Flow::Continue(_)) => {}
                Some(Flow::Discard) => {
                    if self.options.errexit {
                        return;
                    }
                }
                Some(Flow::Return | Flow::Exit) => return,
            }
        }
    }

    /// Reads commands from standard input, no line further than needed: commands may read the rest.
    async fn run_input(&mut self) {
        let Some(file) = self.sys.fd(0) else { return };
        let mut text: Bytes = Vec::new();
        let mut line_offset = 0;
        loop {
            let mut input = crate::context::Input::new(self.sys.clone(), Some(std::rc::Rc::clone(&file)));
            let line = input.line().await.ok().flatten().map(<[u8]>::to_vec);
            input.give_all_back();
            let ended = line.is_none();
            text.extend(line.unwrap_or_default());
            if text.is_empty() && ended {
                return;
            }
            self.sys.tick(text.len() as u64).await;
            let options = crate::syntax::ParseOptions { line_offset, ..self.parse_options() };
            let mut parser = Parser::new(&text, options);
            let lists = read_all(&mut parser);
            match lists {
                Err(error) if error.is_incomplete() && !ended => continue,
                Err(error) => {
                    self.report_syntax_error(&error, b"");
                    self.status = error.status().unwrap_or(self.status);
                    return;
                }
                // A here-document may still be open.
                Ok(_) if !parser.warnings.is_empty() && !ended => continue,
                Ok(lists) => {
                    self.warn_heredocs(&mut parser);
                    if self.interactive {
                        self.remember(&text);
                    }
                    for list in lists {
                        self.run_list(&list).await;
                        match self.flow.take() {
                            None | Some(Flow::Break(_) | Flow::Continue(_) | Flow::Discard) => {}
                            Some(Flow::Return | Flow::Exit) => return,
                        }
                    }
                }
            }
            line_offset += memchr::memchr_iter(b'\n', &text).count() as u32;
            text.clear();
            if ended {
                return;
            }
        }
    }
}

/// Has a program's first line what no text has?
fn is_binary(text: &[u8]) -> bool {
    text.iter().take_while(|byte| **byte != b'\n').take(1 << 20).any(|byte| *byte == 0)
}

pub(super) fn read_all(parser: &mut Parser) -> Result<Vec<crate::syntax::List>, crate::syntax::SyntaxError> {
    let mut lists = Vec::new();
    while let Some(list) = parser.next()? {
        lists.push(list);
    }
    Ok(lists)
}
