//! The first rounds of the example `fuzz`, the same inputs every time.

mod fuzzing;

#[test]
fn the_first_inputs_end() {
    let source = fuzzing::Source::new();
    for round in 0..12 {
        let mut machine = fuzzing::machine();
        for case in source.round(round) {
            // Shown when it panics.
            println!("{case}");
            fuzzing::give(&mut machine, &case);
        }
    }
}

/// What the example `fuzz` found.
#[test]
fn what_was_found_stays_mended() {
    for script in [
        "kill -- -9223372036854775808",
        "seq -f '%05.111111111111111111f' 3 | wc -c",
        "printf '%.70000e %.70000g %.70000f' 1 1.5 2 | wc -c",
        "nl -w 99999 <<< x | wc -c",
        "numfmt --format=%99999d 1 | wc -c",
        "uniq -s 18446744073709551615 <<< x",
    ] {
        let done = shell::Machine::default().run_script(&shell::Script::new(script), &base::Budget::new(20_000_000));
        assert!(done.exit < 2, "{script}: {}", done.exit);
    }
    let done =
        shell::Machine::default().run_script(&shell::Script::program(&["sed", "q 300"]), &base::Budget::new(1_000_000));
    assert_eq!(done.exit, 0, "nothing to quit at");
    let script = shell::Script { stdin: b"x\n".to_vec(), ..shell::Script::program(&["sed", "q 300"]) };
    let done = shell::Machine::default().run_script(&script, &base::Budget::new(1_000_000));
    assert_eq!(done.exit, 300 % 256);
}
