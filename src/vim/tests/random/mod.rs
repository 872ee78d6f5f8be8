//! Random keys that do something, and what must hold after any of them.

use base::Rng;
use vim::{Editor, Effect, Key, Outcome};

/// What the keys are typed into.
pub(crate) const LINES: [&str; 8] = [
    "The quick brown fox. It jumps (over \"the\" lazy) dog!",
    "",
    "    if (a[1] == b) { call(x, 'y'); }",
    "\tété 漢字 e\u{301} 🙂 end",
    "<p class=\"a\">one <b>two</b></p>",
    "   ",
    "x = 007 - 0x1f + -42",
    "last line",
];

/// Commands that single keys seldom make.
const PHRASES: [&str; 44] = [
    ":s/e/E/g\r",
    ":%s/\\w\\+/<&>/gc\r",
    ":g/e/normal xp\r",
    ":g/o/m0\r",
    ":v/x/d\r",
    ":sort u\r",
    ":2,4t.\r",
    ":sp\r",
    ":vs\r",
    ":new\r",
    ":tabnew\r",
    ":q!\r",
    ":only\r",
    ":bn\r",
    "\x17w",
    "\x17c",
    "\x17o",
    ":set list!\r",
    ":set ts=3 sw=2 et!\r",
    ":set ai si tw=20\r",
    ":set ve=all\r",
    ":set fdm=indent fen\r",
    ":map Q dw\r",
    ":imap jj \x1b\r",
    ":ab teh the\r",
    "zfj",
    "zfap",
    "zR",
    "zM",
    "qa",
    "@a",
    "3@a",
    "qqxjq@q",
    ":normal! @a\r",
    "\x16jlI",
    "\x16$A",
    "gR",
    "g\x01",
    "gqap",
    "cit",
    "dap",
    ":earlier 5\r",
    ":undo 0\r",
    ":%norm Ax\r",
];

/// Some keys: mostly one, now and then a phrase.
pub(crate) fn keys(rng: &mut Rng) -> Vec<Key> {
    const OFTEN: &str = "hjklwbeWBEG0^$%{}()fFtT;,/?nNdycxsSDCrRpPuUJ~vVoOiaIA.\"'`mq@gzZ[]<>=:!&1234567890 \r\x1b\x1b\x1b\x01\x02\x04\x05\x06\x0e\x0f\x10\x12\x14\x15\x16\x17\x18\x19\x0b\t";
    let often: Vec<char> = OFTEN.chars().collect();
    let one = match rng.below(60) {
        0..3 => char::from_u32(rng.below(0x3000) as u32).unwrap_or('x'),
        3..6 => char::from(rng.below(128) as u8),
        6 => return PHRASES[rng.below(PHRASES.len() as u64) as usize].chars().map(Key).collect(),
        _ => often[rng.below(often.len() as u64) as usize],
    };
    vec![Key(one)]
}

/// At least `count` keys.
pub(crate) fn session(rng: &mut Rng, count: u64) -> Vec<Key> {
    let mut typed = Vec::new();
    while (typed.len() as u64) < count {
        typed.extend(keys(rng));
    }
    typed
}

/// Answers what the editor waits for, as a world with one small file would; an answer may make it ask again.
pub(crate) fn answer(editor: &mut Editor, outcome: &Outcome) {
    let mut asked = outcome.effects.clone();
    while let Some(effect) = asked.pop() {
        let next = match effect {
            Effect::Read { .. } => editor.answer_read(Some("read\nlines")),
            Effect::Shell { input, .. } => editor.answer_shell(&input, 0),
            _ => continue,
        };
        asked.extend(next.effects);
    }
}

/// A key, and the answers it asks for.
pub(crate) fn step(editor: &mut Editor, key: Key) {
    let outcome = editor.step(key);
    answer(editor, &outcome);
}

/// Plays keys until the text grows out of bounds, looking at the editor after each.
pub(crate) fn play(keys: &[Key]) -> Editor {
    let mut editor = Editor::new(LINES);
    for key in keys {
        step(&mut editor, *key);
        let view = editor.view();
        assert!(view.cursor.0 >= 1 && view.cursor.0 <= view.line_count, "the cursor is outside of the text");
        if view.line_count > 20_000 || editor.text().len() > 400_000 {
            break;
        }
    }
    editor
}

/// The same keys give the same state.
pub(crate) fn replays_alike(keys: &[Key], first: &Editor) {
    let again = play(keys);
    assert_eq!((first.text(), first.cursor(), first.mode()), (again.text(), again.cursor(), again.mode()));
}

/// Undoing everything gives the text back: no keys that open other buffers or change how much is remembered.
pub(crate) fn undo_restores(keys: &[Key]) {
    let mut editor = Editor::new(LINES);
    let before = editor.text();
    for key in keys.iter().filter(|key| !matches!(key.0, ':' | 'Z' | '\x17')) {
        let outcome = editor.step(*key);
        let leaves = outcome.effects.iter().any(|effect| matches!(effect, Effect::Read { .. }));
        answer(&mut editor, &outcome);
        // `gf` and the like go to another buffer.
        if leaves || editor.text().len() > 400_000 {
            return;
        }
    }
    // `!` with a motion opens a command line, and `x` on it quits.
    if editor.view().closed {
        return;
    }
    for _ in 0..9 {
        editor.step(Key('\x1b'));
    }
    editor.feed(b":undo 0\r");
    assert_eq!(editor.text(), before, "undoing everything");
}

/// A snapshot is the editor again.
pub(crate) fn snapshot_goes_on(keys: &[Key]) {
    let (head, tail) = keys.split_at(keys.len() / 2);
    let mut editor = play(head);
    if editor.text().len() > 10_000 {
        return;
    }
    let mut copy = Editor::restore(&editor.snapshot()).expect("a snapshot can be read");
    for key in tail {
        step(&mut editor, *key);
        step(&mut copy, *key);
        if editor.text().len() > 400_000 {
            return;
        }
    }
    assert_eq!((editor.text(), editor.cursor()), (copy.text(), copy.cursor()), "a snapshot");
}
