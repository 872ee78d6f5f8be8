//! `declare`, `typeset`, `local`, `export`, `readonly`.

use super::Argument;
use crate::Bytes;
use crate::exec::{Assoc, Flow, Shell, Value, Var};
use crate::syntax::{AssignValue, is_identifier};
use std::collections::BTreeMap;

/// What was asked for, by letter: `Some(true)` for `-x`, `Some(false)` for `+x`.
#[derive(Default)]
struct Wanted {
    array: Option<bool>,
    assoc: Option<bool>,
    functions: bool,
    names_only: bool,
    global: bool,
    inherit: bool,
    integer: Option<bool>,
    lower: Option<bool>,
    upper: Option<bool>,
    capital: Option<bool>,
    nameref: Option<bool>,
    print: bool,
    readonly: Option<bool>,
    trace: Option<bool>,
    export: Option<bool>,
    local: bool,
}

pub(super) async fn declare(shell: &mut Shell, args: Vec<Argument>) -> i32 {
    let local = shell.in_function();
    run(shell, args, Wanted { local, ..Wanted::default() }, "aAfFgiIlnrtuxpc").await
}

pub(super) async fn local(shell: &mut Shell, args: Vec<Argument>) -> i32 {
    if !shell.in_function() {
        shell.complain("can only be used in a function");
        return 1;
    }
    run(shell, args, Wanted { local: true, ..Wanted::default() }, "aAfFgiIlnrtuxpc").await
}

pub(super) async fn export(shell: &mut Shell, args: Vec<Argument>) -> i32 {
    run(shell, args, Wanted { export: Some(true), ..Wanted::default() }, "fnp").await
}

pub(super) async fn readonly(shell: &mut Shell, args: Vec<Argument>) -> i32 {
    run(shell, args, Wanted { readonly: Some(true), ..Wanted::default() }, "aAfp").await
}

async fn run(shell: &mut Shell, args: Vec<Argument>, mut wanted: Wanted, known: &str) -> i32 {
    let exports = known == "fnp";
    let mut args = args.into_iter().peekable();
    let mut any_option = false;
    while let Some(Argument::Word(word)) = args.peek() {
        if word == b"--" {
            args.next();
            break;
        }
        if word.len() < 2 || !matches!(word[0], b'-' | b'+') {
            break;
        }
        let on = word[0] == b'-';
        any_option = true;
        for &letter in &word[1..] {
            let set = Some(on);
            if !known.contains(letter as char) {
                let shown = format!("{}{}", word[0] as char, letter as char);
                shell.complain(format_args!("{shown}: invalid option"));
                shell.usage();
                return 2;
            }
            match letter {
                b'a' => wanted.array = set,
                b'A' => wanted.assoc = set,
                b'f' => wanted.functions = true,
                b'F' => (wanted.functions, wanted.names_only) = (true, true),
                b'g' => wanted.global = true,
                b'I' => wanted.inherit = true,
                b'i' => wanted.integer = set,
                b'l' => wanted.lower = set,
                b'u' => wanted.upper = set,
                b'c' => wanted.capital = set,
                b'n' if exports => wanted.export = Some(false),
                b'n' => wanted.nameref = set,
                b'p' => wanted.print = true,
                b'r' => wanted.readonly = set,
                b't' => wanted.trace = set,
                _ => wanted.export = set,
            }
        }
        args.next();
    }
    let args: Vec<Argument> = args.collect();
    if wanted.functions {
        return functions(shell, &args, &wanted);
    }
    if args.is_empty() {
        return list(shell, &wanted, any_option, known);
    }
    if wanted.print && !exports && known != "aAfp" {
        return print(shell, &args);
    }
    if wanted.array == Some(true) && wanted.assoc == Some(true) {
        shell.complain("cannot specify both indexed and associative array");
        return 1;
    }
    let mut status = 0;
    for argument in args {
        if !one(shell, argument, &wanted).await {
            status = 1;
        }
        if matches!(shell.flow, Some(Flow::Discard)) {
            // A readonly variable fails the builtin, not the line.
            shell.flow = None;
            status = 1;
        }
        if shell.flow.is_some() {
            break;
        }
    }
    status
}

