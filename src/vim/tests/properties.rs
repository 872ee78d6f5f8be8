//! What must hold for any keys: nothing panics or hangs, the same keys give the same state, undo restores the text,
//! and a snapshot is the editor again.

use base::Rng;
use vim::{Editor, Key};

const LINES: [&str; 8] = [
    "The quick brown fox. It jumps (over \"the\" lazy) dog!",
    "",
    "    if (a[1] == b) { call(x, 'y'); }",
    "\tété 漢字 e\u{301} 🙂 end",
    "<p class=\"a\">one <b>two</b></p>",
    "   ",
    "x = 007 - 0x1f + -42",
    "last line",
];

/// Keys that do something, more often than any Unicode character would.
fn key(rng: &mut Rng) -> Key {
    const OFTEN: &str = "hjklwbeWBEG0^$%{}()fFtT;,/?nNdycxsSDCrRpPuUJ~vVoOiaIA.\"'`mq@gzZ[]<>=:!&1234567890 \r\x1b\x1b\x1b\x01\x02\x04\x05\x06\x0e\x0f\x10\x12\x14\x15\x16\x17\x18\x19\x0b\t";
    let often: Vec<char> = OFTEN.chars().collect();
    let c = match rng.below(20) {
        0 => char::from_u32(rng.below(0x3000) as u32).unwrap_or('x'),
        1 => char::from(rng.below(128) as u8),
        _ => often[rng.below(often.len() as u64) as usize],
    };
    Key(c)
}

/// How many keys a run of this test types: more by `VIM_RANDOM_KEYS`.
fn budget() -> u64 {
    std::env::var("VIM_RANDOM_KEYS").ok().and_then(|text| text.parse().ok()).unwrap_or(60_000)
}

/// Answers what the editor waits for, as a world without files would.
fn answer(editor: &mut Editor, outcome: &vim::Outcome) {
    for effect in &outcome.effects {
        match effect {
            vim::Effect::Read { .. } => drop(editor.answer_read(Some("read\nlines"))),
            vim::Effect::Shell { input, .. } => drop(editor.answer_shell(input, 0)),
            _ => {}
        }
    }
}

#[test]
fn random_keys_do_not_panic_and_replay_alike() {
    let seed = std::env::var("VIM_RANDOM_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(2026);
    let mut rng = Rng::new(seed);
    let mut left = budget();
    while left > 0 {
        let count = rng.below(120) + 1;
        left = left.saturating_sub(count);
        let keys: Vec<Key> = (0..count).map(|_| key(&mut rng)).collect();
        let play = || {
            let mut editor = Editor::new(LINES);
            for key in &keys {
                let outcome = editor.step(*key);
                answer(&mut editor, &outcome);
                if editor.text().len() > 100_000 {
                    break;
                }
            }
            let view = editor.view();
            assert!(view.cursor.0 >= 1 && view.cursor.0 <= view.line_count, "{keys:?}");
            editor
        };
        let first = play();
        if left.is_multiple_of(8) {
            let again = play();
            assert_eq!(
                (first.text(), first.cursor(), first.mode()),
                (again.text(), again.cursor(), again.mode()),
                "{keys:?}"
            );
        }
    }
}

#[test]
fn undoing_everything_restores_the_text() {
    let mut rng = Rng::new(7);
    let before = Editor::new(LINES).text();
    for _ in 0..300 {
        let keys: Vec<Key> = (0..=rng.below(60)).map(|_| key(&mut rng)).collect();
        let mut editor = Editor::new(LINES);
        for key in &keys {
            if matches!(key.0, ':' | 'Z' | '\x17') {
                continue;
            }
            let outcome = editor.step(*key);
            answer(&mut editor, &outcome);
        }
        for _ in 0..3 {
            editor.step(Key('\x1b'));
        }
        editor.feed(b":undo 0\r");
        assert_eq!(editor.text(), before, "{keys:?}");
    }
}

#[test]
fn a_snapshot_is_the_editor_again() {
    let mut rng = Rng::new(11);
    for _ in 0..100 {
        let keys: Vec<Key> = (0..40).map(|_| key(&mut rng)).collect();
        let (head, tail) = keys.split_at(20);
        let mut editor = Editor::new(LINES);
        editor.feed_keys(head);
        let mut copy = Editor::restore(&editor.snapshot()).expect("a snapshot can be read");
        for key in tail {
            let (ours, theirs) = (editor.step(*key), copy.step(*key));
            answer(&mut editor, &ours);
            answer(&mut copy, &theirs);
        }
        assert_eq!((editor.text(), editor.cursor()), (copy.text(), copy.cursor()), "{keys:?}");
    }
}

#[test]
fn bytes_that_are_no_snapshot_are_refused() {
    assert!(Editor::restore(b"").is_none());
    assert!(Editor::restore(&[0xff; 40]).is_none());
}
