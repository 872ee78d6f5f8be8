//! One lesson's folder: `lesson.toml`, `fr.md`, `en.md` and the files they name.

use super::context::Context;
use super::exercise::{self, Attempt, Expect, ReadExercise};
use super::fields::{Fields, Source};
use super::markdown::html::Link;
use super::setup;
use super::text::{self, Declared, Read};
use crate::model::{Engine, ExerciseEntry, Lesson, LessonEntry, Localized, Submission, Task, Try, VimSetup};
use base::Locale;
use std::collections::{BTreeMap, BTreeSet};

/// A lesson that was read.
#[derive(Debug)]
pub(crate) struct ReadLesson {
    pub(crate) folder: String,
    pub(crate) entry: LessonEntry,
    pub(crate) lesson: Lesson,
    /// The known answers of each exercise, in the same order.
    pub(crate) attempts: Vec<Vec<Attempt>>,
    /// The line of `lesson.toml` where each exercise stands.
    pub(crate) lines: Vec<usize>,
    pub(crate) links: Vec<(String, Link)>,
    pub(crate) anchors: BTreeSet<String>,
    /// Lines of `needs`.
    pub(crate) needs_line: usize,
}

/// Reads the lesson in `folder`.
pub(crate) fn read(context: &Context, folder: &str, number: u32) -> Option<ReadLesson> {
    let file = format!("{folder}/lesson.toml");
    let Some(text) = context.tree.read(&file) else {
        context.findings.add(
            &file,
            0,
            "the file is missing",
            "add it, or remove the folder (`datelier new lesson` makes one)",
        );
        return None;
    };
    let source = Source { file: &file, text, findings: context.findings };
    let table = source.parse()?;
    let fields = Fields::new(source, &table);
    let id = fields.required("id")?;
    let minutes = fields.number("minutes");
    if minutes.is_none() {
        source.add(1, "`minutes` is missing", "add `minutes = 20`: how long a learner needs");
    }
    let needs = fields.texts("needs");
    let topics = fields.texts("topics").into_iter().map(|at| at.value).collect();
    let lesson_setup = setup::read(context, folder, &fields, None);

    let mut tries: BTreeMap<String, Try> = BTreeMap::new();
    for fields in fields.tables("try") {
        let engine = super::check::word(
            &fields,
            "engine",
            &[("sql", Engine::Sql), ("shell", Engine::Shell), ("vim", Engine::Vim)],
        );
        let (Some(id), Some(engine)) = (fields.required("id"), engine) else {
            fields.required("engine");
            continue;
        };
        let setup = setup::read(context, folder, &fields, Some(&lesson_setup));
        fields.finish();
        if tries.insert(id.value.clone(), Try { engine, setup }).is_some() {
            source.add(id.line, format!("two [[try]] are called `{}`", id.value), "give one of them another id");
        }
    }
    let mut exercises: Vec<ReadExercise> = Vec::new();
    exercises.extend(
        fields.tables("exercise").iter().filter_map(|fields| exercise::read(context, folder, fields, &lesson_setup)),
    );
    exercises.extend(fields.tables("quiz").iter().filter_map(exercise::read_quiz));
    fields.finish();

    let declared: Vec<Declared> = exercises.iter().map(|read| read.declared.clone()).collect();
    let engines: BTreeMap<String, Engine> = tries.iter().map(|(id, entry)| (id.clone(), entry.engine)).collect();
    let read = |locale| text::read(context, folder, locale, &id.value, &declared, &engines);
    let (fr, en) = (read(Locale::Fr), read(Locale::En));
    compare(context, folder, &fr, &en, &engines);
    for (id, entry) in &mut tries {
        if let (Engine::Vim, Some(code)) = (entry.engine, fr.tries.get(id)) {
            entry.setup.vim = Some(VimSetup { name: "notes.txt".to_owned(), text: code.clone(), cursor: (1, 1) });
        }
    }

    exercises.sort_by_key(|read| fr.exercises.iter().position(|id| *id == read.exercise.id));
    for read in &mut exercises {
        complete(context, folder, read, &fr, &en);
    }
    let entries = exercises
        .iter()
        .map(|read| ExerciseEntry {
            id: read.exercise.id.clone(),
            engine: read.exercise.engine(),
            points: read.exercise.points,
            title: title(&fr, &en, &read.exercise.id),
        })
        .collect();
    let links = [(Locale::Fr, &fr), (Locale::En, &en)]
        .into_iter()
        .flat_map(|(locale, read)| {
            read.links.iter().map(move |link| (format!("{folder}/{}.md", locale.tag()), link.clone()))
        })
        .collect();
    let entry = LessonEntry {
        id: id.value.clone(),
        number,
        title: Localized { fr: fr.text.title.clone(), en: en.text.title.clone() },
        minutes: minutes.map_or(0, |at| at.value),
        topics,
        needs: needs.iter().map(|at| at.value.clone()).collect(),
        exercises: entries,
    };
    let lines = exercises.iter().map(|read| read.declared.line).collect();
    let (exercises, attempts) = exercises.into_iter().map(|read| (read.exercise, read.attempts)).unzip();
    Some(ReadLesson {
        folder: folder.to_owned(),
        entry,
        attempts,
        lines,
        links,
        anchors: fr.anchors.union(&en.anchors).cloned().collect(),
        needs_line: needs.first().map_or(1, |at| at.line),
        lesson: Lesson { id: id.value, tries, exercises, text: Localized { fr: fr.text, en: en.text } },
    })
}

