//! string_to_table, regexp_split_to_table, regexp_matches: the array functions of the same family, one element a row.

use super::{Rows, Signature};
use crate::Result;
use crate::execute::Context;
use crate::plan::SetCall;
use crate::types::Type;
use crate::value::Value;

pub(super) fn signature(name: &str, types: &[Type]) -> Option<Signature> {
    let ok = matches!((name, types.len()), ("string_to_table" | "regexp_split_to_table" | "regexp_matches", 2 | 3));
    let ty = if name == "regexp_matches" { Type::Text.array() } else { Type::Text };
    (ok && types.iter().all(Type::is_text))
        .then(|| Signature { arguments: vec![Type::Text; types.len()], columns: vec![(name.to_owned(), ty)] })
}

pub(super) fn rows(call: &SetCall, args: &[Value], context: &Context<'_>) -> Result<Option<Rows>> {
    let texts: Vec<String> = args.iter().map(|arg| arg.as_str().unwrap_or("").to_owned()).collect();
    let row = |text: &str| Ok(vec![Value::text(text)]);
    match call.name.as_str() {
        "string_to_table" if args[0].is_null() => Ok(Some(Box::new(std::iter::empty()))),
        "string_to_table" => {
            let null = texts.get(2).filter(|_| !args[2].is_null());
            let parts: Vec<Result<Vec<Value>>> = match texts[1].as_str() {
                _ if texts[0].is_empty() => vec![],
                _ if args[1].is_null() => texts[0]
                    .chars()
                    .map(|c| c.to_string())
                    .map(|c| if null.is_some_and(|null| *null == c) { Ok(vec![Value::Null]) } else { row(&c) })
                    .collect(),
                "" if null.is_some_and(|null| *null == texts[0]) => vec![Ok(vec![Value::Null])],
                "" => vec![row(&texts[0])],
                separator => texts[0]
                    .split(separator)
                    .map(|part| if null.is_some_and(|null| null == part) { Ok(vec![Value::Null]) } else { row(part) })
                    .collect(),
            };
            Ok(Some(Box::new(parts.into_iter())))
        }
        "regexp_split_to_table" => {
            let parts =
                crate::regex::split(&texts[0], &texts[1], texts.get(2).map_or("", String::as_str), context.budget)?;
            Ok(Some(Box::new(parts.into_iter().map(|part| Ok(vec![Value::text(part)])))))
        }
        "regexp_matches" => {
            let found =
                crate::regex::matches(&texts[0], &texts[1], texts.get(2).map_or("", String::as_str), context.budget)?;
            Ok(Some(Box::new(found.into_iter().map(|groups| Ok(vec![groups])))))
        }
        _ => Ok(None),
    }
}
