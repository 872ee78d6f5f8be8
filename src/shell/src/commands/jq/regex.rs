//! `test`, `match` and their family: the pattern crate's advanced expressions stand in for Oniguruma's.

use super::library::described;
use super::value::Json;
use base::Budget;
use pattern::{Flags, Pattern, Syntax};
use std::collections::HashMap;
use std::rc::Rc;

/// Compiled expressions with the names of their groups.
pub(super) type Cache = HashMap<(String, bool, bool), (Pattern, Vec<Option<Rc<str>>>)>;

/// What a search may cost.
const SEARCH: u64 = 200_000_000;

/// `(?<name>…)` to `(…)`, with the names in order.
fn names(text: &str) -> (String, Vec<Option<Rc<str>>>) {
    let mut out = String::new();
    let mut names = Vec::new();
    let mut rest = text;
    let mut bracket = false;
    while let Some(c) = rest.chars().next() {
        if c == '\\' {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            // Hexadecimal digits and horizontal space, which the other syntax lacks.
            match &rest[..length] {
                "\\h" => out.push_str("[0-9a-fA-F]"),
                "\\z" | "\\Z" => out.push_str("\\Z"),
                other => out.push_str(other),
            }
            rest = &rest[length..];
            continue;
        }
        match c {
            '[' if !bracket => bracket = true,
            ']' => bracket = false,
            '(' if !bracket => {
                if let Some(named) = rest.strip_prefix("(?<")
                    && !named.starts_with(['=', '!'])
                    && let Some(end) = named.find('>')
                {
                    names.push(Some(Rc::from(&named[..end])));
                    out.push('(');
                    rest = &named[end + 1..];
                    continue;
                }
                if !rest.starts_with("(?") {
                    names.push(None);
                }
            }
            _ => {}
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    (out, names)
}

/// All matches, or whether there is one.
pub(super) fn find(cache: &mut Cache, input: &Json, re: &Json, mode: &Json, test: bool) -> Result<Json, String> {
    let Json::Str(text) = input else {
        return Err(format!("{} cannot be matched, as it is not a string", described(input)));
    };
    let Json::Str(re) = re else { return Err(format!("{} cannot be matched, as it is not a string", described(re))) };
    let mode = match mode {
        Json::Null => "",
        Json::Str(mode) => mode,
        other => return Err(format!("{} is not a string", described(other))),
    };
    let (mut global, mut ignore_case, mut expanded, mut skip_empty) = (false, false, false, false);
    for letter in mode.chars() {
        match letter {
            'g' => global = true,
            'i' => ignore_case = true,
            'x' => expanded = true,
            'n' => skip_empty = true,
            's' | 'p' | 'l' => {}
            _ => return Err(format!("{mode} is not a valid modifier string")),
        }
    }
    let key = (re.to_string(), ignore_case, expanded);
    if !cache.contains_key(&key) {
        let (source, names) = names(re);
        let flags = Flags { ignore_case, expanded, ..Flags::NONE };
        let pattern = Pattern::compile(Syntax::Advanced, &source, flags)
            .map_err(|error| format!("{re} (at offset 0) is not a valid regex: {}", error.postgres()))?;
        cache.insert(key.clone(), (pattern, names));
    }
    let Some((pattern, names)) = cache.get(&key) else { return Ok(Json::Null) };
    let budget = Budget::new(SEARCH);
    let bytes = text.as_bytes();
    let too_long = |_| "regular expression search takes too long".to_owned();
    if test {
        return Ok(Json::Bool(pattern.is_match(bytes, &budget).map_err(too_long)?));
    }
    let count = |end: usize| text.get(..end).map_or(0, |prefix| prefix.chars().count()) as f64;
    let mut found = Vec::new();
    for captures in pattern.matches(bytes, &budget) {
        let captures = captures.map_err(too_long)?;
        let whole = captures.whole();
        if skip_empty && whole.start == whole.end {
            continue;
        }
        let entry = |start: usize, end: usize| -> Vec<(Rc<str>, Json)> {
            let part = text.get(start..end).unwrap_or_default();
            vec![
                ("offset".into(), Json::Num(count(start))),
                ("length".into(), Json::Num(part.chars().count() as f64)),
                ("string".into(), Json::str(part)),
            ]
        };
        let mut groups = Vec::new();
        for group in 1..=captures.group_count() {
            let mut members = match captures.get(group) {
                Some(place) => entry(place.start, place.end),
                None => vec![
                    ("offset".into(), Json::Num(-1.0)),
                    ("length".into(), Json::Num(0.0)),
                    ("string".into(), Json::Null),
                ],
            };
            let name = names.get(group - 1).cloned().flatten();
            members.push(("name".into(), name.map_or(Json::Null, Json::Str)));
            groups.push(Json::object(members));
        }
        let mut members = entry(whole.start, whole.end);
        members.push(("captures".into(), Json::array(groups)));
        found.push(Json::object(members));
        if !global {
            break;
        }
    }
    Ok(Json::array(found))
}
