//! Inputs nobody would type, the same for the same seed: scripts from a grammar, recorded cases mutated, and the little
//! languages of awk, sed, jq, bc, find, git and make. Used by the test `fuzz_slice` and, for millions of them, by the example
//! `fuzz`.

mod grammar;
mod mutate;
mod programs;
mod seeds;

use base::{Budget, Rng};
use shell::syntax::{ParseOptions, Parser};
use shell::{Machine, Script, highlight};

/// Inputs that one machine sees before it is thrown away: what one leaves on the disk is there for the next.
pub(crate) const ROUND: u64 = 250;
/// Steps an input may take.
const STEPS: u64 = 60_000;

/// What one input is.
pub(crate) enum Case {
    /// A script that is only read.
    Read(Vec<u8>),
    /// A script that is run.
    Run(Vec<u8>),
    /// A program's arguments and its standard input.
    Program(Vec<Vec<u8>>, Vec<u8>),
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = String::from_utf8_lossy;
        match self {
            Self::Read(script) => write!(f, "read {:?}", text(script)),
            Self::Run(script) => write!(f, "run {:?}", text(script)),
            Self::Program(args, input) => {
                let args: Vec<_> = args.iter().map(|arg| text(arg)).collect();
                write!(f, "program {args:?} < {:?}", text(input))
            }
        }
    }
}

/// What inputs are made of.
pub(crate) struct Source {
    seeds: seeds::Seeds,
}

impl Source {
    /// Reads the recorded cases.
    pub(crate) fn new() -> Self {
        Self { seeds: seeds::Seeds::read() }
    }

    /// The inputs of one round.
    pub(crate) fn round(&self, round: u64) -> Vec<Case> {
        let mut rng = Rng::new(0x5eed_0000 + round);
        (0..ROUND).map(|_| self.case(&mut rng)).collect()
    }

    fn case(&self, rng: &mut Rng) -> Case {
        match rng.below(20) {
            0..=5 => Case::Read(grammar::script(rng)),
            6..=10 => Case::Read(mutate::script(&self.seeds, rng)),
            11 => Case::Read(mutate::bytes(rng)),
            12 | 13 => Case::Run(grammar::script(rng)),
            14 => Case::Run(mutate::script(&self.seeds, rng)),
            _ => programs::case(&self.seeds, rng),
        }
    }
}

/// A machine with something on its disk.
pub(crate) fn machine() -> Machine {
    let mut machine = Machine::default();
    let script = "printf 'a b c\\n1 2 3\\n' > a; seq 9 > b; mkdir d; ln -s a l; git init -q . 2> /dev/null; git add a; \
                  git commit -qm one; git branch x";
    machine.run_script(&Script::new(script), &Budget::new(50_000_000));
    machine
}

/// Gives an input to whom it is for.
pub(crate) fn give(machine: &mut Machine, case: &Case) {
    match case {
        Case::Read(text) => read(text),
        Case::Run(text) => {
            read(text);
            let script = Script { stdin: b"x 1\ny 2\n".to_vec(), ..Script::new(text) };
            let done = machine.run_script(&script, &Budget::new(STEPS));
            assert!((0..256).contains(&done.exit), "status {}", done.exit);
        }
        Case::Program(program, input) => {
            let script = Script { program: program.clone(), stdin: input.clone(), ..Script::default() };
            let done = machine.run_script(&script, &Budget::new(STEPS));
            assert!((0..256).contains(&done.exit), "status {}", done.exit);
        }
    }
}

/// Parses to the end or to the first error, and colours.
fn read(text: &[u8]) {
    let mut parser = Parser::new(text, ParseOptions::default());
    let mut commands = 0;
    while let Ok(Some(_)) = parser.next() {
        commands += 1;
        assert!(commands <= text.len(), "more commands than bytes");
    }
    if let Ok(text) = std::str::from_utf8(text) {
        let tokens = highlight(text);
        assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "colours overlap");
    }
}
