//! Functions written in Rust, and those written in jq (`prelude.jq`).
//!
//! Long because the functions written in Rust are one table.

use super::ast::{Definition, Operator};
use super::value::{Json, Object};
use super::{dates, paths, regex, text};
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::rc::Rc;

type Made<T> = Result<T, String>;

/// What a program may call.
pub struct Library {
    definitions: HashMap<Rc<str>, Rc<Definition>>,
    /// `$ENV`.
    pub environment: Json,
    /// The clock, in seconds.
    pub now: f64,
    patterns: RefCell<regex::Cache>,
    input_name: RefCell<Option<Rc<str>>>,
    input_line: Cell<usize>,
}

impl Library {
    /// The library, in this environment.
    pub fn new(environment: Json, now: f64) -> Self {
        // The prelude is ours: were it wrong, its functions would be missing, which tests show.
        let definitions =
            super::parse::parse(include_str!("prelude.jq")).map(|(definitions, _)| definitions).unwrap_or_default();
        let definitions = definitions.into_iter().map(|definition| (Rc::clone(&definition.name), definition)).collect();
        let (patterns, input_name, input_line) = Default::default();
        Self { definitions, environment, now, patterns, input_name, input_line }
    }

    /// Where the input is now.
    pub fn at(&self, name: &str, line: usize) {
        self.input_line.set(line);
        if self.input_name.borrow().as_deref() != Some(name) {
            *self.input_name.borrow_mut() = Some(name.into());
        }
    }

    /// A function written in jq.
    pub fn definition(&self, name: &str) -> Option<Rc<Definition>> {
        self.definitions.get(name).cloned()
    }

    /// Is there a function of this name, written in either language?
    pub fn knows(&self, name: &str) -> bool {
        const STEERING: &[&str] = &[
            "empty/0",
            "error/0",
            "error/1",
            "path/1",
            "first/1",
            "limit/2",
            "range/1",
            "input/0",
            "debug/0",
            "stderr/0",
            "halt/0",
            "halt_error/1",
            "_range/3",
            "getpath/1",
        ];
        STEERING.contains(&name)
            || self.definitions.contains_key(name)
            || NAMES.contains(&name)
            || mathematics(name, 0.0).is_some()
    }

    /// Calls a function written in Rust.
    pub fn call(&self, name: &str, input: &Json, args: &[Json]) -> Result<Json, Json> {
        self.call_inside(name, input, args).map_err(Json::str)
    }

