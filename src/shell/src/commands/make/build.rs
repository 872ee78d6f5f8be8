//! Making: which targets are out of date, and running their recipes.

use super::expand::{Makefile, Origin, Variable};
use super::function::stem;
use super::parse::Rule;
use super::{prefix, stop};
use crate::options::Parsed;
use crate::{Bytes, Context, Env, Outcome, Quit};
use std::collections::HashMap;

/// Targets that need targets that need…
const MAX_DEPTH: usize = 200;

/// How a target turned out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    /// It was there, and young enough.
    Fresh,
    /// Its recipe ran.
    Remade,
    /// Its recipe failed, or something it needs could not be made.
    Failed,
}

struct Run<'p> {
    options: &'p Parsed,
    done: HashMap<String, Made>,
    /// Targets being made, to find circles.
    open: Vec<String>,
    /// Has any recipe run?
    busy: bool,
    /// Was some file changed in the future?
    skewed: bool,
    /// Targets whose needs could not be made.
    blocked: Vec<String>,
}

impl Run<'_> {
    /// When a file was changed; the first one from the future is told.
    async fn modified(&mut self, context: &mut Context, path: &str) -> Result<Option<i64>, Quit> {
        let Ok(stat) = context.stat(path.as_bytes()) else { return Ok(None) };
        let ahead = stat.modified - context.now();
        if ahead > 0 && !self.skewed {
            self.skewed = true;
            let seconds = ahead as f64 / 1000.0;
            let seconds = if seconds < 10.0 {
                crate::number::float(seconds, b'g', Some(2), false)
            } else {
                format!("{seconds:.0}")
            };
            context.stdout.flush().await?;
            let words = format!("Warning: File '{path}' has modification time {seconds} s in the future");
            context.stderr(format!("{}: {words}\n", prefix(context)).as_bytes());
        }
        Ok(Some(stat.modified))
    }
}

/// A target's own rule: what it needs, how it is made, and its stem.
struct Plan {
    needs: Vec<String>,
    order_only: Vec<String>,
    recipe: Vec<(String, usize)>,
    file: String,
    stem: String,
}

impl Makefile {
    pub(super) async fn build(
        &mut self,
        context: &mut Context,
        options: &Parsed,
        files: &[Bytes],
        goals: &[String],
    ) -> Outcome {
        let mut run =
            Run { options, done: HashMap::new(), open: Vec::new(), busy: false, skewed: false, blocked: Vec::new() };
        for file in files {
            run.modified(context, &String::from_utf8_lossy(file)).await?;
        }
        let mut status = 0;
        for goal in goals {
            run.busy = false;
            let made = self.make(context, &mut run, goal, None, 0).await?;
            if made == Made::Failed {
                status = 2;
                if options.has("k") {
                    if !run.blocked.contains(goal) {
                        continue;
                    }
                    context.stdout.flush().await?;
                    context.stderr(
                        format!("{}: Target '{goal}' not remade because of errors.\n", prefix(context)).as_bytes(),
                    );
                    continue;
                }
                return Ok(2);
            }
            if !run.busy && !options.has("s") {
                let has_recipe = self.plan(context, goal).is_some_and(|plan| !plan.recipe.is_empty());
                let words = if has_recipe && !self.phony.contains(goal) {
                    format!("'{goal}' is up to date.")
                } else {
                    format!("Nothing to be done for '{goal}'.")
                };
                context.stdout.put(format!("{}: {words}\n", prefix(context)).as_bytes());
            }
        }
        if run.skewed {
            context.stdout.flush().await?;
            let words = "warning:  Clock skew detected.  Your build may be incomplete.";
            context.stderr(format!("{}: {words}\n", prefix(context)).as_bytes());
        }
        Ok(status)
    }

