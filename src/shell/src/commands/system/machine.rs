//! `uname`, `hostname`, `nproc`, `tty`, `uptime`, `free`, `df`, `ps`: the machine and what runs on it.

use crate::kernel::process::ProcessInfo;
use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const UNAME_OPTIONS: &[Opt] = &[
    flag("a", "all"),
    flag("s", "kernel-name"),
    flag("n", "nodename"),
    flag("r", "kernel-release"),
    flag("v", "kernel-version"),
    flag("m", "machine"),
    flag("p", "processor"),
    flag("i", "hardware-platform"),
    flag("o", "operating-system"),
];

/// The system's name.
pub(super) const UNAME: Command = Command::new("uname", UNAME_OPTIONS, |context, args| Box::pin(uname(context, args)));
/// The kind of machine.
pub(super) const ARCH: Command = Command::new("arch", &[], |context, args| Box::pin(arch(context, args)));
/// The machine's name.
pub(super) const HOSTNAME: Command =
    Command::new("hostname", &[flag("s", "short"), flag("f", "fqdn")], |context, args| {
        Box::pin(hostname(context, args))
    });
/// How many processors.
pub(super) const NPROC: Command =
    Command::new("nproc", &[flag("", "all"), value("", "ignore")], |context, args| Box::pin(nproc(context, args)));
/// The terminal's name.
pub(super) const TTY: Command =
    Command::new("tty", &[flag("s", "silent"), flag("s", "quiet")], |context, args| Box::pin(tty(context, args)))
        .usage_status(2);
/// How long it has run.
pub(super) const UPTIME: Command =
    Command::new("uptime", &[flag("p", "pretty"), flag("s", "since")], |context, args| Box::pin(uptime(context, args)));
/// Memory.
pub(super) const FREE: Command = Command::new(
    "free",
    &[flag("h", "human"), flag("b", "bytes"), flag("k", "kibi"), flag("m", "mebi"), flag("g", "gibi")],
    |context, args| Box::pin(free(context, args)),
);

const DF_OPTIONS: &[Opt] = &[
    flag("a", "all"),
    flag("h", "human-readable"),
    flag("H", "si"),
    flag("i", "inodes"),
    flag("k", ""),
    flag("T", "print-type"),
    maybe("", "output"),
];

/// Room on the disk.
pub(super) const DF: Command = Command::new("df", DF_OPTIONS, |context, args| Box::pin(df(context, args)));

const PS_OPTIONS: &[Opt] = &[
    flag("e", ""),
    flag("A", ""),
    flag("a", ""),
    flag("f", ""),
    flag("l", ""),
    flag("u", ""),
    flag("x", ""),
    value("o", "format"),
    value("p", "pid"),
    value("C", ""),
    flag("", "no-headers"),
];

/// Processes.
pub(super) const PS: Command = Command::new("ps", PS_OPTIONS, |context, args| Box::pin(ps(context, args)));

const MACHINE: &str = "x86_64";

async fn arch(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&ARCH, args).await?;
    if let Some(extra) = parsed.operands.first() {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    context.stdout.put(format!("{MACHINE}\n").as_bytes());
    Ok(0)
}

async fn uname(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&UNAME, args).await?;
    if let Some(extra) = parsed.operands.first() {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let host = String::from_utf8_lossy(&context.sys.kernel.hostname.borrow()).into_owned();
    let parts = [
        ("s", "Linux"),
        ("n", host.as_str()),
        ("r", "6.1.0-13-amd64"),
        ("v", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.55-1 (2023-09-29)"),
        ("m", MACHINE),
        ("p", "unknown"),
        ("i", "unknown"),
        ("o", "GNU/Linux"),
    ];
    let all = parsed.has("a");
    let wanted =
        |key: &str| parsed.has(key) || all && !matches!(key, "p" | "i") || parsed.options.is_empty() && key == "s";
    let words: Vec<&str> = parts.iter().filter(|(key, _)| wanted(key)).map(|(_, word)| *word).collect();
    context.stdout.put(format!("{}\n", words.join(" ")).as_bytes());
    Ok(0)
}

async fn hostname(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&HOSTNAME, args).await?;
    if !parsed.operands.is_empty() {
        context.stderr(b"hostname: you must be root to change the host name\n");
        return Ok(1);
    }
    let host = context.sys.kernel.hostname.borrow().clone();
    context.stdout.put(&[host.as_slice(), b"\n"].concat());
    Ok(0)
}

