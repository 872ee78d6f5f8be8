//! `id`, `groups`, `whoami`, `who`, `users`: who is who.

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, quote};

const ID_OPTIONS: &[Opt] = &[
    flag("g", "group"),
    flag("G", "groups"),
    flag("n", "name"),
    flag("r", "real"),
    flag("u", "user"),
    flag("z", "zero"),
    flag("a", ""),
];

/// Numbers and names of a user and its groups.
pub(super) const ID: Command = Command::new("id", ID_OPTIONS, |context, args| Box::pin(id(context, args)));
/// The names of its groups.
pub(super) const GROUPS: Command = Command::new("groups", &[], |context, args| Box::pin(groups(context, args)));
/// The name of the user.
pub(super) const WHOAMI: Command = Command::new("whoami", &[], |context, args| Box::pin(whoami(context, args)));
/// Who is logged in.
pub(super) const WHO: Command = Command::new("who", &[], |context, args| Box::pin(who(context, args)));
/// The names alone.
pub(super) const USERS: Command = Command::new("users", &[], |context, args| Box::pin(users(context, args)));

/// The name somebody logged in by.
pub(super) const LOGNAME: Command = Command::new("logname", &[], |context, args| Box::pin(logname(context, args)));

async fn logname(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&LOGNAME, args).await?;
    if let Some(extra) = parsed.operands.first() {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    // Who has no terminal has not logged in.
    let person = context.tty(0).and_then(|_| context.names().user(context.who().uid).map(|user| user.name.clone()));
    let Some(name) = person else {
        context.complain("no login name");
        return Ok(1);
    };
    context.stdout.put(format!("{name}\n").as_bytes());
    Ok(0)
}

async fn id(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&ID, args).await?;
    let which = ["g", "G", "u"].iter().filter(|key| parsed.has(key)).count();
    if which > 1 {
        context.complain("cannot print \"only\" of more than one choice");
        return Ok(1);
    }
    if which == 0 && (parsed.has("n") || parsed.has("r")) {
        context.complain("cannot print only names or real IDs in default format");
        return Ok(1);
    }
    if which == 0 && parsed.has("z") {
        context.complain("option --zero not permitted in default format");
        return Ok(1);
    }
    let names = context.names();
    let this = context.who();
    let mut people = Vec::new();
    let mut status = 0;
    for operand in &parsed.operands {
        let number = std::str::from_utf8(operand).ok().and_then(|text| text.parse().ok());
        match names.user_named(operand).or_else(|| names.user(number?)) {
            Some(user) => people.push((user.uid, user.gid, names.groups_of(user))),
            None => {
                context.complain(format_args!("{}: no such user", quote::curved(operand)));
                status = 1;
            }
        }
    }
    if parsed.operands.is_empty() {
        let mut all = vec![this.gid];
        all.extend(this.groups.iter().filter(|gid| **gid != this.gid));
        people.push((this.uid, this.gid, all));
    }
    let user = |uid: u32| names.user(uid).map(|user| user.name.clone());
    let group = |gid: u32| names.group(gid).map(|group| group.name.clone());
    let end = if parsed.has("z") { "\0" } else { "\n" };
    for (uid, gid, groups) in people {
        let plain = |id: u32, name: Option<String>| name.filter(|_| parsed.has("n")).unwrap_or_else(|| id.to_string());
        let full = |id: u32, name: Option<String>| name.map_or_else(|| id.to_string(), |name| format!("{id}({name})"));
        let line = if parsed.has("u") {
            plain(uid, user(uid)) + end
        } else if parsed.has("g") {
            plain(gid, group(gid)) + end
        } else if parsed.has("G") {
            let list: Vec<String> = groups.iter().map(|gid| plain(*gid, group(*gid))).collect();
            list.join(if parsed.has("z") { "\0" } else { " " }) + end
        } else {
            let list: Vec<String> = groups.iter().map(|gid| full(*gid, group(*gid))).collect();
            format!("uid={} gid={} groups={}\n", full(uid, user(uid)), full(gid, group(gid)), list.join(","))
        };
        context.stdout.put(line.as_bytes());
    }
    Ok(status)
}

async fn groups(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&GROUPS, args).await?;
    let names = context.names();
    let shown = |ids: Vec<u32>| {
        let name = |gid: &u32| names.group(*gid).map_or_else(|| gid.to_string(), |group| group.name.clone());
        ids.iter().map(name).collect::<Vec<_>>().join(" ")
    };
    if parsed.operands.is_empty() {
        let who = context.who();
        let mut all = vec![who.gid];
        all.extend(who.groups.iter().filter(|gid| **gid != who.gid));
        context.stdout.put(format!("{}\n", shown(all)).as_bytes());
        return Ok(0);
    }
    let mut status = 0;
    for operand in &parsed.operands {
        match names.user_named(operand) {
            Some(user) => context.stdout.put(format!("{} : {}\n", user.name, shown(names.groups_of(user))).as_bytes()),
            None => {
                context.complain(format_args!("{}: no such user", quote::curved(operand)));
                status = 1;
            }
        }
    }
    Ok(status)
}

fn name(context: &Context) -> Option<String> {
    context.names().user(context.who().uid).map(|user| user.name.clone())
}

async fn whoami(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&WHOAMI, args).await?;
    if let Some(extra) = parsed.operands.first() {
        return Err(context.usage_error(format_args!("extra operand {}", quote::curved(extra)), 1));
    }
    let Some(name) = name(context) else {
        context.complain(format_args!("cannot find name for user ID {}", context.who().uid));
        return Ok(1);
    };
    context.stdout.put(format!("{name}\n").as_bytes());
    Ok(0)
}

async fn who(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    context.options(&WHO, args).await?;
    let since = crate::commands::awk::time::strftime(b"%Y-%m-%d %H:%M", context.sys.kernel.boot.div_euclid(1000));
    if let (Some(name), Some(terminal)) = (name(context), context.sys.terminal()) {
        let line = format!("{name:<8} {:<12} {}\n", format!("pts/{}", terminal.id.0), String::from_utf8_lossy(&since));
        context.stdout.put(line.as_bytes());
    }
    Ok(0)
}

async fn users(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    context.options(&USERS, args).await?;
    if let (Some(name), true) = (name(context), context.sys.terminal().is_some()) {
        context.stdout.put(format!("{name}\n").as_bytes());
    }
    Ok(0)
}
