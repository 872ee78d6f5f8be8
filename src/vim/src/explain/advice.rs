//! Cheaper ways: the same commands in fewer keys. A way is offered only when it does the same where it would have been typed.

use crate::command::{Action, Command, Insert, Motion, Operator, Target};
use crate::editor::Editor;
use crate::key::{Key, notation};
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// A cheaper way to have typed the last commands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// Its id in the catalogues: `vim-advice-count`, `vim-advice-line-end`, ….
    pub id: String,
    /// What was typed, in notation.
    pub typed: String,
    /// What does the same, in notation; several ways.
    pub instead: Vec<String>,
}

/// Lines around the cursor that are kept for each of the last commands.
const AROUND: usize = 20;

/// Where a command was typed: what other ways are tried on.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    lines: Vec<Line>,
    /// Line and byte column in those lines, from 1.
    cursor: (usize, usize),
}

/// What is left of a scene: text, cursor, mode, and what is under the cursor.
#[derive(PartialEq)]
struct Left {
    text: String,
    cursor: (usize, usize),
    mode: String,
    under: char,
}

/// A way that may be cheaper, for the last `commands` commands.
struct Candidate {
    advice: Advice,
    commands: usize,
    /// It does the same by definition, and what it needs is not in the scene.
    certain: bool,
}

impl Editor {
    /// What is around the cursor now.
    pub(crate) fn scene(&self) -> Scene {
        let (line, column) = self.cursor();
        let first = line.saturating_sub(AROUND).max(1);
        let last = (line + AROUND).min(self.buf.count());
        Scene { lines: (first..=last).map(|line| self.buf.shared(line)).collect(), cursor: (line + 1 - first, column) }
    }

    /// Plays keys on a scene, with the options there are and the register that is used.
    fn play_on(&self, scene: &Scene, keys: &[Key]) -> Left {
        let mut editor = Self::of_lines(scene.lines.clone());
        editor.options = self.options.clone();
        // What the last command puts or plays.
        if let Some(last) = self.recent.last() {
            let name = if let Target::Action(Action::Play(name)) = last.target { Some(name) } else { last.register };
            if let Some(text) = self.registers.read(name).cloned() {
                let slot = name.unwrap_or('0');
                editor.registers.put(slot, text);
                editor.registers.last = Some(slot);
            }
        }
        editor.last_find.clone_from(&self.last_find);
        editor.set_cursor(scene.cursor.0, scene.cursor.1);
        editor.feed_keys(keys);
        Left { text: editor.text(), cursor: editor.cursor(), mode: editor.mode(), under: editor.char_here() }
    }

    /// A cheaper way to have typed the last commands: only ways that leave the same.
    pub fn advice(&self) -> Option<Advice> {
        let Candidate { mut advice, commands, certain } = cheaper(&self.recent)?;
        if certain {
            return Some(advice);
        }
        let scene = self.scenes.get(self.scenes.len().checked_sub(commands)?)?.as_ref()?;
        let typed: Vec<Key> = self.recent[self.recent.len() - commands..]
            .iter()
            .flat_map(|command| command.typed.iter().copied())
            .collect();
        let wanted = self.play_on(scene, &typed);
        for way in &mut advice.instead {
            if matches!(way.as_str(), "f" | "F") && wanted.under != ' ' {
                way.push_str(&Key(wanted.under).to_string());
            }
        }
        advice.instead.retain(|way| {
            let keys = Key::parse(way);
            keys.len() < typed.len() && self.play_on(scene, &keys) == wanted
        });
        advice.instead.truncate(3);
        (!advice.instead.is_empty()).then_some(advice)
    }
}

/// Two commands that differ in nothing but their keys.
fn same(a: &Command, b: &Command) -> bool {
    a.register == b.register
        && a.count == b.count
        && a.operator == b.operator
        && a.force == b.force
        && a.target_count == b.target_count
        && a.target == b.target
}

