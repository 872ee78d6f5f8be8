//! `chown` and `chgrp`: change who owns a file.

use super::target::join;
use crate::options::{Opt, Parsed, flag, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};

const OPTIONS: &[Opt] = &[
    flag("R", "recursive"),
    flag("v", "verbose"),
    flag("c", "changes"),
    flag("f", "silent"),
    flag("f", "quiet"),
    flag("h", "no-dereference"),
    flag("", "dereference"),
    value("", "reference"),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("chown", OPTIONS, |context, args| Box::pin(chown(context, args)));
/// For groups alone.
pub(super) const GROUP: Command = Command::new("chgrp", OPTIONS, |context, args| Box::pin(chgrp(context, args)));

async fn chown(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    let (owner, files) = owner(context, &parsed, |context, text| {
        let names = context.names();
        let (user, group) = match text.iter().position(|byte| *byte == b':') {
            Some(at) => (&text[..at], Some(&text[at + 1..])),
            None => (text, None),
        };
        let id = |text: &[u8]| std::str::from_utf8(text).ok().and_then(|text| text.parse::<u32>().ok());
        let found = names.user_named(user);
        let uid = found.map(|user| user.uid).or_else(|| id(user));
        if uid.is_none() && !user.is_empty() {
            return Err(format!("invalid user: {}", quote::curved(text)));
        }
        let gid = match group {
            // `user:` means the login group too.
            Some(b"") => found.map(|user| user.gid),
            Some(group) => match names.group_named(group).map(|group| group.gid).or_else(|| id(group)) {
                Some(gid) => Some(gid),
                None => return Err(format!("invalid group: {}", quote::curved(text))),
            },
            None => None,
        };
        Ok((uid, gid))
    })?;
    change(context, &parsed, owner, &files, "ownership").await
}

async fn chgrp(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&GROUP, args).await?;
    let (owner, files) = owner(context, &parsed, |context, text| {
        let by_number = || std::str::from_utf8(text).ok().and_then(|text| text.parse::<u32>().ok());
        let gid = context.names().group_named(text).map(|group| group.gid).or_else(by_number);
        gid.map(|gid| (None, Some(gid))).ok_or_else(|| format!("invalid group: {}", quote::curved(text)))
    })?;
    change(context, &parsed, (None, owner.1), &files, "group").await
}

type Owner = (Option<u32>, Option<u32>);

/// The owner wanted, and the files.
fn owner(
    context: &Context,
    parsed: &Parsed,
    read: impl Fn(&Context, &[u8]) -> Result<Owner, String>,
) -> Result<(Owner, Vec<Bytes>), Quit> {
    let mut files = parsed.operands.clone();
    if files.is_empty() {
        return Err(context.usage_error("missing operand", 1));
    }
    if let Some(reference) = parsed.value("reference") {
        let stat = context.stat(reference).map_err(|error| {
            context.complain_quoted("failed to get attributes of ", reference, "", error);
            Quit::Status(1)
        })?;
        return Ok(((Some(stat.uid), Some(stat.gid)), files));
    }
    let text = files.remove(0);
    if files.is_empty() {
        return Err(context.usage_error(format_args!("missing operand after {}", quote::curved(&text)), 1));
    }
    let owner = read(context, &text).map_err(|message| {
        context.complain(message);
        Quit::Status(1)
    })?;
    Ok((owner, files))
}

async fn change(context: &mut Context, parsed: &Parsed, owner: Owner, files: &[Bytes], what: &str) -> Outcome {
    let mut status = 0;
    let mut waiting: Vec<Bytes> = files.iter().rev().cloned().collect();
    while let Some(path) = waiting.pop() {
        context.tick(100).await;
        let follow = !parsed.has("h") && !parsed.has("R");
        let found = if follow { context.stat(&path) } else { context.lstat(&path) };
        let stat = match found {
            Ok(stat) => stat,
            Err(error) => {
                status = 1;
                if !parsed.has("f") {
                    context.complain_quoted("cannot access ", &path, "", error);
                }
                continue;
            }
        };
        if let Err(error) = context.chown(&path, owner.0, owner.1, follow) {
            status = 1;
            if !parsed.has("f") {
                context.complain_quoted(&format!("changing {what} of "), &path, "", error);
            }
        }
        if parsed.has("R") && stat.is_dir() {
            match context.read_dir(&path) {
                Ok(names) => waiting.extend(names.iter().rev().map(|entry| join(&path, &entry.name))),
                Err(error) => {
                    status = 1;
                    context.complain_quoted("cannot read directory ", &path, "", error);
                }
            }
        }
    }
    Ok(status)
}
