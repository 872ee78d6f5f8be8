//! What must hold for any keys: nothing panics or hangs, the same keys give the same state, undo restores the text,
//! and a snapshot is the editor again. `src/vim/examples/random_keys.rs` runs the same for hours.

mod random;

use base::Rng;
use vim::{Editor, notation};

#[test]
fn random_keys_do_not_panic_and_replay_alike() {
    let mut rng = Rng::new(2026);
    let mut left: u64 = 60_000;
    while left > 0 {
        let count = rng.below(120) + 1;
        left = left.saturating_sub(count);
        let keys = random::session(&mut rng, count);
        let first = random::play(&keys);
        if left.is_multiple_of(8) {
            random::replays_alike(&keys, &first);
        }
    }
}

#[test]
fn undoing_everything_restores_the_text() {
    let mut rng = Rng::new(7);
    for _ in 0..300 {
        let count = rng.below(60) + 1;
        random::undo_restores(&random::session(&mut rng, count));
    }
}

#[test]
fn a_snapshot_is_the_editor_again() {
    let mut rng = Rng::new(11);
    for _ in 0..100 {
        let keys = random::session(&mut rng, 40);
        assert!(!notation(&keys).is_empty());
        random::snapshot_goes_on(&keys);
    }
}

#[test]
fn bytes_that_are_no_snapshot_are_refused() {
    assert!(Editor::restore(b"").is_none());
    assert!(Editor::restore(&[0xff; 40]).is_none());
}

#[test]
fn a_snapshot_of_a_question_is_the_question_again() {
    for (asked, answered) in [(":%s/e/E/gc\r", "ynya"), (":3,1d\r", "y")] {
        let mut editor = Editor::new(random::LINES);
        editor.feed(asked.as_bytes());
        let mut copy = Editor::restore(&editor.snapshot()).expect("a snapshot can be read");
        editor.feed(answered.as_bytes());
        copy.feed(answered.as_bytes());
        assert_eq!((editor.text(), editor.mode()), (copy.text(), copy.mode()));
        assert_eq!(editor.mode(), "n");
    }
}