/// Declares one name; false when it could not.
async fn one(shell: &mut Shell, argument: Argument, wanted: &Wanted) -> bool {
    let (name, index, append, value, elements) = match &argument {
        Argument::Assignment(assignment) => {
            let elements = match &assignment.value {
                AssignValue::Array(elements) => Some(elements),
                AssignValue::Scalar(_) => None,
            };
            let index = assignment.index.as_ref().map(|index| index.raw.clone());
            let value = match &assignment.value {
                AssignValue::Scalar(word) => match shell.expand_single(word).await {
                    Ok(value) => Some(value),
                    Err(_) => return false,
                },
                AssignValue::Array(_) => None,
            };
            (assignment.name.clone(), index, assignment.append, value, elements)
        }
        Argument::Word(text) | Argument::Scalar { text } => {
            let (name, rest) = split(text);
            let append = rest.starts_with(b"+=");
            let value = rest.strip_prefix(b"+=").or_else(|| rest.strip_prefix(b"=")).map(<[u8]>::to_vec);
            match name.iter().position(|byte| *byte == b'[') {
                Some(open) if name.ends_with(b"]") => {
                    (name[..open].to_vec(), Some(name[open + 1..name.len() - 1].to_vec()), append, value, None)
                }
                _ => (name.to_vec(), None, append, value, None),
            }
        }
    };
    if !is_identifier(&name) || (index.is_some() && matches!(shell.builtin, Some("export" | "readonly"))) {
        let text = match &argument {
            Argument::Word(text) | Argument::Scalar { text } => text.clone(),
            Argument::Assignment(assignment) => {
                let index = assignment.index.as_ref().map(|index| index.raw.clone()).unwrap_or_default();
                [name.as_slice(), b"[", &index, b"]"].concat()
            }
        };
        shell.complain_bytes(&[b"`".as_slice(), &text, b"': not a valid identifier"].concat());
        return false;
    }
    let level = shell.function_level();
    let makes_local = wanted.local && !wanted.global;
    let mut name = name;
    let is_reference =
        shell.vars.get(&name).is_some_and(|var| var.attributes.nameref && (!makes_local || var.level >= level));
    if is_reference
        && wanted.nameref.is_none()
        && !(makes_local && shell.vars.get(&name).is_none_or(|var| var.level < level))
    {
        name = shell.follow(&name).0;
    }
    if let Some(var) = shell.vars.get(&name)
        && var.attributes.readonly
        && (value.is_some() || elements.is_some() || wanted.readonly == Some(false))
        && !(wanted.global && var.level > 0)
    {
        shell.refuse_readonly(&name);
        return false;
    }
    // A local hides what was there.
    let array_value = matches!(&value, Some(value) if value.starts_with(b"(") && value.ends_with(b")") && (wanted.array == Some(true) || wanted.assoc == Some(true) || shell.vars.get(&name).is_some_and(Var::is_array)) && !matches!(argument, Argument::Scalar { .. }));
    let saved_global = if wanted.global && shell.vars.get(&name).is_some_and(|var| var.level > 0) {
        // The local stays what it is; the global changes.
        let local = shell.vars.get(&name).cloned();
        let global = shell.vars.hidden_global(&name);
        *shell.vars.entry(&name) = global;
        local
    } else {
        None
    };
    if makes_local {
        let inherited =
            if wanted.inherit || shell.shopts.localvar_inherit { shell.vars.get(&name).cloned() } else { None };
        // A temporary assignment before the call gives the local its value.
        let temporary =
            shell.vars.get(&name).filter(|var| var.attributes.export && shell.vars.is_temporary(var.level)).cloned();
        let exported = shell.vars.get(&name).is_some_and(|var| var.attributes.export);
        let (var, fresh) = shell.vars.local_at(&name, level);
        var.local |= var.level > level;
        // A local of an exported variable's name is exported too.
        var.attributes.export |= fresh && exported;
        if fresh && let Some(old) = inherited.or(temporary) {
            var.value = old.value;
            var.attributes = crate::exec::Attributes { nameref: false, readonly: false, ..old.attributes };
            shell.vars.absorb_temporary(&name, level);
        }
    }
    let has_elements = elements.is_some();
    let assoc =
        wanted.assoc == Some(true) || matches!(shell.vars.get(&name).map(|var| &var.value), Some(Value::Assoc(_)));
    {
        let var = shell.vars.entry(&name);
        if wanted.assoc == Some(true) && matches!(var.value, Value::Indexed(_)) {
            shell.complain_bytes(&[name.as_slice(), b": cannot convert indexed to associative array"].concat());
            return false;
        }
        if wanted.array == Some(true) && matches!(var.value, Value::Assoc(_)) {
            shell.complain_bytes(&[name.as_slice(), b": cannot convert associative to indexed array"].concat());
            return false;
        }
        let attributes = &mut var.attributes;
        let set = |slot: &mut bool, wanted: Option<bool>| {
            if let Some(on) = wanted {
                *slot = on;
            }
        };
        set(&mut attributes.integer, wanted.integer);
        set(&mut attributes.trace, wanted.trace);
        set(&mut attributes.export, wanted.export);
        set(&mut attributes.lower, wanted.lower);
        set(&mut attributes.upper, wanted.upper);
        set(&mut attributes.capital, wanted.capital);
        if wanted.lower == Some(true) {
            attributes.upper = false;
        }
        if wanted.upper == Some(true) {
            attributes.lower = false;
        }
        if wanted.nameref == Some(false) {
            attributes.nameref = false;
        }
        if (wanted.array == Some(true) || elements.is_some())
            && !assoc
            && !matches!(var.value, Value::Indexed(_))
            && (wanted.array == Some(true))
            && (shell.builtin != Some("readonly") || value.is_some() || has_elements)
        {
            let old = std::mem::take(&mut var.value);
            var.value = match old {
                Value::Scalar(first) => Value::Indexed(BTreeMap::from([(0, first)])),
                _ => Value::Indexed(BTreeMap::new()),
            };
            var.bare = elements.is_none() && value.is_none();
        }
        // `readonly -a x` makes no array of what is not one.
        let makes = shell.builtin != Some("readonly") || value.is_some() || has_elements;
        if wanted.assoc == Some(true) && !matches!(var.value, Value::Assoc(_)) && makes {
            let old = std::mem::take(&mut var.value);
            let mut elements = Assoc::default();
            if let Value::Scalar(first) = old {
                elements.insert(b"0".to_vec(), first);
            }
            var.value = Value::Assoc(elements);
            var.bare = value.is_none() && !has_elements;
        }
    }
    let done = if wanted.nameref == Some(true) {
        reference(shell, &name, value)
    } else if let Some(elements) = elements {
        shell.assign_elements(&name, elements, append, assoc).await.is_ok()
    } else if array_value {
        let text = [name.as_slice(), if append { b"+=" } else { b"=" }, &value.unwrap_or_default()].concat();
        assign_text(shell, &text, assoc).await
    } else if let Some(value) = value {
        let index = match index {
            Some(index) if assoc => Some(crate::expand::IndexValue::Key(index)),
            Some(index) => match shell.arith_text(&index) {
                Ok(number) => Some(crate::expand::IndexValue::Number(number)),
                Err(error) => {
                    shell.arith_failed(&index, &error);
                    return false;
                }
            },
            None => None,
        };
        shell.assign_at(&name, index, value, append).is_ok()
    } else {
        true
    };
    if let Some(on) = wanted.readonly {
        shell.vars.entry(&name).attributes.readonly = on;
    }
    if let Some(local) = saved_global {
        let global = std::mem::replace(shell.vars.entry(&name), local);
        *shell.vars.global(&name) = Var { level: 0, ..global };
    }
    done
}

