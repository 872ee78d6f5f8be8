//! `read`.

use super::number;
use crate::Bytes;
use crate::exec::{Shell, Value};
use crate::expand::Separators;
use crate::kernel::OpenFile;
use std::collections::BTreeMap;
use std::rc::Rc;
use vfs::Errno;

/// What was asked for.
struct Request {
    delimiter: Option<u8>,
    most: Option<usize>,
    /// `-N`: the delimiter does not end it.
    exact: bool,
    raw: bool,
    deadline: Option<i64>,
}

/// A byte that was read, and whether a backslash was before it.
type Marked = (u8, bool);

pub(super) async fn read(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("ersa:d:i:n:N:p:t:u:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let fd = match letters.value('u') {
        None => 0,
        Some(text) => match number(text).and_then(|fd| usize::try_from(fd).ok()) {
            Some(fd) => fd,
            None => {
                shell.complain_bytes(&[text, b": invalid file descriptor specification"].concat());
                return 1;
            }
        },
    };
    let mut timeout = None;
    if let Some(text) = letters.value('t') {
        let (seconds, used) = crate::number::read_float(text);
        if used != text.len() || text.is_empty() || seconds < 0.0 {
            shell.complain_bytes(&[text, b": invalid timeout specification"].concat());
            return 1;
        }
        timeout = Some((seconds * 1000.0) as i64);
    }
    let mut most = None;
    for letter in ['n', 'N'] {
        if let Some(text) = letters.value(letter) {
            match number(text).and_then(|count| usize::try_from(count).ok()) {
                Some(count) => most = Some(count),
                None => {
                    shell.complain_bytes(&[text, b": invalid number"].concat());
                    return 1;
                }
            }
        }
    }
    let names: Vec<Bytes> = letters.operands.to_vec();
    for name in &names {
        let base = name.split(|byte| *byte == b'[').next().unwrap_or_default();
        if !crate::syntax::is_identifier(base) {
            shell.complain_bytes(&[b"`".as_slice(), name, b"': not a valid identifier"].concat());
            return 1;
        }
    }
    let Some(file) = shell.sys.fd(fd) else {
        if letters.value('u').is_none() {
            shell.complain("read error: 0: Bad file descriptor");
            return 1;
        }
        shell.complain(format_args!("{fd}: invalid file descriptor: Bad file descriptor"));
        return 1;
    };
    let request = Request {
        delimiter: if letters.value('N').is_some() {
            None
        } else {
            Some(letters.value('d').map_or(b'\n', |text| text.first().copied().unwrap_or(0)))
        },
        most,
        exact: letters.value('N').is_some(),
        raw: letters.has('r'),
        deadline: timeout.map(|millis| shell.sys.now() + millis),
    };
    if timeout == Some(0) {
        return i32::from(!ready(shell, &file));
    }
    let on_terminal = file.is_terminal();
    if let (Some(prompt), true) = (letters.value('p'), on_terminal) {
        shell.stderr(prompt);
    }
    if let (true, Some(terminal)) = (letters.has('s') && on_terminal, shell.sys.terminal()) {
        terminal.set_echo(false);
    }
    let (text, mut status) = line(shell, &file, &request).await;
    if let (true, Some(terminal)) = (letters.has('s') && on_terminal, shell.sys.terminal()) {
        terminal.set_echo(true);
    }
    let done = if let Some(array) = letters.value('a') {
        let array = array.to_vec();
        into_array(shell, &array, &text)
    } else if names.is_empty() {
        let value = text.iter().map(|(byte, _)| *byte).collect();
        shell.assign(b"REPLY", value).is_ok()
    } else if request.exact {
        let value = text.iter().map(|(byte, _)| *byte).collect();
        let mut done = set(shell, &names[0], value).await;
        for name in &names[1..] {
            done &= set(shell, name, Vec::new()).await;
        }
        done
    } else {
        into_names(shell, &names, text).await
    };
    if !done {
        shell.flow = None;
        status = status.max(1);
    }
    status
}

/// `read -t 0`: is there something to read?
fn ready(shell: &Shell, file: &OpenFile) -> bool {
    use crate::kernel::file::End;
    match &file.end {
        End::PipeReader(pipe) | End::PipeBoth(pipe) => !pipe.is_empty() || !pipe.has_writer(),
        End::Terminal(terminal) => terminal.has_input(),
        End::File(ino) => {
            shell.sys.kernel.disk.borrow().bytes(*ino).is_ok_and(|bytes| (file.offset.get() as usize) < bytes.len())
        }
        _ => true,
    }
}

