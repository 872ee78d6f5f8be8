//! Whatever is typed: no panic, an end in bounded work, and engines that agree with each other.

use base::{Budget, Rng};
use pattern::{Flags, Glob, Pattern, Spot, Syntax, View};

const SYNTAXES: [Syntax; 10] = [
    Syntax::Basic,
    Syntax::GrepBasic,
    Syntax::Extended,
    Syntax::SedExtended,
    Syntax::GrepExtended,
    Syntax::Awk,
    Syntax::Emacs,
    Syntax::Literal,
    Syntax::Advanced,
    Syntax::Vim,
];

const PIECES: &str = r"a b é \ ( ) [ ] { } | * + ? ^ $ . - : = @ ! & < > % _ ~ # , 1 2 9 x z \( \) \| \{ \} \+ \@= \@<! \%[ \zs \v \V \1 \2 \_s \n \d \w \y \m [[: :]] [: [= (?: (?= (?<! (?i) {1, ,3} {-} *? \x41 \u00e9 \%23l \%d97";

fn pattern(rng: &mut Rng) -> Vec<u8> {
    let pieces: Vec<&str> = PIECES.split(' ').collect();
    let mut out = vec![];
    for _ in 0..rng.below(14) {
        if rng.below(40) == 0 {
            out.push(rng.below(256) as u8);
        } else {
            out.extend_from_slice(pieces[rng.below(pieces.len() as u64) as usize].as_bytes());
        }
    }
    out
}

fn text(rng: &mut Rng) -> Vec<u8> {
    const UNITS: [&[u8]; 12] =
        [b"a", b"a", b"b", b"b", b"x", b" ", b"1", b"\n", "é".as_bytes(), b"\xFF", b"\xE2\x82", b"-"];
    (0..rng.below(30)).flat_map(|_| UNITS[rng.below(12) as usize]).copied().collect()
}

#[test]
fn nothing_panics_and_all_ends() {
    let mut rng = Rng::new(20_260_322);
    for round in 0..30_000_u64 {
        let (pattern, text) = (pattern(&mut rng), text(&mut rng));
        let flags = Flags {
            ignore_case: round % 3 == 0,
            multi_line: round % 5 == 0,
            no_newline: round % 7 == 0,
            whole_word: round % 11 == 0,
            whole_line: round % 13 == 0,
            expanded: round % 17 == 0,
            ..Flags::NONE
        };
        let syntax = SYNTAXES[(round % 10) as usize];
        let budget = Budget::new(200_000);
        if let Ok(compiled) = Pattern::compile(syntax, &pattern, flags) {
            let whole = compiled.captures_at(&text, 0, &budget);
            let place = compiled.find_at(&text, 0, &budget);
            let yes = compiled.is_match(&text, &budget);
            if let (Ok(whole), Ok(place), Ok(yes)) = (whole, place, yes) {
                let shown = String::from_utf8_lossy(&pattern).into_owned();
                assert_eq!(whole.map(|captures| captures.whole()), place, "{syntax:?} {shown:?} on {text:?}");
                assert_eq!(place.is_some(), yes, "{syntax:?} {shown:?} on {text:?}");
            }
            let _ = compiled.matches(&text, &budget).count();
            let _ = compiled.find_line(&text, 0, &budget);
            let _ = compiled.is_full_match(&text, &budget);
        } else if let Err(error) = Pattern::compile(syntax, &pattern, flags) {
            assert!(error.at <= pattern.len() && !error.gnu().is_empty() && !error.vim().is_empty());
        }
        if let Ok(glob) = Glob::compile(&pattern, true, false) {
            let _ = glob.is_match(&text, &budget);
            let _ = glob.suffix(&text, round % 2 == 0, &budget);
            let _ = glob.prefix(&text, round % 2 == 0, &budget);
        }
    }
}

