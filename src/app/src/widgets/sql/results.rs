//! What came of each statement.

use super::Answer;
use super::grid::Grid;
use crate::state::lab::Lab;
use crate::words::Words;
use base::{Arg, Diagnostic};
use lab::protocol::Outcome;
use std::rc::Rc;
use yew::prelude::*;

/// All outcomes, in order.
pub(super) fn results(words: &Words, answer: &Answer, lab: &Lab) -> Html {
    let outcomes = answer.outcomes.iter().enumerate().map(|(at, outcome)| {
        let total = answer.totals.get(at).copied().unwrap_or(0);
        html! { <div key={at} class="sql-outcome">{ show(words, outcome, total, &answer.script, (lab, at)) }</div> }
    });
    html! {
        <div class="sql-answer" key={answer.number}>
            { for outcomes }
            <p class="sql-time">{ words.with("sql-time", &[("millis", Arg::Number(answer.millis.round() as i64))]) }</p>
        </div>
    }
}

fn show(words: &Words, outcome: &Outcome, total: usize, script: &str, (lab, at): (&Lab, usize)) -> Html {
    match outcome {
        Outcome::Rows(table) => html! { <Grid table={Rc::new(table.clone())} {total} lab={lab.clone()} {at} /> },
        Outcome::Affected { tag, count } => {
            // A statement that touches no rows by its nature says nothing of them.
            let rows = *count > 0 || ["INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "SELECT"].contains(&tag.as_str());
            let rows = rows.then(|| words.with("sql-affected", &[("count", Arg::Number(*count as i64))]));
            html! { <p class="sql-done"><code>{ tag }</code>{ " " }{ rows }</p> }
        }
        Outcome::Plan(plan) => super::plan::plan(words, plan),
        Outcome::Warned { tag, warning } => {
            html! { <><p class="sql-done"><code>{ tag }</code></p><p class="sql-warning">{ words.diagnostic(warning) }</p></> }
        }
        Outcome::Failed(diagnostic) => failure(words, diagnostic, script),
    }
}

/// What is wrong, where, and what to do.
fn failure(words: &Words, diagnostic: &Diagnostic, script: &str) -> Html {
    let place = diagnostic.span.map(|span| span.line_column(script));
    html! {
        <div class="sql-failure" role="alert">
            <p class="sql-failure-what">
                if let Some((line, column)) = place {
                    <span class="sql-failure-where">
                        { words.with("verdict-place", &[("line", Arg::from(line)), ("column", Arg::from(column))]) }{ " " }
                    </span>
                }
                { words.diagnostic(diagnostic) }
            </p>
            if let Some(excerpt) = diagnostic.span.and_then(|span| excerpt(script, span)) {
                <pre class="sql-excerpt" aria-hidden="true">{ excerpt }</pre>
            }
            if let Some(advice) = words.advice(diagnostic) { <p class="sql-advice">{ advice }</p> }
            if !diagnostic.code.is_empty() { <p class="sql-code">{ words.with("sql-code", &[("code", Arg::from(diagnostic.code.as_str()))]) }</p> }
        </div>
    }
}

/// The line of a span, and carets under it.
fn excerpt(script: &str, span: base::Span) -> Option<String> {
    let start = span.start as usize;
    let line_start = script.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let line_end = script.get(start..)?.find('\n').map_or(script.len(), |at| start + at);
    let line = script.get(line_start..line_end)?;
    let before = script.get(line_start..start)?.chars().count();
    let marked = script.get(start..(span.end as usize).min(line_end)).map_or(1, |text| text.chars().count().max(1));
    Some(format!("{line}\n{}{}", " ".repeat(before), "^".repeat(marked)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Span;

    #[test]
    fn the_excerpt_points_at_the_fault() {
        let script = "SELECT 1;\nSELECT é, x FROM t";
        let at = script.find('x').unwrap();
        assert_eq!(excerpt(script, Span::new(at, at + 1)).as_deref(), Some("SELECT é, x FROM t\n          ^"));
        assert_eq!(excerpt("a", Span::new(1, 1)).as_deref(), Some("a\n ^"));
        assert_eq!(excerpt("a", Span::new(9, 12)), None);
    }
}
