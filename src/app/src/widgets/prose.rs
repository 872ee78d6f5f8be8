//! Passages of a lesson: HTML that the packer made, never a learner's.

use crate::words::letters;
use yew::prelude::*;

/// A passage of its own.
pub(crate) fn passage(html: &str) -> Html {
    html! { <div class="passage">{ inline(html) }</div> }
}

/// A passage that begins a sentence: after a check's id or a box, authors go on in lower case.
pub(crate) fn sentence(html: &str) -> Html {
    passage(&capitalised(html))
}

/// The same with a capital at the start, unless it starts with code.
pub(crate) fn capitalised(html: &str) -> String {
    let start = if html.starts_with("<p>") { "<p>".len() } else { 0 };
    let (before, text) = html.split_at(start);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{before}{}{}", letters::upper(first), letters.as_str()),
        None => html.to_owned(),
    }
}

/// HTML inside an element that is drawn around it.
pub(crate) fn inline(html: &str) -> Html {
    Html::from_html_unchecked(AttrValue::from(html.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_with_a_capital_and_code_does_not() {
        assert_eq!(capitalised("à l'heure"), "À l'heure");
        assert_eq!(capitalised("<p>il manque</p>"), "<p>Il manque</p>");
        assert_eq!(capitalised("<p><code>cd</code> seul</p>"), "<p><code>cd</code> seul</p>");
        assert_eq!(capitalised(""), "");
    }
}
