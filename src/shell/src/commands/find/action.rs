//! Commands run for files.

use super::expression::Exec;
use super::walk::Found;
use crate::context::Redirect;
use crate::kernel::Exit;
use crate::{Bytes, Context, Quit};
use vfs::OpenFlags;

/// Bytes of arguments passed at a time.
pub(super) const ARGUMENTS: usize = 128 << 10;

/// Names gathered for one command, and the folder they are for.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) names: Vec<Bytes>,
    pub(super) bytes: usize,
    pub(super) folder: Option<Bytes>,
}

/// The folder of a file and its name there.
pub(super) fn split(found: &Found) -> (Bytes, Bytes) {
    let name = found.name();
    let folder = &found.path[..found.path.len()
        - found.path.strip_suffix(b"/").map_or(name.len(), |_| name.len() + 1).min(found.path.len())];
    let folder = if folder.is_empty() { b".".to_vec() } else { folder.to_vec() };
    let name = if name == b"/" || name == b"." { name.to_vec() } else { [b"./", name].concat() };
    (folder, name)
}

/// Runs a command, in a folder if given; its status, or `None` when it did not start.
pub(super) async fn run(context: &mut Context, words: &[Bytes], folder: Option<&[u8]>) -> Result<Option<i32>, Quit> {
    context.stdout.flush().await?;
    let mut child = context.child(words);
    if let Some(folder) = folder {
        let mut who = context.who();
        if let Ok(stat) = context.stat(folder) {
            who.cwd = stat.ino;
        }
        child = child.who(who);
    }
    if let Ok(null) = context.null(OpenFlags::READ).await
        && context.is_tty(0)
    {
        child = child.redirect(0, Redirect::File(null));
    }
    match context.start(child) {
        Ok(pid) => {
            let exit = context.wait(pid).await;
            if let Exit::Signal(signal) = exit {
                return Ok(Some(128 + i32::from(signal.0)));
            }
            Ok(Some(exit.status()))
        }
        Err(error) => {
            let shown = super::quoted(context, &words[0]);
            context.complain_bytes(&[&shown, b": ".as_slice(), error.errno().text().as_bytes()].concat());
            Ok(None)
        }
    }
}

/// `{}` replaced in every word.
pub(super) fn words(exec: &Exec, name: &[u8]) -> Vec<Bytes> {
    exec.words.iter().map(|word| replace(word, name)).collect()
}

fn replace(word: &[u8], name: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(word.len() + name.len());
    let mut rest = word;
    while let Some(at) = memchr::memmem::find(rest, b"{}") {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(name);
        rest = &rest[at + 2..];
    }
    out.extend_from_slice(rest);
    out
}

/// `-ok`: is the answer yes?
pub(super) async fn ask(context: &mut Context, exec: &Exec, name: &[u8]) -> Result<bool, Quit> {
    let mut question = b"< ".to_vec();
    question.extend_from_slice(&exec.words[0]);
    question.extend_from_slice(b" ... ");
    question.extend_from_slice(name);
    question.extend_from_slice(b" > ? ");
    context.stdout.flush().await?;
    context.stderr(&question);
    let answer = context.stdin.line().await?.map(<[u8]>::to_vec).unwrap_or_default();
    Ok(matches!(answer.first(), Some(b'y' | b'Y')))
}