    fn call_inside(&self, name: &str, input: &Json, args: &[Json]) -> Made<Json> {
        if let Json::Num(n) = input
            && let Some(result) = mathematics(name, *n)
        {
            return Ok(Json::Num(result));
        }
        Ok(match name {
            "length/0" => length(input)?,
            "utf8bytelength/0" => match input {
                Json::Str(text) => Json::Num(text.len() as f64),
                other => return Err(format!("{} only strings have UTF-8 byte length", described(other))),
            },
            "keys/0" | "keys_unsorted/0" => keys(input, name == "keys/0")?,
            "has/1" => match (input, &args[0]) {
                (Json::Object(object), Json::Str(key)) => Json::Bool(object.get(key).is_some()),
                (Json::Array(items), Json::Num(n)) => Json::Bool(*n >= 0.0 && *n < items.len() as f64),
                (other, key) => {
                    return Err(format!("Cannot check whether {} has a {} key", other.kind(), key_kind(key)));
                }
            },
            "contains/1" => Json::Bool(paths::contains(input, &args[0], 0)?),
            "add/0" => {
                let mut sum = Json::Null;
                for item in paths::items(input)? {
                    sum = operate(Operator::Add, sum, &item)?;
                }
                sum
            }
            "type/0" => Json::str(input.kind()),
            "tostring/0" => Json::str(to_text(input)),
            "tojson/0" => Json::str(text::compact(input)),
            "fromjson/0" => from_json(input)?,
            "tonumber/0" => to_number(input)?,
            "infinite/0" => Json::Num(f64::INFINITY),
            "nan/0" => Json::Num(f64::NAN),
            "null/0" => Json::Null,
            "true/0" => Json::Bool(true),
            "false/0" => Json::Bool(false),
            "now/0" => Json::Num(self.now),
            "isinfinite/0" | "isnan/0" | "isnormal/0" => {
                let Json::Num(n) = input else { return Err(format!("{} number required", described(input))) };
                Json::Bool(match name {
                    "isinfinite/0" => n.is_infinite(),
                    "isnan/0" => n.is_nan(),
                    _ => n.is_normal(),
                })
            }
            "sort/0" => sorted(input)?,
            "_sort_by/1" | "_group_by/1" | "_min_by/1" | "_max_by/1" => by(name, input, &args[0])?,
            "min/0" | "max/0" => by(if name == "min/0" { "_min_by/1" } else { "_max_by/1" }, input, input)?,
            "reverse/0" => match input {
                Json::Null => Json::array(Vec::new()),
                Json::Str(text) => Json::str(text.chars().rev().collect::<String>()),
                other => Json::array(array(other, "reversed, as it is not an array")?.iter().rev().cloned().collect()),
            },
            "flatten/0" => flatten(input, f64::INFINITY)?,
            "flatten/1" => match args[0] {
                Json::Num(depth) if depth < 0.0 => return Err("flatten depth must not be negative".into()),
                Json::Num(depth) => flatten(input, depth)?,
                _ => return Err("flatten depth must not be negative".into()),
            },
            "transpose/0" => transpose(input)?,
            "indices/1" | "_indices/1" => match (input, &args[0]) {
                (Json::Null, _) => Json::Null,
                (Json::Str(text), Json::Str(part)) => Json::array(places(text, part)),
                (Json::Array(items), Json::Array(part)) => indices(items, part),
                (Json::Array(items), one) => indices(items, std::slice::from_ref(one)),
                (other, key) => return Err(format!("Cannot index {} with {}", other.kind(), key.kind())),
            },
            "getpath/1" => paths::get_path(input, &args[0])?,
            "setpath/2" => paths::set(input.clone(), &args[0], args[1].clone())?,
            "delpaths/1" => match &args[0] {
                Json::Array(list) => paths::delete(input.clone(), list)?,
                _ => return Err("Paths must be specified as an array".into()),
            },
            "_paths/0" => Json::array(paths::all(input)),
            "startswith/1" | "endswith/1" => match (input, &args[0]) {
                (Json::Str(text), Json::Str(part)) => {
                    Json::Bool(if name == "startswith/1" { text.starts_with(&**part) } else { text.ends_with(&**part) })
                }
                _ => return Err(format!("{}() requires string inputs", &name[..name.len() - 2])),
            },
            "ltrimstr/1" | "rtrimstr/1" => match (input, &args[0]) {
                (Json::Str(text), Json::Str(part)) => {
                    let cut =
                        if name == "ltrimstr/1" { text.strip_prefix(&**part) } else { text.strip_suffix(&**part) };
                    cut.map_or_else(|| input.clone(), Json::str)
                }
                _ => input.clone(),
            },
            "trim/0" | "ltrim/0" | "rtrim/0" => match input {
                Json::Str(text) => Json::str(match name {
                    "trim/0" => text.trim(),
                    "ltrim/0" => text.trim_start(),
                    _ => text.trim_end(),
                }),
                other => return Err(format!("{} cannot be trimmed", described(other))),
            },
            "explode/0" => match input {
                Json::Str(text) => Json::array(text.chars().map(|c| Json::Num(f64::from(c as u32))).collect()),
                other => return Err(format!("{} cannot be exploded", described(other))),
            },
            "implode/0" => {
                let Json::Array(codes) = input else { return Err("implode input must be an array".into()) };
                let mut out = String::new();
                for code in codes.iter() {
                    let number = if let Json::Num(n) = code { *n } else { f64::NAN };
                    if number.is_nan() {
                        return Err(format!(
                            "{} can't be imploded, unicode codepoint needs to be numeric",
                            described(code)
                        ));
                    }
                    let code = if number < 0.0 { None } else { char::from_u32(number as u32) };
                    out.push(code.unwrap_or('\u{fffd}'));
                }
                Json::str(out)
            }
            "split/1" => match (input, &args[0]) {
                (Json::Str(text), Json::Str(by)) => divide_text(text, by),
                _ => return Err("split input and separator must be strings".into()),
            },
            "join/1" => join(input, &args[0])?,
            "ascii_downcase/0" | "ascii_upcase/0" => match input {
                Json::Str(text) => Json::str(if name == "ascii_upcase/0" {
                    text.to_ascii_uppercase()
                } else {
                    text.to_ascii_lowercase()
                }),
                _ => return Err(format!("{} input must be a string", &name[..name.len() - 2])),
            },
            "_match/3" => {
                let mut patterns = self.patterns.borrow_mut();
                regex::find(&mut patterns, input, &args[0], &args[1], args[2].truth())?
            }
            "mktime/0" => dates::mktime(input)?,
            "gmtime/0" => dates::gmtime(input)?,
            "strftime/1" => dates::strftime(input, &args[0])?,
            "strptime/1" => dates::strptime(input, &args[0])?,
            "pow/2" | "atan2/2" | "fmin/2" | "fmax/2" | "fmod/2" | "ldexp/2" | "scalb/2" | "scalbln/2" | "hypot/2"
            | "copysign/2" | "drem/2" => {
                let numbers: Vec<f64> =
                    args.iter().filter_map(|arg| if let Json::Num(n) = arg { Some(*n) } else { None }).collect();
                let [a, b] = numbers[..] else {
                    return Err(format!("{} number required", described(args.first().unwrap_or(input))));
                };
                Json::Num(match name {
                    "pow/2" => a.powf(b),
                    "atan2/2" => a.atan2(b),
                    "fmin/2" => a.min(b),
                    "fmax/2" => a.max(b),
                    "fmod/2" => a % b,
                    "hypot/2" => a.hypot(b),
                    "copysign/2" => a.copysign(b),
                    "drem/2" => a - b * (a / b).round_ties_even(),
                    _ => a * b.exp2(),
                })
            }
            "frexp/0" => {
                let Json::Num(n) = input else { return Err(format!("{} number required", described(input))) };
                let exponent = if *n == 0.0 { 0.0 } else { n.abs().log2().floor() + 1.0 };
                Json::array(vec![Json::Num(n / exponent.exp2()), Json::Num(exponent)])
            }
            "modf/0" => {
                let Json::Num(n) = input else { return Err(format!("{} number required", described(input))) };
                Json::array(vec![Json::Num(n.fract()), Json::Num(n.trunc())])
            }
            "input_filename/0" => self.input_name.borrow().clone().map_or(Json::Null, Json::Str),
            "input_line_number/0" => Json::Num(self.input_line.get() as f64),
            "builtins/0" => Json::array(
                self.definitions
                    .keys()
                    .filter(|name| !name.starts_with('_'))
                    .map(|name| Json::Str(Rc::clone(name)))
                    .chain(NAMES.iter().filter(|name| !name.starts_with('_')).map(|name| Json::str(*name)))
                    .collect(),
            ),
            _ if mathematics(name, 0.0).is_some() => return Err(format!("{} number required", described(input))),
            _ => return Err(format!("{name} is not defined")),
        })
    }
}

