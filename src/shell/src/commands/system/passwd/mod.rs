//! `passwd`: a password of one's own. A teaching model: passwords are kept as Debian keeps them (`/etc/shadow`, SHA-512
//! crypt) and `su` asks for them; without one, `su` to oneself or by root is open, and `sudo` asks for none.

mod crypt;
mod shadow;

use crate::options::{Opt, flag};
use crate::{Bytes, Command, Context, Outcome, Quit};
use shadow::Shadow;

const OPTIONS: &[Opt] = &[
    flag("S", "status"),
    flag("a", "all"),
    flag("d", "delete"),
    flag("l", "lock"),
    flag("u", "unlock"),
    flag("q", "quiet"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("passwd", OPTIONS, |context, args| Box::pin(run(context, args)));

/// Is this the user's password? A user without one has none to give: true for nothing.
pub(super) fn fits(context: &Context, user: &str, password: &[u8]) -> bool {
    Shadow::load(context).hash(user).is_some_and(|hash| crypt::fits(hash, password))
}

/// Has the user a password?
pub(super) fn exists(context: &Context, user: &str) -> bool {
    Shadow::load(context).hash(user).is_some_and(|hash| hash.starts_with('$'))
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let names = context.names();
    let here = context.who();
    let own = names.user(here.uid).map_or_else(|| here.uid.to_string(), |user| user.name.clone());
    let name = parsed.operands.first().map_or_else(|| own.clone(), |name| String::from_utf8_lossy(name).into_owned());
    if parsed.has("a") {
        if !parsed.has("S") {
            return Err(context.usage_error("-a is only allowed with -S", 2));
        }
        if here.uid != 0 {
            context.complain("Permission denied.");
            return Ok(1);
        }
    }
    let Some(user) = names.user_named(name.as_bytes()) else {
        context.complain(format_args!("user '{name}' does not exist"));
        return Ok(1);
    };
    if here.uid != 0 && user.uid != here.uid {
        context.complain(format_args!("You may not view or modify password information for {name}."));
        return Ok(1);
    }
    let mut shadow = Shadow::load(context);
    if parsed.has("S") {
        let all: Vec<String> =
            if parsed.has("a") { names.users.iter().map(|user| user.name.clone()).collect() } else { vec![name] };
        for name in all {
            context.stdout.put(shadow.status(&name).as_bytes());
        }
        return Ok(0);
    }
    if let Some(key) = parsed.last_of(&["d", "l", "u"]) {
        if here.uid != 0 {
            context.complain("Permission denied.");
            return Ok(1);
        }
        let hash = shadow.hash(&name).unwrap_or("*").to_owned();
        match key {
            "d" => shadow.set(context, &name, ""),
            "l" if !hash.starts_with('!') => shadow.set(context, &name, &format!("!{hash}")),
            "u" => shadow.set(context, &name, hash.trim_start_matches('!')),
            _ => Ok(()),
        }
        .map_err(|_| unchanged(context, "Authentication token manipulation error"))?;
        if !parsed.has("q") {
            context.stdout.put(b"passwd: password changed.\n");
        }
        return Ok(0);
    }
    change(context, &mut shadow, &name, here.uid == 0).await
}

fn unchanged(context: &Context, why: &str) -> Quit {
    context.complain(why);
    context.complain("password unchanged");
    Quit::Status(10)
}

/// Asks for the old password, if there is one, and twice for the new one.
async fn change(context: &mut Context, shadow: &mut Shadow, name: &str, root: bool) -> Outcome {
    if !root {
        context.stderr(format!("Changing password for {name}.\n").as_bytes());
    }
    let old = shadow.hash(name).filter(|hash| hash.starts_with('$')).map(str::to_owned);
    let mut before = Bytes::new();
    if let (false, Some(hash)) = (root, &old) {
        before = context.ask_secret("Current password: ").await?.unwrap_or_default();
        context.tick(crypt::COST).await;
        if !crypt::fits(hash, &before) {
            return Err(unchanged(context, "Authentication token manipulation error"));
        }
    }
    for _ in 0..3 {
        let Some(new) = context.ask_secret("New password: ").await? else { break };
        if new.is_empty() {
            context.stderr(b"No password has been supplied.\n");
            continue;
        }
        let Some(again) = context.ask_secret("Retype new password: ").await? else { break };
        if new != again {
            context.stderr(b"Sorry, passwords do not match.\n");
            return Err(unchanged(context, "Authentication token manipulation error"));
        }
        if !root && new.len() < 6 {
            context.stderr(b"You must choose a longer password.\n");
            continue;
        }
        if !root && new == before {
            context.stderr(b"The password has not been changed.\n");
            continue;
        }
        let salt: String = (0..16).map(|_| char::from(crypt::LETTERS[context.random(64) as usize])).collect();
        context.tick(crypt::COST).await;
        let hash = crypt::hash(&new, &salt);
        shadow.set(context, name, &hash).map_err(|_| unchanged(context, "Authentication token manipulation error"))?;
        context.stderr(b"passwd: password updated successfully\n");
        return Ok(0);
    }
    Err(unchanged(context, "Authentication token manipulation error"))
}
