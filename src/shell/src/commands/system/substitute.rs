//! `sudo` and `su`: as someone else. A teaching model: who is in the group `sudo` may, and no password is asked for.

use crate::kernel::Exit;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Env, Outcome};
use std::rc::Rc;
use vfs::Who;

const SUDO_OPTIONS: &[Opt] = &[
    value("u", "user"),
    flag("i", "login"),
    flag("s", "shell"),
    flag("k", "reset-timestamp"),
    flag("l", "list"),
    flag("v", "validate"),
    flag("n", "non-interactive"),
    flag("E", "preserve-env"),
];
const SU_OPTIONS: &[Opt] = &[value("c", "command"), flag("l", "login"), flag("", "-"), value("s", "shell")];

/// Runs a command as root, or as another user.
pub(super) const SUDO: Command =
    Command::new("sudo", SUDO_OPTIONS, |context, args| Box::pin(sudo(context, args))).stops_at_operand();
/// Starts a shell as another user.
pub(super) const SU: Command = Command::new("su", SU_OPTIONS, |context, args| Box::pin(su(context, args)));

/// Credentials and variables of a user, standing where the caller stands.
fn become_user(context: &Context, name: &[u8], login: bool) -> Option<(Who, Env, String)> {
    let names = context.names();
    let user = names.user_named(name)?;
    let here = context.who();
    let mut who = Who { uid: user.uid, gid: user.gid, groups: names.groups_of(user), umask: here.umask, cwd: here.cwd };
    let mut env = if login { Env::new() } else { (*context.env).clone() };
    for name in ["TERM", "LANG", "PATH"] {
        if let Some(value) = context.var(name) {
            env.insert(name.as_bytes().to_vec(), value.to_vec());
        }
    }
    for (name, value) in [("HOME", &user.home), ("USER", &user.name), ("LOGNAME", &user.name), ("SHELL", &user.shell)] {
        env.insert(name.as_bytes().to_vec(), value.clone().into_bytes());
    }
    if login
        && let Ok(ino) =
            context.sys.disk(user.home.as_bytes(), |disk, _| disk.resolve(&who, user.home.as_bytes(), true))
    {
        who.cwd = ino;
        env.insert(b"PWD".to_vec(), user.home.clone().into_bytes());
    }
    Some((who, env, user.shell.clone()))
}

fn caller(context: &Context) -> String {
    let uid = context.who().uid;
    context.names().user(uid).map_or_else(|| uid.to_string(), |user| user.name.clone())
}

async fn sudo(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&SUDO, args).await?;
    let names = context.names();
    let own = caller(context);
    let here = context.who();
    let may = here.uid == 0 || names.group_named(b"sudo").is_some_and(|group| here.in_group(group.gid));
    if !may {
        context.stderr(format!("{own} is not in the sudoers file.\n").as_bytes());
        return Ok(1);
    }
    if parsed.has("l") {
        let host = String::from_utf8_lossy(&context.sys.kernel.hostname.borrow()).into_owned();
        context
            .stdout
            .put(format!("User {own} may run the following commands on {host}:\n    (ALL : ALL) ALL\n").as_bytes());
        return Ok(0);
    }
    if parsed.operands.is_empty() && (parsed.has("k") || parsed.has("v")) {
        return Ok(0);
    }
    let user = parsed.value("u").unwrap_or(b"root").to_vec();
    let shown = String::from_utf8_lossy(&user).into_owned();
    let Some((who, mut env, shell)) = become_user(context, &user, parsed.has("i")) else {
        context.complain(format_args!("unknown user {shown}"));
        context.complain("error initializing audit plugin sudoers_audit");
        return Ok(1);
    };
    env.insert(b"SUDO_USER".to_vec(), own.into_bytes());
    env.insert(b"SUDO_UID".to_vec(), here.uid.to_string().into_bytes());
    env.insert(b"SUDO_GID".to_vec(), here.gid.to_string().into_bytes());
    let mut words = Vec::new();
    // Variables before the command are its own.
    let mut operands = parsed.operands.clone();
    while let Some(at) = operands.first().and_then(|word| word.iter().position(|byte| *byte == b'=')) {
        let word = operands.remove(0);
        env.insert(word[..at].to_vec(), word[at + 1..].to_vec());
    }
    if parsed.has("i") || parsed.has("s") {
        words.push(shell.into_bytes());
        if !operands.is_empty() {
            words.push(b"-c".to_vec());
            words.push(operands.iter().map(|word| crate::quote::backslashed(word)).collect::<Vec<_>>().join(&b' '));
        }
    } else if operands.is_empty() {
        context.stderr(b"usage: sudo -h | -K | -k | -V\nusage: sudo -v [-AknS] [-u user]\nusage: sudo -l [-u user] [command [arg ...]]\nusage: sudo [-AbEHknPS] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n");
        return Ok(1);
    } else {
        words = operands;
    }
    start(context, &words, who, env).await
}

async fn start(context: &mut Context, words: &[Bytes], who: Who, env: Env) -> Outcome {
    context.stdout.flush().await?;
    let mut child = context.child(words).who(who);
    child.env = Rc::new(env);
    match context.start(child) {
        Ok(pid) => Ok(match context.wait(pid).await {
            Exit::Code(code) => code.into(),
            exit @ Exit::Signal(_) => exit.status(),
        }),
        Err(error) => {
            let shown = String::from_utf8_lossy(&words[0]).into_owned();
            let words = if error.status() == 127 { "command not found".to_owned() } else { error.errno().to_string() };
            context.complain(format_args!("{shown}: {words}"));
            Ok(1)
        }
    }
}

async fn su(context: &mut Context, mut args: Vec<Bytes>) -> Outcome {
    // A lone dash is `-l`.
    for arg in &mut args {
        if arg == b"-" {
            *arg = b"-l".to_vec();
        }
    }
    let parsed = context.options(&SU, args).await?;
    let user = parsed.operands.first().cloned().unwrap_or_else(|| b"root".to_vec());
    let shown = String::from_utf8_lossy(&user).into_owned();
    let Some((who, env, shell)) = become_user(context, &user, parsed.has("l")) else {
        context.complain(format_args!(
            "user {shown} does not exist or the user entry does not contain all the required fields"
        ));
        return Ok(1);
    };
    // Who has no password can only be become by root and by themselves.
    let here = context.who();
    let mut may = here.uid == 0 || here.uid == who.uid;
    if here.uid != 0 && super::passwd::exists(context, &shown) {
        let password = context.ask_secret("Password: ").await?.unwrap_or_default();
        may = super::passwd::fits(context, &shown, &password);
    }
    if !may {
        context.complain("Authentication failure");
        return Ok(1);
    }
    let shell = parsed.value("s").map_or(shell, |shell| String::from_utf8_lossy(shell).into_owned());
    let mut words = vec![shell.into_bytes()];
    if let Some(line) = parsed.value("c") {
        words.extend([b"-c".to_vec(), line.to_vec()]);
    }
    start(context, &words, who, env).await
}
