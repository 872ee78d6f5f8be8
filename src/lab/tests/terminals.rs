//! Two terminals on one disk, and the disk as a tree.

use base::{Budget, Locale};
use lab::protocol::{Input, Request, Response, TerminalEvent, TreeMark, TreeRow};
use lab::{Lab, Setup, ShellSetup};

const STEPS: u64 = 200_000_000;

fn bench() -> Lab {
    let shell = ShellSetup { user: "ines".into(), ..ShellSetup::default() };
    let mut lab = Lab::open(&Setup { shell: Some(shell), ..Setup::default() }).unwrap();
    for terminal in 0..2 {
        ask(&mut lab, Request::ResizeTerminal { terminal, columns: 80, rows: 24, locale: Locale::Fr });
    }
    lab
}

fn ask(lab: &mut Lab, request: Request) -> Response {
    lab.handle(request, &Budget::new(STEPS))
}

/// Types a line; what the terminal shows, the prompts aside.
fn typed(lab: &mut Lab, terminal: usize, line: &str) -> String {
    let response = ask(lab, Request::Input { terminal, input: Input::Line { text: line.into() } });
    let Response::Terminal { terminal: spoke, events, .. } = response else { panic!("{response:?}") };
    assert_eq!(spoke, terminal);
    let output = |event| if let TerminalEvent::Output { text } = event { Some(text) } else { None };
    events.into_iter().filter_map(output).collect()
}

fn marked(lab: &mut Lab, turned: &[&str]) -> Vec<(String, TreeMark)> {
    let turned = turned.iter().map(|path| (*path).to_owned()).collect();
    let Response::Tree { rows, .. } = ask(lab, Request::Tree { turned }) else { panic!("no tree") };
    let changed = rows.into_iter().filter(|row: &TreeRow| row.mark != TreeMark::Same && row.path.contains("ines/"));
    changed.map(|row| (row.path.trim_start_matches("/home/ines/").to_owned(), row.mark)).collect()
}

#[test]
fn each_shell_has_its_own_folder_variables_and_jobs() {
    let mut lab = bench();
    assert_eq!(typed(&mut lab, 1, "x=2; cd /tmp; echo two > two.txt"), "");
    assert_eq!(typed(&mut lab, 0, "echo [$x]; pwd; cat /tmp/two.txt"), "[]\n/home/ines\ntwo\n");
    typed(&mut lab, 1, "sleep 1000");
    assert!(typed(&mut lab, 0, "ps -e").contains("sleep"));
    ask(&mut lab, Request::CloseTerminal { terminal: 1 });
    assert!(!typed(&mut lab, 0, "ps -e").contains("sleep"), "what ran in it has ended");
    ask(&mut lab, Request::ResizeTerminal { terminal: 1, columns: 80, rows: 24, locale: Locale::Fr });
    assert_eq!(typed(&mut lab, 1, "echo [$x]; pwd"), "[]\n/home/ines\n", "a fresh shell");
}

#[test]
fn the_tree_follows_each_command() {
    let mut lab = bench();
    typed(&mut lab, 0, "mkdir data; echo 1 > data/a; echo 1 > data.txt; echo 1 > keep");
    assert_eq!(marked(&mut lab, &[]), []);
    typed(&mut lab, 0, "echo 22 > data/a; echo 3 > data/b; rm data.txt; echo 1 >> keep");
    let (changed, added, removed) = (TreeMark::Changed, TreeMark::Added, TreeMark::Removed);
    let closed = [("data", changed), ("data.txt", removed), ("keep", changed)];
    assert_eq!(marked(&mut lab, &[]), closed.map(|(path, mark)| (path.to_owned(), mark)));
    let open = [("data", changed), ("data/a", changed), ("data/b", added), ("data.txt", removed), ("keep", changed)];
    assert_eq!(marked(&mut lab, &["/home/ines/data"]), open.map(|(path, mark)| (path.to_owned(), mark)));
    typed(&mut lab, 0, "pwd");
    assert_eq!(marked(&mut lab, &[]), []);
}

#[test]
fn long_output_goes_on_where_its_reader_kept_it_waiting() {
    let mut lab = bench();
    let line = "seq 1 100000".to_owned();
    let mut response = ask(&mut lab, Request::Input { terminal: 0, input: Input::Line { text: line } });
    let mut shown = String::new();
    for _ in 0..1_000 {
        let Response::Terminal { events, running, .. } = response else { panic!("{response:?}") };
        for event in events {
            if let TerminalEvent::Output { text } = event {
                shown.push_str(&text);
            }
        }
        if !running {
            break;
        }
        response = lab.step(&Budget::new(STEPS), 0).swap_remove(0);
    }
    assert_eq!(shown.lines().count(), 100_000);
}
