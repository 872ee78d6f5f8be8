//! `cargo xtask COMMAND`; `cargo play` and `cargo verify` are aliases of its two main commands.

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  play     set up what is missing, build the course and serve it on 127.0.0.1:8080
  verify   set up what is missing and run every test, in a real browser too
  setup    only set up what is missing
  site     only build the page, into target/site
  dist     build the page and fold it into one file, target/dist/datelier.html
  sizes    print what the built page weighs, against its budgets; sizes --parts: what the parts of
           the machine's lab weigh
  bench    time an engine in wasm beside its peers: bench sql [ROWS…], bench shell or bench vim
";

fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_default();
    let outcome = match command.as_str() {
        "play" => xtask::play::play(),
        "verify" => xtask::verify::verify(),
        "setup" => xtask::toolchain::for_site().and_then(|()| xtask::toolchain::for_browser()),
        "site" => xtask::toolchain::for_site().and_then(|()| xtask::site::build()),
        "dist" => {
            xtask::toolchain::for_site().and_then(|()| xtask::site::build()).and_then(|()| xtask::single_file::fold())
        }
        "sizes" => xtask::sizes::command(&std::env::args().skip(2).collect::<Vec<_>>()),
        "bench" => {
            let arguments: Vec<String> = std::env::args().skip(2).collect();
            arguments
                .split_first()
                .map_or_else(|| xtask::bench::bench("", &[]), |(engine, rest)| xtask::bench::bench(engine, rest))
        }
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        unknown => {
            eprintln!("xtask: no command «{unknown}»\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}
