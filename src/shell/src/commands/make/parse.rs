//! Reading makefiles: variables, rules, conditions, other files.

use super::expand::{Makefile, Origin};
use super::function::wildcard;
use super::{prefix, stop};
use crate::{Context, Quit};

/// Files that include files.
const MAX_INCLUDES: usize = 20;

/// A rule: what is made from what, and how.
#[derive(Clone)]
pub(super) struct Rule {
    pub(super) targets: Vec<String>,
    pub(super) needs: Vec<String>,
    /// Needed to be there, however old.
    pub(super) order_only: Vec<String>,
    pub(super) recipe: Vec<(String, usize)>,
    /// The file it stands in.
    pub(super) file: String,
    /// `a.o b.o: %.o: %.c`
    pub(super) pattern: Option<String>,
}

impl Rule {
    pub(super) fn is_pattern(&self) -> bool {
        self.pattern.is_none() && self.targets.iter().any(|target| target.contains('%'))
    }
}

/// A line without its comment.
fn uncommented(line: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for letter in line.chars() {
        if letter == '#' && !escaped {
            break;
        }
        if letter == '#' {
            out.pop();
        }
        escaped = letter == '\\' && !escaped;
        out.push(letter);
    }
    out
}

/// The place of `mark` outside of `$(…)`.
fn outside(text: &str, mark: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '{' if at > 0 => depth += 1,
            ')' | '}' if depth > 0 => depth -= 1,
            _ => {}
        }
        if depth == 0 && text[at..].starts_with(mark) {
            return Some(at);
        }
    }
    None
}

/// Name, operator and value of an assignment.
fn assignment(line: &str) -> Option<(&str, &str, &str)> {
    let at = outside(line, "=")?;
    let before = &line[..at];
    let operator = ["::", ":", "?", "+", "!"].into_iter().find(|mark| before.ends_with(mark)).unwrap_or("");
    let name = before[..before.len() - operator.len()].trim();
    // `target: NAME = value` is another thing.
    if name.is_empty() || outside(name, ":").is_some() || name.contains([' ', '\t']) {
        return None;
    }
    Some((name, operator, line[at + 1..].trim_start()))
}

/// A condition's branch: whether lines count here, and whether a branch has been taken.
struct Branch {
    active: bool,
    taken: bool,
}

