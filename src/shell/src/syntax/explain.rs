//! What each part of a command line is, from the parser's own tree. Data only: the words are elsewhere.

use super::{
    AndOr, Assignment, Command, CommandKind, List, Param, ParamOp, ParseOptions, Parser, Part, Pipeline, Redirect,
    RedirectKind, SyntaxError, Word,
};
use base::Span;
use serde::{Deserialize, Serialize};

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Explained {
    /// The command's name.
    Command {
        /// The name.
        name: String,
    },
    /// An option of a command.
    Option {
        /// The command.
        command: String,
        /// `-l` or `--long`, one letter at a time.
        option: String,
    },
    /// A word given to a command.
    Argument {
        /// The command.
        command: String,
        /// It holds a pattern that becomes names of files.
        glob: bool,
        /// Something in it is expanded.
        expands: bool,
        /// It is quoted.
        quoted: bool,
    },
    /// `NAME=value`
    Assignment {
        /// The variable.
        name: String,
    },
    /// A redirection.
    Redirect {
        /// The operator, such as `>>`.
        operator: String,
        /// Where to.
        target: String,
    },
    /// `|`, `&&`, `||`, `;`, `&`
    Operator {
        /// The operator.
        operator: String,
    },
    /// A compound command: `if`, `for`, `while`…
    Compound {
        /// Its first word.
        keyword: String,
    },
    /// `$x`, `${x…}`, `$(…)`, `$((…))`
    Expansion {
        /// `parameter`, `command`, `arithmetic`, `process`.
        what: String,
        /// Its text.
        text: String,
    },
}

/// A part of a command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainPart {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub what: Explained,
}

/// Explains a command line, part by part, left to right.
pub fn explain(line: &str) -> Result<Vec<ExplainPart>, SyntaxError> {
    let mut parser = Parser::new(line.as_bytes(), ParseOptions { extglob: true, ..ParseOptions::default() });
    let mut walk = Walk { line, parts: Vec::new() };
    while let Some(list) = parser.next()? {
        walk.list(&list);
    }
    walk.parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    Ok(walk.parts)
}