/// Functions written in Rust, for the check before a program starts.
const NAMES: &[&str] = &[
    "length/0",
    "utf8bytelength/0",
    "keys/0",
    "keys_unsorted/0",
    "has/1",
    "contains/1",
    "add/0",
    "type/0",
    "tostring/0",
    "tojson/0",
    "fromjson/0",
    "tonumber/0",
    "infinite/0",
    "nan/0",
    "null/0",
    "true/0",
    "false/0",
    "now/0",
    "isinfinite/0",
    "isnan/0",
    "isnormal/0",
    "sort/0",
    "_sort_by/1",
    "_group_by/1",
    "_min_by/1",
    "_max_by/1",
    "min/0",
    "max/0",
    "reverse/0",
    "flatten/0",
    "flatten/1",
    "transpose/0",
    "indices/1",
    "_indices/1",
    "setpath/2",
    "delpaths/1",
    "startswith/1",
    "endswith/1",
    "ltrimstr/1",
    "rtrimstr/1",
    "trim/0",
    "ltrim/0",
    "rtrim/0",
    "explode/0",
    "implode/0",
    "split/1",
    "join/1",
    "ascii_downcase/0",
    "ascii_upcase/0",
    "_match/3",
    "mktime/0",
    "gmtime/0",
    "strftime/1",
    "strptime/1",
    "pow/2",
    "atan2/2",
    "fmin/2",
    "fmax/2",
    "fmod/2",
    "ldexp/2",
    "scalb/2",
    "scalbln/2",
    "hypot/2",
    "copysign/2",
    "drem/2",
    "frexp/0",
    "modf/0",
    "input_filename/0",
    "input_line_number/0",
    "builtins/0",
];

