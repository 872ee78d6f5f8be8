//! `history`, `fc`, and `!` in command lines.

use super::number;
use crate::Bytes;
use crate::exec::Shell;
use std::rc::Rc;

pub(super) fn history(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("cd:anrwps", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('c') {
        shell.history = Rc::default();
        return 0;
    }
    if let Some(offset) = letters.value('d') {
        let count = shell.history.len() as i64;
        let at = number(offset).map(|at| if at < 0 { count + at } else { at - 1 });
        match at.filter(|at| (0..count).contains(at)) {
            Some(at) => {
                Rc::make_mut(&mut shell.history).remove(at as usize);
                return 0;
            }
            None => {
                shell.complain_bytes(&[offset, b": history position out of range"].concat());
                return 1;
            }
        }
    }
    if letters.has('s') {
        let text = letters.operands.join(&b' ');
        Rc::make_mut(&mut shell.history).push(text);
        return 0;
    }
    if letters.has('p') {
        for text in letters.operands {
            match expand(text, &shell.history) {
                Ok(Some((text, _))) => shell.put(&[text.as_slice(), b"\n"].concat()),
                Ok(None) => shell.put(&[text.as_slice(), b"\n"].concat()),
                Err(message) => {
                    shell.complain_bytes(&message);
                    return 1;
                }
            }
        }
        return 0;
    }
    let home = shell.vars.get(b"HOME").and_then(|var| var.scalar()).cloned().unwrap_or_default();
    let default = shell.vars.get(b"HISTFILE").and_then(|var| var.scalar()).cloned();
    let path =
        letters.operands.first().cloned().or(default).unwrap_or_else(|| [home.as_slice(), b"/.bash_history"].concat());
    if letters.has('w') || letters.has('a') {
        let mut text = shell.history.join(&b'\n');
        if !text.is_empty() {
            text.push(b'\n');
        }
        return match shell.sys.disk(&path, |disk, who| disk.write_file(who, &path, &text)) {
            Ok(()) => 0,
            Err(error) => {
                shell.complain_about(&path, error);
                1
            }
        };
    }
    if letters.has('r') || letters.has('n') {
        return match shell.sys.disk(&path, |disk, who| disk.read_file(who, &path)) {
            Ok(text) => {
                let lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec);
                // `-n` reads what the file has more than was read before.
                let skip = if letters.has('n') { shell.history_read } else { 0 };
                let before = shell.history.len();
                Rc::make_mut(&mut shell.history).extend(lines.skip(skip));
                shell.history_read = skip + shell.history.len() - before;
                0
            }
            Err(error) => {
                shell.complain_about(&path, error);
                1
            }
        };
    }
    let most = match letters.operands.first() {
        None => usize::MAX,
        Some(text) => match number(text) {
            Some(most) if most >= 0 => most as usize,
            _ => {
                shell.complain_bytes(&[text.as_slice(), b": numeric argument required"].concat());
                return 1;
            }
        },
    };
    if letters.operands.len() > 1 {
        shell.complain("too many arguments");
        shell.fatal(1);
        return 1;
    }
    let skip = shell.history.len().saturating_sub(most);
    let lines: Vec<Bytes> = shell
        .history
        .iter()
        .enumerate()
        .skip(skip)
        .map(|(at, line)| [format!("{:5}  ", at + 1).as_bytes(), line, b"\n"].concat())
        .collect();
    shell.put(&lines.concat());
    0
}

pub(super) async fn fc(shell: &mut Shell, args: &[Bytes]) -> i32 {
    // `-5` is a place, not an option.
    let split =
        args.iter().position(|arg| arg.len() > 1 && arg[0] == b'-' && arg[1].is_ascii_digit()).unwrap_or(args.len());
    let letters = match shell.letters("e:lnrs", &args[..split]) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let mut operands = letters.operands.to_vec();
    operands.extend_from_slice(&args[split..]);
    // The running `fc` is the last entry of an interactive history.
    let mut lines = (*shell.history).clone();
    if shell.interactive {
        lines.pop();
    }
    let count = lines.len() as i64;
    let find = |text: &Bytes| match number(text) {
        Some(at) if at < 0 => Some((count + at).max(0)),
        Some(at) => Some((at - 1).clamp(0, (count - 1).max(0))),
        None => lines.iter().rposition(|line| line.starts_with(text)).map(|at| at as i64),
    };
    if letters.has('s') {
        let (pairs, rest): (Vec<_>, Vec<_>) = operands.iter().partition(|text| text.contains(&b'='));
        let at = match rest.first() {
            Some(text) => find(text),
            None => Some(count - 1),
        };
        let Some(line) = at.and_then(|at| lines.get(usize::try_from(at).ok()?)) else {
            shell.complain("no command found");
            return 1;
        };
        let mut text = line.clone();
        for pair in pairs {
            let equals = pair.iter().position(|byte| *byte == b'=').unwrap_or(0);
            text = replace_all(&text, &pair[..equals], &pair[equals + 1..]);
        }
        shell.stderr(&[text.as_slice(), b"\n"].concat());
        shell.remember(&text);
        shell.builtin = None;
        return Box::pin(shell.run_text(&text, 0, b"fc")).await;
    }
    if !letters.has('l') {
        shell.complain("editing commands in an editor is not supported here: use fc -l or fc -s");
        return 1;
    }
    if count == 0 {
        return 0;
    }
    let first = operands.first().map_or(Some((count - 16).max(0)), find);
    let last = operands.get(1).map_or(Some(count - 1), find);
    let (Some(first), Some(last)) = (first, last) else {
        shell.complain("history specification out of range");
        return 1;
    };
    let mut places: Vec<i64> = if first <= last { (first..=last).collect() } else { (last..=first).rev().collect() };
    if letters.has('r') {
        places.reverse();
    }
    for at in places {
        let lead = if letters.has('n') { "\t ".to_owned() } else { format!("{}\t ", at + 1) };
        shell.put(&[lead.as_bytes(), &lines[at as usize], b"\n"].concat());
    }
    0
}

