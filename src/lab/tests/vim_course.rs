//! Golf holes, cheat sheet, keyboards: what is written in `content/` holds in the engine.

use base::{Budget, Locale};
use lab::protocol::{Request, Response, Teaching};
use lab::{Lab, Setup, VimSetup, holes, reference};
use std::collections::BTreeSet;
use vim::{Editor, Key};

fn bench(text: &str) -> Lab {
    let vim = VimSetup { path: "hole.txt".into(), text: text.into(), cursor: None };
    Lab::open(&Setup { vim: Some(vim), ..Setup::default() }).expect("a text can always be opened")
}

fn teaching(response: Response) -> (Teaching, u64) {
    let Response::Editor { teaching, keystrokes, .. } = response else { panic!("no editor: {response:?}") };
    (*teaching, keystrokes)
}

#[test]
fn thirty_holes_are_reached_by_their_solutions_at_par() {
    let (french, english) = (holes(Locale::Fr), holes(Locale::En));
    assert_eq!(french.len(), 30);
    let mut ids = BTreeSet::new();
    for (hole, twin) in french.iter().zip(&english) {
        assert!(ids.insert(&hole.id), "{} twice", hole.id);
        assert!(!hole.title.is_empty() && !twin.title.is_empty() && hole.start != hole.goal, "{}", hole.id);
        let mut lab = bench(&hole.start);
        let budget = Budget::new(1_000_000);
        assert_eq!(lab.handle(Request::Goal { text: hole.goal.clone() }, &budget), Response::Done);
        let mut reached_at = None;
        for key in Key::parse(&hole.solution) {
            let (teaching, strokes) = teaching(lab.handle(Request::Keys { keys: key.to_string() }, &budget));
            if teaching.reached && reached_at.is_none() {
                reached_at = Some(strokes);
            }
        }
        assert_eq!(reached_at, Some(u64::from(hole.par)), "{}: {:?}", hole.id, lab.editor().map(|e| e.editor().text()));
    }
}

#[test]
fn the_cheat_sheet_says_what_the_engine_says() {
    let sheet = reference("cheatsheet").expect("it comes with the editor");
    let mut group = "";
    for line in sheet.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            group = name;
            continue;
        }
        let (keys, id) = line.split_once(' ').expect("keys and an id");
        let typed = match group {
            "operate" if id != "target-lines" => format!("{keys}w"),
            "objects" => format!("d{keys}"),
            "registers" if keys == "\"a" => "\"ayy".to_owned(),
            "ex" if keys.starts_with(':') => format!("{keys}<CR>"),
            "select" if keys == "o" => "vo".to_owned(),
            _ => keys.to_owned(),
        };
        let mut editor = Editor::new(["one (two) [x] {three} \"four\" 'five' <b>six</b>", "", "seven. Eight", "5"]);
        editor.feed_notation(&typed);
        let explanation = editor.last_explanation().unwrap_or_else(|| panic!("{typed} is no command"));
        let ids: Vec<&str> = explanation.parts.iter().map(|part| part.id.trim_start_matches("vim-")).collect();
        assert!(ids.contains(&id), "{typed}: {id} is not in {ids:?}");
    }
}

#[test]
fn keyboards_have_four_rows_and_every_key_that_vim_needs() {
    let text = reference("keyboards").expect("they come with the editor");
    let layouts: Vec<&str> = text.split("\n= ").skip(1).collect();
    assert_eq!(layouts.len(), 4);
    for layout in layouts {
        let mut lines = layout.lines();
        let name = lines.next().unwrap_or("");
        let keys: String = lines.clone().flat_map(str::chars).collect();
        assert_eq!(lines.count(), 4, "{name}");
        let missing: String = ('!'..='~').filter(|key| !keys.contains(*key)).collect();
        assert_eq!(missing, if name.starts_with("bepo") { "_" } else { "" }, "{name}");
    }
}

#[test]
fn a_drill_goes_from_place_to_place() {
    let mut lab = bench("x\n");
    let budget = Budget::new(1_000_000);
    let start = |lab: &mut Lab| teaching(lab.handle(Request::Drill { seed: 7, levels: Vec::new() }, &budget)).0.drill;
    let first = start(&mut lab).expect("a drill");
    assert_eq!((first.done, first.right), (0, 0));
    // Asked again, the place is given up, and what leads there is told.
    let next = start(&mut lab).expect("a drill");
    let last = next.last.expect("a place was left");
    assert!(!last.right && last.used == 0 && !last.keys.is_empty());
    assert_eq!(next.done, 1);
}

#[test]
fn commands_are_explained_as_they_are_completed() {
    let mut lab = bench("one two three four\n");
    let budget = Budget::new(1_000_000);
    let mut type_keys = |keys: &str| teaching(lab.handle(Request::Keys { keys: keys.into() }, &budget)).0;
    assert_eq!(type_keys("d").explanation, None);
    assert_eq!(type_keys("w").explanation.map(|it| it.keys), Some("dw".into()));
    assert_eq!(type_keys("xxx").advice.map(|it| it.instead), Some(vec!["3x".into(), "de".into()]));
    assert_eq!(type_keys("2").advice, None);
}
