//! `cargo xtask bench …`: the engines compiled to wasm, as learners get them, beside their peers, in one run.

mod lab_wasm;
mod peers;
mod shell;
mod sql;
mod vim;

use anyhow::{Result, bail};

/// Runs the bench of one engine.
pub fn bench(engine: &str, arguments: &[String]) -> Result<()> {
    match engine {
        "shell" => shell::bench(arguments),
        "sql" => sql::bench(arguments),
        "vim" => vim::bench(arguments),
        other => bail!("no bench «{other}»; there are: shell, sql, vim"),
    }
}
