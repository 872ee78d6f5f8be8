//! What teachers write, read from a small course that is sound; then each mistake, by itself.
#![cfg(feature = "author")]

use course::author::{Course, Expect, Finding, Plain, Tree, read};
use course::model::{Block, Engine, Task};
use std::path::Path;

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/course");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

fn course(files: Vec<(String, String)>) -> (Course, Vec<Finding>) {
    let mut tree = Tree::default();
    for (name, text) in files {
        tree.insert(name, text.into_bytes());
    }
    read(&tree, &Plain)
}

const LESSON: &str = "01-debut/01-bases/lesson.toml";
const FR: &str = "01-debut/01-bases/fr.md";
const EN: &str = "01-debut/01-bases/en.md";

#[test]
fn a_sound_course_has_no_findings() {
    let (course, findings) = course(files());
    assert_eq!(findings, []);
    let entry = &course.index.chapters[0].lessons[0];
    let engines: Vec<(&str, Engine)> = entry.exercises.iter().map(|entry| (entry.id.as_str(), entry.engine)).collect();
    assert_eq!(
        engines,
        [("longues", Engine::Sql), ("prevoir", Engine::Predict), ("ranger", Engine::Order), ("choix", Engine::Quiz)]
    );
    assert_eq!(entry.exercises[0].title.fr, "Exercice\u{a0}: les longues");
    let bundle = &course.chapters[0];
    assert_eq!(bundle.datasets[0].id, "rivieres");
    let lesson = &bundle.lessons[0];
    let fr = &lesson.text.fr;
    assert!(
        matches!(&fr.blocks[0], Block::Html { html } if html.contains("Une rivière\u{a0}: une ligne. Quoi d’autre\u{202f}? Voyez «\u{a0}la table\u{a0}» et <a href=\"#/fr/lesson/bases/longues\">"))
    );
    assert!(matches!(&fr.blocks[1], Block::Try { id, code, .. } if id == "voir" && code.starts_with("SELECT")));
    assert!(matches!(&fr.blocks[2], Block::Diagram { alt, .. } if alt.starts_with("La source")));
    let longues = &fr.exercises["longues"];
    assert_eq!(longues.hints, ["Une condition.", "<code>WHERE</code>.", "<code>WHERE age &gt; 3 ORDER BY age</code>."]);
    assert_eq!(longues.words["toutes"], "{extra} rivières courtes, comme {example.nom}.");
    let Block::Html { html } = &longues.statement[0] else { panic!() };
    assert!(
        html.contains("<li><code>nom</code>\u{a0}: le nom\u{202f};</li>") && html.contains("<kbd>Entrée</kbd>"),
        "{html}"
    );
    assert_eq!(fr.exercises["choix"].options[2].reason, "Non\u{a0}: d’un autre langage.");
    assert_eq!(fr.exercises["prevoir"].otherwise.as_deref(), Some("Relisez."));
    assert_eq!(fr.exercises["ranger"].items.len(), 4);
    assert_eq!(
        lesson.text.en.exercises["longues"].words["lignes"],
        "{missing|one row is missing|{missing} rows are missing}."
    );
    let Task::Quiz(quiz) = &lesson.exercise("choix").unwrap().task else { panic!() };
    assert_eq!(quiz.correct, [true, true, false]);
    let Task::Order(order) = &lesson.exercise("ranger").unwrap().task else { panic!() };
    assert_eq!((order.count, order.decoys), (3, 1));
}

#[test]
fn known_answers_are_collected() {
    let (course, _) = course(files());
    let expects: Vec<&Expect> = course.trials[0].attempts.iter().map(|attempt| &attempt.expect).collect();
    assert_eq!(
        expects,
        [
            &Expect::Pass,
            &Expect::Fail,
            &Expect::Pass,
            &Expect::Speaks("toutes".into()),
            &Expect::Speaks("lignes".into()),
            &Expect::Refused("42703".into()),
        ]
    );
    let passing =
        |index: usize| course.trials[index].attempts.iter().filter(|attempt| attempt.expect == Expect::Pass).count();
    assert_eq!([passing(1), passing(2), passing(3)], [1, 1, 1]);
}

