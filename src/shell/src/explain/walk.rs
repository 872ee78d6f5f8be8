//! Through the parser's tree: what each part of a line is. Words, redirections and expansions come from the tree; the marks
//! between them (operators, reserved words, comments) from what the tree leaves uncovered.

use super::words::Words;
use super::{Found, Value};
use crate::exec::Shell;
use crate::syntax::{
    AssignValue, Assignment, Command, CommandKind, Cond, List, Param, ParamName, ParamOp, Part, Pipeline, Redirect,
    RedirectFd, RedirectKind, ReplaceKind, Simple, Word,
};
use base::Span;

/// A walk through one line.
pub(super) struct Walk<'a> {
    pub(super) shell: &'a Shell,
    pub(super) line: &'a str,
    pub(super) language: &'a str,
    pub(super) words: &'a Words<'a>,
    pub(super) found: Vec<Found>,
    /// What the tree has accounted for, at this level of the line.
    covered: Vec<Span>,
    /// Where the next here-document's text may begin.
    heredocs: usize,
}

/// Everything that stands in a line.
pub(super) fn walk(shell: &Shell, line: &str, lists: &[List], language: &str, words: &Words<'_>) -> Vec<Found> {
    let mut walk = Walk { shell, line, language, words, found: Vec::new(), covered: Vec::new(), heredocs: 0 };
    for list in lists {
        walk.list(list);
    }
    walk.gaps(0, line.len());
    walk.found
}

/// Bytes as text.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start, end)
}

