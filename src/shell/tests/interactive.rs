//! A terminal: prompts, continuation, Ctrl-C, jobs, completion, time.

use base::Budget;
use shell::{Event, Input, Machine, Step, TerminalId};

struct Session {
    machine: Machine,
    terminal: TerminalId,
}

impl Session {
    fn new() -> Self {
        let mut machine = Machine::default();
        let terminal = machine.open_terminal(80, 24);
        let mut session = Self { machine, terminal };
        session.settle();
        session.machine.drain(terminal);
        session
    }

    /// Steps until nothing happens without input or time.
    fn settle(&mut self) -> Step {
        for _ in 0..1000 {
            let step = self.machine.step(&Budget::new(100_000));
            if step != Step::Running {
                return step;
            }
        }
        Step::Running
    }

    /// Everything printed since last asked; prompts as `[PS1]` and `[PS2]`.
    fn shown(&mut self) -> String {
        let mut text = String::new();
        for event in self.machine.drain(self.terminal) {
            match event {
                Event::Output(bytes) => text.push_str(&String::from_utf8_lossy(&bytes)),
                Event::Prompt { continuation, .. } => text.push_str(if continuation { "[PS2]" } else { "[PS1]" }),
                Event::Exited { status } => text.push_str(&format!("[exit {status}]")),
                _ => {}
            }
        }
        text
    }

    fn line(&mut self, line: &str) -> String {
        self.machine.input(self.terminal, Input::Line(line.to_owned()));
        self.settle();
        self.shown()
    }
}

#[test]
fn lines_are_run_and_continued() {
    let mut session = Session::new();
    assert_eq!(session.line("echo hi"), "hi\n[PS1]");
    assert_eq!(session.line("if true"), "[PS2]");
    assert_eq!(session.line("then echo yes; fi"), "yes\n[PS1]");
    assert_eq!(session.line("cat <<E"), "[PS2]");
    assert_eq!(session.line("text"), "[PS2]");
    assert_eq!(session.line("E"), "text\n[PS1]");
    assert_eq!(session.line("echo 'a"), "[PS2]");
    assert_eq!(session.line("b'"), "a\nb\n[PS1]");
    assert_eq!(session.line("nosuch"), "bash: nosuch: command not found\n[PS1]");
    assert_eq!(session.line("echo )"), "bash: syntax error near unexpected token `)'\nbash: `echo )'\n[PS1]");
    assert_eq!(session.line("x=5; cd /; echo $x $PWD"), "5 /\n[PS1]");
    assert_eq!(session.line("!!"), "x=5; cd /; echo $x $PWD\n5 /\n[PS1]");
}

#[test]
fn an_endless_loop_is_interrupted_at_once() {
    let mut session = Session::new();
    session.machine.input(session.terminal, Input::Line("while true; do :; done".to_owned()));
    assert_eq!(session.machine.step(&Budget::new(1_000_000)), Step::Running);
    session.machine.input(session.terminal, Input::Interrupt);
    assert_eq!(session.settle(), Step::Waiting);
    assert!(session.shown().ends_with("[PS1]"));
    assert_eq!(session.line("echo $?"), "130\n[PS1]");
}

#[test]
fn programs_read_the_keyboard_and_are_interrupted() {
    let mut session = Session::new();
    session.machine.input(session.terminal, Input::Line("cat".to_owned()));
    session.settle();
    assert_eq!(session.line("typed"), "typed\n");
    session.machine.input(session.terminal, Input::Eof);
    session.settle();
    assert_eq!(session.shown(), "[PS1]");
    session.machine.input(session.terminal, Input::Line("cat".to_owned()));
    session.settle();
    session.machine.input(session.terminal, Input::Interrupt);
    session.settle();
    assert!(session.shown().ends_with("[PS1]"));
}

#[test]
fn jobs_stop_and_go_on() {
    let mut session = Session::new();
    session.machine.input(session.terminal, Input::Line("cat".to_owned()));
    session.settle();
    session.machine.input(session.terminal, Input::Suspend);
    session.settle();
    assert_eq!(session.shown(), "\n[1]+  Stopped                 cat\n[PS1]");
    assert_eq!(session.line("jobs"), "[1]+  Stopped                 cat\n[PS1]");
    session.machine.input(session.terminal, Input::Line("fg".to_owned()));
    session.settle();
    assert_eq!(session.shown(), "cat\n");
    session.machine.input(session.terminal, Input::Eof);
    session.settle();
    assert_eq!(session.shown(), "[PS1]");
}

#[test]
fn words_are_completed() {
    let mut session = Session::new();
    session.line("touch 'two words' tool; greeting=1");
    let complete =
        |session: &Session, line: &str| session.machine.complete(session.terminal, line, line.len()).candidates;
    assert_eq!(complete(&session, "cat to"), ["tool "]);
    assert_eq!(complete(&session, "cat tw"), ["two\\ words "]);
    assert_eq!(complete(&session, "echo $greet"), ["$greeting "]);
    assert_eq!(complete(&session, "mapf"), ["mapfile "]);
    assert_eq!(complete(&session, "ls --almost"), ["--almost-all "]);
    assert_eq!(complete(&session, "cd /us"), ["/usr/"]);
}

#[test]
fn the_end_of_input_ends_the_shell() {
    let mut session = Session::new();
    session.machine.input(session.terminal, Input::Eof);
    session.settle();
    assert_eq!(session.shown(), "exit\n[exit 0]");
}
