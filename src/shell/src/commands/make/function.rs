//! The functions of makefiles: `$(subst …)`, `$(wildcard …)`, `$(shell …)`…

use super::expand::{Makefile, Origin, Variable};
use super::stop;
use crate::{Context, Quit};

const NAMES: [&str; 29] = [
    "subst",
    "patsubst",
    "strip",
    "findstring",
    "filter",
    "filter-out",
    "sort",
    "word",
    "wordlist",
    "words",
    "firstword",
    "lastword",
    "dir",
    "notdir",
    "suffix",
    "basename",
    "addsuffix",
    "addprefix",
    "join",
    "wildcard",
    "shell",
    "foreach",
    "if",
    "or",
    "and",
    "call",
    "info",
    "warning",
    "error",
];

pub(super) fn is_known(name: &str) -> bool {
    NAMES.contains(&name)
}

/// The stem of a word that fits a pattern with `%`.
pub(super) fn stem<'t>(pattern: &str, word: &'t str) -> Option<&'t str> {
    match pattern.split_once('%') {
        None => (pattern == word).then_some(""),
        Some((before, after)) => {
            let rest = word.strip_prefix(before)?;
            (rest.len() >= after.len()).then(|| rest.strip_suffix(after)).flatten()
        }
    }
}

/// Every word that fits `from` becomes `to`, `%` standing for what `%` stood for.
pub(super) fn patsubst(from: &str, to: &str, text: &str) -> String {
    let change = |word: &str| match stem(from, word) {
        Some(stem) if from.contains('%') => to.replacen('%', stem, 1),
        Some(_) => to.to_owned(),
        None => word.to_owned(),
    };
    text.split_whitespace().map(change).collect::<Vec<_>>().join(" ")
}

/// Parts at commas outside of brackets; the last one keeps its commas.
fn arguments(text: &str, most: usize) -> Vec<String> {
    let mut list = vec![String::new()];
    let mut depth = 0;
    for letter in text.chars() {
        match letter {
            '(' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            _ => {}
        }
        if letter == ',' && depth == 0 && list.len() < most {
            list.push(String::new());
        } else if let Some(last) = list.last_mut() {
            last.push(letter);
        }
    }
    list
}