fn replace_all(text: &[u8], from: &[u8], to: &[u8]) -> Bytes {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&text[at..], from).filter(|_| !from.is_empty()) {
        out.extend_from_slice(&text[at..at + found]);
        out.extend_from_slice(to);
        at += found + from.len();
    }
    out.extend_from_slice(&text[at..]);
    out
}

/// Expands `!` in a line: nothing when there is none; else the new line, and whether it is to be run (`:p` only shows it).
pub(crate) fn expand(line: &[u8], history: &[Bytes]) -> Result<Option<(Bytes, bool)>, Bytes> {
    if let Some(rest) = line.strip_prefix(b"^") {
        // `^old^new^`
        let mut parts = rest.splitn(3, |byte| *byte == b'^');
        let old = parts.next().unwrap_or_default();
        let new = parts.next().unwrap_or_default().trim_ascii_end();
        let last = history.last().ok_or_else(|| [line.trim_ascii_end(), b": event not found"].concat())?;
        let at = memchr::memmem::find(last, old)
            .ok_or_else(|| [b":s".as_slice(), line.trim_ascii_end(), b": substitution failed"].concat())?;
        let text = [&last[..at], new, &last[at + old.len()..], b"\n"].concat();
        return Ok(Some((text, true)));
    }
    let mut out = Vec::new();
    let mut at = 0;
    let (mut single, mut double, mut changed, mut run) = (false, false, false, true);
    while at < line.len() {
        let byte = line[at];
        match byte {
            b'\\' if !single && at + 1 < line.len() => {
                out.extend_from_slice(&line[at..at + 2]);
                at += 2;
                continue;
            }
            b'\'' if !double => single = !single,
            b'"' if !single => double = !double,
            b'!' if !single => {
                let next = line.get(at + 1).copied();
                let starts = next.is_some_and(|next| {
                    !next.is_ascii_whitespace() && next != b'=' && next != b'(' && !(double && next == b'"')
                });
                if starts && !out.ends_with(b"$") && !out.ends_with(b"[") && !out.ends_with(b"${") {
                    let (text, used, runs) = event(&line[at..], history, &out)?;
                    out.extend(text);
                    at += used;
                    changed = true;
                    run &= runs;
                    continue;
                }
            }
            _ => {}
        }
        out.push(byte);
        at += 1;
    }
    Ok(changed.then_some((out, run)))
}

