//! Colours of code: the style sheet's name of each class of token.

use base::TokenClass;

/// `tok-keyword`, `tok-string`…
pub(crate) fn class_name(class: TokenClass) -> String {
    // The class's wire name is the style sheet's.
    let name = serde_json::to_value(class).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default();
    format!("tok-{name}")
}
