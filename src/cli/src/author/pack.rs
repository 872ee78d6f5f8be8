//! `datelier pack`: what the page loads, as JSON. Names of bundles hold a hash of their content, so that they can be kept
//! for ever by whoever serves them.

use super::highlight::Engines;
use crate::failure::Failure;
use crate::folder;
use base::Locale;
use course::author::{Course, read};
use course::model::{Engine, Task};
use lexopt::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut root, mut out) = (PathBuf::from("content"), None);
    while let Some(arg) = args.next()? {
        match arg {
            Long("out") => out = Some(PathBuf::from(args.value()?)),
            Value(path) => root = path.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    let out = out.ok_or_else(|| Failure::usage("pack needs --out FOLDER"))?;
    let (mut course, findings) = read(&folder::course(&root)?, &Engines);
    if let Some(first) = findings.first() {
        eprintln!("{}/{first}", root.display());
        eprintln!("datelier: {} findings, packed all the same; `datelier check` names them all", findings.len());
    }
    goals(&mut course)?;
    let written = write(&mut course, &out)? + words(&root.join("ui"), &out)? + manual(&out)?;
    println!("{} chapters, {} KB in {}", course.chapters.len(), written.div_ceil(1024), out.display());
    Ok(ExitCode::SUCCESS)
}

/// Fills in the texts that vim exercises lead to: only the engine knows them.
fn goals(course: &mut Course) -> Result<(), Failure> {
    for lesson in course.chapters.iter_mut().flat_map(|chapter| &mut chapter.lessons) {
        for exercise in &mut lesson.exercises {
            if exercise.engine() != Engine::Vim {
                continue;
            }
            let reached = match &exercise.task {
                Task::Vim(task) => grade::goal(exercise, task),
                _ => continue,
            };
            let reached = reached.map_err(|diagnostic| Failure::new(format!("{}: {}", exercise.id, diagnostic.id)))?;
            if let Task::Vim(task) = &mut exercise.task {
                task.goal = reached;
            }
        }
    }
    Ok(())
}

/// Writes the bundles and the index; gives the bytes written.
fn write(course: &mut Course, out: &Path) -> Result<usize, Failure> {
    fs::create_dir_all(out).map_err(|error| Failure::file(out, &error))?;
    let json = |error: serde_json::Error| Failure::new(error.to_string());
    let mut bytes = 0;
    let mut names = Vec::new();
    for (entry, bundle) in course.index.chapters.iter_mut().zip(&course.chapters) {
        let text = serde_json::to_string(bundle).map_err(json)?;
        entry.bundle = format!("chapter-{}.{:016x}.json", bundle.id, hash(&text));
        folder::write(&out.join(&entry.bundle), &text)?;
        bytes += text.len();
        names.push(entry.bundle.clone());
    }
    let text = serde_json::to_string(&course.index).map_err(json)?;
    folder::write(&out.join("index.json"), &text)?;
    // Bundles of an earlier state of the course.
    for entry in fs::read_dir(out).map_err(|error| Failure::file(out, &error))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("chapter-") && !names.contains(&name) {
            fs::remove_file(entry.path()).map_err(|error| Failure::file(entry.path(), &error))?;
        }
    }
    Ok(bytes + text.len())
}

/// Writes the page's own words, all files of a language in one, without comments; gives the bytes written.
fn words(ui: &Path, out: &Path) -> Result<usize, Failure> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(ui).map_err(|error| Failure::file(ui, &error))?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut bytes = 0;
    for locale in Locale::ALL {
        let (whole, part) = (format!("{}.ftl", locale.tag()), format!(".{}.ftl", locale.tag()));
        let mut packed = String::new();
        for path in &paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name == whole || name.ends_with(&part) {
                let text = fs::read_to_string(path).map_err(|error| Failure::file(path, &error))?;
                for line in text.lines().filter(|line| !line.starts_with('#')) {
                    packed.push_str(line);
                    packed.push('\n');
                }
            }
        }
        folder::write(&out.join(format!("words.{}.ftl", locale.tag())), &packed)?;
        bytes += packed.len();
    }
    Ok(bytes)
}

/// Writes the man pages that the page hands to its machines; gives the bytes written.
fn manual(out: &Path) -> Result<usize, Failure> {
    let text = lab::manual::packed();
    folder::write(&out.join("manual.md"), &text)?;
    Ok(text.len())
}

/// FNV-1a, 64 bits: tells one state of a bundle from another; no adversary here.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