impl Walk<'_> {
    /// Notes a part by a message and its arguments.
    pub(super) fn say(&mut self, span: Span, id: &str, args: &[(&str, &str)]) {
        self.say_with(span, id, args, Value::None);
    }

    /// The same, with what can be tried out.
    pub(super) fn say_with(&mut self, span: Span, id: &str, args: &[(&str, &str)], value: Value) {
        let text = self.words.say(id, args);
        self.found.push(Found { span, text, value });
    }

    /// Nothing between the tree's words is to be looked for here.
    pub(super) fn cover(&mut self, span: Span) {
        self.covered.push(span);
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let chain = &item.chain;
            for pipeline in std::iter::once(&chain.first).chain(chain.rest.iter().map(|(_, pipeline)| pipeline)) {
                self.pipeline(pipeline);
            }
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        for command in &pipeline.commands {
            self.command(command);
        }
    }

    fn command(&mut self, command: &Command) {
        for redirect in &command.redirects {
            self.redirect(redirect);
        }
        match &command.kind {
            CommandKind::Simple(simple) => self.simple(simple),
            CommandKind::Group(list) | CommandKind::Subshell(list) => self.list(list),
            CommandKind::If(branches, otherwise) => {
                for (condition, body) in branches {
                    self.list(condition);
                    self.list(body);
                }
                if let Some(otherwise) = otherwise {
                    self.list(otherwise);
                }
            }
            CommandKind::While { condition, body, .. } => {
                self.list(condition);
                self.list(body);
            }
            CommandKind::For { name, words, body, .. } => {
                self.name_after(command.span, name, "explain-loop-variable");
                for word in words.iter().flatten() {
                    self.plain_word(word, "explain-loop-word");
                }
                self.list(body);
            }
            CommandKind::ForArith { body, .. } => {
                self.double_parens(command.span, "explain-for-arith");
                self.list(body);
            }
            CommandKind::Case { word, arms } => {
                self.plain_word(word, "explain-case-word");
                for arm in arms {
                    for pattern in &arm.patterns {
                        self.plain_word(pattern, "explain-case-pattern");
                    }
                    self.list(&arm.body);
                }
            }
            CommandKind::Arith(_) => self.double_parens(command.span, "explain-arith-command"),
            CommandKind::Cond(cond) => {
                self.cond(cond);
                self.cond_marks(command.span);
            }
            CommandKind::Function(function) => {
                self.name_after(command.span, &function.name, "explain-function-name");
                self.command(&function.body);
            }
            CommandKind::Coproc(_, inner) => self.command(inner),
        }
    }

    fn simple(&mut self, simple: &Simple) {
        for assignment in &simple.assignments {
            let alone = simple.words.is_empty();
            self.assignment(assignment, if alone { "explain-assignment" } else { "explain-assignment-for-command" });
        }
        for word in &simple.words {
            self.cover(word.span);
        }
        let words: Vec<&Word> = simple.words.iter().collect();
        self.command_words(&words, 0);
    }

    /// The first place of a name inside a command: a loop's variable, a function's name.
    fn name_after(&mut self, inside: Span, name: &[u8], id: &str) {
        let name = text(name);
        let start = inside.start as usize;
        // A name alone: `f` is not the first letter of `for`.
        let source = inside.of(self.line);
        let is_inside = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
        let alone = |at: &usize| {
            !is_inside(source[..*at].chars().next_back()) && !is_inside(source[at + name.len()..].chars().next())
        };
        let Some(at) = source.match_indices(&name).map(|(at, _)| at).find(alone) else { return };
        let mut end = start + at + name.len();
        if id == "explain-function-name" && self.line[end..].trim_start().starts_with("()") {
            end += self.line[end..].find(')').unwrap_or(0) + 1;
        }
        self.say(span(start + at, end), id, &[("name", &name)]);
        self.cover(span(start + at, end));
    }

    fn double_parens(&mut self, inside: Span, id: &str) {
        let source = inside.of(self.line);
        let (Some(open), Some(close)) = (source.find("(("), source.find("))")) else { return };
        let place = span(inside.start as usize + open, inside.start as usize + close + 2);
        self.say(place, id, &[]);
        self.cover(place);
    }

    /// A word that is no command's: its place, and what is expanded in it.
    fn plain_word(&mut self, word: &Word, id: &str) {
        if word.raw.is_empty() {
            return;
        }
        self.cover(word.span);
        self.say(word.span, id, &[("text", &text(&word.raw))]);
        self.expansions(word);
    }

    fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::Not(inner) | Cond::Group(inner) => self.cond(inner),
            Cond::And(left, right) | Cond::Or(left, right) => {
                self.cond(left);
                self.cond(right);
            }
            Cond::Unary(_, word) | Cond::Word(word) => self.plain_word(word, "explain-operand"),
            Cond::Binary(left, _, right) => {
                self.plain_word(left, "explain-operand");
                self.plain_word(right, "explain-operand");
            }
        }
    }

    /// The operators of `[[ … ]]`.
    fn cond_marks(&mut self, inside: Span) {
        let (start, end) = (inside.start as usize, inside.end as usize);
        for (from, to) in self.uncovered(start, end) {
            let mut at = from;
            for token in self.line[from..to].split_whitespace() {
                at += self.line[at..to].find(token).unwrap_or(0);
                let id = test_id(token);
                if self.words.knows(&id) {
                    self.say(span(at, at + token.len()), &id, &[]);
                }
                at += token.len();
            }
        }
        self.cover(inside);
    }

    fn assignment(&mut self, assignment: &Assignment, id: &str) {
        self.cover(assignment.span);
        let name = text(&assignment.name);
        let id = match &assignment.value {
            AssignValue::Array(_) => "explain-assignment-array",
            AssignValue::Scalar(_) if assignment.append => "explain-assignment-append",
            AssignValue::Scalar(_) => id,
        };
        self.say(assignment.span, id, &[("name", &name)]);
        match &assignment.value {
            AssignValue::Scalar(word) => self.expansions(word),
            AssignValue::Array(elements) => elements.iter().for_each(|element| self.expansions(&element.value)),
        }
    }

    fn redirect(&mut self, redirect: &Redirect) {
        self.cover(redirect.span);
        let (id, stream) = match redirect.kind {
            RedirectKind::Read => ("redirect-read", "0"),
            RedirectKind::Write | RedirectKind::Clobber => ("redirect-write", "1"),
            RedirectKind::Append => ("redirect-append", "1"),
            RedirectKind::ReadWrite => ("redirect-read-write", "0"),
            RedirectKind::DupInput => ("redirect-copy", "0"),
            RedirectKind::DupOutput => ("redirect-copy", "1"),
            RedirectKind::Both => ("redirect-both", "1"),
            RedirectKind::BothAppend => ("redirect-both-append", "1"),
            RedirectKind::HereDoc | RedirectKind::HereDocTabs => ("redirect-here", "0"),
            RedirectKind::HereString => ("redirect-here-string", "0"),
        };
        let number = match &redirect.fd {
            RedirectFd::Number(number) => number.to_string(),
            RedirectFd::Variable(name) => text(name),
            RedirectFd::Default => stream.to_owned(),
        };
        let target = text(&redirect.word.raw);
        let id = match (id, target.as_str()) {
            ("redirect-copy", "-") => "redirect-close",
            // `>&file` is `&>file`.
            ("redirect-copy", file) if !file.starts_with(|first: char| first.is_ascii_digit() || first == '$') => {
                "redirect-both"
            }
            ("redirect-write", "/dev/null") => "redirect-nowhere",
            (id, _) => id,
        };
        let name = |number: &str| {
            let id = format!("stream-{number}");
            if self.words.knows(&id) { self.words.say(&id, &[]) } else { self.words.say("stream", &[("n", number)]) }
        };
        let (stream, other) = (name(&number), name(&target));
        self.say(redirect.span, id, &[("stream", &stream), ("target", &target), ("other", &other)]);
        if redirect.body.is_some() {
            self.heredoc(redirect, &target);
        } else {
            self.expansions(&redirect.word);
        }
    }

    /// The lines of a here-document.
    fn heredoc(&mut self, redirect: &Redirect, delimiter: &str) {
        let delimiter: String = delimiter.chars().filter(|letter| !matches!(letter, '\'' | '"' | '\\')).collect();
        let after = self.heredocs.max(redirect.span.end as usize);
        let newline = self.line.get(after..).and_then(|rest| rest.find('\n'));
        let start = if self.heredocs > redirect.span.end as usize {
            self.heredocs
        } else {
            match newline {
                Some(at) => after + at + 1,
                None => return,
            }
        };
        let mut at = start;
        for line in self.line.get(start..).unwrap_or_default().split_inclusive('\n') {
            if line.trim_end_matches('\n').trim_start_matches('\t') == delimiter {
                break;
            }
            at += line.len();
        }
        let end = (at + delimiter.len()).min(self.line.len());
        if at > start {
            let id = if redirect.literal { "explain-here-literal" } else { "explain-here-text" };
            self.say(span(start, at), id, &[]);
        }
        self.say(span(at, end), "explain-here-end", &[]);
        self.cover(span(start, end));
        self.heredocs = (end + 1).min(self.line.len());
    }

    /// What is quoted and expanded in a word.
    pub(super) fn expansions(&mut self, word: &Word) {
        let mut cursor = word.span.start as usize;
        self.parts(&word.parts, &mut cursor);
    }

    fn parts(&mut self, parts: &[Part], cursor: &mut usize) {
        for part in parts {
            self.part(part, cursor);
        }
    }

    /// Moves behind the next place of a text; where it begins.
    fn seek(&self, wanted: &str, cursor: &mut usize) -> Option<usize> {
        let start = *cursor + self.line.get(*cursor..)?.find(wanted)?;
        *cursor = start + wanted.len();
        Some(start)
    }

    fn part(&mut self, part: &Part, cursor: &mut usize) {
        let here = self.line.get(*cursor..).unwrap_or_default();
        match part {
            Part::Literal(literal) => {
                if here.as_bytes().starts_with(literal) {
                    *cursor += literal.len();
                }
            }
            Part::Quoted(_) => {
                let (length, id) = if here.starts_with("$'") {
                    (closing(here, 2, '\''), "explain-dollar-quoted")
                } else if let Some(rest) = here.strip_prefix('\'') {
                    (rest.find('\'').map_or(here.len(), |at| at + 2), "explain-single-quoted")
                } else if let Some(rest) = here.strip_prefix('\\') {
                    (1 + rest.chars().next().map_or(0, char::len_utf8), "explain-backslash")
                } else {
                    return;
                };
                self.say(span(*cursor, *cursor + length), id, &[]);
                *cursor += length;
            }
            Part::Double(inner) => {
                let Some(start) = self.seek("\"", cursor) else { return };
                self.parts(inner, cursor);
                // Escaped letters are not parts: the closing mark is looked for where the last part ended.
                let rest = self.line.get(*cursor..).unwrap_or_default();
                *cursor += closing(rest, 0, '"');
                self.say(span(start, *cursor), "explain-double-quoted", &[]);
            }
            Part::Tilde(user) => {
                let length = 1 + user.len();
                self.say_with(span(*cursor, *cursor + length), "explain-tilde", &[], Value::Text(vec![part.clone()]));
                *cursor += length;
            }
            Part::Param(param) => {
                let Some(start) = self.seek(&text(&param.raw), cursor) else { return };
                let (id, name, value) = described(param);
                let place = span(start, *cursor);
                self.say_with(place, &id, &[("name", &name), ("value", &value)], Value::Text(vec![part.clone()]));
                let mut inner = start + 2;
                for word in operands(&param.op) {
                    self.parts(&word.parts, &mut inner);
                }
            }
            Part::Arith(arith) => {
                let Some(inside) = self.seek(&text(&arith.raw), cursor) else { return };
                let old = self.line[..inside].ends_with("$[");
                *cursor = (*cursor + if old { 1 } else { 2 }).min(self.line.len());
                let place = span(inside - if old { 2 } else { 3.min(inside) }, *cursor);
                self.say_with(place, "explain-arith", &[], Value::Text(vec![part.clone()]));
            }
            Part::Command(sub) | Part::Process(_, sub) => {
                if let Some(rest) = here.strip_prefix('`') {
                    let length = 1 + closing(rest, 0, '`');
                    self.say(span(*cursor, *cursor + length), "explain-backquoted", &[]);
                    *cursor += length;
                    return;
                }
                let Some(inside) = self.seek(&text(&sub.text), cursor) else { return };
                let end = *cursor;
                *cursor = (end + 1).min(self.line.len());
                let id = match part {
                    Part::Process(true, _) => "explain-process-write",
                    Part::Process(false, _) => "explain-process-read",
                    _ => "explain-command-substitution",
                };
                self.say(span(inside.saturating_sub(2), *cursor), id, &[]);
                let outside = std::mem::take(&mut self.covered);
                self.list(&sub.body);
                self.gaps(inside, end);
                self.covered = outside;
            }
        }
    }

    /// The stretches of a region that nothing has accounted for.
    fn uncovered(&self, start: usize, end: usize) -> Vec<(usize, usize)> {
        let mut covered: Vec<(usize, usize)> =
            self.covered.iter().map(|span| (span.start as usize, span.end as usize)).collect();
        covered.sort_unstable();
        let mut gaps = Vec::new();
        let mut at = start;
        for (from, to) in covered {
            if from > at && from <= end {
                gaps.push((at, from));
            }
            at = at.max(to);
        }
        if at < end {
            gaps.push((at, end));
        }
        gaps.retain(|(from, to)| self.line.get(*from..*to).is_some());
        gaps
    }

    /// Operators, reserved words and comments between the words.
    fn gaps(&mut self, start: usize, end: usize) {
        const OPERATORS: [&str; 11] = [";;&", ";;", ";&", "&&", "||", "|&", "|", "&", ";", "(", ")"];
        let mut open = 0_usize;
        for (from, to) in self.uncovered(start, end) {
            let mut at = from;
            while at < to {
                let rest = &self.line[at..to];
                let first = rest.chars().next().unwrap_or(' ');
                if first.is_whitespace() {
                    at += first.len_utf8();
                    continue;
                }
                if first == '#' {
                    let length = rest.find('\n').unwrap_or(rest.len());
                    self.say(span(at, at + length), "explain-comment", &[]);
                    at += length;
                    continue;
                }
                let operator = OPERATORS.into_iter().find(|operator| rest.starts_with(operator));
                let (length, id) = match operator {
                    Some("(") => {
                        open += 1;
                        (1, "op-subshell")
                    }
                    Some(")") => {
                        open = open.saturating_sub(1);
                        (
                            1,
                            if open == 0 && !self.line[..at].contains('(') {
                                "op-pattern-end"
                            } else {
                                "op-subshell-end"
                            },
                        )
                    }
                    Some(operator) => (operator.len(), operator_id(operator)),
                    None => {
                        let length = rest
                            .find(|letter: char| letter.is_whitespace() || ";&|()".contains(letter))
                            .unwrap_or(rest.len());
                        (length, "")
                    }
                };
                if id.is_empty() {
                    let word = match &rest[..length] {
                        "{" => "group",
                        "}" => "group-end",
                        "!" => "not",
                        word => word,
                    };
                    let id = format!("word-{word}");
                    if self.words.knows(&id) {
                        self.say(span(at, at + length), &id, &[]);
                    }
                } else {
                    self.say(span(at, at + length), id, &[]);
                }
                at += length;
            }
        }
    }
}