/// `declare -n name=target`
fn reference(shell: &mut Shell, name: &[u8], value: Option<Bytes>) -> bool {
    if let Some(target) = &value {
        let base = target.split(|byte| *byte == b'[').next().unwrap_or_default();
        if !is_identifier(base) {
            shell.complain_bytes(&[b"`".as_slice(), target, b"': invalid variable name for name reference"].concat());
            return false;
        }
        if base == name && shell.vars.level() == 0 {
            shell.complain_bytes(&[name, b": nameref variable self references not allowed"].concat());
            return false;
        }
        if base == name {
            shell.complain_bytes(&[b"warning: ".as_slice(), name, b": circular name reference"].concat());
        }
    }
    if value.is_none()
        && let Some(old) = shell.vars.get(name).and_then(Var::scalar)
        && !is_identifier(old.split(|byte| *byte == b'[').next().unwrap_or_default())
        && !old.is_empty()
    {
        let old = old.clone();
        shell.complain_bytes(&[b"`".as_slice(), &old, b"': invalid variable name for name reference"].concat());
        return false;
    }
    let var = shell.vars.entry(name);
    var.attributes.nameref = true;
    if let Some(target) = value {
        var.value = Value::Scalar(target);
    }
    true
}

/// `declare -a "x=(1 2)"`: the text is read as an assignment.
async fn assign_text(shell: &mut Shell, text: &[u8], assoc: bool) -> bool {
    let mut parser = crate::syntax::Parser::new(text, shell.parse_options());
    let Ok(Some(list)) = parser.next() else { return false };
    let Some(command) = list.items.first().and_then(|item| item.chain.first.commands.first().cloned()) else {
        return false;
    };
    let crate::syntax::CommandKind::Simple(simple) = &command.kind else { return false };
    let Some(assignment) = simple.assignments.first() else { return false };
    let AssignValue::Array(elements) = &assignment.value else { return false };
    shell.assign_elements(&assignment.name, elements, assignment.append, assoc).await.is_ok()
}

