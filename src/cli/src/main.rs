//! `datelier`: for teachers (`new`, `check`, `pack`) and for driving an engine from a terminal (`sh`, `sql`, `slt`, `vim`,
//! `bench`). One file a command.

mod author;
mod drive;
mod failure;
mod folder;
mod paint;
mod words;

use failure::Failure;
use lexopt::prelude::*;
use std::process::ExitCode;

const USAGE: &str = "\
datelier: lessons for Datelier, and its engines in a terminal

  datelier new chapter 03-name | lesson 02-chapter/01-name | dataset name [--dir content]
  datelier check [content] [--only ID]… [--write-ids] [--no-run] [--words]
  datelier pack [content] --out FOLDER

  datelier sh FILE | -c TEXT [--files FOLDER]        datelier sh --batch CASES
  datelier sql FILE|- [--csv NAME=FILE]… [--format table|csv|json] [--dataset ID [--variant LABEL]] [--dir content]
  datelier sql --batch CASES                         datelier sql --probe[=FOLDER]
  datelier slt [--judge PSQL] [--quiet] FILE|FOLDER…
  datelier vim --batch CASES
  datelier bench sql|shell|vim

CASES is a file of JSON Lines, or - for standard input. content/README.en.md and README.fr.md say how to write a lesson.
";

/// Engines recurse to a bounded depth; a roomy stack keeps that bound far from the system's.
const STACK: usize = 256 << 20;

fn main() -> ExitCode {
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(run);
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(code))) => code,
        Ok(Ok(Err(failure))) => {
            eprintln!("datelier: {}", failure.message);
            ExitCode::from(failure.status)
        }
        _ => ExitCode::from(70),
    }
}

fn run() -> Result<ExitCode, Failure> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(command)) => command.string()?,
        Some(Long("help") | Short('h')) => "help".to_owned(),
        Some(Long("version") | Short('V')) => {
            println!("datelier {}", env!("CARGO_PKG_VERSION"));
            return Ok(ExitCode::SUCCESS);
        }
        Some(other) => return Err(other.unexpected().into()),
        None => return Err(Failure::usage("say what to do")),
    };
    match command.as_str() {
        "new" => author::new::run(&mut args),
        "check" => author::check::run(&mut args),
        "pack" => author::pack::run(&mut args),
        "sh" => drive::sh::run(&mut args),
        "sql" => drive::sql::run(&mut args),
        "slt" => drive::slt::run(&mut args),
        "vim" => drive::vim::run(&mut args),
        "bench" => drive::bench::run(&mut args),
        "help" => {
            print!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        other => Err(Failure::usage(format!("there is no command {other}"))),
    }
}
