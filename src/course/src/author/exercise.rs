//! `[[exercise]]` and `[[quiz]]`: what is to be done, and the answers that `datelier check` plays.

use super::check::{self, word};
use super::context::Context;
use super::fields::Fields;
use super::setup;
use super::text::Declared;
use crate::model::{
    CheckKind, ColumnNames, Engine, Exercise, Order, Predict, Quiz, RowOrder, Setup, ShellTask, SqlTask, Submission,
    Task, VimTask,
};

/// An answer whose judgement is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Where it comes from: a file of the lesson, or `lesson.toml`.
    pub file: String,
    /// What is handed in.
    pub submission: Submission,
    /// What has to come back.
    pub expect: Expect,
}

/// What a known answer has to come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expect {
    /// it passes
    Pass,
    /// it fails, whoever speaks
    Fail,
    /// it fails, and this check speaks
    Speaks(String),
    /// the engine refuses it, with this code (any, if empty), and no check has more to say
    Refused(String),
}

/// An exercise as `lesson.toml` has it.
#[derive(Debug)]
pub(crate) struct ReadExercise {
    pub(crate) exercise: Exercise,
    pub(crate) declared: Declared,
    pub(crate) attempts: Vec<Attempt>,
}

/// Reads an `[[exercise]]`.
pub(crate) fn read(context: &Context, folder: &str, fields: &Fields, lesson: &Setup) -> Option<ReadExercise> {
    let id = fields.required("id")?;
    let engine = word(
        fields,
        "engine",
        &[
            ("sql", Engine::Sql),
            ("shell", Engine::Shell),
            ("vim", Engine::Vim),
            ("predict", Engine::Predict),
            ("order", Engine::Order),
        ],
    );
    let Some(engine) = engine else {
        fields.required("engine");
        return None;
    };
    let points = fields.number("points").map_or(1, |at| at.value);
    let setup = setup::read(context, folder, fields, Some(lesson));
    let hidden = setup::hidden(context, folder, fields, engine);
    let mut answers = Answers { context, folder, fields, engine, attempts: Vec::new() };
    let checks: Vec<_> =
        fields.tables("check").iter().filter_map(|check| check::read(context, folder, check, engine)).collect();
    let task = match engine {
        Engine::Sql => {
            let (start, solution) = answers.code(&id.value, id.line)?;
            Task::Sql(SqlTask {
                start,
                solution,
                order: word(
                    fields,
                    "order",
                    &[("none", RowOrder::None), ("ties", RowOrder::Ties), ("total", RowOrder::Total)],
                )
                .unwrap_or_default(),
                by: fields.texts("by").into_iter().map(|at| at.value).collect(),
                columns: word(fields, "columns", &[("names", ColumnNames::Names), ("any", ColumnNames::Any)])
                    .unwrap_or_default(),
            })
        }
        Engine::Shell => {
            let (start, solution) = answers.code(&id.value, id.line)?;
            Task::Shell(ShellTask { start, solution })
        }
        Engine::Vim => {
            let (_, solution) = answers.code(&id.value, id.line)?;
            let par = fields.number("par").map_or_else(|| count_keys(&solution), |at| at.value);
            Task::Vim(VimTask { solution: one_line(&solution), goal: String::new(), par })
        }
        Engine::Predict => Task::Predict(answers.predict()?),
        Engine::Order => Task::Order(Order { also: also(fields), ..Order::default() }),
        Engine::Quiz => return None,
    };
    if let Task::Sql(sql) = &task
        && (sql.order == RowOrder::Ties) == sql.by.is_empty()
    {
        fields.source.add(
            fields.line,
            "`order = \"ties\"` and `by` go together",
            "write order = \"ties\" and by = [\"the columns that the rows are ordered by\"]",
        );
    }
    if engine == Engine::Vim && setup.vim.is_none() {
        fields.source.add(fields.line, "`text` is missing", "add `text = \"a-file.txt\"`: what is open in vim");
    }
    if matches!(engine, Engine::Sql | Engine::Shell | Engine::Vim) {
        if !checks.iter().any(crate::model::Check::decides) {
            fields.source.add(
                fields.line,
                format!("no check of `{}` decides", id.value),
                format!(
                    "add a check of kind `{}` that has no recognising key",
                    match engine {
                        Engine::Sql => "sql-result",
                        Engine::Shell => "shell-output` or `shell-state",
                        _ => "vim-buffer",
                    }
                ),
            );
        }
        answers.listed(&checks.iter().map(|check| check.id.as_str()).collect::<Vec<_>>());
    }
    for (index, check) in checks.iter().enumerate() {
        if checks[..index].iter().any(|other| other.id == check.id) {
            fields.source.add(
                fields.line,
                format!("two checks are called `{}`", check.id),
                "give one of them another id",
            );
        }
        let silent = matches!(check.kind, CheckKind::VimKeys { max: None });
        let speaks = answers.attempts.iter().any(|attempt| attempt.expect == Expect::Speaks(check.id.clone()));
        if !silent && !speaks {
            fields.source.add(
                fields.line,
                format!("no wrong answer makes the check `{}` of `{}` speak", check.id, id.value),
                format!("add a file {}.wrong-….{} and name it in `wrong`", id.value, engine.extension()),
            );
        }
    }
    fields.finish();
    let silent = |check: &&crate::model::Check| !matches!(check.kind, CheckKind::VimKeys { max: None });
    let declared = Declared {
        id: id.value.clone(),
        engine,
        checks: checks.iter().filter(silent).map(|check| check.id.clone()).collect(),
        line: id.line,
    };
    let exercise = Exercise { id: id.value, points, setup, hidden, task, checks };
    Some(ReadExercise { exercise, declared, attempts: answers.attempts })
}