async fn nproc(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    context.options(&NPROC, args).await?;
    context.stdout.put(b"1\n");
    Ok(0)
}

async fn tty(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&TTY, args).await?;
    let terminal = context.tty(0);
    if !parsed.has("s") {
        let name = terminal.as_ref().map_or("not a tty".to_owned(), |terminal| format!("/dev/pts/{}", terminal.id.0));
        context.stdout.put(format!("{name}\n").as_bytes());
    }
    Ok(i32::from(terminal.is_none()))
}

fn date(format: &[u8], millis: i64) -> String {
    String::from_utf8_lossy(&crate::commands::awk::time::strftime(format, millis.div_euclid(1000))).into_owned()
}

/// ` 08:00:03 up 0 min,  1 user,  load average: …`, for `uptime` and `top`.
pub(super) fn uptime_line(context: &Context) -> String {
    let minutes = (context.now() - context.sys.kernel.boot) / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let days = if days > 0 { format!("{days} day{}, ", if days == 1 { "" } else { "s" }) } else { String::new() };
    let hours = if hours > 0 { format!("{hours:2}:{rest:02}") } else { format!("{rest} min") };
    let processes = context.sys.kernel.list_processes();
    let terminals: std::collections::BTreeSet<_> = processes.iter().filter_map(|process| process.terminal).collect();
    let users = terminals.len();
    let plural = if users > 1 { "s" } else { "" };
    let clock = date(b"%H:%M:%S", context.now());
    format!(" {clock} up {days}{hours},  {users} user{plural},  load average: 0.00, 0.00, 0.00")
}

async fn uptime(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&UPTIME, args).await?;
    let boot = context.sys.kernel.boot;
    let minutes = (context.now() - boot) / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let line = if parsed.has("s") {
        date(b"%Y-%m-%d %H:%M:%S", boot)
    } else if parsed.has("p") {
        let part = |count: i64, word: &str| {
            (count > 0).then(|| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        };
        let mut parts: Vec<String> = [part(days, "day"), part(hours, "hour")].into_iter().flatten().collect();
        if rest > 0 || parts.is_empty() {
            parts.push(format!("{rest} minute{}", if rest == 1 { "" } else { "s" }));
        }
        format!("up {}", parts.join(", "))
    } else {
        uptime_line(context)
    };
    context.stdout.put(format!("{line}\n").as_bytes());
    Ok(0)
}

/// The virtual machine's memory, in KiB.
pub(super) const MEMORY: u64 = 2 << 20;
/// What each process is said to have of it, and to address, in KiB.
pub(super) const RESIDENT: u64 = 2048;
pub(super) const VIRTUAL: u64 = 8192;

/// How the memory is used now, in KiB.
pub(super) struct Memory {
    pub used: u64,
    pub free: u64,
    pub cached: u64,
}

impl Memory {
    pub(super) fn now(context: &Context) -> Self {
        let cached = context.sys.disk(b"", |disk, _| disk.usage().bytes) / 1024;
        let used = 64 * 1024 + context.sys.kernel.list_processes().len() as u64 * RESIDENT;
        Self { used, free: MEMORY - used - cached.min(MEMORY / 2), cached }
    }
}

/// The name of a process's program, without its folder.
pub(super) fn program_name(process: &ProcessInfo) -> String {
    let first = process.command.first().cloned().unwrap_or_default();
    String::from_utf8_lossy(first.rsplit(|byte| *byte == b'/').next().unwrap_or_default()).into_owned()
}