/// Functions of one number.
fn mathematics(name: &str, n: f64) -> Option<f64> {
    Some(match name {
        "floor/0" => n.floor(),
        "ceil/0" => n.ceil(),
        "round/0" => n.round(),
        "trunc/0" => n.trunc(),
        "fabs/0" => n.abs(),
        "sqrt/0" => n.sqrt(),
        "cbrt/0" => n.cbrt(),
        "exp/0" => n.exp(),
        "exp2/0" => n.exp2(),
        "exp10/0" => 10_f64.powf(n),
        "expm1/0" => n.exp_m1(),
        "log/0" => n.ln(),
        "log2/0" => n.log2(),
        "log10/0" => n.log10(),
        "log1p/0" => n.ln_1p(),
        "sin/0" => n.sin(),
        "cos/0" => n.cos(),
        "tan/0" => n.tan(),
        "asin/0" => n.asin(),
        "acos/0" => n.acos(),
        "atan/0" => n.atan(),
        "sinh/0" => n.sinh(),
        "cosh/0" => n.cosh(),
        "tanh/0" => n.tanh(),
        "asinh/0" => n.asinh(),
        "acosh/0" => n.acosh(),
        "atanh/0" => n.atanh(),
        "rint/0" | "nearbyint/0" => n.round_ties_even(),
        "significand/0" => {
            if n == 0.0 || !n.is_finite() {
                n
            } else {
                n / n.abs().log2().floor().exp2()
            }
        }
        "logb/0" => n.abs().log2().floor(),
        _ => return None,
    })
}

fn key_kind(key: &Json) -> &'static str {
    key.kind()
}

/// A value as JSON, cut after so many bytes.
pub fn brief(value: &Json, most: usize) -> String {
    let text = text::compact(value);
    if text.len() < most {
        return text;
    }
    let mut end = most - if most > 11 { 4 } else { 0 };
    end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if text.len() <= most { text } else { format!("{}...", &text[..end]) }
}

/// `string ("abc")`.
pub fn described(value: &Json) -> String {
    format!("{} ({})", value.kind(), brief(value, 11))
}

/// What `.[]` says of a scalar.
pub fn cannot_iterate(value: &Json) -> String {
    format!("Cannot iterate over {}", described(value))
}

/// A string as it is, anything else as JSON.
pub fn to_text(value: &Json) -> String {
    match value {
        Json::Str(text) => text.to_string(),
        other => text::compact(other),
    }
}

fn length(value: &Json) -> Made<Json> {
    Ok(Json::Num(match value {
        Json::Null => 0.0,
        Json::Bool(_) => return Err(format!("{} has no length", described(value))),
        Json::Num(n) => n.abs(),
        Json::Str(text) => text.chars().count() as f64,
        Json::Array(items) => items.len() as f64,
        Json::Object(object) => object.len() as f64,
    }))
}

fn keys(value: &Json, sorted: bool) -> Made<Json> {
    match value {
        Json::Object(object) if sorted => Ok(Json::array(object.sorted_keys().into_iter().map(Json::Str).collect())),
        Json::Object(object) => Ok(Json::array(object.iter().map(|(key, _)| Json::Str(Rc::clone(key))).collect())),
        Json::Array(items) => Ok(Json::array((0..items.len()).map(|index| Json::Num(index as f64)).collect())),
        other => Err(format!("{} has no keys", described(other))),
    }
}

fn array<'a>(value: &'a Json, what: &str) -> Made<&'a [Json]> {
    match value {
        Json::Array(items) => Ok(items),
        other => Err(format!("{} cannot be {what}", described(other))),
    }
}

fn sorted(value: &Json) -> Made<Json> {
    let mut items = array(value, "sorted, as it is not an array")?.to_vec();
    base::order::sort_by(&mut items, Json::order);
    Ok(Json::array(items))
}

