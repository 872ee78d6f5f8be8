//! Before a program starts: every function and variable it names must exist.

use super::ast::{Definition, Destructure, Filter, Node, Operator, Part};
use super::library::Library;
use super::value::Json;
use std::rc::Rc;

struct Check<'a> {
    library: &'a Library,
    functions: Vec<Rc<str>>,
    variables: Vec<Rc<str>>,
    labels: Vec<Rc<str>>,
    text: &'a str,
}

/// Complains about the first name that is not defined.
pub(super) fn check(
    library: &Library,
    definitions: &[Rc<Definition>],
    body: &Node,
    variables: &[(Rc<str>, Json)],
    text: &str,
) -> Result<(), String> {
    let mut variables: Vec<Rc<str>> = variables.iter().map(|(name, _)| Rc::clone(name)).collect();
    variables.push("ENV".into());
    let mut check = Check { library, functions: Vec::new(), variables, labels: Vec::new(), text };
    for definition in definitions {
        check.definition(definition)?;
        check.functions.push(Rc::clone(&definition.name));
    }
    check.filter(body)
}

impl Check<'_> {
    fn wrong(&self, name: &str) -> String {
        self.located(&format!("{name} is not defined"), name.split('/').next().unwrap_or(name))
    }

    /// A message with the line of the first place where this word stands, and jq's blanks up to it.
    fn located(&self, message: &str, word: &str) -> String {
        let part = |letter: char| letter.is_alphanumeric() || letter == '_';
        let alone = |at: &usize| {
            let (before, after) = (&self.text[..*at], &self.text[at + word.len()..]);
            !word.starts_with(part) || !(before.ends_with(part) || after.starts_with(part))
        };
        let at = self.text.match_indices(word).map(|(at, _)| at).find(alone).unwrap_or(0);
        let start = self.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text[..start].matches('\n').count() + 1;
        let shown = self.text[start..].lines().next().unwrap_or_default();
        format!("{message} at <top-level>, line {line}:\n{shown}{}", " ".repeat(at - start))
    }

    /// Numbers that divide by zero are found before anything runs.
    fn division(&self, a: &Node, b: &Node) -> Result<(), String> {
        let number = |node: &Node| match &**node {
            Filter::Literal(Json::Num(number)) => Some(number.to_string()),
            _ => None,
        };
        match (number(a), number(b)) {
            (Some(dividend), Some(zero)) if zero == "0" => Err(self.located("Division by zero?", &dividend)),
            _ => Ok(()),
        }
    }

    fn definition(&mut self, definition: &Rc<Definition>) -> Result<(), String> {
        let (functions, variables, labels) = (self.functions.len(), self.variables.len(), self.labels.len());
        self.functions.push(Rc::clone(&definition.name));
        for (name, value) in &definition.params {
            self.functions.push(format!("{name}/0").into());
            if *value {
                self.variables.push(Rc::clone(name));
            }
        }
        self.filter(&definition.body)?;
        self.functions.truncate(functions);
        self.variables.truncate(variables);
        self.labels.truncate(labels);
        Ok(())
    }

    fn pattern(&mut self, pattern: &Destructure) -> Result<(), String> {
        match pattern {
            Destructure::Variable(name) => self.variables.push(Rc::clone(name)),
            Destructure::Array(items) => items.iter().try_for_each(|item| self.pattern(item))?,
            Destructure::Object(members) => {
                for (key, name, inner) in members {
                    self.filter(key)?;
                    self.variables.extend(name.clone());
                    if let Some(inner) = inner {
                        self.pattern(inner)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn all<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>) -> Result<(), String> {
        nodes.into_iter().try_for_each(|node| self.filter(node))
    }

    fn filter(&mut self, node: &Node) -> Result<(), String> {
        match &**node {
            Filter::Identity | Filter::Recurse | Filter::Literal(_) | Filter::Format(_) | Filter::Collect(None) => {
                Ok(())
            }
            Filter::Binary(Operator::Divide, a, b) => {
                self.division(a, b)?;
                self.all([a, b])
            }
            Filter::Index(a, b)
            | Filter::Pipe(a, b)
            | Filter::Comma(a, b)
            | Filter::Binary(_, a, b)
            | Filter::And(a, b)
            | Filter::Or(a, b)
            | Filter::Alternative(a, b)
            | Filter::Assign(a, b)
            | Filter::Modify(a, b)
            | Filter::Update(_, a, b) => self.all([a, b]),
            Filter::Slice(term, from, to) => self.all(std::iter::once(term).chain(from).chain(to)),
            Filter::Each(inner) | Filter::Negate(inner) | Filter::Collect(Some(inner)) => self.filter(inner),
            Filter::Try(body, handler) => self.all(std::iter::once(body).chain(handler)),
            Filter::Text(_, parts) => parts.iter().try_for_each(|part| match part {
                Part::Text(_) => Ok(()),
                Part::Hole(hole) => self.filter(hole),
            }),
            Filter::Object(members) => members.iter().try_for_each(|(key, value)| self.all([key, value])),
            Filter::If(condition, yes, no) => self.all([condition, yes].into_iter().chain(no)),
            Filter::Reduce(source, pattern, start, update) => {
                self.all([source, start])?;
                let variables = self.variables.len();
                self.pattern(pattern)?;
                self.filter(update)?;
                self.variables.truncate(variables);
                Ok(())
            }
            Filter::Foreach(source, pattern, start, update, extract) => {
                self.all([source, start])?;
                let variables = self.variables.len();
                self.pattern(pattern)?;
                self.all(std::iter::once(update).chain(extract))?;
                self.variables.truncate(variables);
                Ok(())
            }
            Filter::Define(definition, body) => {
                self.definition(definition)?;
                self.functions.push(Rc::clone(&definition.name));
                let result = self.filter(body);
                self.functions.pop();
                result
            }
            Filter::Call(name, args) => {
                self.all(args)?;
                let known = self.functions.contains(name) || self.library.knows(name);
                if known { Ok(()) } else { Err(self.wrong(name)) }
            }
            Filter::Variable(name) => {
                if self.variables.contains(name) {
                    Ok(())
                } else {
                    Err(self.wrong(&format!("${name}")))
                }
            }
            Filter::Bind(source, patterns, body) => {
                self.filter(source)?;
                let variables = self.variables.len();
                patterns.iter().try_for_each(|pattern| self.pattern(pattern))?;
                let result = self.filter(body);
                self.variables.truncate(variables);
                result
            }
            Filter::Label(name, body) => {
                self.labels.push(Rc::clone(name));
                let result = self.filter(body);
                self.labels.pop();
                result
            }
            Filter::Break(name) => {
                if self.labels.contains(name) {
                    Ok(())
                } else {
                    Err(self.wrong(&format!("$*label-{name}")))
                }
            }
        }
    }
}