    /// How a target is made: its explicit rules together, else the first pattern rule that can be followed.
    fn plan(&self, context: &Context, target: &str) -> Option<Plan> {
        let mut plan: Option<Plan> = None;
        let explicit = |rule: &&Rule| !rule.is_pattern() && rule.targets.iter().any(|known| known == target);
        for rule in self.rules.iter().filter(explicit) {
            let found = rule.pattern.as_deref().and_then(|pattern| stem(pattern, target)).unwrap_or_default();
            let own = |list: &[String]| {
                list.iter()
                    .map(|need| if rule.pattern.is_some() { need.replacen('%', found, 1) } else { need.clone() })
                    .collect::<Vec<_>>()
            };
            let plan = plan.get_or_insert(Plan {
                needs: Vec::new(),
                order_only: Vec::new(),
                recipe: Vec::new(),
                file: rule.file.clone(),
                stem: String::new(),
            });
            // The needs of the rule with the recipe come first.
            if rule.recipe.is_empty() {
                plan.needs.extend(own(&rule.needs));
            } else {
                plan.needs.splice(0..0, own(&rule.needs));
                plan.recipe.clone_from(&rule.recipe);
                plan.file.clone_from(&rule.file);
                found.clone_into(&mut plan.stem);
            }
            plan.order_only.extend(own(&rule.order_only));
        }
        if plan.as_ref().is_some_and(|plan| !plan.recipe.is_empty()) || self.phony.iter().any(|phony| phony == target) {
            return plan;
        }
        let mut best: Option<(usize, Plan)> = None;
        for rule in self.rules.iter().filter(|rule| rule.is_pattern() && !rule.recipe.is_empty()) {
            let Some(found) =
                rule.targets.iter().find_map(|pattern| stem(pattern, target)).filter(|found| !found.is_empty())
            else {
                continue;
            };
            let needs: Vec<String> = rule.needs.iter().map(|need| need.replacen('%', found, 1)).collect();
            let possible = |need: &String| {
                context.stat(need.as_bytes()).is_ok()
                    || self.rules.iter().any(|rule| !rule.is_pattern() && rule.targets.contains(need))
                    || self.chained(context, need, 0)
            };
            if needs.iter().all(possible) && best.as_ref().is_none_or(|(length, _)| found.len() < *length) {
                let order_only = rule.order_only.iter().map(|need| need.replacen('%', found, 1)).collect();
                best = Some((
                    found.len(),
                    Plan {
                        needs,
                        order_only,
                        recipe: rule.recipe.clone(),
                        file: rule.file.clone(),
                        stem: found.to_owned(),
                    },
                ));
            }
        }
        match (plan, best) {
            (Some(mut plan), Some((_, implicit))) => {
                plan.needs.splice(0..0, implicit.needs);
                Some(Plan { recipe: implicit.recipe, stem: implicit.stem, file: implicit.file, ..plan })
            }
            (plan, best) => plan.or(best.map(|(_, plan)| plan)),
        }
    }

    /// Could a chain of pattern rules make it?
    fn chained(&self, context: &Context, target: &str, depth: usize) -> bool {
        depth < 4
            && self.rules.iter().filter(|rule| rule.is_pattern()).any(|rule| {
                let found =
                    rule.targets.iter().filter(|pattern| *pattern != "%").find_map(|pattern| stem(pattern, target));
                found.is_some_and(|found| {
                    !found.is_empty()
                        && !rule.needs.is_empty()
                        && rule.needs.iter().all(|need| {
                            let need = need.replacen('%', found, 1);
                            need != target
                                && (context.stat(need.as_bytes()).is_ok() || self.chained(context, &need, depth + 1))
                        })
                })
            })
    }

