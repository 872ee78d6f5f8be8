//! `ui/*.ftl`: both languages have the same messages with the same variables.

use super::context::Context;
use super::finding::line_at;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};

/// The messages of a file: by id (with its attribute), the line and the variables.
type Messages = BTreeMap<String, (usize, BTreeSet<String>)>;

/// Compares `ui/fr.ftl` with `ui/en.ftl`, `ui/sql.fr.ftl` with `ui/sql.en.ftl`, and so on.
pub(crate) fn lint(context: &Context) {
    let names: Vec<String> = context.tree.below("ui").map(str::to_owned).collect();
    for name in &names {
        let twin = match name.strip_suffix("fr.ftl") {
            Some(stem) => format!("{stem}en.ftl"),
            None => match name.strip_suffix("en.ftl") {
                Some(stem) => format!("{stem}fr.ftl"),
                None => continue,
            },
        };
        let file = format!("ui/{name}");
        let Some(mine) = read(context, &file) else { continue };
        if !context.tree.has(&format!("ui/{twin}")) {
            context.findings.add(
                &file,
                0,
                format!("there is no ui/{twin}"),
                "write the messages in the other language too",
            );
            continue;
        }
        let Some(other) = context.tree.read(&format!("ui/{twin}")).map(messages) else { continue };
        for (id, (line, variables)) in &mine {
            match other.get(id) {
                None => context.findings.add(
                    &file,
                    *line,
                    format!("ui/{twin} has no `{id}`"),
                    "add it there, or remove it here",
                ),
                Some((_, others)) if others != variables => {
                    let (here, there) = (list(variables), list(others));
                    context.findings.add(
                        &file,
                        *line,
                        format!("`{id}` uses {here} here and {there} in ui/{twin}"),
                        "use the same variables in both languages",
                    );
                }
                Some(_) => {}
            }
        }
    }
}

fn list(variables: &BTreeSet<String>) -> String {
    if variables.is_empty() {
        return "no variable".to_owned();
    }
    variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
}

fn read(context: &Context, file: &str) -> Option<Messages> {
    let text = context.tree.read(file)?;
    if let Err((_, errors)) = parse(text) {
        for error in errors {
            context.findings.add(
                file,
                line_at(text, error.pos.start),
                format!("this is not Fluent: {error}"),
                "correct the line",
            );
        }
    }
    let entries = text.lines().enumerate().filter_map(|(index, line)| {
        let id = line.split_once('=')?.0;
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
        starts.then(|| (index + 1, id.trim().to_owned()))
    });
    let mut seen = BTreeSet::new();
    for (line, id) in entries {
        if !seen.insert(id.clone()) {
            context.findings.add(file, line, format!("`{id}` stands here a second time"), "remove one of them");
        }
    }
    Some(messages(text))
}

fn messages(text: &str) -> Messages {
    let resource = match parse(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let mut found = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let start = format!("{} ", message.id.name);
        let line = text
            .lines()
            .position(|line| line.starts_with(&start) || line.starts_with(&format!("{}=", message.id.name)))
            .map_or(0, |index| index + 1);
        let mut variables = BTreeSet::new();
        if let Some(pattern) = &message.value {
            collect(pattern, &mut variables);
        }
        found.insert(message.id.name.to_owned(), (line, variables));
        for attribute in &message.attributes {
            let mut variables = BTreeSet::new();
            collect(&attribute.value, &mut variables);
            found.insert(format!("{}.{}", message.id.name, attribute.id.name), (line, variables));
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        expression_of(expression, variables);
    }
}

fn expression_of(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
        Expression::Inline(expression) => inline(expression, variables),
    }
}

fn inline(expression: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline(argument, variables);
            }
        }
        InlineExpression::Placeable { expression } => expression_of(expression, variables),
        _ => {}
    }
}
