//! The whole course: chapters in the order of their folders, datasets, ids, links.

use super::context::{Context, Highlight};
use super::dataset;
use super::exercise::Attempt;
use super::fields::{Fields, Source};
use super::finding::{Finding, Findings};
use super::ids::{self, Ids};
use super::lesson::{self, ReadLesson};
use super::tree::Tree;
use super::{messages, placeholders};
use crate::model::{ChapterBundle, ChapterEntry, Dataset, Index, Lesson, Setup};
use std::collections::BTreeMap;

/// A course that was read: ready to be packed and played.
#[derive(Debug, Default)]
pub struct Course {
    /// The table of contents; the bundles' paths are still empty.
    pub index: Index,
    /// One a chapter, in the same order.
    pub chapters: Vec<ChapterBundle>,
    /// All datasets, by id.
    pub datasets: BTreeMap<String, Dataset>,
    /// What there is to play.
    pub trials: Vec<Trial>,
    /// The text that `ids.lock` should have.
    pub ids: String,
}

impl Course {
    /// Keeps only the trials of these chapters, lessons or exercises, by their ids.
    pub fn keep_trials(&mut self, ids: &[String]) {
        let chapters = &self.chapters;
        self.trials.retain(|trial| {
            let chapter = &chapters[trial.chapter];
            let lesson = &chapter.lessons[trial.lesson];
            [&chapter.id, &lesson.id, &lesson.exercises[trial.exercise].id].into_iter().any(|id| ids.contains(id))
        });
    }
}

/// An exercise with its known answers.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Index of its chapter.
    pub chapter: usize,
    /// Index of its lesson in the chapter.
    pub lesson: usize,
    /// Index of the exercise in the lesson.
    pub exercise: usize,
    /// `lesson.toml`, and the line where the exercise stands.
    pub place: (String, usize),
    /// Answers whose judgement is known.
    pub attempts: Vec<Attempt>,
}

/// Reads a course. The findings come sorted; without any the course is sound as far as reading can tell.
pub fn read(tree: &Tree, highlight: &dyn Highlight) -> (Course, Vec<Finding>) {
    let findings = Findings::default();
    let context = Context { tree, findings: &findings, highlight };
    let course = read_course(&context);
    strays(&context);
    (course, findings.into_sorted())
}

fn read_course(context: &Context) -> Course {
    let mut course = Course::default();
    let mut ids = Ids::new();
    if let Some(text) = context.tree.read("course.toml") {
        let source = Source { file: "course.toml", text, findings: context.findings };
        if let Some(table) = source.parse() {
            let fields = Fields::new(source, &table);
            course.index.id = fields.required("id").map(|at| at.value).unwrap_or_default();
            course.index.title = fields.localized("title");
            course.index.summary = fields.localized("summary");
            fields.finish();
        }
    } else {
        context.findings.add("course.toml", 0, "the file is missing", "add it, with id, title and summary");
    }
    for name in context.tree.folders("datasets") {
        if let Some(dataset) = dataset::read(context, name) {
            ids::add(context, &mut ids, "dataset", &dataset.id, &format!("datasets/{name}/dataset.toml"), 1);
            course.datasets.insert(dataset.id.clone(), dataset);
        }
    }
    let mut lessons: Vec<ReadLesson> = Vec::new();
    for folder in numbered(context, "") {
        chapter(context, &mut course, &mut ids, &mut lessons, folder);
    }
    links(context, &lessons);
    messages::lint(context);
    ids::compare(context, &ids);
    course.ids = ids::merged(context.tree.read(ids::FILE).unwrap_or_default(), &ids);
    course
}

