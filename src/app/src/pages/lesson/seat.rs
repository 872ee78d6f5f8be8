//! What can be put on the workbench: an exercise, or a runnable block of the text.

use super::Material;
use crate::state::content::{Block, BlockKind};
use crate::widgets::engine::Run;
use course::model::Engine;
use yew::prelude::*;

/// What lies on the workbench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    Exercise(String),
    Try(String),
}

impl Seat {
    /// Its id in the lesson.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Exercise(id) | Self::Try(id) => id,
        }
    }
}

/// Puts something on the workbench, perhaps with code to run at once.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sit {
    pub(super) seat: Option<Seat>,
    pub(super) code: Option<AttrValue>,
}

/// The workbench as the text sees it.
#[derive(Clone, PartialEq)]
pub(super) struct BenchState {
    /// What lies on it.
    pub(super) seat: Option<Seat>,
    /// Code to run there.
    pub(super) run: Run,
    /// Whether it stands beside the text.
    pub(super) beside: bool,
    pub(super) sit: Callback<Sit>,
}

/// Whether an exercise needs a workbench.
pub(super) fn needs_bench(engine: Engine) -> bool {
    matches!(engine, Engine::Sql | Engine::Shell | Engine::Vim)
}

/// Everything in the lesson that can lie on the workbench, in the order of the text.
pub(super) fn seats(material: &Material) -> Vec<Seat> {
    let text = material.text();
    let mut found = Vec::new();
    for block in &text.blocks {
        collect(block, material, &mut found);
    }
    found
}

fn collect(block: &Block, material: &Material, found: &mut Vec<Seat>) {
    match block.kind {
        BlockKind::Try => found.push(Seat::Try(block.id.clone())),
        BlockKind::Exercise => {
            let id = &block.id;
            if material.assignment(id).is_some_and(|assignment| needs_bench(assignment.exercise.task.engine)) {
                found.push(Seat::Exercise(id.clone()));
            }
            for inner in material.text().exercises.get(id).into_iter().flat_map(|text| &text.statement) {
                if inner.kind != BlockKind::Exercise {
                    collect(inner, material, found);
                }
            }
        }
        BlockKind::Html | BlockKind::Heading | BlockKind::Diagram => {}
    }
}

/// A runnable block of the text, found by id.
pub(super) fn try_block<'a>(material: &'a Material, wanted: &str) -> Option<&'a str> {
    let text = material.text();
    let statements = text.exercises.values().flat_map(|exercise| &exercise.statement);
    let mut blocks = text.blocks.iter().chain(statements);
    blocks.find(|block| block.kind == BlockKind::Try && block.id == wanted).map(|block| block.code.as_str())
}