struct Walk<'a> {
    line: &'a str,
    parts: Vec<ExplainPart>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Walk<'_> {
    fn push(&mut self, span: Span, what: Explained) {
        self.parts.push(ExplainPart { span, what });
    }

    fn list(&mut self, list: &List) {
        for (at, item) in list.items.iter().enumerate() {
            self.chain(&item.chain);
            let end = self.end_of(&item.chain);
            let next = list.items.get(at + 1).map_or(self.line.len(), |next| next.chain.first.span.start as usize);
            self.operator_between(end, next);
        }
    }

    fn end_of(&self, chain: &AndOr) -> usize {
        chain.rest.last().map_or(&chain.first, |(_, last)| last).span.end as usize
    }

    /// The operator that stands between two commands.
    fn operator_between(&mut self, from: usize, to: usize) {
        let Some(between) = self.line.get(from..to) else { return };
        for operator in ["&&", "||", "|&", "|", ";", "&"] {
            if let Some(at) = between.find(operator) {
                let start = from + at;
                self.push(
                    Span::new(start, start + operator.len()),
                    Explained::Operator { operator: operator.to_owned() },
                );
                return;
            }
        }
    }

    fn chain(&mut self, chain: &AndOr) {
        self.pipeline(&chain.first);
        let mut end = chain.first.span.end as usize;
        for (_, pipeline) in &chain.rest {
            self.operator_between(end, pipeline.span.start as usize);
            self.pipeline(pipeline);
            end = pipeline.span.end as usize;
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        let mut end = None;
        for command in &pipeline.commands {
            if let Some(end) = end {
                self.operator_between(end, command.span.start as usize);
            }
            self.command(command);
            end = Some(command.span.end as usize);
        }
    }

    fn command(&mut self, command: &Command) {
        for redirect in &command.redirects {
            self.redirect(redirect);
        }
        match &command.kind {
            CommandKind::Simple(simple) => {
                for assignment in &simple.assignments {
                    self.assignment(assignment);
                }
                let name = simple.words.first().map(|word| text(&word.raw)).unwrap_or_default();
                if let Some(word) = simple.words.first() {
                    self.push(word.span, Explained::Command { name: name.clone() });
                    self.expansions(&word.parts, word.span);
                }
                let mut ended = false;
                for word in simple.words.iter().skip(1) {
                    self.argument(&name, word, &mut ended);
                }
            }
            CommandKind::Group(list) | CommandKind::Subshell(list) => {
                self.keyword(command);
                self.list(list);
            }
            CommandKind::If(branches, otherwise) => {
                self.keyword(command);
                for (condition, body) in branches {
                    self.list(condition);
                    self.list(body);
                }
                if let Some(otherwise) = otherwise {
                    self.list(otherwise);
                }
            }
            CommandKind::While { condition, body, .. } => {
                self.keyword(command);
                self.list(condition);
                self.list(body);
            }
            CommandKind::For { words, body, .. } => {
                self.keyword(command);
                for word in words.iter().flatten() {
                    self.expansions(&word.parts, word.span);
                }
                self.list(body);
            }
            CommandKind::ForArith { body, .. } => {
                self.keyword(command);
                self.list(body);
            }
            CommandKind::Case { arms, .. } => {
                self.keyword(command);
                for arm in arms {
                    self.list(&arm.body);
                }
            }
            CommandKind::Function(function) => {
                self.keyword(command);
                self.command(&function.body);
            }
            CommandKind::Coproc(_, inner) => {
                self.keyword(command);
                self.command(inner);
            }
            CommandKind::Arith(_) | CommandKind::Cond(_) => self.keyword(command),
        }
    }

    /// The word that a compound command begins with.
    fn keyword(&mut self, command: &Command) {
        let source = command.span.of(self.line);
        let length = source.find(|letter: char| letter.is_whitespace()).unwrap_or(source.len());
        let keyword = match command.kind {
            CommandKind::Subshell(_) => "(",
            CommandKind::Arith(_) => "((",
            CommandKind::Function(_) if !source.starts_with("function") => "()",
            _ => &source[..length],
        };
        let start = command.span.start as usize;
        let end = start + if keyword == "()" { length } else { keyword.len() };
        self.push(Span::new(start, end), Explained::Compound { keyword: keyword.to_owned() });
    }

    fn argument(&mut self, command: &str, word: &Word, ended: &mut bool) {
        if let Some(assignment) = &word.assignment {
            self.assignment(assignment);
            return;
        }
        let raw = text(&word.raw);
        let start = word.span.start as usize;
        if !*ended && raw == "--" {
            *ended = true;
            self.push(word.span, Explained::Option { command: command.to_owned(), option: raw });
            return;
        }
        let known = crate::registry::find(command);
        if !*ended && raw.starts_with("--") {
            let option = raw.split('=').next().unwrap_or_default().to_owned();
            self.push(word.span, Explained::Option { command: command.to_owned(), option });
            return;
        }
        if !*ended
            && raw.len() > 1
            && raw.starts_with('-')
            && !raw[1..].starts_with(|letter: char| letter.is_ascii_digit())
        {
            for (at, letter) in raw.char_indices().skip(1) {
                let option =
                    known.and_then(|known| known.options.iter().find(|option| option.short.chars().eq([letter])));
                let takes_value = option.is_some_and(|option| option.takes != crate::options::Takes::Nothing);
                let end = if takes_value { raw.len() } else { at + letter.len_utf8() };
                let span = Span::new(if at == 1 { start } else { start + at }, start + end);
                self.push(span, Explained::Option { command: command.to_owned(), option: format!("-{letter}") });
                if takes_value {
                    break;
                }
            }
            return;
        }
        let literal =
            |part: &Part, test: &dyn Fn(&u8) -> bool| matches!(part, Part::Literal(text) if text.iter().any(test));
        let glob = word.parts.iter().any(|part| literal(part, &|byte| matches!(byte, b'*' | b'?' | b'[')));
        let expands = word.plain.is_none();
        let quoted = word.parts.iter().any(|part| matches!(part, Part::Quoted(_) | Part::Double(_)));
        self.push(word.span, Explained::Argument { command: command.to_owned(), glob, expands, quoted });
        self.expansions(&word.parts, word.span);
    }

    fn assignment(&mut self, assignment: &Assignment) {
        self.push(assignment.span, Explained::Assignment { name: text(&assignment.name) });
        if let super::AssignValue::Scalar(word) = &assignment.value {
            self.expansions(&word.parts, word.span);
        }
    }

    fn redirect(&mut self, redirect: &Redirect) {
        let operator = match redirect.kind {
            RedirectKind::Read => "<",
            RedirectKind::Write => ">",
            RedirectKind::Clobber => ">|",
            RedirectKind::Append => ">>",
            RedirectKind::ReadWrite => "<>",
            RedirectKind::DupInput => "<&",
            RedirectKind::DupOutput => ">&",
            RedirectKind::Both => "&>",
            RedirectKind::BothAppend => "&>>",
            RedirectKind::HereDoc => "<<",
            RedirectKind::HereDocTabs => "<<-",
            RedirectKind::HereString => "<<<",
        };
        let lead = match &redirect.fd {
            super::RedirectFd::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let what = Explained::Redirect { operator: format!("{lead}{operator}"), target: text(&redirect.word.raw) };
        self.push(redirect.span, what);
        self.expansions(&redirect.word.parts, redirect.word.span);
    }

    /// The expansions inside a word, found again by their text.
    fn expansions(&mut self, parts: &[Part], inside: Span) {
        for part in parts {
            let (what, shown) = match part {
                Part::Double(inner) => {
                    self.expansions(inner, inside);
                    continue;
                }
                Part::Param(param) => ("parameter", text(&param.raw)),
                Part::Command(sub) => ("command", text(&sub.text)),
                Part::Arith(arith) => ("arithmetic", text(&arith.raw)),
                Part::Process(_, sub) => ("process", text(&sub.text)),
                Part::Literal(_) | Part::Quoted(_) | Part::Tilde(_) => continue,
            };
            let source = inside.of(self.line);
            let Some(at) = source.find(&shown) else { continue };
            let start = inside.start as usize + at;
            let (start, end) = match part {
                Part::Param(_) => (start, start + shown.len()),
                Part::Arith(_) => (start.saturating_sub(3), (start + shown.len() + 2).min(self.line.len())),
                _ => (start.saturating_sub(2), (start + shown.len() + 1).min(self.line.len())),
            };
            self.push(Span::new(start, end), Explained::Expansion { what: what.to_owned(), text: shown });
            if let Part::Command(sub) | Part::Process(_, sub) = part {
                self.list(&sub.body);
            }
            if let Part::Param(param) = part {
                self.operand(param, inside);
            }
        }
    }

    fn operand(&mut self, param: &Param, inside: Span) {
        if let ParamOp::Default(_, word) | ParamOp::Alternate(_, word) | ParamOp::Assign(_, word) = &param.op {
            self.expansions(&word.parts, inside);
        }
    }
}
