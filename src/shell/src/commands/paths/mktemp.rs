//! `mktemp`: makes a file or folder with a name nobody has.

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit, quote};
use vfs::{Errno, OpenFlags};

const OPTIONS: &[Opt] = &[
    flag("d", "directory"),
    flag("u", "dry-run"),
    flag("q", "quiet"),
    value("p", ""),
    maybe("", "tmpdir"),
    value("", "suffix"),
    flag("t", ""),
];

/// The command.
pub(super) const COMMAND: Command = Command::new("mktemp", OPTIONS, |context, args| Box::pin(run(context, args)));

const LETTERS: &[u8; 62] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    if parsed.operands.len() > 1 {
        return Err(context.usage_error("too many templates", 1));
    }
    let given = parsed.operands.first();
    let template = given.cloned().unwrap_or_else(|| b"tmp.XXXXXXXXXX".to_vec());
    let suffix = match parsed.value("suffix") {
        Some(suffix) => {
            if !template.ends_with(b"X") {
                context.complain(format_args!("with --suffix, template {} must end in X", quote::curved(&template)));
                return Err(Quit::Status(1));
            }
            suffix.to_vec()
        }
        None => {
            let end = template.iter().rposition(|byte| *byte == b'X').map_or(template.len(), |at| at + 1);
            template[end..].to_vec()
        }
    };
    let stem_end = if parsed.has("suffix") { template.len() } else { template.len() - suffix.len() };
    let count = template[..stem_end].iter().rev().take_while(|byte| **byte == b'X').count();
    if count < 3 {
        context.complain(format_args!("too few X's in template {}", quote::curved(&template)));
        return Err(Quit::Status(1));
    }
    let wants_folder = given.is_none() || parsed.has("t") || parsed.has("p") || parsed.has("tmpdir");
    let folder = wants_folder.then(|| {
        let named = parsed.value("p").or_else(|| parsed.value("tmpdir")).filter(|folder| !folder.is_empty());
        named.or_else(|| context.var("TMPDIR").filter(|folder| !folder.is_empty())).unwrap_or(b"/tmp").to_vec()
    });
    let shown = join(folder.as_deref(), &[&template[..stem_end], suffix.as_slice()].concat());
    for _ in 0..1000 {
        let mut name = template[..stem_end - count].to_vec();
        name.extend((0..count).map(|_| LETTERS[context.random(62) as usize]));
        name.extend_from_slice(&suffix);
        let path = join(folder.as_deref(), &name);
        let made = if parsed.has("u") {
            if context.lstat(&path).is_ok() { Err(Errno::Exist) } else { Ok(()) }
        } else if parsed.has("d") {
            context.mkdir(&path, 0o700)
        } else {
            let flags = OpenFlags { exclusive: true, ..OpenFlags::WRITE };
            context.sys.open(&path, flags, 0o600).await.map(drop)
        };
        match made {
            Ok(()) => {
                context.stdout.put(&path);
                context.stdout.put_byte(b'\n');
                return Ok(0);
            }
            Err(Errno::Exist) => {}
            Err(error) => {
                if !parsed.has("q") {
                    let what = if parsed.has("d") { "directory" } else { "file" };
                    context.complain(format_args!(
                        "failed to create {what} via template {}: {error}",
                        quote::curved(&shown)
                    ));
                }
                return Ok(1);
            }
        }
    }
    Err(Quit::Failed(Errno::Exist))
}

fn join(folder: Option<&[u8]>, name: &[u8]) -> Bytes {
    match folder {
        Some(folder) if folder.ends_with(b"/") => [folder, name].concat(),
        Some(folder) => [folder, b"/", name].concat(),
        None => name.to_vec(),
    }
}