#[test]
fn each_mistake_is_found_where_it_is() {
    let cases: &[(&str, &str, &str, &str)] = &[
        // file, what stands there, what stands there instead, the finding
        (FR, "Quoi d'autre ?", "Quoi d'autre?", "fr.md:3: the spacing is not as the language has it"),
        (EN, "What else?", "What else ?", "en.md:3: the spacing is not as the language has it"),
        (FR, "#longues)", "#courtes)", "fr.md:3: the lesson `bases` has no heading `courtes`"),
        (FR, "(#longues)", "(lesson:nulle)", "fr.md:3: there is no lesson `nulle`"),
        (FR, "(#longues)", "(http://x.org)", "fr.md:3: the link `http://x.org` leads nowhere"),
        (FR, "<kbd>Entrée</kbd>", "<b>Entrée</b>", "fr.md:21: HTML is not allowed here: <b>"),
        (FR, " alt=\"La source envoie ses lignes à la table.\"", "", "fr.md:9: the diagram does not say what it shows"),
        (FR, "flowchart LR", "flowchat LR", "fr.md:9: the diagram cannot be drawn"),
        (FR, "- Indice : une condition.\n", "", "fr.md:14: `longues` has 2 hints, not three"),
        (
            EN,
            "- `toutes`: {extra} short rivers, such as {example.nom}.\n",
            "",
            "en.md:14: the check `toutes` has no words",
        ),
        (
            EN,
            "{example.nom}",
            "{exemple}",
            "en.md:1: the words of `toutes` have a place `{exemple}` that nothing fills",
        ),
        (EN, "- `toutes`:", "- `touts`:", "en.md:26: this item belongs to no check of the exercise"),
        (EN, "{#choix}", "{#choice}", "en.md:1: no heading has the id of the exercise `choix`"),
        (EN, "## Keep in mind\n", "## Keep\n\n## Mind\n", "fr.md:1: ## heading of en.md"),
        (
            EN,
            "FROM rivieres; -- every",
            "FROM rivers; -- every",
            "en.md:1: the block try=voir is not the code of fr.md",
        ),
        (EN, "try=voir", "try=vor", "en.md:5: lesson.toml has no [[try]] with the id `vor`"),
        (FR, "- *sinon* : relisez.\n", "", "`prevoir` has no words for other answers"),
        (FR, " — oui : le filtre.", "", "fr.md:53: the option does not say why"),
        (FR, "- [x] `WHERE`", "- [ ] `WHERE`", "lesson.toml:41: fr.md and en.md tick other options of `choix`"),
        (
            FR,
            "```sql file=prevoir.sql\n",
            "```sql file=prevoir.sql\nSELECT 3;\n",
            "fr.md:33: the block is not what prevoir.sql holds",
        ),
        (LESSON, "minutes = 5", "minute = 5", "lesson.toml:3: `minute` means nothing here"),
        (LESSON, "dataset = \"rivieres\"", "dataset = \"fleuves\"", "lesson.toml:4: there is no dataset `fleuves`"),
        (
            LESSON,
            "kind = \"sql-result\"\n  differs",
            "kind = \"sql-rows\"\n  differs",
            "lesson.toml:21: `sql-rows` is not known here",
        ),
        (LESSON, "differs-on", "differs-at", "lesson.toml:22: `differs-at` means nothing here"),
        (LESSON, "= \"toutes\", \"longues", "= \"aucune\", \"longues", "lesson.toml:17: there is no check `aucune`"),
        (
            LESSON,
            "\"longues.wrong-none.sql\" = \"lignes\", ",
            "",
            "no wrong answer makes the check `lignes` of `longues` speak",
        ),
        (LESSON, "longues.ok-gt.sql", "longues.ok.sql", "lesson.toml:16: there is no file longues.ok.sql"),
        (LESSON, "order = \"ties\"\n", "", "`order = \"ties\"` and `by` go together"),
        (LESSON, "id = \"choix\"", "id = \"longues\"", "the exercise id `longues` is used twice"),
        (LESSON, "id = \"bases\"", "id = \"Bases\"", "`Bases` is no id"),
        (LESSON, "minutes = 5", "minutes = ", "lesson.toml:3: this is not TOML"),
        ("ids.lock", "exercise longues\n", "exercise longues\nexercise perdu\n", "ids.lock:6: exercise perdu is gone"),
        ("ids.lock", "exercise longues\n", "", "ids.lock:1: 1 ids are not listed: exercise longues"),
        ("course.toml", "en = \"Trial course\"", "de = \"Kurs\"", "course.toml:1: `title` has no `en`"),
        (
            "datasets/rivieres/dataset.toml",
            "integer = [1, 900]",
            "integer = [900, 1]",
            "dataset.toml:13: the column rivieres.km has nothing between its bounds",
        ),
        ("datasets/rivieres/dataset.toml", "[[hidden]]\nlabel = \"a\"\nseed = 4\n", "", "1 hidden variants"),
        ("datasets/rivieres/dataset.toml", "sequence = 1", "sequense = 1", "dataset.toml:11: unknown field `sequense`"),
        ("ui/en.ftl", "{ $name }", "{ $nom }", "ui/fr.ftl:1: `bonjour` uses $name here and $nom in ui/en.ftl"),
        ("ui/en.ftl", "bonjour = Hello { $name }\n", "", "ui/fr.ftl:1: ui/en.ftl has no `bonjour`"),
    ];
    let mut missed = Vec::new();
    for (file, from, to, expected) in cases {
        let mut files = files();
        let text = &mut files.iter_mut().find(|(name, _)| name == file).unwrap().1;
        assert!(text.contains(from), "{file} does not hold {from}");
        *text = text.replacen(from, to, 1);
        let (_, findings) = course(files);
        let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
        if !all.iter().any(|finding| finding.contains(expected)) {
            missed.push(format!("{expected} is not in {all:#?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn files_that_nothing_names_are_strays() {
    let mut files = files();
    files.push(("01-debut/01-bases/brouillon.sql".into(), "SELECT".into()));
    let (_, findings) = course(files);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].to_string().starts_with("01-debut/01-bases/brouillon.sql:1: nothing names this file"));
}

#[test]
fn broken_files_never_panic() {
    let mut rng = base::Rng::new(11);
    let all = files();
    for _ in 0..300 {
        let mut files = all.clone();
        let which = rng.below(files.len() as u64) as usize;
        let text = &mut files[which].1;
        let mut at = rng.below(text.len() as u64 + 1) as usize;
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match rng.below(3) {
            0 => text.truncate(at),
            1 => text
                .insert_str(at, ["{", "[", "`", "\"", "- [x] ", "\n## ", "```", "=", "|", "<"][rng.below(10) as usize]),
            _ => {
                let end =
                    (at..=text.len()).rev().find(|end| text.is_char_boundary(*end) && end - at < 40).unwrap_or(at);
                text.replace_range(at..end, "");
            }
        }
        course(files);
    }
}
