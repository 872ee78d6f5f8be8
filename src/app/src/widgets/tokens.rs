//! Colours of code: the style sheet's name of each class of token.

use base::TokenClass;

/// `tok-keyword`, `tok-string`…
pub(crate) fn class_name(class: TokenClass) -> &'static str {
    // Written out: the wire names, asked of serde_json, brought its whole tree of values into the page.
    match class {
        TokenClass::Keyword => "tok-keyword",
        TokenClass::Function => "tok-function",
        TokenClass::Type => "tok-type",
        TokenClass::Identifier => "tok-identifier",
        TokenClass::String => "tok-string",
        TokenClass::Number => "tok-number",
        TokenClass::Constant => "tok-constant",
        TokenClass::Variable => "tok-variable",
        TokenClass::Option => "tok-option",
        TokenClass::Operator => "tok-operator",
        TokenClass::Punctuation => "tok-punctuation",
        TokenClass::Comment => "tok-comment",
        TokenClass::Error => "tok-error",
    }
}