fn each(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split_whitespace().map(change).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(super) async fn call(
    makefile: &mut Makefile,
    context: &mut Context,
    name: &str,
    text: &str,
    depth: usize,
) -> Result<String, Quit> {
    let most = match name {
        "subst" | "patsubst" | "foreach" | "if" | "wordlist" => 3,
        "findstring" | "filter" | "filter-out" | "word" | "addsuffix" | "addprefix" | "join" => 2,
        "or" | "and" | "call" => usize::MAX,
        _ => 1,
    };
    let raw = arguments(text, most);
    // These expand only what they need.
    match name {
        "if" => {
            let condition = makefile.expand(context, raw[0].trim(), depth + 1).await?;
            let branch = if condition.is_empty() { raw.get(2) } else { raw.get(1) };
            return match branch {
                Some(branch) => makefile.expand(context, branch, depth + 1).await,
                None => Ok(String::new()),
            };
        }
        "or" | "and" => {
            let mut last = String::new();
            for part in &raw {
                last = makefile.expand(context, part.trim(), depth + 1).await?;
                if last.is_empty() == (name == "and") {
                    return Ok(last);
                }
            }
            return Ok(last);
        }
        "foreach" => {
            let variable = makefile.expand(context, raw[0].trim(), depth + 1).await?;
            let list = makefile.expand(context, raw.get(1).map_or("", String::as_str), depth + 1).await?;
            let body = raw.get(2).cloned().unwrap_or_default();
            let before = makefile.variables.get(&variable).cloned();
            let mut out = Vec::new();
            for word in list.split_whitespace() {
                let value = Variable { value: word.to_owned(), origin: Origin::Automatic, simple: true };
                makefile.variables.insert(variable.clone(), value);
                out.push(makefile.expand(context, &body, depth + 1).await?);
            }
            match before {
                Some(before) => makefile.variables.insert(variable, before),
                None => makefile.variables.remove(&variable),
            };
            return Ok(out.join(" "));
        }
        _ => {}
    }
    let mut args = Vec::new();
    for part in &raw {
        args.push(makefile.expand(context, part, depth + 1).await?);
    }
    let arg = |at: usize| args.get(at).map_or("", String::as_str);
    let last = args.last().map_or("", String::as_str);
    let folder = |word: &str| word.rfind('/').map_or("./".to_owned(), |at| word[..=at].to_owned());
    let file = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
    let dot = |word: &str| word.rfind('.').filter(|at| word.rfind('/').is_none_or(|slash| slash < *at));
    let number = |context: &Context, text: &str| {
        let found = text.trim().parse::<usize>().ok();
        found.ok_or_else(|| stop(context, format_args!("non-numeric first argument to '{name}' function: '{text}'")))
    };
    Ok(match name {
        "subst" => arg(2).replace(arg(0), arg(1)),
        "patsubst" => patsubst(arg(0).trim(), arg(1).trim(), arg(2)),
        "strip" => each(last, str::to_owned),
        "findstring" => {
            if arg(1).contains(arg(0)) {
                arg(0).to_owned()
            } else {
                String::new()
            }
        }
        "filter" | "filter-out" => {
            let fits = |word: &str| arg(0).split_whitespace().any(|pattern| stem(pattern, word).is_some());
            each(arg(1), |word| if fits(word) == (name == "filter") { word.to_owned() } else { String::new() })
        }
        "sort" => {
            let mut words: Vec<&str> = last.split_whitespace().collect();
            base::order::sort(&mut words);
            words.dedup();
            words.join(" ")
        }
        "word" => {
            let at = number(context, arg(0))?;
            if at == 0 {
                return Err(stop(context, "first argument to 'word' function must be greater than 0"));
            }
            arg(1).split_whitespace().nth(at - 1).unwrap_or_default().to_owned()
        }
        "wordlist" => {
            let (from, to) = (number(context, arg(0))?, number(context, arg(1))?);
            let words: Vec<&str> = arg(2).split_whitespace().collect();
            words.iter().take(to).skip(from.saturating_sub(1)).copied().collect::<Vec<_>>().join(" ")
        }
        "words" => last.split_whitespace().count().to_string(),
        "firstword" => last.split_whitespace().next().unwrap_or_default().to_owned(),
        "lastword" => last.split_whitespace().next_back().unwrap_or_default().to_owned(),
        "dir" => each(last, folder),
        "notdir" => each(last, file),
        "suffix" => each(last, |word| dot(word).map_or(String::new(), |at| word[at..].to_owned())),
        "basename" => each(last, |word| dot(word).map_or(word.to_owned(), |at| word[..at].to_owned())),
        "addsuffix" => each(arg(1), |word| format!("{word}{}", arg(0))),
        "addprefix" => each(arg(1), |word| format!("{}{word}", arg(0))),
        "join" => {
            let (one, two): (Vec<&str>, Vec<&str>) =
                (arg(0).split_whitespace().collect(), arg(1).split_whitespace().collect());
            let pair = |at: usize| format!("{}{}", one.get(at).unwrap_or(&""), two.get(at).unwrap_or(&""));
            (0..one.len().max(two.len())).map(pair).collect::<Vec<_>>().join(" ")
        }
        "wildcard" => wildcard(context, last),
        "shell" => {
            context.stdout.flush().await?;
            let Ok((mut reader, pid)) = context.shell_reader(last.as_bytes()) else { return Ok(String::new()) };
            let bytes = reader.read_all().await?;
            context.wait(pid).await;
            String::from_utf8_lossy(&bytes).trim_end_matches('\n').replace('\n', " ")
        }
        "call" => {
            let Some(body) = makefile.variables.get(arg(0)).map(|variable| variable.value.clone()) else {
                return Ok(String::new());
            };
            let before: Vec<Option<Variable>> =
                (0..args.len()).map(|at| makefile.variables.get(&at.to_string()).cloned()).collect();
            for (at, value) in args.iter().enumerate() {
                makefile
                    .variables
                    .insert(at.to_string(), Variable { value: value.clone(), origin: Origin::Automatic, simple: true });
            }
            let made = makefile.expand(context, &body, depth + 1).await?;
            for (at, value) in before.into_iter().enumerate() {
                match value {
                    Some(value) => makefile.variables.insert(at.to_string(), value),
                    None => makefile.variables.remove(&at.to_string()),
                };
            }
            made
        }
        "info" => {
            context.stdout.put(format!("{last}\n").as_bytes());
            String::new()
        }
        "warning" => {
            context.stdout.flush().await?;
            context.stderr(format!("{}: {last}\n", makefile.place).as_bytes());
            String::new()
        }
        _ => {
            context.stdout.flush().await?;
            context.stderr(format!("{}: *** {last}.  Stop.\n", makefile.place).as_bytes());
            return Err(Quit::Status(2));
        }
    })
}

/// Files that fit patterns, sorted, pattern by pattern.
pub(super) fn wildcard(context: &Context, text: &str) -> String {
    let mut found = Vec::new();
    for pattern in text.split_whitespace() {
        if !pattern.contains(['*', '?', '[']) {
            if context.stat(pattern.as_bytes()).is_ok() {
                found.push(pattern.to_owned());
            }
            continue;
        }
        // Folder by folder: what stands before the last slash may be a pattern too.
        let mut places = vec![if pattern.starts_with('/') { "/".to_owned() } else { String::new() }];
        for part in pattern.split('/').filter(|part| !part.is_empty()) {
            let mut next = Vec::new();
            for place in &places {
                if !part.contains(['*', '?', '[']) {
                    next.push(format!("{place}{part}/"));
                    continue;
                }
                let Ok(glob) = pattern::Glob::compile(part, false, false) else { continue };
                let folder = if place.is_empty() { "." } else { place };
                for entry in context.read_dir(folder.as_bytes()).unwrap_or_default() {
                    let hidden = entry.name.starts_with(b".") && !part.starts_with('.');
                    if !hidden && glob.is_match(&entry.name, &context.budget()).unwrap_or(false) {
                        next.push(format!("{place}{}/", String::from_utf8_lossy(&entry.name)));
                    }
                }
            }
            places = next;
        }
        let places = places.into_iter().map(|place| place.trim_end_matches('/').to_owned());
        found.extend(places.filter(|place| context.stat(place.as_bytes()).is_ok()));
    }
    found.join(" ")
}
