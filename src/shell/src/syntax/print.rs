//! A tree as bash prints it: `declare -f`, `type`, `jobs`.

use super::{
    AndOr, ArmEnd, AssignValue, Assignment, Command, CommandKind, Cond, Function, List, Pipeline, Redirect, RedirectFd,
    RedirectKind, Word,
};
use crate::Bytes;

/// `name () ` and the body, as `declare -f` prints it (without a last newline).
pub fn function(function: &Function) -> Bytes {
    let mut printer = Printer::default();
    printer.put(&function.name);
    printer.put(b" () \n");
    printer.function_body(&function.body);
    printer.out
}

/// A pipeline in one line, as `jobs` prints it.
pub fn pipeline(chain: &AndOr) -> Bytes {
    let mut printer = Printer::default();
    printer.and_or(chain);
    printer.out
}

#[derive(Default)]
struct Printer {
    out: Bytes,
    indent: usize,
    /// Here-documents to print after the line's end.
    pending: Vec<(Bytes, Bytes)>,
    inside_function: bool,
}

impl Printer {
    fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn line(&mut self) {
        self.heredocs();
        self.put(b"\n");
        self.out.extend(std::iter::repeat_n(b' ', self.indent));
    }

    fn heredocs(&mut self) {
        for (text, delimiter) in std::mem::take(&mut self.pending) {
            self.put(b"\n");
            self.put(&text);
            self.put(&delimiter);
            self.put(b"\n");
        }
    }

    fn function_body(&mut self, body: &Command) {
        let was = std::mem::replace(&mut self.inside_function, true);
        if let CommandKind::Group(list) = &body.kind {
            self.braced(list);
        } else {
            self.put(b"{ ");
            self.indent += 4;
            self.line();
            self.command_without_redirects(body);
            self.indent -= 4;
            self.line();
            self.put(b"}");
        }
        self.redirects(&body.redirects, true);
        self.inside_function = was;
    }

    fn braced(&mut self, list: &List) {
        self.put(b"{ ");
        self.indent += 4;
        self.line();
        self.list(list, false);
        self.indent -= 4;
        self.line();
        self.put(b"}");
    }

    /// Commands, one a line; with `semicolon`, the last one ends with `;`.
    fn list(&mut self, list: &List, semicolon: bool) {
        for (at, item) in list.items.iter().enumerate() {
            self.and_or(&item.chain);
            let last = at + 1 == list.items.len();
            if item.background {
                self.put(b" &");
                if !last {
                    self.line();
                }
            } else if !last {
                if self.pending.is_empty() {
                    self.put(b";");
                }
                self.line();
            } else if semicolon && self.pending.is_empty() {
                self.put(b";");
            }
        }
    }

    fn inline_list(&mut self, list: &List) {
        for (at, item) in list.items.iter().enumerate() {
            self.and_or(&item.chain);
            if item.background {
                self.put(b" &");
            } else if at + 1 < list.items.len() {
                self.put(b";");
            }
            if at + 1 < list.items.len() {
                self.put(b" ");
            }
        }
    }

