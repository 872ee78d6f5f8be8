//! `make`: what is older than what it is made from is made again (GNU make's rules, variables and functions).

mod build;
mod expand;
mod function;
mod parse;

use crate::options::{Opt, flag, maybe, value};
use crate::{Bytes, Command, Context, Outcome, Quit};
use expand::{Makefile, Origin};

const OPTIONS: &[Opt] = &[
    value("f", "file"),
    value("f", "makefile"),
    flag("n", "just-print"),
    flag("n", "recon"),
    flag("", "dry-run"),
    flag("s", "silent"),
    flag("s", "quiet"),
    flag("k", "keep-going"),
    flag("i", "ignore-errors"),
    flag("B", "always-make"),
    value("C", "directory"),
    maybe("j", "jobs"),
    flag("q", "question"),
    flag("t", "touch"),
    flag("r", "no-builtin-rules"),
    flag("", "no-print-directory"),
    flag("p", "print-data-base"),
];

/// The command.
pub(super) const COMMAND: Command =
    Command::new("make", OPTIONS, |context, args| Box::pin(run(context, args))).usage_status(2);

/// `make: *** words.  Stop.`, status 2.
fn stop(context: &Context, words: impl std::fmt::Display) -> Quit {
    context.stderr(format!("{}: *** {words}.  Stop.\n", prefix(context)).as_bytes());
    Quit::Status(2)
}

/// The name make speaks in: with its level when it was called by make.
fn prefix(context: &Context) -> String {
    let level = context.var("MAKELEVEL").map(|level| String::from_utf8_lossy(level).into_owned()).unwrap_or_default();
    if level.is_empty() || level == "0" { "make".to_owned() } else { format!("make[{level}]") }
}

async fn run(context: &mut Context, args: Vec<Bytes>) -> Outcome {
    let parsed = context.options(&COMMAND, args).await?;
    for unsupported in ["q", "t", "p"] {
        if parsed.has(unsupported) {
            return Err(stop(context, format_args!("-{unsupported} is not supported on this machine")));
        }
    }
    let mut level = prefix(context);
    if let Some(folder) = parsed.value("C") {
        let shown = String::from_utf8_lossy(folder).into_owned();
        if let Err(error) = context.chdir(folder) {
            return Err(stop(context, format_args!("{shown}: {error}")));
        }
        if !parsed.has("no-print-directory") && !parsed.has("s") {
            let here = String::from_utf8_lossy(&context.cwd()?).into_owned();
            context.stdout.put(format!("{level}: Entering directory '{here}'\n").as_bytes());
        }
    }
    let mut makefile = Makefile::new(context);
    let mut goals: Vec<String> = Vec::new();
    for operand in &parsed.operands {
        let text = String::from_utf8_lossy(operand).into_owned();
        match text.split_once('=') {
            Some((name, value)) => {
                let name = name.trim_end_matches([':', '?', '+']);
                makefile.set(name, value, Origin::CommandLine, true);
            }
            None => goals.push(text),
        }
    }
    let files: Vec<Bytes> = parsed.values("f").map(<[u8]>::to_vec).collect();
    let files = if files.is_empty() {
        [b"GNUmakefile".to_vec(), b"makefile".to_vec(), b"Makefile".to_vec()]
            .into_iter()
            .filter(|name| context.stat(name).is_ok())
            .take(1)
            .collect()
    } else {
        files
    };
    if files.is_empty() {
        if let Some(goal) = goals.first() {
            return Err(stop(context, format_args!("No rule to make target '{goal}'")));
        }
        return Err(stop(context, "No targets specified and no makefile found"));
    }
    for file in &files {
        let shown = String::from_utf8_lossy(file).into_owned();
        let text = match context.open(file).await {
            Ok(mut input) => input.read_all().await?,
            Err(error) => {
                context.stderr(format!("{level}: {shown}: {error}\n").as_bytes());
                return Err(stop(context, format_args!("No rule to make target '{shown}'")));
            }
        };
        makefile.read(context, &shown, &String::from_utf8_lossy(&text), 0).await?;
    }
    if goals.is_empty() {
        match makefile.first_goal() {
            Some(goal) => goals.push(goal),
            None => return Err(stop(context, "No targets")),
        }
    }
    let outcome = makefile.build(context, &parsed, &files, &goals).await;
    if parsed.has("C") && !parsed.has("no-print-directory") && !parsed.has("s") {
        let here = String::from_utf8_lossy(&context.cwd()?).into_owned();
        level = prefix(context);
        context.stdout.put(format!("{level}: Leaving directory '{here}'\n").as_bytes());
    }
    outcome
}
