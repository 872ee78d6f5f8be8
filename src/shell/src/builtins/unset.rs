//! `unset`.

use crate::Bytes;
use crate::exec::{Shell, Value};
use crate::expand::IndexValue;
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) fn unset(shell: &mut Shell, args: &[Bytes]) -> i32 {
    let letters = match shell.letters("fvn", args) {
        Ok(letters) => letters,
        Err(status) => return status,
    };
    if letters.has('f') && letters.has('v') {
        shell.complain("cannot simultaneously unset a function and a variable");
        return 1;
    }
    let mut status = 0;
    for name in letters.operands {
        let done = if letters.has('f') {
            function(shell, name)
        } else {
            variable(shell, name, letters.has('n'), letters.has('v'))
        };
        if !done {
            status = 1;
        }
    }
    status
}

fn function(shell: &mut Shell, name: &[u8]) -> bool {
    if shell.readonly_function(name) {
        shell.complain_bytes(&[name, b": cannot unset: readonly function"].concat());
        return false;
    }
    Rc::make_mut(&mut shell.functions).remove(name);
    true
}

fn variable(shell: &mut Shell, text: &[u8], reference: bool, only_variable: bool) -> bool {
    let (name, index) = match text.iter().position(|byte| *byte == b'[') {
        Some(open) if text.ends_with(b"]") => (&text[..open], Some(&text[open + 1..text.len() - 1])),
        _ => (text, None),
    };
    if !crate::syntax::is_identifier(name) {
        if !only_variable {
            // Perhaps a function's name: bash says nothing.
            Rc::make_mut(&mut shell.functions).remove(text);
            return true;
        }
        shell.complain_bytes(&[b"`".as_slice(), text, b"': not a valid identifier"].concat());
        return false;
    }
    let (target, inner) = if reference { (name.to_vec(), None) } else { shell.follow(name) };
    let index = index.map(<[u8]>::to_vec).or(inner);
    if shell.vars.get(&target).is_none() {
        if index.is_none() && !only_variable && shell.functions.contains_key(&target) {
            return function(shell, &target);
        }
        return true;
    }
    if shell.vars.get(&target).is_some_and(|var| var.attributes.readonly) {
        shell.complain_bytes(&[target.as_slice(), b": cannot unset: readonly variable"].concat());
        return false;
    }
    let Some(index) = index else {
        let level = shell.function_level();
        shell.vars.unset(&target, level.max(1));
        if target == b"PATH" {
            shell.hashed.clear();
        }
        return true;
    };
    element(shell, &target, &index)
}

fn element(shell: &mut Shell, name: &[u8], index: &[u8]) -> bool {
    let value = match shell.vars.get(name).map(|var| var.value.clone()) {
        Some(Value::Assoc(_)) => IndexValue::Key(shell.subscript_text(index)),
        Some(Value::Indexed(_)) if matches!(index, b"@" | b"*") => {
            // The array stays, empty.
            shell.vars.entry(name).value = Value::Indexed(BTreeMap::new());
            return true;
        }
        _ if matches!(index, b"@" | b"*") => {
            let level = shell.function_level();
            shell.vars.unset(name, level.max(1));
            return true;
        }
        plain => match shell.subscript_number(index) {
            Ok(number) if number != 0 && matches!(plain, Some(Value::Scalar(_) | Value::Unset)) => {
                shell.complain_bytes(&[name, b": not an array variable"].concat());
                return false;
            }
            Ok(number) => IndexValue::Number(number),
            Err(error) => {
                shell.arith_failed(index, &error);
                return false;
            }
        },
    };
    if let IndexValue::Number(number) = value
        && number < 0
        && shell.out_of_range(name, number)
    {
        shell.complain_bytes(&[b"[".as_slice(), index, b"]: bad array subscript"].concat());
        return false;
    }
    let level = shell.function_level();
    let Some(var) = shell.vars.get_mut(name) else { return true };
    match (&mut var.value, value) {
        (Value::Assoc(elements), IndexValue::Key(key)) => elements.remove(&key),
        (Value::Indexed(elements), IndexValue::Number(number)) => {
            let at =
                if number < 0 { elements.last_key_value().map_or(0, |(last, _)| last + 1) + number } else { number };
            elements.remove(&at);
        }
        (Value::Scalar(_), _) => shell.vars.unset(name, level.max(1)),
        _ => {}
    }
    true
}