/// One event designator with its words and modifiers: the text, how long it was, whether the line is to be run.
fn event(text: &[u8], history: &[Bytes], before: &[u8]) -> Result<(Bytes, usize, bool), Bytes> {
    let mut at = 1;
    let not_found = |end: usize| [&text[..end], b": event not found"].concat();
    let number_at = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let line: Bytes = match text.get(1) {
        Some(b'!') => {
            at = 2;
            history.last().cloned().ok_or_else(|| not_found(2))?
        }
        Some(b'#') => {
            at = 2;
            before.to_vec()
        }
        Some(b'$' | b'^' | b'*' | b':') => history.last().cloned().ok_or_else(|| not_found(2))?,
        Some(b'-') if number_at(2) > 0 => {
            let digits = number_at(2);
            at = 2 + digits;
            let back = number(&text[2..at]).unwrap_or(0) as usize;
            history
                .len()
                .checked_sub(back)
                .and_then(|place| history.get(place))
                .cloned()
                .ok_or_else(|| not_found(at))?
        }
        Some(byte) if byte.is_ascii_digit() => {
            let digits = number_at(1);
            at = 1 + digits;
            let place = number(&text[1..at]).unwrap_or(0) as usize;
            place.checked_sub(1).and_then(|place| history.get(place)).cloned().ok_or_else(|| not_found(at))?
        }
        Some(b'?') => {
            let end =
                text[2..].iter().position(|byte| *byte == b'?' || *byte == b'\n').map_or(text.len(), |end| 2 + end);
            let part = &text[2..end];
            at = (end + 1).min(text.len());
            history
                .iter()
                .rev()
                .find(|line| memchr::memmem::find(line, part).is_some())
                .cloned()
                .ok_or_else(|| not_found(end))?
        }
        _ => {
            let end = text[1..]
                .iter()
                .position(|byte| byte.is_ascii_whitespace() || b":;&|\"'".contains(byte))
                .map_or(text.len(), |end| 1 + end);
            at = end;
            let start = &text[1..end];
            history.iter().rev().find(|line| line.starts_with(start)).cloned().ok_or_else(|| not_found(end))?
        }
    };
    let words = split_words(&line);
    let last = words.len().saturating_sub(1);
    let mut chosen = line;
    // Word designators, with or without a colon.
    let mut place = at;
    if text.get(place) == Some(&b':') {
        place += 1;
    }
    let single =
        |from: usize, to: usize| words.get(from..=to.min(last)).map(|words| words.join(&b' ')).unwrap_or_default();
    let digits = |from: usize| text[from.min(text.len())..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    match text.get(place) {
        Some(b'$') => {
            chosen = single(last, last);
            at = place + 1;
        }
        Some(b'^') => {
            chosen = single(1, 1);
            at = place + 1;
        }
        Some(b'*') => {
            chosen = if last == 0 { Vec::new() } else { single(1, last) };
            at = place + 1;
        }
        Some(byte) if byte.is_ascii_digit() && place > at => {
            let length = digits(place);
            let from = number(&text[place..place + length]).unwrap_or(0) as usize;
            place += length;
            let mut to = from;
            match text.get(place) {
                Some(b'*') => {
                    to = last;
                    place += 1;
                }
                Some(b'-') => {
                    place += 1;
                    let length = digits(place);
                    if length > 0 {
                        to = number(&text[place..place + length]).unwrap_or(0) as usize;
                        place += length;
                    } else if text.get(place) == Some(&b'$') {
                        to = last;
                        place += 1;
                    } else {
                        to = last.saturating_sub(1);
                    }
                }
                _ => {}
            }
            if from > last {
                return Err([text[..text.len().min(place + 1)].trim_ascii_end(), b": bad word specifier"].concat());
            }
            chosen = single(from, to);
            at = place;
        }
        _ => {}
    }
    let mut run = true;
    while text.get(at) == Some(&b':') {
        match text.get(at + 1) {
            Some(b'p') => run = false,
            Some(b'h') => {
                if let Some(slash) = chosen.iter().rposition(|byte| *byte == b'/') {
                    chosen.truncate(slash);
                }
            }
            Some(b't') => {
                if let Some(slash) = chosen.iter().rposition(|byte| *byte == b'/') {
                    chosen.drain(..=slash);
                }
            }
            Some(b'r') => {
                if let Some(dot) = chosen.iter().rposition(|byte| *byte == b'.') {
                    chosen.truncate(dot);
                }
            }
            Some(b'e') => {
                if let Some(dot) = chosen.iter().rposition(|byte| *byte == b'.') {
                    chosen.drain(..dot);
                }
            }
            Some(b's' | b'g') => {
                let global = text[at + 1] == b'g';
                let start = at + if global { 3 } else { 2 };
                let Some(&mark) = text.get(start) else { break };
                let rest = &text[start + 1..];
                let end = |from: usize| {
                    rest[from.min(rest.len())..]
                        .iter()
                        .position(|byte| *byte == mark || *byte == b'\n')
                        .map_or(rest.len(), |end| from + end)
                };
                let middle = end(0);
                let finish = end(middle + 1);
                let (old, new) = (&rest[..middle], &rest[(middle + 1).min(rest.len())..finish.min(rest.len())]);
                let Some(found) = memchr::memmem::find(&chosen, old) else {
                    return Err([text[at..].trim_ascii_end(), b": substitution failed"].concat());
                };
                chosen = if global {
                    replace_all(&chosen, old, new)
                } else {
                    [&chosen[..found], new, &chosen[found + old.len()..]].concat()
                };
                at = start + 1 + finish + usize::from(rest.get(finish) == Some(&mark));
                continue;
            }
            _ => break,
        }
        at += 2;
    }
    Ok((chosen, at, run))
}

/// The words of a line, quotes kept together.
fn split_words(line: &[u8]) -> Vec<Bytes> {
    let mut words = Vec::new();
    let mut word = Vec::new();
    let mut quote = None;
    for &byte in line {
        match quote {
            Some(mark) => {
                word.push(byte);
                if byte == mark {
                    quote = None;
                }
            }
            None if byte.is_ascii_whitespace() => {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
            }
            None if b";|&<>()".contains(&byte) => {
                let joins =
                    word.last().is_some_and(|last: &u8| b";|&<>".contains(last)) && byte != b'(' && byte != b')';
                if !joins && !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                word.push(byte);
            }
            None => {
                if word.last().is_some_and(|last: &u8| b";|&<>()".contains(last)) {
                    words.push(std::mem::take(&mut word));
                }
                if byte == b'\'' || byte == b'"' {
                    quote = Some(byte);
                }
                word.push(byte);
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