fn by(name: &str, input: &Json, keys: &Json) -> Made<Json> {
    let what = if name == "_group_by/1" { "grouped, as it is not an array" } else { "sorted, as it is not an array" };
    let items = array(input, what)?;
    let keys = array(keys, what)?;
    let mut pairs: Vec<(&Json, &Json)> = keys.iter().zip(items).collect();
    match name {
        "_min_by/1" => {
            let least =
                pairs.into_iter().reduce(|best, pair| if pair.0.order(best.0) == Ordering::Less { pair } else { best });
            Ok(least.map_or(Json::Null, |(_, value)| value.clone()))
        }
        "_max_by/1" => {
            let most =
                pairs.into_iter().reduce(|best, pair| if pair.0.order(best.0) == Ordering::Less { best } else { pair });
            Ok(most.map_or(Json::Null, |(_, value)| value.clone()))
        }
        _ => {
            base::order::sort_by(&mut pairs, |a, b| a.0.order(b.0));
            if name == "_sort_by/1" {
                return Ok(Json::array(pairs.into_iter().map(|(_, value)| value.clone()).collect()));
            }
            let mut groups: Vec<(&Json, Vec<Json>)> = Vec::new();
            for (key, value) in pairs {
                match groups.last_mut() {
                    Some((known, group)) if known.same(key) => group.push(value.clone()),
                    _ => groups.push((key, vec![value.clone()])),
                }
            }
            Ok(Json::array(groups.into_iter().map(|(_, group)| Json::array(group)).collect()))
        }
    }
}

fn flatten(value: &Json, depth: f64) -> Made<Json> {
    let mut out = Vec::new();
    let mut pending: Vec<(Json, f64)> = paths::items(value)?.into_iter().rev().map(|item| (item, depth)).collect();
    while let Some((item, depth)) = pending.pop() {
        match item {
            Json::Array(items) if depth > 0.0 => {
                pending.extend(items.iter().rev().map(|item| (item.clone(), depth - 1.0)));
            }
            other => out.push(other),
        }
    }
    Ok(Json::array(out))
}

fn transpose(value: &Json) -> Made<Json> {
    let rows = array(value, "transposed")?;
    let rows: Vec<&[Json]> = rows.iter().map(|row| array(row, "transposed")).collect::<Made<_>>()?;
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let column =
        |index: usize| Json::array(rows.iter().map(|row| row.get(index).cloned().unwrap_or(Json::Null)).collect());
    Ok(Json::array((0..width).map(column).collect()))
}

/// Where `part` begins in `items`.
pub fn indices(items: &[Json], part: &[Json]) -> Json {
    if part.is_empty() {
        return Json::Null;
    }
    let here = |start: &usize| items[*start..].iter().zip(part).filter(|(a, b)| a.same(b)).count() == part.len();
    let starts = (0..items.len()).filter(|start| items.len() - start >= part.len()).filter(here);
    Json::array(starts.map(|start| Json::Num(start as f64)).collect())
}

/// Where `part` begins in `text`, in bytes as jq 1.6 counts.
fn places(text: &str, part: &str) -> Vec<Json> {
    if part.is_empty() {
        return Vec::new();
    }
    let bytes = text.as_bytes();
    let starts = (0..bytes.len()).filter(|start| bytes[*start..].starts_with(part.as_bytes()));
    starts.map(|start| Json::Num(start as f64)).collect()
}

fn divide_text(text: &str, by: &str) -> Json {
    if text.is_empty() {
        return Json::array(Vec::new());
    }
    if by.is_empty() {
        return Json::array(text.chars().map(|c| Json::str(c.to_string())).collect());
    }
    Json::array(text.split(by).map(Json::str).collect())
}

fn join(input: &Json, by: &Json) -> Made<Json> {
    let items = paths::items(input)?;
    if items.is_empty() {
        return Ok(Json::str(""));
    }
    let Json::Str(by) = by else {
        let first = operate(Operator::Add, Json::str(""), by);
        return first;
    };
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(by);
        }
        match item {
            Json::Null => {}
            Json::Str(_) | Json::Num(_) | Json::Bool(_) => out.push_str(&to_text(item)),
            other => return operate(Operator::Add, Json::str(out), other),
        }
    }
    Ok(Json::str(out))
}

fn from_json(value: &Json) -> Made<Json> {
    let Json::Str(text) = value else { return Err(format!("{} cannot be parsed as JSON", described(value))) };
    let mut reader = text::Reader::new(text.as_bytes());
    let complain = |error: String| format!("{error} (while parsing '{text}')");
    let parsed = reader.next().map_err(complain)?;
    match reader.next() {
        Ok(None) => Ok(parsed.unwrap_or(Json::Null)),
        Ok(Some(_)) => Err(format!("Unexpected extra JSON values (while parsing '{text}')")),
        Err(error) => Err(complain(error)),
    }
}

