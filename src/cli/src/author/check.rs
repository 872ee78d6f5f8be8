//! `datelier check`: reads the whole course, then plays every known answer.

use super::highlight::Engines;
use super::play;
use crate::failure::Failure;
use crate::{folder, paint};
use course::author::{Finding, IDS_FILE, read};
use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) fn run(args: &mut lexopt::Parser) -> Result<ExitCode, Failure> {
    let (mut root, mut write_ids, mut play_answers, mut show_words) = (PathBuf::from("content"), false, true, false);
    let mut only = Vec::new();
    while let Some(arg) = args.next()? {
        match arg {
            Long("write-ids") => write_ids = true,
            Long("no-run") => play_answers = false,
            Long("words") => show_words = true,
            Long("only") => only.push(args.value()?.string()?),
            Value(path) => root = path.into(),
            other => return Err(other.unexpected().into()),
        }
    }
    let (mut course, mut findings) = read(&folder::course(&root)?, &Engines);
    if write_ids {
        folder::write(&root.join(IDS_FILE), &course.ids)?;
        (course, findings) = read(&folder::course(&root)?, &Engines);
    }
    if !only.is_empty() {
        course.keep_trials(&only);
    }
    let mut played = 0;
    if play_answers {
        let report = play::all(&course);
        played = report.played;
        findings.extend(report.findings);
        if show_words {
            for (file, words) in report.words {
                println!("{}\n    {words}", paint::bold(&file));
            }
        }
    }
    for finding in &findings {
        print(&root, finding);
    }
    let lessons: usize = course.chapters.iter().map(|chapter| chapter.lessons.len()).sum();
    let exercises = course.trials.len();
    let summary =
        format!("{lessons} lessons, {exercises} exercises, {played} answers played, {} findings", findings.len());
    if findings.is_empty() {
        println!("{}", paint::green(&summary));
        Ok(ExitCode::SUCCESS)
    } else {
        println!("{}", paint::red(&summary));
        Ok(ExitCode::FAILURE)
    }
}

fn print(root: &std::path::Path, finding: &Finding) {
    let place = format!("{}:{}", root.join(&finding.file).display(), finding.line.max(1));
    println!("{}: {}\n    fix: {}", paint::bold(&place), finding.what, finding.fix);
}
