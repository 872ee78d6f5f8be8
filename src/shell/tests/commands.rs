//! Commands run directly, without any shell.

use base::Budget;
use shell::{Machine, Script};

fn run(args: &[&str], stdin: &str) -> (String, String, i32) {
    let mut machine = Machine::default();
    let mut script = Script::program(args);
    script.stdin = stdin.into();
    script.files = vec![("a".to_owned(), b"1\n2\n3\n".to_vec())];
    let done = machine.run_script(&script, &Budget::new(10_000_000));
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(done.stdout), text(done.stderr), done.exit)
}

#[test]
fn streams_and_errors() {
    assert_eq!(run(&["cat"], "x\ny"), ("x\ny".into(), String::new(), 0));
    assert_eq!(run(&["cat", "-n", "a", "-"], "x\n").0, "     1\t1\n     2\t2\n     3\t3\n     4\tx\n");
    assert_eq!(run(&["head", "-2", "a"], ""), ("1\n2\n".into(), String::new(), 0));
    assert_eq!(
        run(&["head", "b"], ""),
        (String::new(), "head: cannot open 'b' for reading: No such file or directory\n".into(), 1)
    );
    assert_eq!(
        run(&["ls", "-z"], ""),
        (String::new(), "ls: invalid option -- 'z'\nTry 'ls --help' for more information.\n".into(), 2)
    );
    assert_eq!(run(&["ls", "-la", "a"], "").0, "-rw-r--r-- 1 apprenant apprenant 6 Mar  2 08:00 a\n");
}
