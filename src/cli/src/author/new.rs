//! `datelier new`: a chapter, a lesson or a dataset that passes every check, ready to be changed.

use super::highlight::Engines;
use crate::failure::Failure;
use crate::folder;
use course::author::{IDS_FILE, read};
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The files of a new thing: their names and their texts, `@ID@` standing for its id.
type Template = &'static [(&'static str, &'static str)];

const COURSE: Template = &[("course.toml", include_str!("../../templates/course.toml"))];
const CHAPTER: Template = &[("chapter.toml", include_str!("../../templates/chapter.toml"))];
const DATASET: Template = &[
    ("dataset.toml", include_str!("../../templates/dataset.toml")),
    ("schema.sql", include_str!("../../templates/schema.sql")),
];
const LESSON: Template = &[
    ("lesson.toml", include_str!("../../templates/lesson.toml")),
    ("fr.md", include_str!("../../templates/fr.md")),
    ("en.md", include_str!("../../templates/en.md")),
    ("@ID@-seuil.setup.sql", include_str!("../../templates/seuil.setup.sql")),
    ("@ID@-seuil.hidden-1.sql", include_str!("../../templates/seuil.hidden-1.sql")),
    ("@ID@-seuil.solution.sql", include_str!("../../templates/seuil.solution.sql")),
    ("@ID@-seuil.ok-not.sql", include_str!("../../templates/seuil.ok-not.sql")),
    ("@ID@-seuil.wrong-equal.sql", include_str!("../../templates/seuil.wrong-equal.sql")),
    ("@ID@-seuil.wrong-all.sql", include_str!("../../templates/seuil.wrong-all.sql")),
];

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut root, mut words) = (PathBuf::from("content"), Vec::new());
    while let Some(arg) = args.next()? {
        match arg {
            Long("dir") => root = args.value()?.into(),
            Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let [kind, name] = words.as_slice() else { return Err(Failure::usage("new needs a kind and a name")) };
    if !root.join("course.toml").exists() {
        make(&root, "course", COURSE)?;
    }
    match kind.as_str() {
        "chapter" => make(&root.join(name), id_of(name)?, CHAPTER)?,
        "lesson" => {
            let Some((chapter, lesson)) = name.split_once('/') else {
                return Err(Failure::usage("a lesson is named 02-chapter/01-name"));
            };
            if !root.join(chapter).join("chapter.toml").exists() {
                make(&root.join(chapter), id_of(chapter)?, CHAPTER)?;
            }
            make(&root.join(name), id_of(lesson)?, LESSON)?;
        }
        "dataset" => make(&root.join("datasets").join(name), sound(name)?, DATASET)?,
        other => return Err(Failure::usage(format!("there is no kind {other}: chapter, lesson or dataset"))),
    }
    let (course, _) = read(&folder::course(&root)?, &Engines);
    folder::write(&root.join(IDS_FILE), &course.ids)?;
    println!("{}: {kind} made; now `datelier check {}`", root.join(name).display(), root.display());
    Ok(ExitCode::SUCCESS)
}

fn make(folder: &Path, id: &str, template: Template) -> Result<(), Failure> {
    for (name, text) in template {
        let path = folder.join(name.replace("@ID@", id));
        if path.exists() {
            return Err(Failure::new(format!("{} is there already", path.display())));
        }
        folder::write(&path, &text.replace("@ID@", id))?;
    }
    Ok(())
}

/// The id in `NN-name`.
fn id_of(name: &str) -> Result<&str, Failure> {
    match name.split_once('-') {
        Some((number, id)) if number.parse::<u32>().is_ok() => sound(id),
        _ => Err(Failure::usage(format!("{name} should be a number, a hyphen and a name: 03-filter"))),
    }
}

fn sound(id: &str) -> Result<&str, Failure> {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !id.is_empty() && id.bytes().all(allowed) && !id.starts_with('-') && !id.ends_with('-') {
        Ok(id)
    } else {
        Err(Failure::usage(format!("{id} is no id: lower-case letters, digits and hyphens")))
    }
}
