//! When the prompt asks for more: `continuation.txt`, recorded from bash at a terminal.

use base::Budget;
use shell::{Event, Input, Machine, Step, TerminalId};

/// Does the shell ask for another line after this one?
fn asks_for_more(line: &str) -> bool {
    let mut machine = Machine::default();
    let terminal: TerminalId = machine.open_terminal(80, 24);
    let mut last = None;
    for input in [None, Some(Input::Line(line.to_owned()))] {
        if let Some(input) = input {
            machine.input(terminal, input);
        }
        for _ in 0..100 {
            let step = machine.step(&Budget::new(100_000));
            for event in machine.drain(terminal) {
                if let Event::Prompt { continuation, .. } = event {
                    last = Some(continuation);
                }
            }
            if step != Step::Running {
                break;
            }
        }
    }
    last == Some(true)
}

#[test]
fn the_prompt_goes_on_where_bash_goes_on() {
    let mut wrong = Vec::new();
    for case in include_str!("continuation.txt").lines().filter(|line| !line.starts_with("# ")) {
        let (expected, line) = case.split_at(6);
        if asks_for_more(line) != (expected.trim() == "more") {
            wrong.push(case);
        }
    }
    assert!(wrong.is_empty(), "not as bash does:\n{}", wrong.join("\n"));
}