    fn and_or(&mut self, chain: &AndOr) {
        self.pipeline(&chain.first);
        for (and, pipeline) in &chain.rest {
            self.put(if *and { b" && " } else { b" || " });
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        match pipeline.timed {
            Some(true) => self.put(b"time -p "),
            Some(false) => self.put(b"time "),
            None => {}
        }
        if pipeline.negated {
            self.put(b"! ");
        }
        for (at, command) in pipeline.commands.iter().enumerate() {
            if at > 0 {
                self.put(if pipeline.with_stderr[at - 1] { b" 2>&1 | " } else { b" | " });
            }
            self.command(command);
        }
    }

    fn command(&mut self, command: &Command) {
        self.command_without_redirects(command);
        let simple_empty = matches!(&command.kind, CommandKind::Simple(simple) if simple.words.is_empty() && simple.assignments.is_empty());
        if !matches!(command.kind, CommandKind::Function(_)) {
            self.redirects(&command.redirects, !simple_empty);
        }
    }

    fn command_without_redirects(&mut self, command: &Command) {
        match &command.kind {
            CommandKind::Simple(simple) => {
                let mut first = true;
                for assignment in &simple.assignments {
                    self.space(&mut first);
                    self.assignment(assignment);
                }
                for word in &simple.words {
                    self.space(&mut first);
                    self.word(word);
                }
            }
            CommandKind::Subshell(list) => {
                self.put(b"( ");
                self.indent += 4;
                self.list(list, false);
                self.indent -= 4;
                self.put(b" )");
            }
            CommandKind::Group(list) => {
                if self.inside_function {
                    self.braced(list);
                } else {
                    self.put(b"{ ");
                    self.inline_list(list);
                    self.put(b"; }");
                }
            }
            CommandKind::If(branches, otherwise) => self.if_command(branches, otherwise.as_ref()),
            CommandKind::While { until, condition, body } => {
                self.put(if *until { b"until " } else { b"while " });
                self.list(condition, true);
                self.put(b" do");
                self.body(body, b"done");
            }
            CommandKind::For { name, words, body, select } => {
                self.put(if *select { b"select " } else { b"for " });
                self.put(name);
                self.put(b" in ");
                match words {
                    Some(words) => {
                        let mut first = true;
                        for word in words {
                            self.space(&mut first);
                            self.word(word);
                        }
                    }
                    None => self.put(b"\"$@\""),
                }
                self.put(b";");
                self.line();
                self.put(b"do");
                self.body(body, b"done");
            }
            CommandKind::ForArith { parts, body } => {
                self.put(b"for ((");
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        self.put(b"; ");
                    }
                    self.put(part.as_ref().map_or(b"1", |part| part.raw.trim_ascii()));
                }
                self.put(b"))");
                self.line();
                self.put(b"do");
                self.body(body, b"done");
            }
            CommandKind::Case { word, arms } => {
                self.put(b"case ");
                self.word(word);
                self.put(b" in ");
                self.indent += 4;
                for arm in arms {
                    self.line();
                    for (at, pattern) in arm.patterns.iter().enumerate() {
                        if at > 0 {
                            self.put(b" | ");
                        }
                        self.word(pattern);
                    }
                    self.put(b")");
                    self.indent += 4;
                    self.line();
                    self.list(&arm.body, false);
                    self.indent -= 4;
                    self.line();
                    self.put(match arm.end {
                        ArmEnd::Break => b";;",
                        ArmEnd::Fall => b";&",
                        ArmEnd::Test => b";;&",
                    });
                }
                self.indent -= 4;
                self.line();
                self.put(b"esac");
            }
            CommandKind::Arith(arith) => {
                self.put(b"((");
                self.put(&arith.raw);
                self.put(b"))");
            }
            CommandKind::Cond(cond) => {
                self.put(b"[[ ");
                self.cond(cond);
                self.put(b" ]]");
            }
            CommandKind::Function(function) => {
                if self.inside_function {
                    self.put(b"function ");
                }
                self.put(&function.name.clone());
                self.put(b" () ");
                self.line();
                self.function_body(&function.body);
            }
            CommandKind::Coproc(name, command) => {
                self.put(b"coproc ");
                self.put(name);
                self.put(b" ");
                self.command(command);
            }
        }
    }

    fn body(&mut self, body: &List, end: &[u8]) {
        self.indent += 4;
        self.line();
        self.list(body, true);
        self.indent -= 4;
        self.line();
        self.put(end);
    }

    fn if_command(&mut self, branches: &[(List, List)], otherwise: Option<&List>) {
        let Some(((condition, body), rest)) = branches.split_first() else { return };
        self.put(b"if ");
        self.list(condition, true);
        self.put(b" then");
        self.indent += 4;
        self.line();
        self.list(body, true);
        self.indent -= 4;
        self.line();
        if !rest.is_empty() {
            // bash prints `elif` as an `if` inside `else`.
            self.put(b"else");
            self.indent += 4;
            self.line();
            self.if_command(rest, otherwise);
            self.put(b";");
            self.indent -= 4;
            self.line();
        } else if let Some(otherwise) = otherwise {
            self.put(b"else");
            self.indent += 4;
            self.line();
            self.list(otherwise, true);
            self.indent -= 4;
            self.line();
        }
        self.put(b"fi");
    }

    fn space(&mut self, first: &mut bool) {
        if !*first {
            self.put(b" ");
        }
        *first = false;
    }

    fn word(&mut self, word: &Word) {
        match &word.assignment {
            Some(assignment) => self.assignment(assignment),
            None => self.put(&word.raw.clone()),
        }
    }

    fn assignment(&mut self, assignment: &Assignment) {
        self.put(&assignment.name.clone());
        if let Some(index) = &assignment.index {
            self.put(b"[");
            self.put(&index.raw);
            self.put(b"]");
        }
        self.put(if assignment.append { b"+=" } else { b"=" });
        match &assignment.value {
            AssignValue::Scalar(word) => self.put(&word.raw),
            AssignValue::Array(elements) => {
                self.put(b"(");
                let mut first = true;
                for element in elements {
                    self.space(&mut first);
                    if let Some(index) = &element.index {
                        self.put(b"[");
                        self.put(&index.raw);
                        self.put(if element.append { b"]+=" } else { b"]=" });
                    }
                    self.put(&element.value.raw);
                }
                self.put(b")");
            }
        }
    }

    fn redirects(&mut self, redirects: &[Redirect], spaced: bool) {
        let mut first = !spaced;
        for redirect in redirects {
            self.space(&mut first);
            self.redirect(redirect);
        }
    }

    fn redirect(&mut self, redirect: &Redirect) {
        let default = match redirect.kind {
            RedirectKind::DupInput => Some(0),
            RedirectKind::DupOutput => Some(1),
            _ => None,
        };
        match &redirect.fd {
            RedirectFd::Number(number) => self.put(number.to_string().as_bytes()),
            RedirectFd::Variable(name) => {
                self.put(b"{");
                self.put(name);
                self.put(b"}");
            }
            RedirectFd::Default => {
                if let Some(number) = default {
                    let digit = redirect.word.raw.iter().all(u8::is_ascii_digit);
                    if digit {
                        self.put(i32::to_string(&number).as_bytes());
                    }
                }
            }
        }
        let (operator, space): (&[u8], bool) = match redirect.kind {
            RedirectKind::Read => (b"<", true),
            RedirectKind::Write => (b">", true),
            RedirectKind::Clobber => (b">|", true),
            RedirectKind::Append => (b">>", true),
            RedirectKind::ReadWrite => (b"<>", true),
            RedirectKind::DupInput => (b"<&", false),
            RedirectKind::DupOutput => (b">&", false),
            RedirectKind::Both => (b"&>", true),
            RedirectKind::BothAppend => (b"&>>", true),
            RedirectKind::HereDoc => (b"<<", false),
            RedirectKind::HereDocTabs => (b"<<-", false),
            RedirectKind::HereString => (b"<<<", true),
        };
        self.put(operator);
        if space {
            self.put(b" ");
        }
        self.put(&redirect.word.raw);
        if let Some(body) = &redirect.body
            && let Some(text) = body.get()
        {
            let delimiter = super::heredoc::unquoted(&redirect.word).0;
            self.pending.push((text.raw.clone(), delimiter));
        }
    }

    fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::Not(inner) => {
                self.put(b"! ");
                self.cond(inner);
            }
            Cond::And(left, right) => {
                self.cond(left);
                self.put(b" && ");
                self.cond(right);
            }
            Cond::Or(left, right) => {
                self.cond(left);
                self.put(b" || ");
                self.cond(right);
            }
            Cond::Unary(letter, word) => {
                self.put(&[b'-', *letter, b' ']);
                self.word(word);
            }
            Cond::Binary(left, operator, right) => {
                self.word(left);
                self.put(b" ");
                self.put(operator);
                self.put(b" ");
                self.word(right);
            }
            Cond::Word(word) => {
                self.put(b"-n ");
                self.word(word);
            }
            Cond::Group(inner) => {
                self.put(b"( ");
                self.cond(inner);
                self.put(b" )");
            }
        }
    }
}
