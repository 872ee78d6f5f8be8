//! One run of a job: `sh -c` as its user, and a mail about what it printed.

use super::table::Job;
use crate::context::{Redirect, User};
use crate::kernel::Sys;
use crate::{Bytes, Context, Env};
use std::rc::Rc;
use vfs::{Errno, Who};

/// The command and what stands behind its first `%`: standard input, further `%` being newlines. `\%` is a percent sign.
fn split(command: &[u8]) -> (Bytes, Bytes) {
    let mut parts = [Bytes::new(), Bytes::new()];
    let mut at = 0;
    let mut bytes = command.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if bytes.peek() == Some(&b'%') => {
                bytes.next();
                parts[at].push(b'%');
            }
            b'%' if at == 0 => at = 1,
            b'%' => parts[1].push(b'\n'),
            byte => parts[at].push(byte),
        }
    }
    let [command, mut input] = parts;
    if at == 1 {
        input.push(b'\n');
    }
    (command, input)
}

/// The life of a `CRON` process.
pub(super) async fn run(sys: Sys, job: Job, user: User) -> i32 {
    let (command, input) = split(&job.command);
    let mut env: Env = [("HOME", &user.home), ("LOGNAME", &user.name)]
        .map(|(name, value)| (name.as_bytes().to_vec(), value.clone().into_bytes()))
        .into_iter()
        .collect();
    env.insert(b"PATH".to_vec(), b"/usr/bin:/bin".to_vec());
    env.insert(b"SHELL".to_vec(), b"/bin/sh".to_vec());
    env.extend(job.settings.iter().cloned());
    let context = Context::new(sys.clone(), b"CRON".to_vec(), Rc::new(env.clone()));
    let mut who = Who { groups: context.names().groups_of(&user), ..Who::user(user.uid, user.gid) };
    let home = env.get(b"HOME".as_slice()).cloned().unwrap_or_default();
    if let Ok(ino) = sys.disk(&home, |disk, _| disk.resolve(&who, &home, true)) {
        who.cwd = ino;
    }
    let shell = env.get(b"SHELL".as_slice()).cloned().unwrap_or_default();
    let (reader, writer) = sys.pipe();
    let (input_reader, feed) = sys.pipe();
    let child = context
        .child(&[shell, b"-c".to_vec(), command.clone()])
        .who(who)
        .own_group()
        .redirect(0, Redirect::File(input_reader))
        .redirect(1, Redirect::File(Rc::clone(&writer)))
        .redirect(2, Redirect::File(writer));
    let Ok(pid) = context.start(child) else { return 1 };
    feed.write_now(&sys.kernel, &input);
    drop(feed);
    let printed = crate::context::Input::new(sys.clone(), Some(reader)).read_all().await.unwrap_or_default();
    context.wait(pid).await;
    if printed.is_empty() {
        return 0;
    }
    let to =
        env.get(b"MAILTO".as_slice()).map_or_else(|| user.name.clone(), |to| String::from_utf8_lossy(to).into_owned());
    if to.is_empty() {
        return 0;
    }
    // Mail to elsewhere has nowhere to go; a full disk loses it, as a full spool would.
    let _ = mail(&context, &to, &user, &env, &command, &printed);
    0
}

/// Appends a message to a mailbox.
fn mail(context: &Context, to: &str, from: &User, env: &Env, command: &[u8], printed: &[u8]) -> Result<(), Errno> {
    let names = context.names();
    let Some(owner) = names.user_named(to.split('@').next().unwrap_or_default().as_bytes()) else { return Ok(()) };
    let host = String::from_utf8_lossy(&context.sys.kernel.hostname.borrow()).into_owned();
    let date = |format: &[u8]| {
        String::from_utf8_lossy(&crate::commands::awk::time::strftime(format, context.now().div_euclid(1000)))
            .into_owned()
    };
    let subject = String::from_utf8_lossy(command).into_owned();
    let mut text = format!(
        "From root@{host}  {}\nFrom: root@{host} (Cron Daemon)\nTo: {to}@{host}\nSubject: Cron <{}@{host}> {subject}\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
        date(b"%a %b %e %H:%M:%S %Y"),
        from.name
    )
    .into_bytes();
    for (name, value) in env {
        text.extend_from_slice(&[b"X-Cron-Env: <".as_slice(), name, b"=", value, b">\n"].concat());
    }
    text.extend_from_slice(format!("Date: {}\n\n", date(b"%a, %d %b %Y %H:%M:%S +0000")).as_bytes());
    text.extend_from_slice(printed);
    if !printed.ends_with(b"\n") {
        text.push(b'\n');
    }
    text.push(b'\n');
    let path = format!("/var/mail/{}", owner.name).into_bytes();
    context.sys.disk(&path, |disk, _| {
        let root = Who { umask: 0o007, ..Who::root() };
        disk.mkdir_all(&Who { umask: 0o022, ..Who::root() }, b"/var/mail")?;
        let mut whole = disk.read_file(&root, &path).map(|text| text.to_vec()).unwrap_or_default();
        whole.extend_from_slice(&text);
        disk.write_file(&root, &path, &whole)?;
        disk.chmod(&root, &path, 0o600)?;
        disk.chown(&root, &path, Some(owner.uid), Some(owner.gid), true)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn percent_signs_are_input() {
        let (command, input) = super::split(b"date +\\%F%one%two");
        assert_eq!((command.as_slice(), input.as_slice()), (b"date +%F".as_slice(), b"one\ntwo\n".as_slice()));
    }
}
