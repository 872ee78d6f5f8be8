//! `datelier sh`: a script in a fresh machine.

use crate::failure::Failure;
use crate::folder;
use base::Budget;
use lexopt::prelude::*;
use serde::{Deserialize, Serialize};
use shell::{Config, Done, EmptyHost, Machine, Script};
use std::collections::BTreeMap;
use std::io::{Write, stderr, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

/// Steps a script may take: some ten seconds.
const STEPS: u64 = 1_000_000_000;

#[derive(Deserialize)]
struct Case {
    id: serde_json::Value,
    #[serde(default)]
    cwd: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, String>,
    script: String,
}

#[derive(Serialize)]
struct CaseResult {
    id: serde_json::Value,
    stdout: String,
    stderr: String,
    exit: i32,
}

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut script, mut files, mut cases) = (None, None, None);
    let mut rest = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Short('c') => script = Some((args.value()?.string()?, "bash".to_owned())),
            Long("files") => files = Some(args.value()?),
            Long("batch") => cases = Some(args.value()?.string()?),
            Value(path) if script.is_none() => {
                let path = path.string()?;
                script = Some((folder::read(&path)?, path));
            }
            Value(word) => rest.push(word.string()?.into_bytes()),
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(cases) = cases {
        return super::batch(&cases, play, |case: &Case| CaseResult {
            id: case.id.clone(),
            stdout: String::new(),
            stderr: "panic".to_owned(),
            exit: 125,
        });
    }
    let (text, name) = script.ok_or_else(|| Failure::usage("sh needs a FILE, -c TEXT or --batch CASES"))?;
    let files = match files {
        Some(folder) => folder::walk(Path::new(&folder))?,
        None => Vec::new(),
    };
    let mut names = vec![name.into_bytes()];
    names.extend(rest);
    let done = machine().run_script(&Script { files, args: names, ..Script::new(text) }, &Budget::new(STEPS));
    stdout().write_all(&done.stdout)?;
    stderr().write_all(&done.stderr)?;
    Ok(ExitCode::from(done.exit.rem_euclid(256) as u8))
}

/// The machine that labs have.
fn machine() -> Machine {
    let user = lab::ShellSetup::default().user;
    Machine::new(Config { user, ..Config::default() }, Rc::new(EmptyHost))
}

fn play(case: &Case) -> CaseResult {
    let script = Script {
        cwd: case.cwd.clone(),
        files: case.files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())).collect(),
        ..Script::new(&case.script)
    };
    let Done { stdout, stderr, exit } = machine().run_script(&script, &Budget::new(STEPS));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    CaseResult { id: case.id.clone(), stdout: text(stdout), stderr: text(stderr), exit }
}
