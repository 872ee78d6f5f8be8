//! A message with its places filled.

use super::{Key, Messages, Pattern, Piece};
use base::{Arg, Locale};

/// Messages that refer to messages that refer to messages: deeper is left out.
const DEPTH: u32 = 4;

/// Fills a message. A place without an argument shows its name, as Fluent does.
pub(crate) fn format(messages: &Messages, pattern: &Pattern, args: &[(&str, Arg)], locale: Locale) -> String {
    let mut out = String::new();
    fill(&mut out, messages, pattern, args, locale, 0);
    out
}

fn fill(out: &mut String, messages: &Messages, pattern: &Pattern, args: &[(&str, Arg)], locale: Locale, depth: u32) {
    let find = |wanted: &str| args.iter().find(|(name, _)| *name == wanted).map(|(_, arg)| arg);
    for piece in pattern {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Argument(name) => {
                let unknown = || format!("{{${name}}}");
                out.push_str(&find(name).map_or_else(unknown, |arg| course::message::plain(arg, locale)));
            }
            Piece::Message(id) => {
                if let Some(pattern) = messages.get(id).filter(|_| depth < DEPTH) {
                    fill(out, messages, pattern, args, locale, depth + 1);
                }
            }
            Piece::Choice { argument, variants, otherwise } => {
                let fits = |key: &Key| find(argument).is_some_and(|arg| fits(key, arg, locale));
                let chosen = variants.iter().position(|(key, _)| fits(key)).unwrap_or(*otherwise);
                fill(out, messages, &variants[chosen].1, args, locale, depth);
            }
        }
    }
}

fn fits(key: &Key, arg: &Arg, locale: Locale) -> bool {
    match (key, arg) {
        (Key::Number(wanted), Arg::Number(number)) => wanted == number,
        (Key::Name(wanted), Arg::Number(number)) => wanted == plural(*number, locale),
        (Key::Name(wanted), Arg::Text(text)) => wanted == text,
        _ => false,
    }
}

/// The plural form of a whole number (CLDR, cardinal).
fn plural(number: i64, locale: Locale) -> &'static str {
    let number = number.unsigned_abs();
    match (locale, number) {
        (Locale::Fr, 0 | 1) | (Locale::En, 1) => "one",
        (Locale::Fr, millions) if millions % 1_000_000 == 0 => "many",
        _ => "other",
    }
}
