//! `mapfile`, `readarray`.

use super::number;
use crate::Bytes;
use crate::context::Input;
use crate::exec::{Shell, Value};
use std::collections::BTreeMap;

pub(super) async fn mapfile(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("d:n:O:s:tu:C:c:", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    let count = |shell: &mut Shell, letter: char, words: &str| -> Result<usize, i32> {
        match letters.value(letter) {
            None => Ok(0),
            Some(text) => match number(text).and_then(|value| usize::try_from(value).ok()) {
                Some(value) => Ok(value),
                None => {
                    shell.complain_bytes(&[text, b": ", words.as_bytes()].concat());
                    Err(1)
                }
            },
        }
    };
    let result = async {
        let most = count(shell, 'n', "invalid line count")?;
        let origin = count(shell, 'O', "invalid array origin")?;
        let skip = count(shell, 's', "invalid line count")?;
        let fd = count(shell, 'u', "invalid file descriptor specification")?;
        let quantum = count(shell, 'c', "invalid callback quantum")?;
        Ok::<_, i32>((most, origin, skip, fd, if letters.value('c').is_some() { quantum } else { 5000 }))
    }
    .await;
    let (most, origin, skip, fd, quantum) = match result {
        Ok(values) => values,
        Err(status) => return status,
    };
    let delimiter = letters.value('d').map_or(b'\n', |text| text.first().copied().unwrap_or(0));
    let name = letters.operands.first().cloned().unwrap_or_else(|| b"MAPFILE".to_vec());
    if !crate::syntax::is_identifier(&name) {
        shell.complain_bytes(&[b"`".as_slice(), &name, b"': not a valid identifier"].concat());
        return 1;
    }
    if matches!(shell.vars.get(&name).map(|var| &var.value), Some(Value::Assoc(_))) {
        shell.complain_bytes(&[name.as_slice(), b": not an indexed array"].concat());
        return 1;
    }
    if shell.vars.get(&name).is_some_and(|var| var.attributes.readonly) {
        shell.refuse_readonly(&name);
        shell.flow = None;
        return 1;
    }
    let Some(file) = shell.sys.fd(fd) else {
        shell.complain(format_args!("{fd}: invalid file descriptor: Bad file descriptor"));
        return 1;
    };
    let (name, _) = shell.follow(&name);
    if letters.value('O').is_none() || !matches!(shell.vars.get(&name).map(|var| &var.value), Some(Value::Indexed(_))) {
        shell.vars.entry(&name).value = Value::Indexed(BTreeMap::new());
    }
    let mut input = Input::new(shell.sys.clone(), Some(file));
    let (mut at, mut stored, mut held) = (0, 0, 0);
    loop {
        if most > 0 && stored == most {
            break;
        }
        let Ok(Some(record)) = input.until(delimiter).await else { break };
        at += 1;
        if at <= skip {
            continue;
        }
        let ended = record.last() == Some(&delimiter);
        let keep = record.len() - usize::from(ended && (letters.has('t') || delimiter == 0));
        let mut value: Bytes = record[..keep].to_vec();
        // A NUL ends the text of a line.
        value.truncate(memchr::memchr(0, &value).unwrap_or(value.len()));
        held += value.len() + crate::ENTRY;
        if held > crate::MAX_VALUE {
            shell.complain("cannot allocate memory");
            return 1;
        }
        let index = (origin + stored) as i64;
        stored += 1;
        if let Some(callback) = letters.value('C')
            && quantum > 0
            && stored % quantum == 0
        {
            let text = [callback, b" ", index.to_string().as_bytes(), b" ", &crate::quote::single(&value)].concat();
            Box::pin(shell.run_text(&text, 0, b"mapfile")).await;
        }
        if let Value::Indexed(elements) = &mut shell.vars.entry(&name).value {
            elements.insert(index, value);
        }
    }
    input.give_all_back();
    0
}