fn to_number(value: &Json) -> Made<Json> {
    match value {
        Json::Num(_) => Ok(value.clone()),
        Json::Str(text) => match from_json(value)? {
            number @ Json::Num(_) => Ok(number),
            _ => Err(format!("Cannot use {text} as a number")),
        },
        other => Err(format!("{} cannot be parsed as a number", described(other))),
    }
}

/// Arithmetic and comparisons.
pub fn operate(operator: Operator, left: Json, right: &Json) -> Made<Json> {
    use Operator as O;
    let order = || left.order(right);
    match operator {
        O::Equal => return Ok(Json::Bool(order() == Ordering::Equal)),
        O::Different => return Ok(Json::Bool(order() != Ordering::Equal)),
        O::Less => return Ok(Json::Bool(order() == Ordering::Less)),
        O::LessOrEqual => return Ok(Json::Bool(order() != Ordering::Greater)),
        O::Greater => return Ok(Json::Bool(order() == Ordering::Greater)),
        O::GreaterOrEqual => return Ok(Json::Bool(order() != Ordering::Less)),
        _ => {}
    }
    let refuse =
        |left: &Json, what: &str| Err(format!("{} and {} cannot be {what}", described(left), described(right)));
    match (operator, left, right) {
        (O::Add, Json::Null, right) => Ok(right.clone()),
        (O::Add, left, Json::Null) => Ok(left),
        (O::Add, Json::Num(a), Json::Num(b)) => Ok(Json::Num(a + b)),
        (O::Add, Json::Str(a), Json::Str(b)) => {
            if a.len() + b.len() > crate::MAX_VALUE {
                return Err("string too long".into());
            }
            Ok(Json::str([&*a, &**b].concat()))
        }
        (O::Add, Json::Array(mut a), Json::Array(b)) => {
            Rc::make_mut(&mut a).extend(b.iter().cloned());
            Ok(Json::Array(a))
        }
        (O::Add, Json::Object(mut a), Json::Object(b)) => {
            let object = Rc::make_mut(&mut a);
            b.iter().for_each(|(key, value)| object.set(key, value.clone()));
            Ok(Json::Object(a))
        }
        (O::Add, left, _) => refuse(&left, "added"),
        (O::Subtract, Json::Num(a), Json::Num(b)) => Ok(Json::Num(a - b)),
        (O::Subtract, Json::Array(a), Json::Array(b)) => {
            Ok(Json::array(a.iter().filter(|item| !b.iter().any(|other| item.same(other))).cloned().collect()))
        }
        (O::Subtract, left, _) => refuse(&left, "subtracted"),
        (O::Multiply, Json::Num(a), Json::Num(b)) => Ok(Json::Num(a * b)),
        (O::Multiply, Json::Str(text), Json::Num(n)) => repeat(&text, *n),
        (O::Multiply, Json::Num(n), Json::Str(text)) => repeat(text, n),
        (O::Multiply, Json::Object(a), Json::Object(b)) => Ok(Json::Object(merge(a, b, 0)?)),
        (O::Multiply, left, _) => refuse(&left, "multiplied"),
        (O::Divide, left @ Json::Num(_), Json::Num(0.0)) => refuse(&left, "divided because the divisor is zero"),
        (O::Divide, Json::Num(a), Json::Num(b)) => Ok(Json::Num(a / b)),
        (O::Divide, Json::Str(a), Json::Str(b)) => Ok(divide_text(&a, b)),
        (O::Divide, left, _) => refuse(&left, "divided"),
        (O::Modulo, Json::Num(a), Json::Num(b)) => {
            if a.is_nan() || b.is_nan() {
                return Ok(Json::Num(f64::NAN));
            }
            let (a, b) = (a as i64, *b as i64);
            if b == 0 {
                return refuse(&Json::Num(a as f64), "divided (remainder) because the divisor is zero");
            }
            let rest = a.unsigned_abs() % b.unsigned_abs();
            Ok(Json::Num(if a < 0 { -(rest as f64) } else { rest as f64 }))
        }
        (_, left, _) => refuse(&left, "divided"),
    }
}

fn repeat(text: &str, n: f64) -> Made<Json> {
    if n <= 0.0 || n.is_nan() {
        return Ok(Json::Null);
    }
    let times = if n < 1.0 { 1 } else { n as usize };
    if text.len().saturating_mul(times) > crate::MAX_VALUE {
        return Err("Repeat string result too long".into());
    }
    Ok(Json::str(text.repeat(times)))
}

