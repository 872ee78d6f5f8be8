//! `top`: who uses the processor, refreshed on the virtual clock; on the screen, or in batches with `-b`.

mod settings;
mod summary;
mod tasks;

use crate::context::Screen;
use crate::kernel::{Frame, Style};
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome};
use settings::Settings;
use tasks::{Sort, Task, Watch};

const OPTIONS: &[Opt] = &[
    flag("b", "batch-mode"),
    flag("c", "cmdline-toggle"),
    value("d", "delay"),
    flag("e", "scale-task-mem"),
    flag("i", "idle-toggle"),
    value("n", "iterations"),
    flag("O", "list-fields"),
    value("o", "sort-override"),
    value("p", "pid"),
    value("u", "filter-only-euser"),
    value("U", "filter-any-user"),
    maybe("w", "width"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("top", OPTIONS, |context, args| Box::pin(run(context, args)));

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.has("O") {
        for (name, _) in tasks::FIELDS {
            context.stdout.put(format!("{name}\n").as_bytes());
        }
        return Ok(0);
    }
    let settings = Settings::read(context, &parsed)?;
    if parsed.has("b") {
        return batch(context, settings).await;
    }
    let Some(screen) = context.screen() else {
        context.complain("failed tty get");
        return Ok(1);
    };
    watch(context, &screen, settings).await
}

/// Pages one after the other, as text.
async fn batch(context: &mut Context, settings: Settings) -> Outcome {
    let mut watch = Watch::default();
    let width = settings.width.unwrap_or(512);
    let mut round = 0;
    loop {
        let tasks = watch.look(context, &settings);
        let mut lines = summary::lines(context, &watch);
        lines.push(String::new());
        lines.push(tasks::HEADER.to_owned());
        lines.extend(tasks.iter().map(|task| task.line(settings.whole)));
        for line in lines {
            let line: String = line.chars().take(width).collect();
            context.stdout.put(line.as_bytes());
            context.stdout.put(b"\n");
        }
        context.stdout.flush().await?;
        context.tick(5_000).await;
        round += 1;
        if settings.rounds.is_some_and(|rounds| round >= rounds) {
            return Ok(0);
        }
        context.stdout.put(b"\n");
        if !context.sys.sleep(settings.delay).await {
            context.sys.take_signal();
        }
    }
}

/// The live screen.
async fn watch(context: &mut Context, screen: &Screen, mut settings: Settings) -> Outcome {
    let mut watch = Watch::default();
    let mut typed = String::new();
    let mut asks: Option<Question> = None;
    let mut message = String::new();
    let mut round = 0;
    let mut tasks = Vec::new();
    let mut fresh = false;
    let mut next = context.now();
    loop {
        if !fresh {
            tasks = watch.look(context, &settings);
            next = context.now().saturating_add(settings.delay);
            round += 1;
        }
        let line = asks.map_or_else(|| message.clone(), |asks| format!("{}{typed}", asks.prompt(&tasks)));
        screen.draw(picture(context, &watch, &tasks, &settings, screen.size(), &line));
        message.clear();
        if settings.rounds.is_some_and(|rounds| round >= rounds) {
            return Ok(0);
        }
        let keys = screen.keys_within((next - context.now()).max(1)).await;
        let Some(keys) = keys else {
            context.sys.take_signal();
            fresh = context.now() < next;
            continue;
        };
        if let Some(question) = asks {
            fresh = true;
            match keys.as_slice() {
                b"\r" | b"\n" => {
                    message = question.answer(context, &mut settings, &tasks, &typed).await;
                    (asks, fresh) = (None, false);
                    typed.clear();
                }
                b"\x1b" | b"\x03" => asks = None,
                b"\x7f" | b"\x08" => drop(typed.pop()),
                keys => typed.push_str(&String::from_utf8_lossy(keys)),
            }
            continue;
        }
        fresh = false;
        match keys.as_slice() {
            b"q" | b"Q" | b"\x03" => return Ok(0),
            b"P" => settings.sort = Sort::Processor,
            b"M" => settings.sort = Sort::Memory,
            b"N" => settings.sort = Sort::Pid,
            b"T" => settings.sort = Sort::Time,
            b"R" => settings.backwards = !settings.backwards,
            b"c" => settings.whole = !settings.whole,
            b"i" => settings.busy_only = !settings.busy_only,
            b"k" => asks = Some(Question::Kill),
            b"u" => asks = Some(Question::User),
            b"d" | b"s" => asks = Some(Question::Delay),
            b" " | b"\r" | b"\n" => {}
            _ => fresh = true,
        }
    }
}

/// What top asks on its message line.
#[derive(Clone, Copy)]
enum Question {
    Kill,
    User,
    Delay,
}

impl Question {
    fn prompt(self, tasks: &[Task]) -> String {
        match self {
            Self::Kill => {
                let first = tasks.first().map_or(0, |task| task.pid);
                format!("PID to signal/kill [default pid = {first}] ")
            }
            Self::User => "Which user (blank for all) ".to_owned(),
            Self::Delay => "Change delay to ".to_owned(),
        }
    }

    /// Does what was asked for; gives back what is to be said.
    async fn answer(self, context: &Context, settings: &mut Settings, tasks: &[Task], typed: &str) -> String {
        let typed = typed.trim();
        match self {
            Self::Kill => {
                let first = tasks.first().map(|task| task.pid);
                let pid = if typed.is_empty() { first } else { typed.parse().ok() };
                let Some(pid) = pid else { return " Unacceptable integer".to_owned() };
                match context.sys.kill(pid, crate::kernel::Signal::TERM).await {
                    Ok(()) => String::new(),
                    Err(error) => format!(" Failed signal pid '{pid}' with '15': {error}"),
                }
            }
            Self::User => {
                match settings::user(context, typed.as_bytes()) {
                    _ if typed.is_empty() => settings.user = None,
                    Some(uid) => settings.user = Some(uid),
                    None => return " Invalid user".to_owned(),
                }
                String::new()
            }
            Self::Delay => match typed.parse::<f64>() {
                Ok(seconds) if seconds >= 0.0 => {
                    settings.delay = settings::delay(seconds);
                    String::new()
                }
                _ => " Unacceptable floating point".to_owned(),
            },
        }
    }
}

fn picture(
    context: &Context,
    watch: &Watch,
    tasks: &[Task],
    settings: &Settings,
    (columns, rows): (usize, usize),
    message: &str,
) -> Frame {
    let cut = |line: &str| line.chars().take(columns).collect::<String>();
    let plain = Style::default();
    let bold = Style { bold: true, ..plain };
    let bar = Style { reverse: true, ..plain };
    let mut lines: Vec<_> = summary::lines(context, watch).iter().map(|line| vec![(plain, cut(line))]).collect();
    let cursor = (lines.len(), message.chars().count().min(columns.saturating_sub(1)));
    lines.push(vec![(plain, cut(message))]);
    lines.push(vec![(bar, format!("{:<columns$}", cut(tasks::HEADER)))]);
    for task in tasks {
        let style = if task.state == 'R' { bold } else { plain };
        lines.push(vec![(style, cut(&task.line(settings.whole)))]);
    }
    lines.truncate(rows);
    Frame { lines, cursor: Some(cursor), ..Frame::default() }
}