async fn free(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&FREE, args).await?;
    let Memory { used, free, cached } = Memory::now(context);
    let show = |kib: u64| match parsed.last_of(&["h", "b", "k", "m", "g"]) {
        Some("h") => crate::commands::files::human(kib * 1024, 1024) + "i",
        Some("b") => (kib * 1024).to_string(),
        Some("m") => (kib / 1024).to_string(),
        Some("g") => (kib >> 20).to_string(),
        _ => kib.to_string(),
    };
    let head = ["total", "used", "free", "shared", "buff/cache", "available"];
    let values = [MEMORY, used, free, 0, cached, MEMORY - used];
    let row = |name: &str, cells: &[String]| {
        format!("{name:<8}{}\n", cells.iter().map(|cell| format!("{cell:>12}")).collect::<String>())
    };
    let mut text = row("", &head.map(str::to_owned));
    text += &row("Mem:", &values.map(show));
    text += &row("Swap:", &[show(0), show(0), show(0)]);
    context.stdout.put(text.as_bytes());
    Ok(0)
}

async fn df(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&DF, args).await?;
    let mut status = 0;
    let mut shown = parsed.operands.is_empty();
    for operand in &parsed.operands {
        match context.stat(operand) {
            Ok(_) => shown = true,
            Err(error) => {
                context.complain_about(operand, error);
                status = 1;
            }
        }
    }
    if !shown {
        return Ok(status);
    }
    let usage = context.sys.disk(b"", |disk, _| disk.usage());
    let human = match parsed.last_of(&["h", "H", "k"]) {
        Some("h") => 1024,
        Some("H") => 1000,
        _ => 0,
    };
    let size = |bytes: u64| {
        if human > 0 { crate::commands::files::human(bytes, human) } else { bytes.div_ceil(1024).to_string() }
    };
    let (head, total, used) = if parsed.has("i") {
        (["Inodes", "IUsed", "IFree", "IUse%"], u64::from(usage.max_inodes), u64::from(usage.inodes))
    } else if human > 0 {
        (["Size", "Used", "Avail", "Use%"], usage.max_bytes, usage.bytes)
    } else {
        (["1K-blocks", "Used", "Available", "Use%"], usage.max_bytes, usage.bytes)
    };
    let show = |value: u64| if parsed.has("i") { value.to_string() } else { size(value) };
    let percent = format!("{}%", (used * 100).div_ceil(total.max(1)));
    let cells = [show(total), show(used), show(total.saturating_sub(used)), percent];
    let kinds = if parsed.has("T") { ["Type ", "ext4 "] } else { ["", ""] };
    for (name, kind, row, place) in
        [("Filesystem", kinds[0], head.map(str::to_owned), "Mounted on"), ("/dev/vda1", kinds[1], cells.clone(), "/")]
    {
        let columns: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let least = [5, 5, 5, 4][at];
                format!("{cell:>width$}", width = head[at].len().max(cells[at].len()).max(least))
            })
            .collect();
        context.stdout.put(format!("{name:<10}     {kind}{} {place}\n", columns.join(" ")).as_bytes());
    }
    Ok(status)
}

