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