/// Reads up to the delimiter, not one byte further; gives the status too.
async fn line(shell: &mut Shell, file: &Rc<OpenFile>, request: &Request) -> (Vec<Marked>, i32) {
    let mut text: Vec<Marked> = Vec::new();
    let mut escaped = false;
    let mut characters = 0;
    if request.most == Some(0) {
        return (text, 0);
    }
    loop {
        let chunk = match chunk(shell, file, request.deadline).await {
            Ok(chunk) => chunk,
            Err(Errno::Again) => return (text, 142),
            Err(Errno::Intr) => return (text, 130),
            Err(error) => {
                shell.complain(format_args!("read error: 0: {error}"));
                return (text, 1);
            }
        };
        if chunk.is_empty() {
            return (text, 1);
        }
        shell.sys.tick(chunk.len() as u64 / 64 + 5).await;
        for (at, &byte) in chunk.iter().enumerate() {
            if escaped {
                escaped = false;
                if byte == b'\n' {
                    continue;
                }
                text.push((byte, true));
            } else if byte == b'\\' && !request.raw {
                escaped = true;
                continue;
            } else if request.delimiter == Some(byte) {
                file.unread(chunk[at + 1..].to_vec());
                return (text, 0);
            } else if byte == 0 {
                continue;
            } else {
                text.push((byte, false));
            }
            // A character is whole when the next byte does not go on with it.
            let starts_next = chunk.get(at + 1).is_none_or(|next| next & 0xc0 != 0x80);
            if starts_next {
                characters += 1;
                if request.most.is_some_and(|most| characters >= most) {
                    file.unread(chunk[at + 1..].to_vec());
                    return (text, 0);
                }
            }
        }
    }
}

/// The next bytes, or `EAGAIN` when the time is over.
async fn chunk(shell: &mut Shell, file: &Rc<OpenFile>, deadline: Option<i64>) -> Result<Bytes, Errno> {
    loop {
        if let Some(deadline) = deadline {
            while !ready(shell, file) {
                if shell.sys.now() >= deadline {
                    return Err(Errno::Again);
                }
                file.enroll(&shell.sys);
                shell.sys.kernel.sleep_until(deadline).await;
                if shell.sys.kernel.has_signal() {
                    break;
                }
            }
        }
        match file.read(&shell.sys.kernel, 4096).await {
            Err(Errno::Intr) => {
                shell.run_pending_traps_boxed().await;
                if shell.flow.is_some() {
                    return Err(Errno::Intr);
                }
            }
            other => return other,
        }
    }
}

async fn set(shell: &mut Shell, name: &[u8], value: Bytes) -> bool {
    if name.ends_with(b"]") {
        return super::printf::assign_to(shell, name, value).await.is_ok();
    }
    shell.assign(name, value).is_ok()
}

fn into_array(shell: &mut Shell, name: &[u8], text: &[Marked]) -> bool {
    if !crate::syntax::is_identifier(name) {
        shell.complain_bytes(&[b"`".as_slice(), name, b"': not a valid identifier"].concat());
        return false;
    }
    let separators = shell.separators();
    let mut words = Vec::new();
    let mut rest = text;
    while let Some((word, after)) = next_word(rest, &separators) {
        words.push(word);
        rest = after;
    }
    let (name, _) = shell.follow(name);
    if shell.vars.get(&name).is_some_and(|var| var.attributes.readonly) {
        shell.refuse_readonly(&name);
        return false;
    }
    let elements: BTreeMap<i64, Bytes> = words.into_iter().enumerate().map(|(at, word)| (at as i64, word)).collect();
    shell.vars.entry(&name).value = Value::Indexed(elements);
    true
}

/// The next field, and what follows its separator; nothing when only blanks are left.
fn next_word<'a>(text: &'a [Marked], separators: &Separators) -> Option<(Bytes, &'a [Marked])> {
    let blank = |mark: &Marked| !mark.1 && separators.is_blank(mark.0);
    let separator = |mark: &Marked| !mark.1 && separators.is_separator(mark.0);
    let start = text.iter().position(|mark| !blank(mark))?;
    let text = &text[start..];
    let length = text.iter().position(separator).unwrap_or(text.len());
    let word = text[..length].iter().map(|(byte, _)| *byte).collect();
    let mut rest = &text[length..];
    let blanks = rest.iter().take_while(|mark| blank(mark)).count();
    rest = &rest[blanks..];
    if let Some(mark) = rest.first()
        && separator(mark)
    {
        rest = &rest[1..];
        let blanks = rest.iter().take_while(|mark| blank(mark)).count();
        rest = &rest[blanks..];
    }
    Some((word, rest))
}

async fn into_names(shell: &mut Shell, names: &[Bytes], text: Vec<Marked>) -> bool {
    let separators = shell.separators();
    let mut rest: &[Marked] = &text;
    let mut done = true;
    for (at, name) in names.iter().enumerate() {
        if at + 1 < names.len() {
            match next_word(rest, &separators) {
                Some((word, after)) => {
                    done &= set(shell, name, word).await;
                    rest = after;
                }
                None => {
                    done &= set(shell, name, Vec::new()).await;
                    rest = &[];
                }
            }
            continue;
        }
        // The last name takes the rest, without blanks around it; one field takes no separator with it.
        if let Some((word, after)) = next_word(rest, &separators)
            && after.is_empty()
        {
            done &= set(shell, name, word).await;
            continue;
        }
        let blank = |mark: &Marked| !mark.1 && separators.is_blank(mark.0);
        let start = rest.iter().position(|mark| !blank(mark)).unwrap_or(rest.len());
        let end = rest.iter().rposition(|mark| !blank(mark)).map_or(start, |end| end + 1);
        let value = rest[start..end.max(start)].iter().map(|(byte, _)| *byte).collect();
        done &= set(shell, name, value).await;
    }
    done
}