impl Makefile {
    /// Reads a file's text.
    pub(super) fn read<'a>(
        &'a mut self,
        context: &'a mut Context,
        file: &'a str,
        text: &'a str,
        depth: usize,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), Quit>> + 'a>> {
        Box::pin(async move {
            if depth > MAX_INCLUDES {
                return Err(stop(context, "too many nested include files"));
            }
            let mut lines = text.lines().enumerate().peekable();
            let mut open: Option<Vec<usize>> = None;
            let mut branches: Vec<Branch> = Vec::new();
            while let Some((at, line)) = lines.next() {
                context.tick(100).await;
                let number = at + 1;
                self.place = format!("{file}:{number}");
                let wrong = |context: &Context, words: &str| {
                    context.stderr(format!("{file}:{number}: *** {words}.  Stop.\n").as_bytes());
                    Quit::Status(2)
                };
                let mut line = line.to_owned();
                let is_recipe = line.starts_with('\t') && open.is_some();
                while line.ends_with('\\') {
                    let Some((_, more)) = lines.next() else { break };
                    if is_recipe {
                        line.push('\n');
                        line.push_str(more.strip_prefix('\t').unwrap_or(more));
                    } else {
                        line.pop();
                        line = format!("{} {}", line.trim_end(), more.trim_start());
                    }
                }
                let active = branches.iter().all(|branch| branch.active);
                if is_recipe {
                    if active {
                        for rule in open.iter().flatten() {
                            self.rules[*rule].recipe.push((line[1..].to_owned(), number));
                        }
                    }
                    continue;
                }
                let bare = uncommented(&line);
                let words = bare.trim();
                let (first, rest) = words.split_once([' ', '\t']).unwrap_or((words, ""));
                match first {
                    "ifeq" | "ifneq" | "ifdef" | "ifndef" => {
                        let met = active && self.condition(context, first, rest.trim()).await?;
                        branches.push(Branch { active: met, taken: met || !active });
                        continue;
                    }
                    "else" => {
                        let Some(mut branch) = branches.pop() else { return Err(wrong(context, "extraneous 'else'")) };
                        let outer = branches.iter().all(|branch| branch.active);
                        let mut met = outer && !branch.taken;
                        let (kind, rest) = rest.trim().split_once([' ', '\t']).unwrap_or((rest.trim(), ""));
                        if met && kind.starts_with("if") {
                            met = self.condition(context, kind, rest.trim()).await?;
                        }
                        branch.active = met;
                        branch.taken |= met;
                        branches.push(branch);
                        continue;
                    }
                    "endif" => {
                        if branches.pop().is_none() {
                            return Err(wrong(context, "extraneous 'endif'"));
                        }
                        continue;
                    }
                    _ => {}
                }
                if !active || words.is_empty() {
                    continue;
                }
                if line.starts_with('\t') {
                    if open.is_none() {
                        return Err(wrong(context, "recipe commences before first target"));
                    }
                    continue;
                }
                match first {
                    "include" | "-include" | "sinclude" => {
                        let names = self.expand(context, rest, 0).await?;
                        for name in names.split_whitespace() {
                            match context.read_file(name.as_bytes()) {
                                Ok(bytes) => {
                                    self.read(context, name, &String::from_utf8_lossy(&bytes), depth + 1).await?
                                }
                                Err(error) if first == "include" => {
                                    context.stderr(format!("{file}:{number}: {name}: {error}\n").as_bytes());
                                    return Err(stop(context, format_args!("No rule to make target '{name}'")));
                                }
                                Err(_) => {}
                            }
                        }
                        continue;
                    }
                    "define" | "vpath" | "override" | "unexport" | "undefine" => {
                        return Err(wrong(context, &format!("'{first}' is not supported on this machine")));
                    }
                    _ => {}
                }
                let (exports, words) = match words.strip_prefix("export ") {
                    Some(rest) => (true, rest.trim()),
                    None => (false, words),
                };
                if let Some((name, operator, value)) = assignment(words) {
                    open = None;
                    let name = self.expand(context, name, 0).await?;
                    self.assign(context, &name, operator, value).await?;
                    if exports {
                        self.exported.push(name);
                    }
                    continue;
                }
                if exports {
                    self.exported.extend(words.split_whitespace().map(str::to_owned));
                    continue;
                }
                let recipe = outside(words, ";").map(|at| words[at + 1..].trim_start().to_owned());
                let head = outside(words, ";").map_or(words, |at| &words[..at]);
                let head = self.expand(context, head, 0).await?;
                let Some((targets, needs)) = head.split_once(':') else {
                    if head.trim().is_empty() {
                        continue;
                    }
                    let hint = if line.starts_with("        ") {
                        "missing separator (did you mean TAB instead of 8 spaces?)"
                    } else {
                        "missing separator"
                    };
                    return Err(wrong(context, hint));
                };
                let needs = needs.strip_prefix(':').unwrap_or(needs);
                open = Some(self.add_rule(context, file, targets, needs, recipe.map(|text| (text, number))).await?);
            }
            if !branches.is_empty() {
                let number = text.lines().count();
                context.stderr(format!("{file}:{number}: *** missing 'endif'.  Stop.\n").as_bytes());
                return Err(Quit::Status(2));
            }
            Ok(())
        })
    }

    async fn add_rule(
        &mut self,
        context: &mut Context,
        file: &str,
        targets: &str,
        needs: &str,
        recipe: Option<(String, usize)>,
    ) -> Result<Vec<usize>, Quit> {
        let targets: Vec<String> = targets.split_whitespace().map(str::to_owned).collect();
        // `target: NAME = value`: a variable for one target.
        if assignment(needs.trim()).is_some() {
            return Err(stop(
                context,
                format_args!("target-specific variables ('{}') are not supported on this machine", targets.join(" ")),
            ));
        }
        let (pattern, needs) = match needs.split_once(':') {
            Some((pattern, needs)) => (Some(pattern.trim().to_owned()), needs),
            None => (None, needs),
        };
        let (needs, order) = needs.split_once('|').unwrap_or((needs, ""));
        let split = |context: &Context, text: &str| -> Vec<String> {
            let expanded = |word: &str| {
                let found = if word.contains(['*', '?', '[']) { wildcard(context, word) } else { String::new() };
                // A pattern that fits nothing stands for itself.
                if found.is_empty() {
                    vec![word.to_owned()]
                } else {
                    found.split_whitespace().map(str::to_owned).collect()
                }
            };
            text.split_whitespace().flat_map(expanded).collect()
        };
        let (needs, order_only) = (split(context, needs), split(context, order));
        if targets.first().is_some_and(|target| target == ".PHONY") {
            self.phony.extend(needs);
            return Ok(Vec::new());
        }
        let rule =
            Rule { targets, needs, order_only, recipe: recipe.into_iter().collect(), file: file.to_owned(), pattern };
        self.rules.push(rule);
        Ok(vec![self.rules.len() - 1])
    }

    async fn assign(&mut self, context: &mut Context, name: &str, operator: &str, value: &str) -> Result<(), Quit> {
        match operator {
            ":" | "::" => {
                let value = self.expand(context, value, 0).await?;
                self.set(name, &value, Origin::File, true);
            }
            "?" if self.variables.contains_key(name) => {}
            "+" => {
                let old = self.variables.get(name).cloned();
                let simple = old.as_ref().is_some_and(|old| old.simple);
                let value = if simple { self.expand(context, value, 0).await? } else { value.to_owned() };
                let value = old.map_or(value.clone(), |old| format!("{} {value}", old.value));
                self.set(name, &value, Origin::File, simple);
            }
            "!" => {
                let value = self.expand(context, &format!("$(shell {value})"), 0).await?;
                self.set(name, &value, Origin::File, true);
            }
            _ => self.set(name, value, Origin::File, false),
        }
        Ok(())
    }

    /// `ifeq (a,b)`, `ifeq "a" "b"`, `ifdef NAME`.
    async fn condition(&mut self, context: &mut Context, kind: &str, text: &str) -> Result<bool, Quit> {
        if kind.ends_with("def") {
            let name = self.expand(context, text, 0).await?;
            let set = self.variables.get(name.trim()).is_some_and(|variable| !variable.value.is_empty());
            return Ok(set == (kind == "ifdef"));
        }
        let quote = |letter: char| letter == '"' || letter == '\'';
        let (one, two) = if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            let at = outside(&format!(" {inner}"), ",").map(|at| at - 1);
            let Some(at) = at else { return Err(stop(context, "invalid syntax in conditional")) };
            (inner[..at].trim().to_owned(), inner[at + 1..].trim().to_owned())
        } else if text.starts_with(quote) {
            let parts: Vec<&str> = text.split(quote).collect();
            (parts.get(1).unwrap_or(&"").to_string(), parts.get(3).unwrap_or(&"").to_string())
        } else {
            context.stderr(format!("{}: *** invalid syntax in conditional.  Stop.\n", prefix(context)).as_bytes());
            return Err(Quit::Status(2));
        };
        let (one, two) = (self.expand(context, &one, 0).await?, self.expand(context, &two, 0).await?);
        Ok((one == two) == (kind == "ifeq"))
    }

    /// What is made when nothing is asked for: the first target that is no pattern and has no leading dot.
    pub(super) fn first_goal(&self) -> Option<String> {
        let plain = |target: &&String| !target.contains('%') && (!target.starts_with('.') || target.contains('/'));
        self.rules.iter().filter(|rule| !rule.is_pattern()).flat_map(|rule| &rule.targets).find(plain).cloned()
    }
}