    fn make<'a>(
        &'a mut self,
        context: &'a mut Context,
        run: &'a mut Run<'_>,
        target: &'a str,
        wanted_by: Option<&'a str>,
        depth: usize,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<Made, Quit>> + 'a>> {
        Box::pin(async move {
            context.tick(500).await;
            if depth > MAX_DEPTH {
                return Err(stop(context, "targets are nested too deeply"));
            }
            if let Some(made) = run.done.get(target) {
                return Ok(*made);
            }
            let modified = run.modified(context, target).await?;
            let Some(plan) = self.plan(context, target) else {
                if modified.is_some() || self.phony.iter().any(|phony| phony == target) {
                    run.done.insert(target.to_owned(), Made::Fresh);
                    return Ok(Made::Fresh);
                }
                let needed = wanted_by.map(|by| format!(", needed by '{by}'")).unwrap_or_default();
                context.stdout.flush().await?;
                if run.options.has("k") {
                    context.stderr(
                        format!("{}: *** No rule to make target '{target}'{needed}.\n", prefix(context)).as_bytes(),
                    );
                    run.done.insert(target.to_owned(), Made::Failed);
                    return Ok(Made::Failed);
                }
                return Err(stop(context, format_args!("No rule to make target '{target}'{needed}")));
            };
            run.open.push(target.to_owned());
            let is_phony = self.phony.iter().any(|phony| phony == target);
            let (mut failed, mut stale) = (false, modified.is_none() || is_phony || run.options.has("B"));
            let mut newer: Vec<String> = Vec::new();
            let mut needs: Vec<String> = Vec::new();
            for (at, need) in plan.needs.iter().chain(&plan.order_only).enumerate() {
                let ordered_only = at >= plan.needs.len();
                if run.open.contains(need) {
                    context.stdout.flush().await?;
                    context.stderr(
                        format!("{}: Circular {target} <- {need} dependency dropped.\n", prefix(context)).as_bytes(),
                    );
                    continue;
                }
                let made = self.make(context, run, need, Some(target), depth + 1).await?;
                if made == Made::Failed {
                    failed = true;
                    if !run.options.has("k") {
                        return Ok(Made::Failed);
                    }
                }
                if ordered_only {
                    continue;
                }
                needs.push(need.clone());
                let age = context.stat(need.as_bytes()).ok().map(|stat| stat.modified);
                let is_newer =
                    made == Made::Remade || age.is_none() || modified.is_none_or(|modified| age > Some(modified));
                if is_newer {
                    newer.push(need.clone());
                    stale = true;
                }
            }
            run.open.pop();
            let made = if failed {
                run.blocked.push(target.to_owned());
                Made::Failed
            } else if !stale {
                Made::Fresh
            } else if plan.recipe.is_empty() {
                if modified.is_none() { Made::Remade } else { Made::Fresh }
            } else {
                self.automatic(target, &needs, &newer, &plan.stem);
                if self.recipe(context, run, target, &plan).await? { Made::Remade } else { Made::Failed }
            };
            run.done.insert(target.to_owned(), made);
            Ok(made)
        })
    }

    /// `$@`, `$<`, `$^`, `$+`, `$?`, `$*`, and their folders and names.
    fn automatic(&mut self, target: &str, needs: &[String], newer: &[String], stem: &str) {
        let mut once: Vec<String> = Vec::new();
        for need in needs {
            if !once.contains(need) {
                once.push(need.clone());
            }
        }
        let folder = |word: &str| word.rsplit_once('/').map_or(".".to_owned(), |(folder, _)| folder.to_owned());
        let file = |word: &str| word.rsplit('/').next().unwrap_or(word).to_owned();
        let first = needs.first().cloned().unwrap_or_default();
        for (name, words) in [
            ("@", vec![target.to_owned()]),
            ("<", vec![first]),
            ("^", once),
            ("+", needs.to_vec()),
            ("?", newer.to_vec()),
            ("*", vec![stem.to_owned()]),
        ] {
            let mut put = |name: String, words: Vec<String>| {
                self.variables
                    .insert(name, Variable { value: words.join(" "), origin: Origin::Automatic, simple: true });
            };
            put(format!("{name}D"), words.iter().map(|word| folder(word)).collect());
            put(format!("{name}F"), words.iter().map(|word| file(word)).collect());
            put(name.to_owned(), words);
        }
    }

    /// Runs a recipe, line by line, each in its own shell; false when a line failed.
    async fn recipe(
        &mut self,
        context: &mut Context,
        run: &mut Run<'_>,
        target: &str,
        plan: &Plan,
    ) -> Result<bool, Quit> {
        let dry = run.options.has("n") || run.options.has("dry-run");
        let silent = run.options.has("s") || self.rules.iter().any(|rule| rule.targets == [".SILENT"]);
        // Lines are counted as the recipe has them, whatever is continued between them.
        let first = plan.recipe.first().map_or(0, |(_, number)| *number);
        for (at, (raw, _)) in plan.recipe.iter().enumerate() {
            let number = first + at;
            self.place = format!("{}:{number}", plan.file);
            let text = self.expand(context, raw, 0).await?;
            let mut line = text.trim_start();
            let (mut quiet, mut lenient, mut forced) = (silent, run.options.has("i"), raw.contains("$(MAKE)"));
            while let Some(mark) = line.chars().next().filter(|mark| "@-+ \t".contains(*mark)) {
                quiet |= mark == '@';
                lenient |= mark == '-';
                forced |= mark == '+';
                line = &line[1..];
            }
            if line.trim().is_empty() {
                continue;
            }
            run.busy = true;
            if !quiet || dry {
                context.stdout.put(format!("{line}\n").as_bytes());
            }
            if dry && !forced {
                continue;
            }
            context.stdout.flush().await?;
            let level = context
                .var("MAKELEVEL")
                .and_then(|level| std::str::from_utf8(level).ok()?.parse().ok())
                .unwrap_or(0_u32);
            let mut env: Env = (*context.env).clone();
            env.insert(b"MAKELEVEL".to_vec(), (level + 1).to_string().into_bytes());
            let overrides: Vec<String> = self
                .variables
                .iter()
                .filter(|(_, variable)| variable.origin == Origin::CommandLine)
                .map(|(name, _)| name.clone())
                .collect();
            for name in self.exported.clone().into_iter().chain(overrides) {
                let value = self.expand(context, &format!("$({name})"), 0).await?;
                env.insert(name.into_bytes(), value.into_bytes());
            }
            let shell = self.variables.get("SHELL").map_or("/bin/sh".to_owned(), |shell| shell.value.clone());
            let words = [shell.into_bytes(), b"-c".to_vec(), line.as_bytes().to_vec()];
            let Ok(pid) = context.start(context.child(&words).env(env)) else {
                return Err(stop(context, format_args!("{}: cannot start the shell", plan.file)));
            };
            let status = context.wait(pid).await.status();
            if status == 0 {
                continue;
            }
            let place = format!("[{}:{number}: {target}]", plan.file);
            let words = if status > 128 {
                format!("{place} signal {}", status - 128)
            } else {
                format!("{place} Error {status}")
            };
            if lenient {
                context.stderr(format!("{}: {words} (ignored)\n", prefix(context)).as_bytes());
                continue;
            }
            context.stderr(format!("{}: *** {words}\n", prefix(context)).as_bytes());
            if self.rules.iter().any(|rule| rule.targets == [".DELETE_ON_ERROR"]) {
                // Nothing may have been made yet.
                let _ = context.unlink(target.as_bytes());
            }
            return Ok(false);
        }
        Ok(true)
    }
}