/// The name, and what follows it from `=` or `+=` on.
fn split(text: &[u8]) -> (&[u8], &[u8]) {
    let Some(equals) = text.iter().position(|byte| *byte == b'=') else { return (text, b"") };
    let at = if equals > 0 && text[equals - 1] == b'+' { equals - 1 } else { equals };
    (&text[..at], &text[at..])
}

fn functions(shell: &mut Shell, args: &[Argument], wanted: &Wanted) -> i32 {
    let names: Vec<Bytes> = args
        .iter()
        .filter_map(|argument| {
            if let Argument::Word(word) | Argument::Scalar { text: word } = argument {
                Some(word.clone())
            } else {
                None
            }
        })
        .collect();
    if names.is_empty() {
        let all: Vec<_> =
            shell.functions.iter().map(|(name, function)| (name.clone(), std::rc::Rc::clone(function))).collect();
        for (name, function) in all {
            let exported = shell.vars.get(&[b"exported function ".as_slice(), &name].concat()).is_some();
            let read_only = shell.readonly_function(&name);
            if (wanted.export == Some(true) && !exported) || (wanted.readonly == Some(true) && !read_only) {
                continue;
            }
            if wanted.names_only {
                let letters = format!("-f{}{}", if read_only { "r" } else { "" }, if exported { "x" } else { "" });
                shell.put(&[b"declare ".as_slice(), letters.as_bytes(), b" ", &name, b"\n"].concat());
            } else {
                let text = crate::syntax::print_function(&function);
                shell.put(&text);
                shell.put(b"\n");
            }
        }
        return 0;
    }
    let mut status = 0;
    for name in names {
        let Some(function) = shell.functions.get(&name).cloned() else {
            if wanted.export.is_some() || wanted.readonly.is_some() {
                shell.complain_bytes(&[name.as_slice(), b": not a function"].concat());
            }
            status = 1;
            continue;
        };
        if let Some(on) = wanted.export {
            let key = [b"exported function ".as_slice(), &name].concat();
            if on {
                shell.vars.set(&key, b"".to_vec());
            } else {
                shell.vars.unset(&key, 0);
            }
        } else if wanted.readonly == Some(true) {
            shell.vars.set(&[b"readonly function ".as_slice(), &name].concat(), b"".to_vec());
        } else if wanted.names_only && shell.shopts.extdebug {
            let source = shell.function_sources.get(&name).cloned().unwrap_or_default();
            shell.put(&[name.as_slice(), format!(" {} ", function.line).as_bytes(), &source, b"\n"].concat());
        } else if wanted.names_only {
            shell.put(&[name.as_slice(), b"\n"].concat());
        } else {
            let text = crate::syntax::print_function(&function);
            shell.put(&text);
            shell.put(b"\n");
        }
    }
    status
}

/// Without names: variables with the attributes asked for.
fn list(shell: &mut Shell, wanted: &Wanted, any_option: bool, known: &str) -> i32 {
    let short = !any_option && known == "aAfFgiIlnrtuxpc";
    let level = shell.function_level();
    let locals_only = wanted.local && shell.builtin == Some("local");
    let mut out = Vec::new();
    for (name, var) in shell.vars.sorted() {
        if name.contains(&b' ') || (locals_only && var.level != level) {
            continue;
        }
        let attributes = &var.attributes;
        let fits = |wanted: Option<bool>, has: bool| wanted != Some(true) || has;
        let shown = fits(wanted.export, attributes.export)
            && fits(wanted.readonly, attributes.readonly)
            && fits(wanted.integer, attributes.integer)
            && fits(wanted.lower, attributes.lower)
            && fits(wanted.upper, attributes.upper)
            && fits(wanted.nameref, attributes.nameref)
            && fits(wanted.array, matches!(var.value, Value::Indexed(_)))
            && fits(wanted.assoc, matches!(var.value, Value::Assoc(_)));
        if !shown {
            continue;
        }
        if short && !locals_only {
            if matches!(var.value, Value::Unset) {
                continue;
            }
            out.extend(assignment_text(name, var));
            out.push(b'\n');
        } else {
            out.extend(declaration(name, var));
            out.push(b'\n');
        }
    }
    shell.put(&out);
    0
}