/// The keys of a command without its counts.
fn bare(command: &Command) -> String {
    let keys = notation(&command.typed);
    keys.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// What takes no count, or means something else with one.
fn takes_count(command: &Command) -> bool {
    match &command.target {
        Target::Motion(motion) => !matches!(
            motion,
            Motion::LineHome
                | Motion::FirstNonBlank
                | Motion::FirstLine
                | Motion::LastLine
                | Motion::Percent
                | Motion::Column
                | Motion::Mark { .. }
                | Motion::WindowMiddle
                | Motion::Search { .. }
                | Motion::Ex { .. }
        ),
        Target::Lines | Target::Object(_) => true,
        Target::Selection => false,
        Target::Action(action) => matches!(
            action,
            Action::ToggleCase
                | Action::Join { .. }
                | Action::Put { .. }
                | Action::Undo
                | Action::Redo
                | Action::Add
                | Action::Subtract
                | Action::Play(_)
        ),
    }
}

/// What may be cheaper for the last of these commands; none when they are fine.
fn cheaper(recent: &[Command]) -> Option<Candidate> {
    let last = recent.last()?;
    let of = |advice: Option<Advice>, commands, certain| advice.map(|advice| Candidate { advice, commands, certain });
    of(single(last), 1, false).or_else(|| of(pair(recent), 2, false)).or_else(|| repeated(recent))
}

fn advice(id: &str, typed: String, instead: &[&str]) -> Advice {
    Advice { id: format!("vim-advice-{id}"), typed, instead: instead.iter().map(|way| (*way).to_owned()).collect() }
}

/// One command with a shorter spelling.
fn single(command: &Command) -> Option<Advice> {
    let typed = notation(&command.typed);
    if command.count.is_some()
        || command.target_count.is_some()
        || command.register.is_some()
        || command.force.is_some()
    {
        return None;
    }
    let short = match (command.operator?, &command.target) {
        (Operator::Delete, Target::Motion(Motion::LineEnd)) => "D",
        (Operator::Change, Target::Motion(Motion::LineEnd)) => "C",
        (Operator::Delete, Target::Motion(Motion::Right)) => "x",
        (Operator::Delete, Target::Motion(Motion::Left)) => "X",
        (Operator::Change, Target::Motion(Motion::Right)) => "s",
        _ => return None,
    };
    (typed != short).then(|| advice("shorter", typed, &[short]))
}

/// Two commands that one command does.
fn pair(recent: &[Command]) -> Option<Advice> {
    let [.., first, second] = recent else { return None };
    let typed = format!("{}{}", notation(&first.typed), notation(&second.typed));
    let plain = |command: &Command, motion: &Motion| {
        command.operator.is_none()
            && command.total_count().is_none()
            && command.target == Target::Motion(motion.clone())
    };
    let inserts = |how| second.target == Target::Action(Action::Insert(how));
    if plain(first, &Motion::LineEnd) && inserts(Insert::After) {
        return Some(advice("combined", typed, &["A"]));
    }
    if plain(first, &Motion::FirstNonBlank) && inserts(Insert::Before) {
        return Some(advice("combined", typed, &["I"]));
    }
    if plain(first, &Motion::Right) && inserts(Insert::Before) {
        return Some(advice("combined", typed, &["a"]));
    }
    let deletes = first.operator == Some(Operator::Delete);
    if deletes && first.target == Target::Lines && inserts(Insert::Above) && first.total_count().is_none() {
        return Some(advice("combined", typed, &["cc", "S"]));
    }
    if deletes && inserts(Insert::Before) {
        let keys = bare(first);
        if let Some(rest) = keys.strip_prefix('d') {
            return Some(advice("change", typed, &[&format!("c{rest}")]));
        }
        if keys == "x" {
            return Some(advice("change", typed, &["s"]));
        }
    }
    None
}

/// The same command several times in a row: a count, or a longer motion.
fn repeated(recent: &[Command]) -> Option<Candidate> {
    let last = recent.last()?;
    if last.total_count().is_some() || !takes_count(last) {
        return None;
    }
    let times = recent.iter().rev().take_while(|command| same(command, last)).count();
    if times < 3 {
        return None;
    }
    let keys = bare(last);
    if keys.chars().count() * times <= keys.chars().count() + 1 {
        return None;
    }
    let typed = keys.repeat(times);
    // `J` joins two lines, as `2J` does.
    let joins = matches!(last.target, Target::Action(Action::Join { .. }));
    let counted = format!("{}{keys}", times + usize::from(joins));
    let again = format!("{keys}{}", ".".repeat(times - 1));
    let mut ways = vec![counted.as_str()];
    match (last.operator, &last.target) {
        (Some(Operator::Delete), Target::Motion(Motion::Right)) => ways.extend(["dw", "de", "D"]),
        (Some(Operator::Delete), Target::Motion(Motion::Left)) => ways.push("db"),
        (Some(Operator::Delete), Target::Motion(Motion::WordForward)) => ways.push("D"),
        (Some(Operator::Delete), Target::Lines) => ways.extend(["dap", "dip", "dG"]),
        (None, Target::Motion(Motion::Right)) => ways.extend(["w", "e", "f", "$"]),
        (None, Target::Motion(Motion::Left)) => ways.extend(["b", "F", "0", "^"]),
        (None, Target::Motion(Motion::WordForward)) => ways.extend(["W", "f", "$"]),
        (None, Target::Motion(Motion::WordBack)) => ways.extend(["B", "F", "0", "^"]),
        (None, Target::Motion(Motion::Down)) => ways.push("}"),
        (None, Target::Motion(Motion::Up)) => ways.push("{"),
        _ => {}
    }
    if last.operator.is_some() && keys.chars().count() > 1 {
        ways.push(&again);
    }
    // What was done and what is searched for is not in the scene.
    let certain = match &last.target {
        Target::Motion(motion) => matches!(
            motion,
            Motion::SearchNext
                | Motion::SearchPrevious
                | Motion::WordUnderCursor { .. }
                | Motion::ParagraphForward
                | Motion::ParagraphBack
        ),
        Target::Action(action) => matches!(action, Action::Undo | Action::Redo),
        _ => false,
    };
    Some(Candidate { advice: advice("count", typed, &ways), commands: times, certain })
}

#[cfg(test)]
mod tests {

    use crate::Editor;

    const LINES: [&str; 9] = [
        "one two three four five six seven",
        "alpha, beta; gamma (delta)",
        "",
        "    if (count > 9) { return \"a b\"; }",
        "x",
        "a b c d e f",
        "",
        "the end of it",
        "last",
    ];

    fn at(line: usize, keys: &str) -> Editor {
        let mut editor = Editor::new(LINES);
        editor.set_cursor(line, 1);
        editor.feed_notation(keys);
        editor
    }

    /// Clumsy keys, the line they are typed in, and what is said of them. Every way is played beside the clumsy one.
    #[test]
    fn what_is_offered_leaves_the_same() {
        for (line, typed, offered) in [
            (1, "xxxx", "4x dw"),
            (1, "xxx", "3x de"),
            (1, "4x", ""),
            (1, "llll", "4l w ft"),
            (1, "lll", "3l"),
            (1, "llllll", "6l fo"),
            (1, "ll", ""),
            (1, "$hhh", "3h"),
            (1, "$hhhh", "4h b Fs"),
            (1, "jjj", "3j"),
            (4, "jjj", "3j }"),
            (1, "jj", ""),
            (1, "dwdwdw", "3dw dw.."),
            (6, "dwdwdwdwdwdw", "6dw D dw....."),
            (1, "dddddd", "3dd dap dd.."),
            (7, "dddddd", "3dd dap dG"),
            (1, "www", "3w ff"),
            (5, "www", "3w"),
            (1, "d$", "D"),
            (1, "wc$", "C"),
            (1, "dl", "x"),
            (1, "$dh", "X"),
            (1, "cl", "s"),
            (1, "$a", "A"),
            (4, "^i", "I"),
            (4, "$^i", "I"),
            (1, "li", "a"),
            (5, "li", ""),
            (1, "ddO", "cc S"),
            (9, "ddO", ""),
            (1, "dwi", ""),
            (1, "dei", "ce"),
            (1, "dt i", "ct "),
            (1, "$dbi", "cb"),
            (1, "wd$i", ""),
            (1, "xi", "s"),
            (5, "xi", "s"),
            (1, "~~~", "3~"),
            (1, "JJJ", "4J"),
            (1, "uuu", "3u"),
            (1, "x...", ""),
            (1, ">>>>>>", ">>.."),
            (1, "<C-a><C-a><C-a>", "3<C-a>"),
        ] {
            let clumsy = at(line, typed);
            let advice = clumsy.advice();
            let ways = advice.as_ref().map_or(String::new(), |advice| advice.instead.join(" "));
            assert_eq!(ways, offered.trim_end_matches('\0'), "{typed} in line {line}");
            let Some(advice) = advice else { continue };
            let head = typed.strip_suffix(&advice.typed).expect("the last keys are those that are clumsy");
            for way in &advice.instead {
                let other = at(line, &format!("{head}{way}"));
                let left = |editor: &Editor| (editor.text(), editor.cursor(), editor.mode());
                assert_eq!(left(&other), left(&clumsy), "{way} for {typed} in line {line}");
            }
        }
    }
}
