//! Programs of the whole screen: `top`, `nano`, `crontab -e`; and what is asked without one.

use base::Budget;
use shell::{Event, Frame, Input, Machine, Script, Step, TerminalId};

struct Session {
    machine: Machine,
    terminal: TerminalId,
    frame: Option<Frame>,
    text: String,
}

impl Session {
    fn new() -> Self {
        let mut machine = Machine::default();
        let terminal = machine.open_terminal(100, 24);
        let mut session = Self { machine, terminal, frame: None, text: String::new() };
        session.settle();
        session.text.clear();
        session
    }

    /// Steps until nothing happens without input or time.
    fn settle(&mut self) -> Step {
        let mut last = Step::Running;
        for _ in 0..1000 {
            last = self.machine.step(&Budget::new(1_000_000));
            if last != Step::Running {
                break;
            }
        }
        for event in self.machine.drain(self.terminal) {
            match event {
                Event::Output(bytes) => self.text.push_str(&String::from_utf8_lossy(&bytes)),
                Event::Prompt { .. } => self.text.push_str("[PS1]"),
                Event::FullScreen(frame) => self.frame = Some(frame),
                Event::EndFullScreen => self.frame = None,
                _ => {}
            }
        }
        last
    }

    fn line(&mut self, line: &str) -> String {
        self.machine.input(self.terminal, Input::Line(line.to_owned()));
        self.settle();
        std::mem::take(&mut self.text)
    }

    fn keys(&mut self, keys: &str) {
        self.machine.input(self.terminal, Input::Bytes(keys.as_bytes().to_vec()));
        self.settle();
    }

    fn wait(&mut self, millis: i64) {
        self.machine.elapse(millis);
        self.settle();
    }

    /// The lines of the picture.
    fn picture(&self) -> Vec<String> {
        let frame = self.frame.as_ref().expect("a whole screen");
        let text = |line: &Vec<_>| line.iter().map(|(_, text): &(_, String)| text.as_str()).collect::<String>();
        frame.lines.iter().map(|line| text(line).trim_end().to_owned()).collect()
    }
}

#[test]
fn top_refreshes_sorts_and_quits() {
    let mut session = Session::new();
    session.line("sleep 1000 &");
    session.line("top");
    let picture = session.picture();
    assert!(picture[0].starts_with("top - 08:00:00 up 0 min,  1 user,  load average:"), "{picture:?}");
    assert_eq!(picture[1], "Tasks:   3 total,   1 running,   2 sleeping,   0 stopped,   0 zombie");
    assert!(picture[6].starts_with("    PID USER      PR  NI"));
    assert_eq!(picture.len(), 10);
    session.wait(3000);
    assert!(session.picture()[0].starts_with("top - 08:00:03"));
    session.keys("N");
    let pids: Vec<u32> = session.picture()[7..].iter().map(|line| line[..7].trim().parse().unwrap()).collect();
    assert!(pids.is_sorted_by(|a, b| a > b), "{pids:?}");
    for key in ["M", "P", "c"] {
        session.keys(key);
    }
    assert!(session.picture().iter().any(|line| line.ends_with("sleep 1000")));
    session.keys("q");
    assert!(session.frame.is_none());
    assert!(session.text.ends_with("[PS1]"));
}

#[test]
fn top_kills_what_it_is_told_to() {
    let mut session = Session::new();
    session.line("sleep 1000 &");
    session.line("top");
    let sleeper = session.picture().iter().find(|line| line.ends_with("sleep")).unwrap()[..7].trim().to_owned();
    session.keys("k");
    assert!(session.picture()[5].starts_with("PID to signal/kill"));
    session.keys(&sleeper);
    session.keys("\r");
    session.wait(3000);
    assert!(!session.picture().iter().any(|line| line.ends_with("sleep")));
}

#[test]
fn nano_edits_and_writes() {
    let mut session = Session::new();
    session.line("printf 'one\\ntwo\\nthree\\n' > f; nano f");
    let picture = session.picture();
    assert!(picture[0].starts_with("  GNU nano 7.2") && picture[0].contains('f'));
    assert_eq!(picture[2..5], ["one", "two", "three"]);
    assert!(picture[21].contains("[ Read 3 lines ]"));
    assert!(picture[22].starts_with("^G Help") && picture[23].starts_with("^X Exit"));
    // Cut two lines and put them below the third.
    session.keys("\x0b\x0b\x1b[B\x15");
    assert_eq!(session.picture()[2..5], ["three", "one", "two"]);
    session.keys("\x1b[A\x1b[Fx\ry");
    session.keys("\x17THREE\r");
    assert_eq!(session.frame.as_ref().unwrap().cursor, Some((2, 0)));
    assert!(session.picture()[0].ends_with("Modified"));
    session.keys("\x0f");
    assert_eq!(session.picture()[21], "File Name to Write: f");
    session.keys("\r");
    assert!(session.picture()[21].contains("[ Wrote 4 lines ]"));
    session.keys("\x18");
    assert!(session.frame.is_none());
    assert_eq!(session.line("cat f").trim_start_matches("[PS1]"), "three\none\ntwox\ny\n[PS1]");
}

