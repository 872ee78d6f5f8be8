//! Colours: each lexeme gets the class that the page's style sheet knows.

use super::lex::{LexemeKind, lex};
use super::words::{CONSTANTS, KEYWORDS, TYPES};
use base::{Token, TokenClass};

/// The coloured stretches of a script, in order. White space is in none.
pub fn highlight(source: &str) -> Vec<Token> {
    let lexemes = lex(source);
    let mut out = Vec::with_capacity(lexemes.len());
    for (i, lexeme) in lexemes.iter().enumerate() {
        let class = match lexeme.kind {
            LexemeKind::Word => {
                let called = lexemes.get(i + 1).is_some_and(|next| next.span.of(source) == "(");
                let qualified = i > 0 && lexemes[i - 1].span.of(source) == ".";
                word(lexeme.span.of(source), called, qualified)
            }
            LexemeKind::QuotedName => TokenClass::Identifier,
            LexemeKind::String => TokenClass::String,
            LexemeKind::Number => TokenClass::Number,
            LexemeKind::Parameter => TokenClass::Variable,
            LexemeKind::Operator => TokenClass::Operator,
            LexemeKind::Punctuation => TokenClass::Punctuation,
            LexemeKind::Comment => TokenClass::Comment,
            _ => TokenClass::Error,
        };
        out.push(Token { span: lexeme.span, class });
    }
    out
}

fn word(text: &str, called: bool, qualified: bool) -> TokenClass {
    let upper = text.to_ascii_uppercase();
    if qualified {
        return if called { TokenClass::Function } else { TokenClass::Identifier };
    }
    if CONSTANTS.contains(&upper.as_str()) {
        TokenClass::Constant
    } else if KEYWORDS.binary_search(&upper.as_str()).is_ok() {
        TokenClass::Keyword
    } else if TYPES.contains(&text.to_ascii_lowercase().as_str()) {
        TokenClass::Type
    } else if called {
        TokenClass::Function
    } else {
        TokenClass::Identifier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted_and_words_classed() {
        assert!(KEYWORDS.is_sorted());
        let classes: Vec<TokenClass> = highlight("SELECT sum(x)::int FROM t -- c").iter().map(|t| t.class).collect();
        use TokenClass::{Comment, Function, Identifier, Keyword, Operator, Punctuation, Type};
        assert_eq!(
            classes,
            [Keyword, Function, Punctuation, Identifier, Punctuation, Operator, Type, Keyword, Identifier, Comment]
        );
    }
}
