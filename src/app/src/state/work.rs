//! A learner's work as a draft keeps it.

use course::model::{Engine, Submission};
use serde::{Deserialize, Serialize};

/// What was handed in or may be: one shape for every engine, whose fields are empty where the engine has no use for them.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Work {
    engine: Engine,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    picks: Vec<usize>,
}

/// The draft of a submission.
pub(crate) fn write(submission: &Submission) -> String {
    let work = match submission.clone() {
        Submission::Sql { script } => Work { engine: Engine::Sql, text: script, ..Work::default() },
        Submission::Shell { lines } => Work { engine: Engine::Shell, lines, ..Work::default() },
        Submission::Vim { keys } => Work { engine: Engine::Vim, text: keys, ..Work::default() },
        Submission::Quiz { chosen } => Work { engine: Engine::Quiz, picks: chosen, ..Work::default() },
        Submission::Predict { answer } => Work { engine: Engine::Predict, text: answer, ..Work::default() },
        Submission::Order { items } => Work { engine: Engine::Order, picks: items, ..Work::default() },
    };
    // Plain data always has a JSON form.
    serde_json::to_string(&work).unwrap_or_default()
}

/// The submission of a draft; `None` where it is none.
pub(crate) fn read(draft: &str) -> Option<Submission> {
    let Work { engine, text, lines, picks } = serde_json::from_str(draft).ok()?;
    Some(match engine {
        Engine::Sql => Submission::Sql { script: text },
        Engine::Shell => Submission::Shell { lines },
        Engine::Vim => Submission::Vim { keys: text },
        Engine::Quiz => Submission::Quiz { chosen: picks },
        Engine::Predict => Submission::Predict { answer: text },
        Engine::Order => Submission::Order { items: picks },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_come_back() {
        for work in [
            Submission::Sql { script: "SELECT 1;\n".to_owned() },
            Submission::Shell { lines: vec!["ls".to_owned(), "cd é".to_owned()] },
            Submission::Vim { keys: "dw<Esc>".to_owned() },
            Submission::Quiz { chosen: vec![0, 2] },
            Submission::Predict { answer: "7".to_owned() },
            Submission::Order { items: vec![2, 0, 1] },
        ] {
            assert_eq!(read(&write(&work)), Some(work));
        }
        assert_eq!(read("?"), None);
    }
}