/// Reads a `[[quiz]]`. What is right stands in the Markdown.
pub(crate) fn read_quiz(fields: &Fields) -> Option<ReadExercise> {
    let id = fields.required("id")?;
    fields.required("kind");
    let multiple = word(fields, "kind", &[("single", false), ("multiple", true)])?;
    let points = fields.number("points").map_or(1, |at| at.value);
    let shuffle = fields.flag("shuffle").unwrap_or(true);
    fields.finish();
    let task = Task::Quiz(Quiz { multiple, correct: Vec::new(), shuffle });
    let declared = Declared { id: id.value.clone(), engine: Engine::Quiz, checks: Vec::new(), line: id.line };
    let exercise =
        Exercise { id: id.value, points, setup: Setup::default(), hidden: Vec::new(), task, checks: Vec::new() };
    Some(ReadExercise { exercise, declared, attempts: Vec::new() })
}

struct Answers<'a> {
    context: &'a Context<'a>,
    folder: &'a str,
    fields: &'a Fields<'a>,
    engine: Engine,
    attempts: Vec<Attempt>,
}

impl Answers<'_> {
    fn attempt(&mut self, name: &str, text: &str, expect: Expect) {
        let submission = match self.engine {
            Engine::Shell => Submission::Shell { lines: vec![text.to_owned()] },
            Engine::Vim => Submission::Vim { keys: one_line(text) },
            _ => Submission::Sql { script: text.to_owned() },
        };
        self.attempts.push(Attempt { file: format!("{}/{name}", self.folder), submission, expect });
    }

    /// Start and solution, from the files that are called so.
    fn code(&mut self, id: &str, line: usize) -> Option<(String, String)> {
        let extension = self.engine.extension();
        let name = format!("{id}.solution.{extension}");
        let solution = setup::file(self.context, self.folder, self.fields, &name, line)?.to_owned();
        self.attempt(&name, &solution, Expect::Pass);
        let name = format!("{id}.start.{extension}");
        let start = match self.context.tree.read(&format!("{}/{name}", self.folder)) {
            Some(start) => start.to_owned(),
            None => String::new(),
        };
        self.attempt(&name, &start, Expect::Fail);
        Some((start, solution))
    }

    /// `answers` and `wrong`.
    fn listed(&mut self, checks: &[&str]) {
        for name in self.fields.texts("answers") {
            if let Some(text) = setup::file(self.context, self.folder, self.fields, &name.value, name.line) {
                self.attempt(&name.value, text, Expect::Pass);
            }
        }
        for (name, speaks) in self.fields.map("wrong") {
            let expect = match speaks.value.split_once(':') {
                Some(("error", code)) => Expect::Refused(code.to_owned()),
                None if speaks.value == "error" => Expect::Refused(String::new()),
                _ => Expect::Speaks(speaks.value.clone()),
            };
            if matches!(expect, Expect::Speaks(_)) && !checks.contains(&speaks.value.as_str()) {
                self.fields.source.add(
                    speaks.line,
                    format!("there is no check `{}`", speaks.value),
                    format!("choose one of: {}, error, error:CODE", checks.join(", ")),
                );
                continue;
            }
            if let Some(text) = setup::file(self.context, self.folder, self.fields, &name, speaks.line) {
                self.attempt(&name, text, expect);
            }
        }
    }

    fn predict(&mut self) -> Option<Predict> {
        let of = self.fields.required("of")?;
        let code = setup::file(self.context, self.folder, self.fields, &of.value, of.line)?.to_owned();
        let runs = if of.value.rsplit('.').next() == Some("sh") { Engine::Shell } else { Engine::Sql };
        let accept: Vec<String> = self.fields.texts("accept").into_iter().map(|at| at.value).collect();
        if accept.is_empty() {
            self.fields.source.add(self.fields.line, "`accept` is missing", "add `accept = [\"the right answer\"]`");
        }
        Some(Predict { runs, code, accept, foreseen: Vec::new() })
    }
}

fn also(fields: &Fields) -> Vec<Vec<usize>> {
    let lists = fields.number_lists("also");
    lists.into_iter().map(|list| list.into_iter().map(|index| index as usize).collect()).collect()
}

/// Keys may be spread over several lines of a file: the line breaks are no keys.
fn one_line(keys: &str) -> String {
    keys.lines().collect()
}

/// How many keys a notation such as `dw<Esc>` has.
fn count_keys(keys: &str) -> u32 {
    let keys = one_line(keys);
    let mut rest = keys.as_str();
    let mut count = 0;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|inner| inner.find('>')).filter(|end| *end > 0);
        rest = &rest[named.map_or(first.len_utf8(), |end| end + 2)..];
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_counted_by_their_names() {
        assert_eq!(super::count_keys("dwi<Esc>\n<C-r>:s/é/e<CR>"), 12);
        assert_eq!(super::count_keys("<<"), 2);
    }
}
