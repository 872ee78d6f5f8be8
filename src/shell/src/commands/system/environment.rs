//! `env` and `printenv`: the environment, and programs in another one.

use crate::kernel::Exit;
use crate::options::{Opt, flag, value};
use crate::{Bytes, Command, Context, Outcome, quote};

const ENV_OPTIONS: &[Opt] =
    &[flag("i", "ignore-environment"), flag("0", "null"), value("u", "unset"), value("C", "chdir"), flag("v", "debug")];

/// The environment, or a program in another one.
pub(super) const ENV: Command =
    Command::new("env", ENV_OPTIONS, |context, args| Box::pin(env(context, args))).usage_status(125).stops_at_operand();
/// Values of variables.
pub(super) const PRINTENV: Command =
    Command::new("printenv", &[flag("0", "null")], |context, args| Box::pin(printenv(context, args)))
        .usage_status(2)
        .stops_at_operand();

async fn env(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&ENV, args).await?;
    let mut words = parsed.operands.as_slice();
    let mut variables = if parsed.has("i") { crate::Env::new() } else { (*context.env).clone() };
    if let Some((b"-", rest)) = words.split_first().map(|(first, rest)| (first.as_slice(), rest)) {
        variables.clear();
        words = rest;
    }
    for name in parsed.values("u") {
        if name.is_empty() || name.contains(&b'=') {
            context.complain(format_args!("cannot unset {}: Invalid argument", quote::curved(name)));
            return Ok(125);
        }
        variables.remove(name);
    }
    while let Some((first, rest)) = words.split_first()
        && let Some(at) = first.iter().position(|byte| *byte == b'=')
    {
        variables.insert(first[..at].to_vec(), first[at + 1..].to_vec());
        words = rest;
    }
    if words.is_empty() {
        if parsed.has("C") {
            return Err(context.usage_error("must specify command with --chdir (-C)", 125));
        }
        for (name, value) in &variables {
            context.stdout.put(&[name.as_slice(), b"=", value, if parsed.has("0") { b"\0" } else { b"\n" }].concat());
        }
        return Ok(0);
    }
    if parsed.has("0") {
        return Err(context.usage_error("cannot specify --null (-0) with command", 125));
    }
    if let Some(folder) = parsed.value("C")
        && let Err(error) = context.chdir(folder)
    {
        context.complain_quoted("cannot change directory to ", folder, "", error);
        return Ok(125);
    }
    match context.start(context.child(words).env(variables)) {
        Ok(pid) => Ok(Exit::status(context.wait(pid).await)),
        Err(error) => {
            let shown = quote::curved(&words[0]);
            context.complain(format_args!("{shown}: {}", error.errno()));
            if words[0].contains(&b' ') {
                context.complain("use -[v]S to pass options in shebang lines");
            }
            Ok(error.status())
        }
    }
}

async fn printenv(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&PRINTENV, args).await?;
    let end: &[u8] = if parsed.has("0") { b"\0" } else { b"\n" };
    let variables = std::rc::Rc::clone(&context.env);
    if parsed.operands.is_empty() {
        for (name, value) in variables.iter() {
            context.stdout.put(&[name.as_slice(), b"=", value, end].concat());
        }
        return Ok(0);
    }
    let mut status = 0;
    for name in &parsed.operands {
        match variables.get(name) {
            Some(value) => context.stdout.put(&[value.as_slice(), end].concat()),
            None => status = 1,
        }
    }
    Ok(status)
}
