//! `crontab`: the jobs of a user, shown, replaced, edited, removed.

use super::SPOOL;
use super::table;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use vfs::{Errno, Who};

const OPTIONS: &[Opt] =
    &[flag("e", ""), flag("l", ""), flag("r", ""), flag("i", ""), flag("n", ""), flag("h", ""), value("u", "")];

/// The command.
pub(super) const COMMAND: Command = Command::new("crontab", OPTIONS, |context, args| Box::pin(run(context, args)));

const USAGE: &str = "usage:\tcrontab [-u user] [-n] file
\tcrontab [ -u user ] [ -i ] { -e | -l | -r }

\t-h\t(displays this help message)

\tfile\t(default operation is replace, per 1003.2)
\t-n\t(dry run: checks the syntax, then bails out)
\t-u user\t(choose the user whose crontab is touched)

\t-e\t(edit user's crontab)
\t-l\t(list user's crontab)
\t-r\t(delete user's crontab)

\t-i\t(prompt before deleting user's crontab)
";

/// What stands in a crontab that is edited for the first time: Debian's.
const TEMPLATE: &str = "# Edit this file to introduce tasks to be run by cron.
#\u{20}
# Each task to run has to be defined through a single line
# indicating with different fields when the task will be run
# and what command to run for the task
#\u{20}
# To define the time you can provide concrete values for
# minute (m), hour (h), day of month (dom), month (mon),
# and day of week (dow) or use '*' in these fields (for 'any').
#\u{20}
# Notice that tasks will be started based on the cron's system
# daemon's notion of time and timezones.
#\u{20}
# Output of the crontab jobs (including errors) is sent through
# email to the user the crontab file belongs to (unless redirected).
#\u{20}
# For example, you can run a backup of all your user accounts
# at 5 a.m every week with:
# 0 5 * * 1 tar -zcf /var/backups/home.tgz /home/
#\u{20}
# For more information see the manual pages of crontab(5) and cron(8)
#\u{20}
# m h  dom mon dow   command
";

fn usage(context: &Context, why: &str) -> Quit {
    context.complain(format_args!("usage error: {why}"));
    context.stderr(USAGE.as_bytes());
    Quit::Status(1)
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = match context.options_or_refusal(&COMMAND, args).await? {
        Ok(parsed) => parsed,
        Err(refusal) => {
            context.complain(refusal.text);
            return Err(usage(context, "unrecognized option"));
        }
    };
    if parsed.has("h") {
        context.stderr(USAGE.as_bytes());
        return Ok(0);
    }
    let actions = ["e", "l", "r"].iter().filter(|key| parsed.has(key)).count();
    if actions > 1 {
        return Err(usage(context, "only one operation permitted"));
    }
    if actions == 1 && !parsed.operands.is_empty() {
        return Err(usage(context, "no arguments permitted after this option"));
    }
    let names = context.names();
    let here = context.who();
    let user = match parsed.value("u") {
        Some(_) if here.uid != 0 => {
            context.stderr(b"must be privileged to use -u\n");
            return Ok(1);
        }
        Some(name) => names.user_named(name),
        None => names.user(here.uid),
    };
    let Some(user) = user.map(|user| user.name.clone()) else {
        let name = String::from_utf8_lossy(parsed.value("u").unwrap_or_default()).into_owned();
        context.complain(format_args!("user `{name}' unknown"));
        return Ok(1);
    };
    let path = format!("{SPOOL}/{user}").into_bytes();
    let installed = context.sys.disk(&path, |disk, _| disk.read_file(&Who::root(), &path)).map(|text| text.to_vec());
    match parsed.last_of(&["e", "l", "r"]) {
        None => {
            let name = parsed.operands.first().map_or(&b"-"[..], Vec::as_slice);
            let text = match context.open(name).await {
                Ok(mut input) => input.read_all().await?,
                Err(error) => {
                    context.stderr(format!("{}: {error}\n", String::from_utf8_lossy(name)).as_bytes());
                    return Ok(1);
                }
            };
            let fine = install(context, &user, name, &text, parsed.has("n"))?;
            Ok(i32::from(!fine))
        }
        Some("e") => edit(context, &user, installed.ok()).await,
        Some(action) => {
            let Ok(text) = installed else {
                context.stderr(format!("no crontab for {user}\n").as_bytes());
                return Ok(1);
            };
            if action == "l" {
                context.stdout.put(&text);
                return Ok(0);
            }
            if parsed.has("i") && !yes(context, &format!("crontab: really delete {user}'s crontab? (y/n) ")).await? {
                return Ok(0);
            }
            context.sys.disk(&path, |disk, _| disk.unlink(&Who::root(), &path))?;
            super::start(&context.sys.kernel);
            Ok(0)
        }
    }
}

/// Asks until it is told; the end of input is a no.
async fn yes(context: &mut Context, question: &str) -> Result<bool, Errno> {
    let mut question = question;
    loop {
        let Some(answer) = context.ask(question).await? else { return Ok(false) };
        match answer.first().map(u8::to_ascii_lowercase) {
            Some(b'y') => return Ok(true),
            Some(b'n') => return Ok(false),
            _ => question = "Please enter Y or N: ",
        }
    }
}

/// Checks a crontab and puts it in place; says whether it was right.
fn install(context: &Context, user: &str, name: &[u8], text: &[u8], dry: bool) -> Result<bool, Quit> {
    if !text.is_empty() && !text.ends_with(b"\n") {
        context.stderr(b"new crontab file is missing newline before EOF, can't install.\n");
        return Ok(false);
    }
    if let Err((line, wrong)) = table::parse(text) {
        let name = String::from_utf8_lossy(name).into_owned();
        context.stderr(format!("\"{name}\":{line}: {wrong}\nerrors in crontab file, can't install.\n").as_bytes());
        return Ok(false);
    }
    if dry {
        context.stderr(b"The syntax of the crontab file was successfully checked.\n");
        return Ok(true);
    }
    let names = context.names();
    let owner = names.user_named(user.as_bytes()).map_or(0, |user| user.uid);
    let path = format!("{SPOOL}/{user}").into_bytes();
    context.sys.disk(&path, |disk, _| {
        let root = Who { umask: 0o022, ..Who::root() };
        disk.mkdir_all(&root, SPOOL.as_bytes())?;
        disk.chmod(&root, SPOOL.as_bytes(), 0o1730)?;
        disk.write_file(&root, &path, text)?;
        disk.chmod(&root, &path, 0o600)?;
        disk.chown(&root, &path, Some(owner), None, true)
    })?;
    super::start(&context.sys.kernel);
    Ok(true)
}

/// Lets the user's editor loose on a copy.
async fn edit(context: &mut Context, user: &str, installed: Option<Bytes>) -> Outcome {
    if installed.is_none() {
        context.stderr(format!("no crontab for {user} - using an empty one\n").as_bytes());
    }
    let before = installed.unwrap_or_else(|| TEMPLATE.as_bytes().to_vec());
    let copy = format!("/tmp/crontab.{}", context.sys.pid).into_bytes();
    context.write_file(&copy, &before)?;
    let editor = context.var("VISUAL").or_else(|| context.var("EDITOR")).filter(|name| !name.is_empty());
    let line = [editor.unwrap_or(b"nano"), b" ", &copy].concat();
    let status = loop {
        let done = context.shell(&line).await.status();
        if done != 0 {
            context.complain(format_args!("\"{}\" exited with status {done}", String::from_utf8_lossy(&line)));
            break 1;
        }
        let text = context.read_file(&copy)?.to_vec();
        if text == before {
            context.stderr(b"No modification made\n");
            break 0;
        }
        context.stderr(b"crontab: installing new crontab\n");
        if install(context, user, &copy, &text, false)? {
            break 0;
        }
        if !yes(context, "Do you want to retry the same edit? (y/n) ").await? {
            break 1;
        }
    };
    let _ = context.unlink(&copy);
    Ok(status)
}