#[test]
fn lines_searched_at_once_are_the_lines_searched_one_by_one() {
    let mut rng = Rng::new(7);
    for _ in 0..10_000 {
        let (pattern, text) = (pattern(&mut rng), text(&mut rng));
        let Ok(at_once) = Pattern::compile(Syntax::GrepExtended, &pattern, Flags::NONE.by_line()) else { continue };
        if at_once.is_multi_line() {
            continue;
        }
        let Ok(single) = Pattern::compile(Syntax::GrepExtended, &pattern, Flags::NONE) else { continue };
        let budget = Budget::new(2_000_000);
        let mut found = vec![];
        let mut at = 0;
        while let Ok(Some(line)) = at_once.find_line(&text, at, &budget) {
            at = line.end + 1;
            found.push(line);
        }
        let body = text.strip_suffix(b"\n").unwrap_or(&text);
        let mut expected = vec![];
        let mut start = 0;
        for line in body.split(|&byte| byte == b'\n').filter(|_| !text.is_empty()) {
            if single.is_match(line, &budget) == Ok(true) {
                expected.push(start..start + line.len());
            }
            start += line.len() + 1;
        }
        // The ends of the text are no ends of lines.
        let text_ends = pattern.windows(2).any(|pair| matches!(pair, b"\\`" | b"\\'"));
        if budget.left() > 0 && !text_ends {
            assert_eq!(
                found,
                expected,
                "{:?} on {:?}",
                String::from_utf8_lossy(&pattern),
                String::from_utf8_lossy(&text)
            );
        }
    }
}

#[test]
fn catastrophic_patterns_run_out() {
    let text = "a".repeat(40);
    let doubled = Pattern::compile(Syntax::Extended, r"(a*)*(a*)*(a*)*\1\2x", Flags::NONE).unwrap();
    assert!(doubled.is_match(text.as_bytes(), &Budget::new(1_000_000)).is_err());
    // Without back references the same is easy.
    let nested = Pattern::compile(Syntax::Extended, "(((a*)*)*)*x", Flags::NONE).unwrap();
    assert_eq!(nested.is_match(text.as_bytes(), &Budget::new(100_000)), Ok(false));
    let vim = Pattern::compile_vim(r"\v(((a*)*)*)*x", Flags::NONE, None).unwrap();
    assert_eq!(vim.is_match(text.as_bytes(), &Budget::new(1_000_000)), Ok(false));
}

#[test]
fn nesting_is_refused_not_followed() {
    for (syntax, open) in
        [(Syntax::Extended, "("), (Syntax::Basic, r"\("), (Syntax::Advanced, "(?:"), (Syntax::Vim, r"\%(")]
    {
        assert!(Pattern::compile(syntax, open.repeat(100_000), Flags::NONE).is_err(), "{syntax:?}");
    }
    assert!(Pattern::compile(Syntax::Extended, "((a{1000}){1000}){1000}", Flags::NONE).is_err());
    assert!(Pattern::compile(Syntax::Extended, "a".to_owned() + &"*+".repeat(10_000), Flags::NONE).is_err());
    assert!(Glob::compile("@(".repeat(100_000), true, false).is_ok());
}

#[test]
fn a_buffer_is_searched_like_its_text() {
    let buffer = ["fn main() {", "    let été = 1;", "", "}"];
    let budget = Budget::new(1_000_000);
    let find = |pattern: &str, line| {
        let pattern = Pattern::compile_vim(pattern, Flags::NONE, Some(b"main")).unwrap();
        let found =
            pattern.find_in_lines(buffer.as_slice(), Spot { line, column: 0 }, &View::default(), &budget).unwrap();
        found.map(|found| ((found.start.line, found.start.column), (found.end.line, found.end.column)))
    };
    assert_eq!(find(r"{\n\s*let", 0), Some(((0, 10), (1, 7))));
    assert_eq!(find(r";\n\n}", 1), Some(((1, 17), (3, 1))));
    assert_eq!(find(r"}\n", 3), Some(((3, 0), (4, 0))));
    assert_eq!(find(r"\%2l\k\+", 1), Some(((1, 4), (1, 7))));
    assert_eq!(find("~", 0), Some(((0, 3), (0, 7))));
    assert_eq!(find(r"\%^fn", 0), Some(((0, 0), (0, 2))));
    assert_eq!(find(r"}\%$", 3), Some(((3, 0), (3, 1))));
    assert_eq!(find(r"\({\n\s*\)\@<=let", 1), Some(((1, 4), (1, 7))));
    assert_eq!(find("^$", 1), None);
    assert_eq!(find("^$", 2), Some(((2, 0), (2, 0))));
}
