//! A verdict in words: what is seen, where, why, and what to do next.

use super::cell::plain;
use super::icon::{Shape, icon};
use super::prose::sentence;
use crate::state::content::Text;
use crate::state::desk::Judgement;
use crate::words::Words;
use base::{Cell, Diagnostic};
use course::message;
use course::model::{Engine, LineDifference, RowDifference, Submission, Verdict};
use yew::prelude::*;

/// What the panel needs.
pub(crate) struct Panel<'a> {
    pub(crate) judgement: &'a Judgement,
    pub(crate) engine: Engine,
    pub(crate) text: &'a Text,
    /// What was handed in, for the place of an error.
    pub(crate) work: Option<&'a Submission>,
    /// What to do next, once it is passed.
    pub(crate) next: &'a Html,
}

/// The panel. It is a live region: what appears in it is read out.
pub(crate) fn verdict_panel(props: &Panel, words: &Words) -> Html {
    let body = match props.judgement {
        Judgement::None => Html::default(),
        Judgement::Pending => html! { <p class="visually-hidden">{ words.say("checking") }</p> },
        Judgement::Lost => html! {
            <div class="verdict verdict-failed">
                <p class="verdict-head">{ icon(Shape::Warning) }{ words.say("verdict-lost") }</p>
            </div>
        },
        Judgement::Given(verdict) if verdict.passed => passed(verdict, props, words),
        Judgement::Given(verdict) => failed(verdict, props, words),
    };
    html! { <div role="status" aria-live="polite">{ body }</div> }
}

fn passed(verdict: &Verdict, props: &Panel, words: &Words) -> Html {
    let keys = verdict.keys.map(|keys| {
        let args = [("used", i64::from(keys.used).into()), ("par", i64::from(keys.par).into())];
        words.with(if keys.used <= keys.par { "verdict-keys-par" } else { "verdict-keys-more" }, &args)
    });
    let said = spoken(verdict, props.text, words);
    html! {
        <div class="verdict verdict-passed">
            <p class="verdict-head">{ icon(Shape::Check) }
                { words.with("verdict-passed", &[("points", i64::from(verdict.points).into())]) }</p>
            if let Some(html) = said { { sentence(&html) } }
            if let Some(keys) = keys { <p>{ keys }</p> }
            if *props.next != Html::default() { <div class="task-actions">{ props.next.clone() }</div> }
        </div>
    }
}

fn failed(verdict: &Verdict, props: &Panel, words: &Words) -> Html {
    let said = spoken(verdict, props.text, words);
    let choice = matches!(props.engine, Engine::Quiz | Engine::Predict | Engine::Order);
    // A quiz speaks beside its options.
    let silent = said.is_none() && verdict.diagnostic.is_none() && verdict.chosen.is_empty();
    html! {
        <div class="verdict verdict-failed">
            <p class="verdict-head">{ icon(Shape::Cross) }{ words.say(headline(props.engine, verdict)) }</p>
            if let Some(html) = said { { sentence(&html) } }
            if let Some(diagnostic) = &verdict.diagnostic { { refused(diagnostic, props.work, words) } }
            if let Some(rows) = &verdict.rows { { differing(rows, words) } }
            if !verdict.lines.is_empty() { { beside(&verdict.lines, words) } }
            if verdict.hidden.is_some() { <p class="verdict-where">{ words.say("verdict-hidden") }</p> }
            if silent { <p>{ words.say(if choice { "verdict-silent-choice" } else { "verdict-silent" }) }</p> }
            if verdict.checks.len() > 1 && verdict.diagnostic.is_none() { { checklist(verdict, words) } }
            <p class="verdict-next">{ words.say(if choice { "verdict-next-choice" } else { "verdict-next" }) }</p>
        </div>
    }
}

fn headline(engine: Engine, verdict: &Verdict) -> &'static str {
    match engine {
        _ if verdict.diagnostic.is_some() => "verdict-refused",
        Engine::Sql => "verdict-failed-sql",
        Engine::Vim => "verdict-failed-vim",
        _ => "verdict-failed",
    }
}

/// The lesson's words for the check that speaks.
fn spoken(verdict: &Verdict, text: &Text, words: &Words) -> Option<AttrValue> {
    let failure = verdict.failed.as_ref()?;
    let said = text.words.get(&failure.check).or(text.otherwise.as_ref())?;
    Some(message::format(said, &failure.args, words.locale()).into())
}

/// The engine's own words, with the line they are about.
fn refused(diagnostic: &Diagnostic, work: Option<&Submission>, words: &Words) -> Html {
    let source = match work {
        Some(Submission::Sql { script }) => Some(script.as_str()),
        _ => None,
    };
    let place = diagnostic.span.zip(source).map(|(span, source)| {
        let (line, column) = span.line_column(source);
        let text = source.lines().nth(line - 1).unwrap_or("").to_owned();
        (line, column, text)
    });
    let advice = words.advice(diagnostic);
    html! {
        <>
            <p>{ words.diagnostic(diagnostic) }</p>
            if let Some((line, column, text)) = place {
                <p class="verdict-where">{ words.with("verdict-place", &[("line", line.into()), ("column", column.into())]) }</p>
                <pre tabindex="0"><code>{ format!("{text}\n{}^", " ".repeat(column - 1)) }</code></pre>
            }
            if let Some(advice) = advice { <p>{ advice }</p> }
        </>
    }
}

/// Rows that are missing and rows that are too many, side by side with their columns.
fn differing(rows: &RowDifference, words: &Words) -> Html {
    let table = |message: &str, count: usize, some: &[Vec<Cell>]| {
        if some.is_empty() {
            return Html::default();
        }
        html! {
            <table tabindex="0">
                <caption>{ words.with(message, &[("count", count.into()), ("shown", some.len().into())]) }</caption>
                <thead><tr>{ for rows.columns.iter().map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                <tbody>{ for some.iter().map(|row| html! {
                    <tr>{ for row.iter().map(|cell| html! { <td>{ written(cell) }</td> }) }</tr>
                }) }</tbody>
            </table>
        }
    };
    html! {
        <>
            { table("rows-missing", rows.missing_count, &rows.missing) }
            { table("rows-extra", rows.extra_count, &rows.extra) }
        </>
    }
}

/// Lines of the learner's text and of the expected one; screen readers hear which is whose.
fn beside(lines: &[LineDifference], words: &Words) -> Html {
    let whose = |message: &str| html! { <span class="visually-hidden">{ words.say(message) }{ " " }</span> };
    let line = |line: &LineDifference| {
        let text = format!("{} {}", line.sign, line.text);
        match line.sign {
            '-' => html! { <del>{ whose("vim-diff-yours") }{ text }</del> },
            '+' => html! { <ins>{ whose("vim-diff-expected") }{ text }</ins> },
            _ => html! { <span>{ text }</span> },
        }
    };
    html! {
        <>
            <p class="verdict-where">{ words.say("vim-goal-diff") }</p>
            <pre class="diff" tabindex="0">{ for lines.iter().map(line) }</pre>
        </>
    }
}

fn written(cell: &Cell) -> String {
    plain(cell).unwrap_or_else(|| "NULL".to_owned())
}

fn checklist(verdict: &Verdict, words: &Words) -> Html {
    let held = verdict.checks.iter().filter(|outcome| outcome.passed).count();
    let args = [("held", held.into()), ("all", verdict.checks.len().into())];
    html! { <p class="verdict-where">{ words.with("verdict-checks", &args) }</p> }
}