fn chapter(
    context: &Context,
    course: &mut Course,
    ids: &mut Ids,
    lessons: &mut Vec<ReadLesson>,
    (number, name): (u32, String),
) {
    let file = format!("{name}/chapter.toml");
    let mut entry = ChapterEntry { number, ..ChapterEntry::default() };
    if let Some(text) = context.tree.read(&file) {
        let source = Source { file: &file, text, findings: context.findings };
        if let Some(table) = source.parse() {
            let fields = Fields::new(source, &table);
            if let Some(id) = fields.required("id") {
                ids::add(context, ids, "chapter", &id.value, &file, id.line);
                entry.id = id.value;
            }
            entry.title = fields.localized("title");
            entry.summary = fields.localized("summary");
            fields.finish();
        }
    } else {
        context.findings.add(
            &file,
            0,
            "the file is missing",
            "add it, with id, title and summary (`datelier new chapter` does)",
        );
    }
    let chapter = course.chapters.len();
    let mut bundle = ChapterBundle { id: entry.id.clone(), ..ChapterBundle::default() };
    for (number, folder) in numbered(context, &name) {
        let Some(read) = lesson::read(context, &folder, number) else { continue };
        let file = format!("{folder}/lesson.toml");
        ids::add(context, ids, "lesson", &read.entry.id, &file, 1);
        for (index, (exercise, attempts)) in read.lesson.exercises.iter().zip(&read.attempts).enumerate() {
            ids::add(context, ids, "exercise", &exercise.id, &file, read.lines[index]);
            placeholders::lint(context, &folder, &read.lesson, exercise);
            course.trials.push(Trial {
                chapter,
                lesson: bundle.lessons.len(),
                exercise: index,
                place: (file.clone(), read.lines[index]),
                attempts: attempts.clone(),
            });
        }
        entry.lessons.push(read.entry.clone());
        bundle.lessons.push(read.lesson.clone());
        lessons.push(read);
    }
    bundle.datasets = used(&bundle.lessons).iter().filter_map(|id| course.datasets.get(id).cloned()).collect();
    course.index.chapters.push(entry);
    course.chapters.push(bundle);
}

/// Folders called `NN-name`, with their numbers and paths, in order.
fn numbered(context: &Context, folder: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    for name in context.tree.folders(folder) {
        let Some(number) = name.split_once('-').and_then(|(number, _)| number.parse().ok()) else { continue };
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        if let Some((_, other)) = found.iter().find(|(other, _)| *other == number) {
            context.findings.add(
                &path,
                0,
                format!("{other} has the number {number} too"),
                "give one of the folders another number",
            );
        }
        found.push((number, path));
    }
    found.sort();
    found
}

/// The datasets that lessons use.
fn used(lessons: &[Lesson]) -> std::collections::BTreeSet<String> {
    let setups = lessons.iter().flat_map(|lesson| {
        lesson.exercises.iter().map(|exercise| &exercise.setup).chain(lesson.tries.values().map(|entry| &entry.setup))
    });
    let of = |setup: &Setup| {
        let csv = setup.csv.values().filter_map(|table| table.split_once('.').map(|(dataset, _)| dataset.to_owned()));
        setup.datasets.iter().cloned().chain(csv).collect::<Vec<_>>()
    };
    setups.flat_map(of).collect()
}

/// Links and `needs` lead somewhere.
fn links(context: &Context, lessons: &[ReadLesson]) {
    let find = |id: &str| lessons.iter().find(|lesson| lesson.entry.id == id);
    for lesson in lessons {
        for (file, link) in &lesson.links {
            let target = match &link.lesson {
                None => Some(lesson),
                Some(id) => find(id),
            };
            let Some(target) = target else {
                let id = link.lesson.as_deref().unwrap_or_default();
                context.findings.add(
                    file,
                    link.line,
                    format!("there is no lesson `{id}`"),
                    "correct the id after lesson:",
                );
                continue;
            };
            if let Some(anchor) = &link.anchor
                && !target.anchors.contains(anchor)
            {
                context.findings.add(
                    file,
                    link.line,
                    format!("the lesson `{}` has no heading `{anchor}`", target.entry.id),
                    "correct what stands after #",
                );
            }
        }
        for id in &lesson.entry.needs {
            if find(id).is_none() || *id == lesson.entry.id {
                context.findings.add(
                    &format!("{}/lesson.toml", lesson.folder),
                    lesson.needs_line,
                    format!("`needs` names `{id}`, which is no other lesson of the course"),
                    "correct the id, or take it out until the lesson is written",
                );
            }
        }
    }
}

/// Files that nothing names.
fn strays(context: &Context) {
    for path in context.tree.strays() {
        let name = path.rsplit('/').next().unwrap_or(path);
        let known = path.starts_with("ui/") && name.rsplit('.').next() == Some("ftl")
            // Golf holes, cheat sheet and the words of explanations come with the lab.
            || path.starts_with("golf/")
            || path.starts_with("vim/")
            || path.starts_with("shell/")
            || name.starts_with("README")
            || name == ".gitkeep";
        if !known {
            context.findings.add(
                path,
                0,
                "nothing names this file",
                "name it in lesson.toml or in the text, or remove it",
            );
        }
    }
}
