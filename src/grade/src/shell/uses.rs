//! Which commands and constructs a command line has: from its tree, not from its spelling.

use shell::syntax::{
    AndOr, AssignValue, Command, CommandKind, List, ParamOp, ParseOptions, Parser, Part, Pipeline, Redirect,
    RedirectKind, Word,
};

/// Whether the line uses a command, or one of `|` `>` `>>` `<` `<<` `&&` `||` `&` `$(…)` `*`.
pub(super) fn has(line: &str, what: &str) -> bool {
    let mut found = Found { what, is: false };
    let mut parser = Parser::new(line.as_bytes(), ParseOptions::default());
    while let Ok(Some(list)) = parser.next() {
        found.list(&list);
    }
    found.is
}

struct Found<'a> {
    what: &'a str,
    is: bool,
}

impl Found<'_> {
    fn mark(&mut self, construct: &str) {
        self.is |= self.what == construct;
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            if item.background {
                self.mark("&");
            }
            self.chain(&item.chain);
        }
    }

    fn chain(&mut self, chain: &AndOr) {
        self.pipeline(&chain.first);
        for (and, pipeline) in &chain.rest {
            self.mark(if *and { "&&" } else { "||" });
            self.pipeline(pipeline);
        }
    }

    fn pipeline(&mut self, pipeline: &Pipeline) {
        if pipeline.commands.len() > 1 {
            self.mark("|");
        }
        for command in &pipeline.commands {
            self.command(command);
        }
    }

    fn command(&mut self, command: &Command) {
        for redirect in &command.redirects {
            self.redirect(redirect);
        }
        match &command.kind {
            CommandKind::Simple(simple) => {
                let mut words = simple.words.iter();
                // `sudo sort` and `command sort` use sort.
                for word in words.by_ref() {
                    let Some(name) = &word.plain else { break };
                    let name = String::from_utf8_lossy(name);
                    self.mark(name.rsplit('/').next().unwrap_or(&name));
                    if !["command", "builtin", "exec", "sudo", "time", "nohup", "env", "xargs"].contains(&name.as_ref())
                    {
                        break;
                    }
                }
                for word in &simple.words {
                    self.word(word);
                }
                for assignment in &simple.assignments {
                    match &assignment.value {
                        AssignValue::Scalar(word) => self.word(word),
                        AssignValue::Array(elements) => elements.iter().for_each(|element| self.word(&element.value)),
                    }
                }
            }
            CommandKind::Subshell(list) | CommandKind::Group(list) => self.list(list),
            CommandKind::If(branches, otherwise) => {
                self.mark("if");
                for (condition, body) in branches {
                    self.list(condition);
                    self.list(body);
                }
                if let Some(body) = otherwise {
                    self.list(body);
                }
            }
            CommandKind::While { until, condition, body } => {
                self.mark(if *until { "until" } else { "while" });
                self.list(condition);
                self.list(body);
            }
            CommandKind::For { words, body, .. } => {
                self.mark("for");
                for word in words.iter().flatten() {
                    self.word(word);
                }
                self.list(body);
            }
            CommandKind::ForArith { body, .. } => {
                self.mark("for");
                self.list(body);
            }
            CommandKind::Case { word, arms } => {
                self.mark("case");
                self.word(word);
                for arm in arms {
                    self.list(&arm.body);
                }
            }
            CommandKind::Function(function) => self.command(&function.body),
            CommandKind::Coproc(_, inner) => self.command(inner),
            CommandKind::Arith(_) => self.mark("(("),
            CommandKind::Cond(_) => self.mark("[["),
        }
    }

    fn redirect(&mut self, redirect: &Redirect) {
        self.mark(match redirect.kind {
            RedirectKind::Read => "<",
            RedirectKind::Write | RedirectKind::Clobber | RedirectKind::Both => ">",
            RedirectKind::Append | RedirectKind::BothAppend => ">>",
            RedirectKind::ReadWrite => "<>",
            RedirectKind::DupInput => "<&",
            RedirectKind::DupOutput => ">&",
            RedirectKind::HereDoc | RedirectKind::HereDocTabs => "<<",
            RedirectKind::HereString => "<<<",
        });
        self.word(&redirect.word);
    }

    fn word(&mut self, word: &Word) {
        for part in &word.parts {
            if let Part::Literal(text) = part
                && text.iter().any(|byte| b"*?[".contains(byte))
            {
                self.mark("*");
            }
            self.part(part);
        }
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Command(inner) => {
                self.mark("$(\u{2026})");
                self.list(&inner.body);
            }
            Part::Process(_, inner) => self.list(&inner.body),
            Part::Double(parts) => parts.iter().for_each(|part| self.part(part)),
            Part::Param(param) => match &param.op {
                ParamOp::Default(_, word) | ParamOp::Assign(_, word) | ParamOp::Alternate(_, word) => self.word(word),
                _ => {}
            },
            Part::Arith(_) => self.mark("$(("),
            Part::Literal(_) | Part::Quoted(_) | Part::Tilde(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn commands_are_found_by_their_place_not_their_name() {
        for (line, what, expected) in [
            ("sort a.txt | uniq -c", "sort", true),
            ("sort a.txt | uniq -c", "uniq", true),
            ("echo sort", "sort", false),
            ("echo $(sort a)", "sort", true),
            ("for f in *; do /usr/bin/sort \"$f\"; done", "sort", true),
            ("for f in *; do sort \"$f\"; done", "*", true),
            ("echo '*'", "*", false),
            ("echo \"|\"", "|", false),
            ("a | b", "|", true),
            ("a > b", ">", true),
            ("a >> b", ">", false),
            ("a >> b", ">>", true),
            ("a && b || c", "&&", true),
            ("if a; then sudo sort; fi", "sort", true),
            ("x=$(date)", "$(\u{2026})", true),
        ] {
            assert_eq!(has(line, what), expected, "{line} {what}");
        }
    }
}