/// How far a quoted text goes from `from`, with its closing mark.
fn closing(text: &str, from: usize, mark: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip_while(|(at, _)| *at < from) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            letter if letter == mark => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn operator_id(operator: &str) -> &'static str {
    match operator {
        "|" => "op-pipe",
        "|&" => "op-pipe-both",
        "&&" => "op-and",
        "||" => "op-or",
        ";" => "op-then",
        "&" => "op-background",
        ";;" => "op-case-end",
        ";&" => "op-case-fall",
        _ => "op-case-test",
    }
}

/// The message about an operator of `test` or `[[`.
pub(super) fn test_id(token: &str) -> String {
    let name = match token {
        "=" | "==" => "-same",
        "!=" => "-other",
        "=~" => "-match",
        "<" => "-before",
        ">" => "-after",
        "!" => "-not",
        "&&" => "-and",
        "||" => "-or",
        "[[" => "-open",
        "]]" | "]" => "-close",
        other => other,
    };
    format!("test{name}")
}

/// Which message describes an expansion, of which parameter, and its text.
fn described(param: &Param) -> (String, String, String) {
    let name = match &param.name {
        ParamName::Variable(name) => text(name),
        ParamName::Positional(number) => number.to_string(),
        ParamName::Special(sign) => char::from(*sign).to_string(),
    };
    let (id, word) = match &param.op {
        ParamOp::Value if param.indirect => ("indirect", None),
        ParamOp::Value => match (&param.name, &param.index) {
            (_, Some(_)) => ("element", None),
            (ParamName::Positional(0), _) => ("zero", None),
            (ParamName::Positional(_), _) => ("positional", None),
            (ParamName::Special(sign), _) => (
                match sign {
                    b'?' => "status",
                    b'#' => "count",
                    b'@' | b'*' => "all",
                    b'$' => "pid",
                    b'!' => "background",
                    _ => "flags",
                },
                None,
            ),
            _ => ("value", None),
        },
        ParamOp::Length => ("length", None),
        ParamOp::Default(_, word) => ("default", Some(word)),
        ParamOp::Assign(_, word) => ("assign", Some(word)),
        ParamOp::Error(_, word) => ("error", Some(word)),
        ParamOp::Alternate(_, word) => ("alternate", Some(word)),
        ParamOp::RemovePrefix(_, word) => ("prefix", Some(word)),
        ParamOp::RemoveSuffix(_, word) => ("suffix", Some(word)),
        ParamOp::Replace(ReplaceKind::All, word, _) => ("replace-all", Some(word)),
        ParamOp::Replace(_, word, _) => ("replace", Some(word)),
        ParamOp::Substring(..) => ("substring", None),
        ParamOp::Case(b'^', ..) => ("upper", None),
        ParamOp::Case(b',', ..) => ("lower", None),
        ParamOp::Case(..) => ("swap", None),
        ParamOp::Transform(_) => ("transform", None),
        ParamOp::Names(_) => ("names", None),
        ParamOp::Keys(_) => ("keys", None),
        ParamOp::Bad => ("bad", None),
    };
    (format!("param-{id}"), name, word.map(|word| text(&word.raw)).unwrap_or_default())
}

/// The words inside an expansion, in order.
fn operands(op: &ParamOp) -> Vec<&Word> {
    match op {
        ParamOp::Default(_, word)
        | ParamOp::Assign(_, word)
        | ParamOp::Error(_, word)
        | ParamOp::Alternate(_, word)
        | ParamOp::RemovePrefix(_, word)
        | ParamOp::RemoveSuffix(_, word)
        | ParamOp::Case(_, _, word) => vec![word],
        ParamOp::Replace(_, pattern, replacement) => vec![pattern, replacement],
        _ => Vec::new(),
    }
}