fn merge(mut a: Rc<Object>, b: &Rc<Object>, depth: usize) -> Made<Rc<Object>> {
    if depth > 1000 {
        return Err("nested too deeply".into());
    }
    let object = Rc::make_mut(&mut a);
    for (key, value) in b.iter() {
        let slot = object.slot(key);
        *slot = match (std::mem::replace(slot, Json::Null), value) {
            (Json::Object(old), Json::Object(new)) => Json::Object(merge(old, new, depth + 1)?),
            (_, new) => new.clone(),
        };
    }
    Ok(a)
}

/// `@csv` and its like.
pub fn format(name: &str, value: &Json) -> Made<String> {
    let plain = to_text(value);
    Ok(match name {
        "@text" => plain,
        "@json" => text::compact(value),
        "@html" => escape(&plain, &[('<', "&lt;"), ('>', "&gt;"), ('&', "&amp;"), ('\'', "&apos;"), ('"', "&quot;")]),
        "@uri" => {
            let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~!*'()".contains(&byte);
            let encode = |byte: u8| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
            plain.bytes().map(encode).collect()
        }
        "@csv" | "@tsv" => {
            let items = array(value, &format!("{}-formatted, only an array can be", &name[1..]))?;
            let cell = |item: &Json| match item {
                Json::Num(_) | Json::Bool(_) => Ok(to_text(item)),
                Json::Null => Ok(String::new()),
                Json::Str(text) if name == "@csv" => Ok(format!("\"{}\"", text.replace('"', "\"\""))),
                Json::Str(text) => Ok(escape(text, &[('\\', "\\\\"), ('\t', "\\t"), ('\n', "\\n"), ('\r', "\\r")])),
                other => Err(format!("{} is not valid in a csv row", described(other))),
            };
            let cells: Vec<String> = items.iter().map(cell).collect::<Made<_>>()?;
            cells.join(if name == "@csv" { "," } else { "\t" })
        }
        "@sh" => {
            let word = |item: &Json| match item {
                Json::Str(text) => Ok(format!("'{}'", text.replace('\'', "'\\''"))),
                Json::Array(_) | Json::Object(_) => Err(format!("{} can not be escaped for shell", described(item))),
                other => Ok(to_text(other)),
            };
            match value {
                Json::Array(items) => items.iter().map(word).collect::<Made<Vec<String>>>()?.join(" "),
                other => word(other)?,
            }
        }
        "@base64" => base64(plain.as_bytes()),
        "@base64d" => unbase64(&plain).ok_or_else(|| format!("{} is not valid base64 data", described(value)))?,
        "@base32" => base32(plain.as_bytes()),
        other => return Err(format!("{} is not a valid format", &other[1..])),
    })
}

fn escape(text: &str, table: &[(char, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match table.iter().find(|(from, _)| *from == c) {
            Some((_, to)) => out.push_str(to),
            None => out.push(c),
        }
    }
    out
}

const SIXTY_FOUR: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0_u32, |group, byte| group << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for index in 0..4 {
            if index <= chunk.len() {
                out.push(char::from(SIXTY_FOUR[(group >> (18 - 6 * index) & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

fn unbase64(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let digits: Vec<u32> = text
        .trim_end_matches('=')
        .bytes()
        .map(|byte| SIXTY_FOUR.iter().position(|known| *known == byte).map(|digit| digit as u32))
        .collect::<Option<_>>()?;
    for chunk in digits.chunks(4) {
        let group = chunk.iter().fold(0_u32, |group, digit| group << 6 | digit) << (6 * (4 - chunk.len()));
        let all = [(group >> 16) as u8, (group >> 8) as u8, group as u8];
        bytes.extend_from_slice(&all[..chunk.len().saturating_sub(1)]);
    }
    if bytes.is_empty() && !text.is_empty() && !text.starts_with('=') {
        return None;
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn base32(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::new();
    for chunk in bytes.chunks(5) {
        let group = chunk.iter().fold(0_u64, |group, byte| group << 8 | u64::from(*byte)) << (8 * (5 - chunk.len()));
        let digits = (chunk.len() * 8).div_ceil(5);
        for index in 0..8 {
            out.push(if index < digits { char::from(DIGITS[(group >> (35 - 5 * index) & 31) as usize]) } else { '=' });
        }
    }
    out
}