fn print(shell: &mut Shell, args: &[Argument]) -> i32 {
    let mut status = 0;
    for argument in args {
        let (Argument::Word(name) | Argument::Scalar { text: name }) = argument else { continue };
        let text = match shell.dynamic_array(name) {
            Some(list) => {
                let elements = list.into_iter().enumerate().map(|(at, word)| (at as i64, word)).collect();
                Some(declaration(name, &Var { value: Value::Indexed(elements), ..Var::default() }))
            }
            None => {
                // `local -p` knows the function's own alone.
                let level = if shell.builtin == Some("local") { shell.function_level() } else { 0 };
                shell.vars.get(name).filter(|var| var.level >= level).map(|var| declaration(name, var))
            }
        };
        match text {
            Some(text) => shell.put(&[text.as_slice(), b"\n"].concat()),
            None => {
                shell.complain_bytes(&[name.as_slice(), b": not found"].concat());
                status = 1;
            }
        }
    }
    status
}

/// `declare -a x=([0]="1")`
pub(crate) fn declaration(name: &[u8], var: &Var) -> Bytes {
    let letters = var.letters();
    let letters = if letters.is_empty() { "-".to_owned() } else { letters };
    let mut text = [b"declare -".as_slice(), letters.as_bytes(), b" ", name].concat();
    match &var.value {
        Value::Unset => {}
        Value::Scalar(value) => {
            text.push(b'=');
            text.extend(crate::quote::double(value));
        }
        Value::Indexed(elements) if var.bare && elements.is_empty() => {}
        Value::Assoc(elements) if var.bare && elements.is_empty() => {}
        _ => {
            text.push(b'=');
            text.extend(array_text(&var.value));
        }
    }
    text
}

/// `([0]="1" [1]="2")`
fn array_text(value: &Value) -> Bytes {
    let words: Vec<Bytes> = match value {
        Value::Indexed(elements) => elements
            .iter()
            .map(|(at, value)| [format!("[{at}]=").as_bytes(), &crate::quote::double(value)].concat())
            .collect(),
        Value::Assoc(elements) => elements
            .ordered()
            .into_iter()
            .map(|(key, value)| {
                let key = if key_needs_quotes(key) { crate::quote::double(key) } else { key.clone() };
                [b"[".as_slice(), &key, b"]=", &crate::quote::double(value)].concat()
            })
            .collect(),
        _ => Vec::new(),
    };
    let mut text = vec![b'('];
    text.extend(words.join(&b' '));
    if matches!(value, Value::Assoc(elements) if !elements.is_empty()) {
        text.push(b' ');
    }
    text.push(b')');
    text
}

/// Would a shell take this key apart?
pub(crate) fn key_needs_quotes(key: &[u8]) -> bool {
    key.is_empty()
        || key.iter().any(|byte| b" \t\n'\"\\|&;()<>!{}*[]?^$`@#~".contains(byte))
        || crate::quote::needs_ansi(key)
}

/// `x=1`, as `set` prints variables.
pub(super) fn assignment_text(name: &[u8], var: &Var) -> Bytes {
    let value = match &var.value {
        Value::Unset => Vec::new(),
        Value::Scalar(value) => set_quoted(value),
        other => array_text(other),
    };
    [name, b"=", &value].concat()
}

fn set_quoted(value: &[u8]) -> Bytes {
    if crate::quote::needs_ansi(value) {
        return crate::quote::ansi(value);
    }
    let special = |byte: &u8| b" \t\n'\"\\|&;()<>!{}*[]?^$`".contains(byte);
    let leads = matches!(value.first(), Some(b'#' | b'~'));
    if value.iter().any(special) || leads { crate::quote::single(value) } else { value.to_vec() }
}
