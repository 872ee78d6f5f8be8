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

/// What is left of a text after some keys, and after undoing and redoing them, with marks and registers.
fn left(lines: &[String], keys: &str) -> Vec<String> {
    let mut editor = Editor::new(lines.iter().cloned());
    let mut seen = Vec::new();
    for part in ["50Gma90Gmb17G", keys, "ix<Esc>g;", "u", "u", "<C-r>", "'b", "'a", "\"9p", "\"1P", "<C-o>"] {
        editor.feed_notation(part);
        seen.push(format!("{:?} {}", editor.cursor(), editor.text()));
    }
    seen
}

/// Ways that are taken for speed leave what the general ones do.
#[test]
fn fast_ways_do_the_same() {
    let mut rng = Rng::new(11);
    for _ in 0..6 {
        let lines: Vec<String> = (0..100 + rng.below(900))
            .map(|_| (0..rng.below(9)).map(|_| ["a", "e", "ee", " ", "é"][rng.below(5) as usize]).collect())
            .collect();
        for (fast, general) in [
            (":g/e/d<CR>", ":g/e/.d<CR>"),
            (":v/ee/d<CR>", ":v/ee/.d<CR>"),
            (":%s/a/xy/<CR>", ":%s/\\(a\\)/xy/<CR>"),
            (":3,80s/ee/e/g<CR>", ":3,80s/\\(ee\\)/e/g<CR>"),
        ] {
            let (fast_left, general_left) = (left(&lines, fast), left(&lines, general));
            let step = fast_left.iter().zip(&general_left).position(|(one, other)| one != other);
            assert_eq!(step.map(|step| (step, &fast_left[step], &general_left[step])), None, "{fast}");
        }
    }
}

/// Whatever was typed, a screen of any size is drawn: as many rows as it has, none wider than it is, the cursor in it.
#[test]
fn every_screen_is_drawn() {
    let mut rng = Rng::new(31);
    for round in 0..600_usize {
        let count = rng.below(90) + 1;
        let mut keys = random::session(&mut rng, count);
        if round.is_multiple_of(3) {
            keys.splice(0..0, vim::Key::parse(":set nu nowrap list<CR><C-w>s<C-w>v:tabnew<CR>i漢\t字<Esc>gt"));
        }
        let mut editor = random::play(&keys);
        let (rows, columns) = (rng.below(30) as usize, rng.below(100) as usize);
        editor.resize(rows, columns);
        let text = ["", "a message that may be longer than the window is wide, or not"][round % 2];
        let screen = editor.screen(vim::screen::Told { text, error: false });
        assert_eq!(screen.rows.len(), rows.max(2));
        assert!(screen.cursor.0 < rows.max(2) && screen.cursor.1 <= columns.max(1), "{:?}", screen.cursor);
        for row in &screen.rows {
            let cells: usize = row.iter().map(|run| run.text.chars().filter(char::is_ascii).count()).sum();
            assert!(cells <= columns.max(1), "{row:?}");
        }
    }
}