fn title(fr: &Read, en: &Read, id: &str) -> Localized<String> {
    let title = |read: &Read| read.text.exercises.get(id).map(|text| text.title.clone()).unwrap_or_default();
    Localized { fr: title(fr), en: title(en) }
}

/// Both languages have the same headings, ids, blocks and lists in the same order.
fn compare(context: &Context, folder: &str, fr: &Read, en: &Read, engines: &BTreeMap<String, Engine>) {
    let file = |locale: Locale| format!("{folder}/{}.md", locale.tag());
    for (index, (line, what)) in fr.outline.iter().enumerate() {
        match en.outline.get(index) {
            Some((_, other)) if other == what => {}
            Some((other_line, other)) => {
                return context.findings.add(
                    &file(Locale::En),
                    *other_line,
                    format!("here is {other}, but fr.md has {what} (line {line})"),
                    "give both languages the same structure",
                );
            }
            None => {
                return context.findings.add(
                    &file(Locale::En),
                    0,
                    format!("{what} of fr.md (line {line}) is missing"),
                    "give both languages the same structure",
                );
            }
        }
    }
    if let Some((line, what)) = en.outline.get(fr.outline.len()) {
        context.findings.add(
            &file(Locale::Fr),
            0,
            format!("{what} of en.md (line {line}) is missing"),
            "give both languages the same structure",
        );
    }
    for (id, code) in &fr.tries {
        // A text to open in vim is prose: each language has its own.
        if engines.get(id) == Some(&Engine::Vim) {
            continue;
        }
        if en.tries.get(id).is_some_and(|other| without_comments(other) != without_comments(code)) {
            context.findings.add(
                &file(Locale::En),
                0,
                format!("the block try={id} is not the code of fr.md"),
                "make it the same; only comments may differ",
            );
        }
    }
}

fn without_comments(code: &str) -> Vec<&str> {
    code.lines()
        .map(|line| line.split_once("--").or_else(|| line.split_once("# ")).map_or(line, |(code, _)| code).trim())
        .filter(|line| !line.is_empty())
        .collect()
}

/// Fills in what only the Markdown knows, and the known answers that follow from it.
fn complete(context: &Context, folder: &str, read: &mut ReadExercise, fr: &Read, en: &Read) {
    let id = read.exercise.id.clone();
    let file = format!("{folder}/lesson.toml");
    let finding = |what: String, fix: &str| context.findings.add(&file, read.declared.line, what, fix);
    let mut attempt = |submission: Submission, expect: Expect| {
        read.attempts.push(Attempt { file: file.clone(), submission, expect });
    };
    match &mut read.exercise.task {
        Task::Quiz(quiz) => {
            quiz.correct = fr.ticked.get(&id).cloned().unwrap_or_default();
            if en.ticked.get(&id).is_some_and(|other| *other != quiz.correct) {
                finding(
                    format!("fr.md and en.md tick other options of `{id}`"),
                    "put the options in the same order and tick the same",
                );
            }
            let right: Vec<usize> =
                quiz.correct.iter().enumerate().filter(|(_, right)| **right).map(|(index, _)| index).collect();
            if right.is_empty() || (!quiz.multiple && right.len() > 1) {
                finding(
                    format!("`{id}` has {} right options", right.len()),
                    "tick one option with [x]; several only with kind = \"multiple\"",
                );
            }
            for option in 0..quiz.correct.len() {
                let alone = vec![option];
                attempt(
                    Submission::Quiz { chosen: alone.clone() },
                    if alone == right { Expect::Pass } else { Expect::Fail },
                );
            }
            attempt(Submission::Quiz { chosen: Vec::new() }, Expect::Fail);
            if right.len() > 1 {
                attempt(Submission::Quiz { chosen: right }, Expect::Pass);
            }
        }
        Task::Predict(predict) => {
            for answer in &predict.accept {
                attempt(Submission::Predict { answer: answer.clone() }, Expect::Pass);
            }
            attempt(Submission::Predict { answer: String::new() }, Expect::Fail);
            let words = |read: &Read| read.text.exercises.get(&id).map(|text| text.words.clone()).unwrap_or_default();
            let (fr, en) = (words(fr), words(en));
            predict.foreseen = fr.keys().cloned().collect();
            if let Some(answer) = predict.accept.first()
                && !fr.contains_key(answer)
            {
                finding(
                    format!("the right answer `{answer}` of `{id}` has no words"),
                    "add an item that says why it is right: `answer`: \u{2026}",
                );
            }
            for answer in fr.keys() {
                if !en.contains_key(answer) {
                    finding(
                        format!("`{id}` foresees the answer `{answer}` in French only"),
                        "foresee the same answers in both languages",
                    );
                }
                if !predict.accept.contains(answer) {
                    attempt(Submission::Predict { answer: answer.clone() }, Expect::Speaks(answer.clone()));
                }
            }
        }
        Task::Order(order) => {
            (order.count, order.decoys) = fr.ordered.get(&id).copied().unwrap_or_default();
            let right: Vec<usize> = (0..order.count).collect();
            for also in &order.also {
                let mut sorted = also.clone();
                sorted.sort_unstable();
                if sorted != right {
                    finding(
                        format!("`also` of `{id}` is no order of the same lines"),
                        "write the numbers of the lines, from 0, each once",
                    );
                }
                attempt(Submission::Order { items: also.clone() }, Expect::Pass);
            }
            attempt(Submission::Order { items: right.iter().rev().copied().collect() }, Expect::Fail);
            attempt(Submission::Order { items: Vec::new() }, Expect::Fail);
            attempt(Submission::Order { items: right }, Expect::Pass);
        }
        Task::Sql(_) | Task::Shell(_) | Task::Vim(_) => {}
    }
}