async fn ps(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // BSD letters come without a dash: `ps aux`.
    let bsd =
        args.first().filter(|first| !first.is_empty() && first.iter().all(|byte| b"auxfwelj".contains(byte))).cloned();
    if bsd.is_some() {
        args.remove(0);
    }
    let parsed = context.options(&PS, args).await?;
    let letters = bsd.unwrap_or_default();
    let here = context.sys.terminal().map(|terminal| terminal.id);
    let all = parsed.has("e") || parsed.has("A") || letters.contains(&b'x');
    let uid = context.who().uid;
    let pids: Vec<u32> = parsed
        .values("p")
        .flat_map(|list| list.split(|byte| *byte == b','))
        .filter_map(|text| std::str::from_utf8(text).ok()?.parse().ok())
        .collect();
    let chosen = |process: &ProcessInfo| {
        if parsed.has("p") {
            return pids.contains(&process.pid);
        }
        if let Some(wanted) = parsed.value("C") {
            return program_name(process).as_bytes() == wanted;
        }
        all || (process.terminal == here && (process.uid == uid || letters.contains(&b'a')))
    };
    let processes: Vec<ProcessInfo> = context.sys.kernel.list_processes().into_iter().filter(chosen).collect();
    let columns: Vec<String> = match parsed.value("o") {
        Some(list) => String::from_utf8_lossy(list).split(',').map(str::to_owned).collect(),
        None => {
            let list = if letters.contains(&b'u') {
                "user,pid,%cpu,%mem,vsz,rss,tty,stat,start,time,command"
            } else if !letters.is_empty() {
                "pid,tty,stat,time,command"
            } else if parsed.has("f") {
                "uid,pid,ppid,c,stime,tty,time,cmd"
            } else {
                "pid,tty,time,comm"
            };
            list.split(',').map(str::to_owned).collect()
        }
    };
    let accounts = context.names();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut header = Vec::new();
    for column in &columns {
        let (key, title) =
            column.split_once('=').map_or((column.as_str(), None), |(key, title)| (key, Some(title.to_owned())));
        let usual = match key {
            "comm" if parsed.has("o") => "COMMAND".to_owned(),
            "comm" => "CMD".to_owned(),
            "args" => "COMMAND".to_owned(),
            "state" => "S".to_owned(),
            "tt" => "TTY".to_owned(),
            "nice" => "NI".to_owned(),
            other => other.to_ascii_uppercase(),
        };
        header.push(title.unwrap_or(usual));
    }
    for process in &processes {
        let seconds = process.steps / 100_000_000;
        let mut row = Vec::new();
        for column in &columns {
            let key = column.split('=').next().unwrap_or_default();
            row.push(match key {
                "pid" => process.pid.to_string(),
                "ppid" => process.parent.to_string(),
                "pgid" => process.group.to_string(),
                "sid" => process.session.to_string(),
                "uid" | "user" => {
                    accounts.user(process.uid).map_or_else(|| process.uid.to_string(), |user| user.name.clone())
                }
                "tty" | "tt" => process.terminal.map_or("?".to_owned(), |id| format!("pts/{}", id.0)),
                "stat" | "s" | "state" => process.state.to_string(),
                "c" => "0".to_owned(),
                "%cpu" | "pcpu" | "%mem" | "pmem" => "0.0".to_owned(),
                "vsz" => VIRTUAL.to_string(),
                "rss" => RESIDENT.to_string(),
                "ni" | "nice" => process.nice.to_string(),
                "start" | "stime" => date(b"%H:%M", process.started),
                "time" if letters.is_empty() => {
                    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
                }
                "time" => format!("{}:{:02}", seconds / 60, seconds % 60),
                "comm" => program_name(process),
                "cmd" | "args" | "command" => String::from_utf8_lossy(&process.command.join(&b' ')).into_owned(),
                unknown => {
                    context.stderr(format!("error: unknown user-defined format specifier \"{unknown}\"\n").as_bytes());
                    return Ok(1);
                }
            });
        }
        rows.push(row);
    }
    let found = !rows.is_empty();
    if !parsed.has("no-headers") && header.iter().any(|title| !title.is_empty()) {
        rows.insert(0, header);
    }
    let widths: Vec<usize> =
        (0..columns.len()).map(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0)).collect();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let left = ["tty", "tt", "stat", "user", "comm", "cmd", "args", "command", "uid"]
                    .contains(&columns[at].split('=').next().unwrap_or_default());
                let width = if columns[at] == "pid" {
                    widths[at].max(7)
                } else if columns[at] == "tty" {
                    widths[at].max(8)
                } else {
                    widths[at]
                };
                if at + 1 == row.len() {
                    cell.clone()
                } else if left {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            })
            .collect();
        context.stdout.put(format!("{}\n", cells.join(" ")).as_bytes());
    }
    Ok(i32::from(!found))
}
