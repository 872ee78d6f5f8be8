//! Keys to a command tree. Parsing starts anew at every key: commands are short.
//!
//! One file above 600 lines: the grammar of Normal and Visual mode keys, mostly tables from a key to a variant.

use super::{Action, Command, Insert, MAX_COUNT, Motion, Object, Operator, Scroll, Target};
use crate::key::{self, Key, ctrl};

/// What keys amount to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Parse {
    /// More keys are needed.
    More,
    /// A command.
    Done(Command),
    /// No command: vim beeps.
    Wrong,
    /// Cancelled without a beep.
    Cancel,
}

struct Reader<'k> {
    keys: &'k [Key],
    at: usize,
}

/// Reading stopped: no key is left, or none fits.
enum Stop {
    More,
    Wrong,
    Cancel,
}

impl Reader<'_> {
    fn next(&mut self) -> Result<char, Stop> {
        let key = self.keys.get(self.at).ok_or(Stop::More)?;
        self.at += 1;
        Ok(key.0)
    }

    fn peek(&self) -> Option<char> {
        self.keys.get(self.at).map(|key| key.0)
    }

    fn count(&mut self, count: &mut Option<usize>) -> Result<(), Stop> {
        loop {
            match self.peek() {
                Some(key::DEL) if count.is_some() => {
                    self.at += 1;
                    *count = count.map(|n| n / 10).filter(|n| *n > 0);
                }
                Some(c @ '0'..='9') if c != '0' || count.is_some() => {
                    self.at += 1;
                    let digit = c as usize - '0' as usize;
                    *count = Some((count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
                }
                Some(_) => return Ok(()),
                None => return Err(Stop::More),
            }
        }
    }

    /// The character after `f`, `t`, `r` and the like: Ctrl-K starts a digraph, Ctrl-V a literal; Esc cancels.
    fn argument(&mut self, literal: bool) -> Result<char, Stop> {
        match self.next()? {
            key::ESC => Err(Stop::Cancel),
            c if Key(c).is_special() => Err(Stop::Cancel),
            c if c == ctrl('K') => {
                let first = self.next()?;
                if first == key::ESC {
                    return Err(Stop::Cancel);
                }
                let second = self.next()?;
                if second == key::ESC {
                    return Err(Stop::Cancel);
                }
                Ok(crate::insert::digraph::find(first, second))
            }
            c if literal && c == ctrl('V') => match crate::insert::literal::read(&self.keys[self.at..]) {
                crate::insert::literal::Literal::More => Err(Stop::More),
                crate::insert::literal::Literal::Done(c, used) => {
                    self.at += used;
                    Ok(c)
                }
            },
            c => Ok(c),
        }
    }
}

/// Reads `keys` as a command; `visual` is the kind of the Visual area when there is one.
pub(crate) fn parse(keys: &[Key], visual: Option<char>) -> Parse {
    let mut reader = Reader { keys, at: 0 };
    match command(&mut reader, visual) {
        Ok(command) => Parse::Done(command),
        Err(Stop::More) => Parse::More,
        Err(Stop::Wrong) => Parse::Wrong,
        Err(Stop::Cancel) => Parse::Cancel,
    }
}

fn command(reader: &mut Reader<'_>, visual: Option<char>) -> Result<Command, Stop> {
    let mut command = Command {
        register: None,
        count: None,
        operator: None,
        force: None,
        target_count: None,
        target: Target::Lines,
        typed: Vec::new(),
    };
    loop {
        let mut count = None;
        reader.count(&mut count)?;
        if let Some(more) = count {
            command.count = Some(command.count.unwrap_or(1).saturating_mul(more).min(MAX_COUNT));
        }
        if reader.peek() != Some('"') {
            break;
        }
        reader.at += 1;
        let name = reader.next()?;
        if name == key::ESC {
            return Err(Stop::Cancel);
        }
        if !crate::register::Registers::is_valid(name, false) {
            return Err(Stop::Wrong);
        }
        command.register = Some(name);
    }
    let first = reader.next()?;
    if let Some(kind) = visual {
        visual_command(reader, first, kind, &mut command)?;
    } else if let Some(operator) = operator(reader, first)? {
        command.operator = Some(operator);
        operand(reader, operator, &mut command)?;
    } else {
        normal_command(reader, first, &mut command)?;
    }
    command.typed = reader.keys[..reader.at].to_vec();
    Ok(command)
}

/// The operator that starts with `first`; nothing is consumed when there is none.
fn operator(reader: &mut Reader<'_>, first: char) -> Result<Option<Operator>, Stop> {
    Ok(Some(match first {
        'd' => Operator::Delete,
        'y' => Operator::Yank,
        'c' => Operator::Change,
        '<' => Operator::ShiftLeft,
        '>' => Operator::ShiftRight,
        '=' => Operator::Indent,
        '!' => Operator::Filter,
        'g' => {
            let found = match reader.peek().ok_or(Stop::More)? {
                'U' => Operator::Upper,
                'u' => Operator::Lower,
                '~' => Operator::SwapCase,
                '?' => Operator::Rot13,
                'q' => Operator::Format,
                'w' => Operator::FormatKeep,
                '@' => Operator::Function,
                _ => return Ok(None),
            };
            reader.at += 1;
            found
        }
        'z' => {
            if reader.peek().ok_or(Stop::More)? != 'f' {
                return Ok(None);
            }
            reader.at += 1;
            Operator::FoldCreate
        }
        _ => return Ok(None),
    }))
}

/// What follows an operator.
fn operand(reader: &mut Reader<'_>, operator: Operator, command: &mut Command) -> Result<(), Stop> {
    loop {
        let mut count = None;
        reader.count(&mut count)?;
        if let Some(more) = count {
            command.target_count = Some(command.target_count.unwrap_or(1).saturating_mul(more).min(MAX_COUNT));
        }
        match reader.peek() {
            Some(c @ ('v' | 'V' | '\x16')) => {
                reader.at += 1;
                command.force = Some(c);
            }
            _ => break,
        }
    }
    let first = reader.next()?;
    let doubled = match operator {
        Operator::Delete => first == 'd',
        Operator::Yank => first == 'y',
        Operator::Change => first == 'c',
        Operator::ShiftLeft => first == '<',
        Operator::ShiftRight => first == '>',
        Operator::Indent => first == '=',
        Operator::Filter => first == '!',
        Operator::Upper => first == 'U',
        Operator::Lower => first == 'u',
        Operator::SwapCase => first == '~',
        Operator::Rot13 => first == '?',
        Operator::Format => first == 'q',
        _ => false,
    };
    if doubled {
        command.target = Target::Lines;
        return Ok(());
    }
    if first == 'g' {
        let again = match operator {
            Operator::Upper => 'U',
            Operator::Lower => 'u',
            Operator::SwapCase => '~',
            Operator::Rot13 => '?',
            Operator::Format => 'q',
            Operator::FormatKeep => 'w',
            Operator::Function => '@',
            _ => '\0',
        };
        if reader.peek().ok_or(Stop::More)? == again {
            reader.at += 1;
            command.target = Target::Lines;
            return Ok(());
        }
    }
    if first == 'z' && operator == Operator::FoldCreate && matches!(reader.peek().ok_or(Stop::More)?, 'f' | 'F') {
        reader.at += 1;
        command.target = Target::Lines;
        return Ok(());
    }
    if first == 'i' || first == 'a' {
        let name = reader.next()?;
        if name == key::ESC {
            return Err(Stop::Cancel);
        }
        command.target = Target::Object(Object { around: first == 'a', name });
        return Ok(());
    }
    if first == ':' {
        command.target = Target::Motion(Motion::Ex { text: None });
        return Ok(());
    }
    if let Some(motion) = motion(reader, first)? {
        command.target = Target::Motion(motion);
        return Ok(());
    }
    if first == key::ESC || first == ctrl('C') {
        return Err(Stop::Cancel);
    }
    // These need another key, but not after an operator.
    if matches!(first, 'm' | '@' | 'r' | 'q' | 'Z' | '"' | '\x17') {
        return Err(Stop::Wrong);
    }
    // Any other command is read whole, then refused.
    let mut other = command.clone();
    match operator_or_command(reader, first, &mut other) {
        Err(Stop::More) => Err(Stop::More),
        Err(Stop::Cancel) => Err(Stop::Cancel),
        _ => Err(Stop::Wrong),
    }
}

fn operator_or_command(reader: &mut Reader<'_>, first: char, command: &mut Command) -> Result<(), Stop> {
    if operator(reader, first)?.is_some() {
        return Ok(());
    }
    normal_command(reader, first, command)
}

/// The motion that starts with `first`; nothing but `first` is consumed when there is none.
fn motion(reader: &mut Reader<'_>, first: char) -> Result<Option<Motion>, Stop> {
    use Motion as M;
    let simple = match first {
        'h' => M::Left,
        key::BS => M::BackspaceLeft,
        key::LEFT => M::ArrowLeft,
        'l' => M::Right,
        ' ' => M::SpaceRight,
        key::RIGHT => M::ArrowRight,
        'k' | key::UP | '\x10' => M::Up,
        'j' | key::DOWN | '\x0e' | '\n' => M::Down,
        '-' => M::LineUp,
        '+' | '\r' => M::LineDown,
        '_' => M::LineHere,
        'w' | key::SHIFT_RIGHT => M::WordForward,
        'W' => M::BigWordForward,
        'b' | key::SHIFT_LEFT => M::WordBack,
        'B' => M::BigWordBack,
        'e' => M::WordEnd,
        'E' => M::BigWordEnd,
        '0' | key::HOME => M::LineHome,
        '^' => M::FirstNonBlank,
        '$' | key::END => M::LineEnd,
        '|' => M::Column,
        'G' => M::LastLine,
        '%' => M::Percent,
        'H' => M::WindowTop,
        'M' => M::WindowMiddle,
        'L' => M::WindowBottom,
        ')' => M::SentenceForward,
        '(' => M::SentenceBack,
        '}' => M::ParagraphForward,
        '{' => M::ParagraphBack,
        ';' => M::RepeatFind,
        ',' => M::RepeatFindBack,
        '/' => M::Search { forward: true, text: None },
        '?' => M::Search { forward: false, text: None },
        'n' => M::SearchNext,
        'N' => M::SearchPrevious,
        '*' => M::WordUnderCursor { forward: true, whole: true },
        '#' => M::WordUnderCursor { forward: false, whole: true },
        'f' | 't' | 'F' | 'T' => {
            let what = reader.argument(false)?;
            M::Find { forward: first.is_ascii_lowercase(), till: first.eq_ignore_ascii_case(&'t'), what }
        }
        '\'' | '`' => {
            let name = reader.argument(false)?;
            M::Mark { name, line: first == '\'', jump: true }
        }
        'g' => return g_motion(reader),
        'z' => match reader.peek().ok_or(Stop::More)? {
            what @ ('j' | 'k') => {
                reader.at += 1;
                M::FoldMove { what }
            }
            _ => return Ok(None),
        },
        '[' | ']' => return bracket_motion(reader, first == ']'),
        _ => return Ok(None),
    };
    Ok(Some(simple))
}

fn g_motion(reader: &mut Reader<'_>) -> Result<Option<Motion>, Stop> {
    use Motion as M;
    let second = reader.peek().ok_or(Stop::More)?;
    let found = match second {
        'g' => M::FirstLine,
        'e' => M::WordEndBack,
        'E' => M::BigWordEndBack,
        '_' => M::LastNonBlank,
        '0' | key::HOME => M::ScreenHome,
        '^' => M::ScreenFirst,
        '$' | key::END => M::ScreenEnd,
        'm' => M::ScreenMiddle,
        'M' => M::LineMiddle,
        'j' | key::DOWN => M::ScreenDown,
        'k' | key::UP => M::ScreenUp,
        'o' => M::Byte,
        '*' => M::WordUnderCursor { forward: true, whole: false },
        '#' => M::WordUnderCursor { forward: false, whole: false },
        'n' => M::SelectMatch { forward: true },
        'N' => M::SelectMatch { forward: false },
        '\'' | '`' => {
            reader.at += 1;
            let name = reader.argument(false)?;
            return Ok(Some(M::Mark { name, line: second == '\'', jump: false }));
        }
        _ => return Ok(None),
    };
    reader.at += 1;
    Ok(Some(found))
}

fn bracket_motion(reader: &mut Reader<'_>, forward: bool) -> Result<Option<Motion>, Stop> {
    use Motion as M;
    let what = reader.peek().ok_or(Stop::More)?;
    let found = match what {
        '[' | ']' => M::Section { forward, end: (what == ']') != forward },
        '(' | '{' if !forward => M::Unmatched { forward, what },
        ')' | '}' if forward => M::Unmatched { forward, what },
        '*' | '/' | '#' | 'm' | 'M' => M::Unmatched { forward, what },
        '\'' | '`' => M::NextMark { forward, line: what == '\'' },
        'z' => M::FoldMove { what: if forward { ']' } else { '[' } },
        _ => return Ok(None),
    };
    reader.at += 1;
    Ok(Some(found))
}

fn alias(command: &mut Command, operator: Operator, target: Target) -> Result<(), Stop> {
    command.operator = Some(operator);
    command.target = target;
    Ok(())
}

/// A Normal mode command that starts with `first`, which is no operator.
fn normal_command(reader: &mut Reader<'_>, first: char, command: &mut Command) -> Result<(), Stop> {
    use Action as A;
    if let Some(motion) = motion(reader, first)? {
        command.target = Target::Motion(motion);
        return Ok(());
    }
    let action = match first {
        'x' | key::DEL => return alias(command, Operator::Delete, Target::Motion(Motion::Right)),
        'X' => return alias(command, Operator::Delete, Target::Motion(Motion::Left)),
        'D' => return alias(command, Operator::Delete, Target::Motion(Motion::LineEnd)),
        'C' => return alias(command, Operator::Change, Target::Motion(Motion::LineEnd)),
        's' => return alias(command, Operator::Change, Target::Motion(Motion::Right)),
        'S' => return alias(command, Operator::Change, Target::Lines),
        'Y' => return alias(command, Operator::Yank, Target::Lines),
        'i' | key::INSERT => A::Insert(Insert::Before),
        'a' => A::Insert(Insert::After),
        'I' => A::Insert(Insert::LineStart),
        'A' => A::Insert(Insert::LineEnd),
        'o' => A::Insert(Insert::Below),
        'O' => A::Insert(Insert::Above),
        'R' => A::Insert(Insert::Replace),
        'r' => A::ReplaceChar(reader.argument(true)?),
        '~' => A::ToggleCase,
        'J' => A::Join { spaces: true },
        'p' => A::Put { before: false, cursor_after: false, indent: false, bare: false },
        'P' => A::Put { before: true, cursor_after: false, indent: false, bare: false },
        'u' => A::Undo,
        'U' => A::UndoLine,
        '.' => A::Repeat,
        'v' | 'V' => A::Visual(first),
        '\x16' | '\x11' => A::Visual('\x16'),
        'q' => A::Record(reader.argument(false)?),
        '@' => A::Play(reader.argument(false)?),
        'm' => A::SetMark(reader.argument(false)?),
        '\t' => A::NewerJump,
        '&' => A::RepeatSubstitute,
        ':' => A::Ex,
        'K' => A::Keyword,
        'Z' => match reader.next()? {
            'Z' => A::SaveAndQuit,
            'Q' => A::QuitDiscard,
            key::ESC => return Err(Stop::Cancel),
            _ => A::Unknown,
        },
        'g' => return g_command(reader, command),
        'z' => return z_command(reader, command),
        '[' | ']' => match reader.next()? {
            'p' if first == ']' => A::Put { before: false, cursor_after: false, indent: true, bare: false },
            'p' | 'P' => A::Put { before: true, cursor_after: false, indent: true, bare: false },
            key::ESC => return Err(Stop::Cancel),
            _ => A::Unknown,
        },
        key::ESC => A::Escape,
        key::PAGE_DOWN => A::Scroll(Scroll::PageDown),
        key::PAGE_UP => A::Scroll(Scroll::PageUp),
        key::NOP => A::Nothing,
        c if (c as u32) < 0x20 => return control_command(reader, c, command),
        _ => A::Unknown,
    };
    command.target = Target::Action(action);
    Ok(())
}

fn control_command(reader: &mut Reader<'_>, c: char, command: &mut Command) -> Result<(), Stop> {
    use Action as A;
    let action = match char::from(c as u8 | 0x40) {
        'A' => A::Add,
        'X' => A::Subtract,
        'R' => A::Redo,
        'O' => A::OlderJump,
        'E' => A::Scroll(Scroll::LineDown),
        'Y' => A::Scroll(Scroll::LineUp),
        'D' => A::Scroll(Scroll::HalfDown),
        'U' => A::Scroll(Scroll::HalfUp),
        'F' => A::Scroll(Scroll::PageDown),
        'B' => A::Scroll(Scroll::PageUp),
        'G' => A::ShowFile,
        'L' => A::Redraw,
        'C' => A::Escape,
        '^' => A::AlternateFile,
        'W' => {
            let mut count = None;
            reader.count(&mut count)?;
            if count.is_some() {
                command.count = count;
            }
            match reader.next()? {
                ':' => A::Ex,
                'g' => A::Window(match reader.next()? {
                    't' => '\u{e001}',
                    'T' => '\u{e002}',
                    _ => '\0',
                }),
                c if (c as u32) < 0x20 && c != '\r' && c != '\x1b' => A::Window(char::from(c as u8 | 0x60)),
                key::ESC => return Err(Stop::Cancel),
                c => A::Window(c),
            }
        }
        '\\' => match reader.next()? {
            '\x0e' | '\x07' => A::Escape,
            _ => A::Unknown,
        },
        _ => A::Unknown,
    };
    command.target = Target::Action(action);
    Ok(())
}

fn g_command(reader: &mut Reader<'_>, command: &mut Command) -> Result<(), Stop> {
    use Action as A;
    let action = match reader.next()? {
        'J' => A::Join { spaces: false },
        'p' => A::Put { before: false, cursor_after: true, indent: false, bare: false },
        'P' => A::Put { before: true, cursor_after: true, indent: false, bare: false },
        'v' => A::Reselect,
        'i' => A::Insert(Insert::Last),
        'I' => A::Insert(Insert::FirstColumn),
        'R' => A::Insert(Insert::VirtualReplace),
        'r' => A::VirtualReplaceChar(reader.argument(true)?),
        ';' => A::OlderChange,
        ',' => A::NewerChange,
        '-' => A::EarlierState,
        '+' => A::LaterState,
        '&' => A::RepeatSubstituteAll,
        'a' | '8' => A::ShowCharacter,
        '\x07' => A::ShowPosition,
        'd' => A::Definition { global: false },
        'D' => A::Definition { global: true },
        't' => A::NextTab,
        'T' => A::PreviousTab,
        'V' | 's' | '<' => A::Nothing,
        key::ESC => return Err(Stop::Cancel),
        _ => A::Unknown,
    };
    command.target = Target::Action(action);
    Ok(())
}

fn z_command(reader: &mut Reader<'_>, command: &mut Command) -> Result<(), Stop> {
    use Action as A;
    let action = match reader.next()? {
        c @ ('t' | 'z' | 'b' | '\r' | '.' | '-' | '+' | '^') => A::Scroll(Scroll::Place(c)),
        '\n' => A::Scroll(Scroll::Place('\r')),
        c @ ('o' | 'O' | 'c' | 'C' | 'a' | 'A' | 'd' | 'D' | 'E' | 'F' | 'n' | 'N' | 'i' | 'v' | 'x' | 'X' | 'm'
        | 'M' | 'r' | 'R') => A::Fold(c),
        'h' | 'l' | 'H' | 'L' | 's' | 'e' => A::Nothing,
        'p' => A::Put { before: false, cursor_after: false, indent: false, bare: true },
        'P' => A::Put { before: true, cursor_after: false, indent: false, bare: true },
        'y' => {
            command.operator = Some(Operator::Yank);
            return operand(reader, Operator::Yank, command);
        }
        key::ESC => return Err(Stop::Cancel),
        _ => A::Unknown,
    };
    command.target = Target::Action(action);
    Ok(())
}

/// A Visual mode command that starts with `first`.
fn visual_command(reader: &mut Reader<'_>, first: char, kind: char, command: &mut Command) -> Result<(), Stop> {
    use Action as A;
    // Upper case makes the area linewise; in a rectangle, `D` and `C` go to the lines' ends.
    command.force = match (first, kind) {
        ('D' | 'C', '\x16') => Some('$'),
        ('X' | 'Y' | 'A' | 'I', '\x16') => None,
        ('D' | 'C' | 'X' | 'Y' | 'A' | 'I' | 'S' | 'R', _) => Some('V'),
        _ => None,
    };
    let operator = match first {
        'd' | 'x' | 'X' | 'D' | key::DEL => Operator::Delete,
        'y' | 'Y' => Operator::Yank,
        'c' | 's' | 'C' | 'S' | 'R' => Operator::Change,
        '<' => Operator::ShiftLeft,
        '>' => Operator::ShiftRight,
        '=' => Operator::Indent,
        '!' => Operator::Filter,
        'U' => Operator::Upper,
        'u' => Operator::Lower,
        '~' => Operator::SwapCase,
        'J' => Operator::Join,
        'r' => Operator::Replace(reader.argument(true)?),
        'I' => Operator::InsertBefore,
        'A' => Operator::AppendAfter,
        ':' => Operator::Colon,
        '\x01' => Operator::Add { progressive: false },
        '\x18' => Operator::Subtract { progressive: false },
        'i' | 'a' => {
            let name = reader.next()?;
            if name == key::ESC {
                return Err(Stop::Cancel);
            }
            command.target = Target::Object(Object { around: first == 'a', name });
            return Ok(());
        }
        'o' => {
            command.target = Target::Action(A::SwapEnds);
            return Ok(());
        }
        'O' => {
            command.target = Target::Action(A::SwapCorners);
            return Ok(());
        }
        'g' => match reader.peek().ok_or(Stop::More)? {
            'J' => after(reader, Operator::JoinBare),
            'U' => after(reader, Operator::Upper),
            'u' => after(reader, Operator::Lower),
            '~' => after(reader, Operator::SwapCase),
            '?' => after(reader, Operator::Rot13),
            'q' => after(reader, Operator::Format),
            'w' => after(reader, Operator::FormatKeep),
            '@' => after(reader, Operator::Function),
            'r' => {
                reader.at += 1;
                Operator::Replace(reader.argument(true)?)
            }
            '\x01' => after(reader, Operator::Add { progressive: true }),
            '\x18' => after(reader, Operator::Subtract { progressive: true }),
            // It is no start of an insertion here.
            'i' => return Err(Stop::Wrong),
            _ => return normal_command(reader, first, command),
        },
        'z' => match reader.peek().ok_or(Stop::More)? {
            'f' | 'F' => after(reader, Operator::FoldCreate),
            'y' => after(reader, Operator::Yank),
            c @ ('d' | 'D' | 'c' | 'C' | 'o' | 'O') => after(reader, Operator::Fold(c)),
            _ => return normal_command(reader, first, command),
        },
        _ => return normal_command(reader, first, command),
    };
    command.operator = Some(operator);
    command.target = Target::Selection;
    Ok(())
}

fn after(reader: &mut Reader<'_>, operator: Operator) -> Operator {
    reader.at += 1;
    operator
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(keys: &str) -> Parse {
        parse(&Key::parse(keys), None)
    }

    #[test]
    fn counts_registers_and_targets() {
        let Parse::Done(command) = read("\"a2d3w") else { panic!("not read") };
        assert_eq!((command.register, command.total_count()), (Some('a'), Some(6)));
        assert_eq!(command.target, Target::Motion(Motion::WordForward));
        assert_eq!(read("2d"), Parse::More);
        assert_eq!(read("dQ"), Parse::Wrong);
        assert_eq!(read("d<Esc>"), Parse::Cancel);
        assert!(matches!(read("0"), Parse::Done(_)));
    }
}