#[test]
fn nano_asks_before_it_forgets() {
    let mut session = Session::new();
    session.line("nano new.txt");
    assert!(session.picture()[21].contains("[ New File ]"));
    session.keys("hello é\x18");
    assert!(session.picture()[21].starts_with("Save modified buffer?"));
    session.keys("\x03");
    assert!(session.picture()[21].contains("[ Cancelled ]"));
    session.keys("\x1bu");
    assert_eq!(session.picture()[2], "hello");
    session.keys("\x1be\x18y\r");
    assert!(session.frame.is_none());
    assert_eq!(session.line("cat new.txt").trim_start_matches("[PS1]"), "hello é\n[PS1]");
    session.line("nano new.txt");
    session.keys("gone\x18n");
    assert_eq!(session.line("cat new.txt").trim_start_matches("[PS1]"), "hello é\n[PS1]");
    session.line("nano /etc/passwd");
    session.keys("x\x18y\r");
    assert!(session.picture()[21].contains("[ Error writing /etc/passwd: Permission denied ]"));
}

#[test]
fn crontab_is_edited_and_its_jobs_run_as_time_goes_by() {
    let mut session = Session::new();
    let shown = session.line("EDITOR=nano crontab -e");
    assert!(shown.contains("no crontab for apprenant - using an empty one"), "{shown}");
    session.keys("\x1b/*/2 * * * * date +\\%T >> ticks; echo done\x0f\r\x18");
    assert!(session.text.contains("crontab: installing new crontab"), "{}", session.text);
    assert!(session.line("crontab -l | tail -n 1").contains("*/2 * * * * date"));
    session.line("sleep 300");
    for _ in 0..5 {
        session.wait(60_000);
    }
    let shown = session.line("cat ticks");
    assert!(shown.contains("08:02:00\n08:04:00\n"), "{shown}");
    let mail = session.line("cat /var/mail/apprenant");
    assert!(mail.contains("Subject: Cron <apprenant@atelier> date +%T >> ticks; echo done"), "{mail}");
    assert!(mail.contains("\n\ndone\n"), "{mail}");
}

#[test]
fn cron_moves_no_clock_and_misses_nothing() {
    let mut machine = Machine::default();
    let script = "echo '*/15 * * * * date +\\%R >> t' | crontab -; sleep 3590; cat t; date +%R; ps -e | grep -c cron";
    let done = machine.run_script(&Script::new(script), &Budget::new(1_000_000_000));
    assert_eq!(String::from_utf8_lossy(&done.stdout), "08:15\n08:30\n08:45\n08:59\n1\n");
    let mut again = Machine::default();
    again.restore(&machine.snapshot()).unwrap();
    let done = again.run_script(&Script::new("rm t; sleep 1000; cat t"), &Budget::new(1_000_000_000));
    assert_eq!(String::from_utf8_lossy(&done.stdout), "08:15\n");
}

#[test]
fn passwords_are_asked_for_once_they_exist() {
    let mut session = Session::new();
    assert_eq!(session.line("passwd"), "Changing password for apprenant.\nNew password: ");
    session.line("secret7");
    assert_eq!(session.line("secret7"), "\npasswd: password updated successfully\n[PS1]");
    assert!(session.line("sudo cut -c1-15 /etc/shadow").starts_with("apprenant:$6$"));
    assert_eq!(session.line("su apprenant -c id"), "Password: ");
    assert_eq!(session.line("wrong"), "\nsu: Authentication failure\n[PS1]");
    session.line("su apprenant -c whoami");
    assert_eq!(session.line("secret7"), "\napprenant\n[PS1]");
    assert!(session.line("passwd -S").starts_with("apprenant P 2026-03-02"));
}

#[test]
fn terminal_settings_are_shown_and_set() {
    let mut session = Session::new();
    assert_eq!(session.line("stty size"), "24 100\n[PS1]");
    let all = session.line("stty -a");
    assert!(
        all.starts_with("speed 38400 baud; rows 24; columns 100; line = 0;\nintr = ^C; quit = ^\\; erase = ^?;"),
        "{all}"
    );
    assert!(all.ends_with("-flusho\n-extproc\n[PS1]"), "{all}");
    assert_eq!(
        session.line("stty -echo cols 100; stty size; stty"),
        "24 100\nspeed 38400 baud; line = 0;\n-brkint -imaxbel iutf8\n-echo\n[PS1]"
    );
    assert_eq!(
        session.line("s=$(stty -g); stty raw; stty $s; stty"),
        "speed 38400 baud; line = 0;\n-brkint -imaxbel iutf8\n-echo\n[PS1]"
    );
    session.line("stty sane");
    assert_eq!(session.line("stty"), "speed 38400 baud; line = 0;\n[PS1]");
}
