//! Reading, setting and deleting at paths.

use super::library::{brief, cannot_iterate};
use super::value::{Json, Object};
use std::cmp::Ordering;
use std::rc::Rc;

type Found<T> = Result<T, String>;

fn cannot_index(value: &Json, key: &Json) -> String {
    match key {
        Json::Str(name) => format!("Cannot index {} with string \"{name}\"", value.kind()),
        key => format!("Cannot index {} with {}", value.kind(), key.kind()),
    }
}

fn bound(value: &Json, length: usize, default: usize, up: bool) -> Found<usize> {
    match value {
        Json::Null => Ok(default),
        Json::Num(n) => {
            let n = if *n < 0.0 { n + length as f64 } else { *n };
            let n = if up { n.ceil() } else { n.floor() };
            Ok((n.max(0.0) as usize).min(length))
        }
        _ => Err("Start and end indices of an array slice must be numbers".into()),
    }
}

fn range(object: &Object, length: usize) -> Found<(usize, usize)> {
    let null = Json::Null;
    let from = bound(object.get("start").unwrap_or(&null), length, 0, false)?;
    let to = bound(object.get("end").unwrap_or(&null), length, length, true)?;
    Ok((from, to.max(from)))
}

/// `value[key]`.
pub fn get(value: &Json, key: &Json) -> Found<Json> {
    match (value, key) {
        (Json::Object(object), Json::Str(key)) => Ok(object.get(key).cloned().unwrap_or(Json::Null)),
        (Json::Array(items), Json::Num(n)) => {
            if n.is_nan() {
                return Ok(Json::Null);
            }
            let index = n.floor();
            let index = if index < 0.0 { index + items.len() as f64 } else { index };
            Ok(if index < 0.0 { Json::Null } else { items.get(index as usize).cloned().unwrap_or(Json::Null) })
        }
        (Json::Null, Json::Str(_) | Json::Num(_) | Json::Object(_) | Json::Null) => Ok(Json::Null),
        (Json::Array(items), Json::Object(slice)) => {
            let (from, to) = range(slice, items.len())?;
            Ok(Json::array(items[from..to].to_vec()))
        }
        (Json::Str(text), Json::Object(slice)) => {
            let length = text.chars().count();
            let (from, to) = range(slice, length)?;
            Ok(Json::str(text.chars().skip(from).take(to - from).collect::<String>()))
        }
        (Json::Array(items), Json::Array(part)) => Ok(super::library::indices(items, part)),
        _ => Err(cannot_index(value, key)),
    }
}

/// The value at a path; `null` where there is none.
pub fn get_path(value: &Json, path: &Json) -> Found<Json> {
    let Json::Array(keys) = path else { return Err("Path must be specified as an array".into()) };
    let mut value = value.clone();
    for key in keys.iter() {
        if matches!(value, Json::Null) {
            return Ok(Json::Null);
        }
        value = get(&value, key)?;
    }
    Ok(value)
}

/// Longest array that an index may make.
const MAX_INDEX: f64 = 50_000_000.0;

/// `value` with `key` set to what `make` makes of what is there.
fn update(value: Json, key: &Json, make: &mut dyn FnMut(Json) -> Found<Json>) -> Found<Json> {
    match (value, key) {
        (Json::Null, Json::Str(name)) => Ok(Json::object([(Rc::clone(name), make(Json::Null)?)])),
        (Json::Object(mut object), Json::Str(name)) => {
            let slot = Rc::make_mut(&mut object).slot(name);
            let old = std::mem::replace(slot, Json::Null);
            *slot = make(old)?;
            Ok(Json::Object(object))
        }
        (value @ (Json::Null | Json::Array(_)), Json::Num(n)) => {
            let mut items = match value {
                Json::Array(items) => items,
                _ => Rc::default(),
            };
            let length = items.len() as f64;
            let index = if *n < 0.0 { n.floor() + length } else { n.floor() };
            if index < 0.0 || index.is_nan() {
                return Err("Out of bounds negative array index".into());
            }
            if index > MAX_INDEX {
                return Err("Array index too large".into());
            }
            let items_mut = Rc::make_mut(&mut items);
            if items_mut.len() <= index as usize {
                items_mut.resize(index as usize + 1, Json::Null);
            }
            let old = std::mem::replace(&mut items_mut[index as usize], Json::Null);
            items_mut[index as usize] = make(old)?;
            Ok(Json::Array(items))
        }
        (value @ (Json::Null | Json::Array(_)), Json::Object(slice)) => {
            let mut items = match value {
                Json::Array(items) => items,
                _ => Rc::default(),
            };
            let (from, to) = range(slice, items.len())?;
            let old = Json::array(items[from..to].to_vec());
            let Json::Array(new) = make(old)? else {
                return Err("A slice of an array can only be assigned another array".into());
            };
            Rc::make_mut(&mut items).splice(from..to, new.iter().cloned());
            Ok(Json::Array(items))
        }
        (Json::Object(_), Json::Object(_)) => Err("Cannot update field at object index of object".into()),
        (Json::Str(_), Json::Object(_)) => Err("Cannot update field at object index of string".into()),
        (Json::Array(_), Json::Array(_)) => Err("Cannot update field at array index of array".into()),
        (value, key) => Err(cannot_index(&value, key)),
    }
}

/// `value` with what is at `path` replaced.
pub fn set(value: Json, path: &Json, new: Json) -> Found<Json> {
    let Json::Array(keys) = path else { return Err("Path must be specified as an array".into()) };
    if keys.len() > 10_000 {
        return Err("Path too deep".into());
    }
    set_keys(value, keys, new)
}

fn set_keys(value: Json, keys: &[Json], new: Json) -> Found<Json> {
    let Some((first, rest)) = keys.split_first() else { return Ok(new) };
    let mut new = Some(new);
    update(value, first, &mut |old| set_keys(old, rest, new.take().unwrap_or(Json::Null)))
}

/// `value` without what is at the paths.
pub fn delete(mut value: Json, paths: &[Json]) -> Found<Json> {
    // Several places of one array are all meant as it is now.
    if let Json::Array(items) = &value
        && paths.iter().all(|path| matches!(path, Json::Array(keys) if keys.len() == 1))
    {
        return delete_places(items, paths);
    }
    let mut sorted = paths.to_vec();
    base::order::sort_by(&mut sorted, |a, b| b.order(a));
    for path in &sorted {
        let Json::Array(keys) = path else { return Err("Path must be specified as an array".into()) };
        if keys.len() > 10_000 {
            return Err("Path too deep".into());
        }
        value = delete_keys(value, keys)?;
    }
    Ok(value)
}

fn delete_places(items: &[Json], paths: &[Json]) -> Found<Json> {
    let mut keep = vec![true; items.len()];
    for path in paths {
        let Json::Array(keys) = path else { continue };
        match &keys[0] {
            Json::Num(n) => {
                let index = if *n < 0.0 { n.floor() + items.len() as f64 } else { n.floor() };
                if index >= 0.0
                    && let Some(place) = keep.get_mut(index as usize)
                {
                    *place = false;
                }
            }
            Json::Object(slice) => {
                let (from, to) = range(slice, items.len())?;
                keep[from..to].fill(false);
            }
            _ => return Err("Cannot delete field at object index of array".into()),
        }
    }
    Ok(Json::array(items.iter().zip(keep).filter(|(_, keep)| *keep).map(|(item, _)| item.clone()).collect()))
}

fn delete_keys(value: Json, keys: &[Json]) -> Found<Json> {
    match keys {
        [] => Ok(Json::Null),
        [last] => delete_one(value, last),
        [first, rest @ ..] => {
            if matches!(get(&value, first)?, Json::Null) {
                return Ok(value);
            }
            update(value, first, &mut |old| delete_keys(old, rest))
        }
    }
}

fn delete_one(value: Json, key: &Json) -> Found<Json> {
    match (value, key) {
        (Json::Null, _) => Ok(Json::Null),
        (Json::Object(mut object), Json::Str(name)) => {
            Rc::make_mut(&mut object).remove(name);
            Ok(Json::Object(object))
        }
        (Json::Array(mut items), Json::Num(n)) => {
            let index = if *n < 0.0 { n.floor() + items.len() as f64 } else { n.floor() };
            if index >= 0.0 && (index as usize) < items.len() {
                Rc::make_mut(&mut items).remove(index as usize);
            }
            Ok(Json::Array(items))
        }
        (Json::Array(mut items), Json::Object(slice)) => {
            let (from, to) = range(slice, items.len())?;
            Rc::make_mut(&mut items).drain(from..to);
            Ok(Json::Array(items))
        }
        (Json::Object(_), key) => Err(format!(
            "Cannot delete field at object index of {}",
            if matches!(key, Json::Num(_)) { "object" } else { key.kind() }
        )),
        (Json::Array(_), Json::Str(_)) => Err("Cannot delete field at object index of array".into()),
        (value, key) => Err(format!(
            "Cannot delete field at {} index of {}",
            if matches!(key, Json::Str(_)) { "object" } else { "array" },
            value.kind()
        )),
    }
}

/// All paths of a value below its root, parents first.
pub fn all(value: &Json) -> Vec<Json> {
    let mut found = Vec::new();
    let mut pending: Vec<(Vec<Json>, Json)> = vec![(Vec::new(), value.clone())];
    while let Some((path, value)) = pending.pop() {
        if !path.is_empty() {
            found.push(Json::array(path.clone()));
        }
        let with = |key: Json| [path.as_slice(), &[key]].concat();
        match &value {
            Json::Array(items) => {
                for (index, item) in items.iter().enumerate().rev() {
                    pending.push((with(Json::Num(index as f64)), item.clone()));
                }
            }
            Json::Object(object) => {
                for (key, item) in object.iter().rev() {
                    pending.push((with(Json::Str(Rc::clone(key))), item.clone()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Does `a` contain `b`?
pub fn contains(a: &Json, b: &Json, depth: usize) -> Found<bool> {
    if depth > 1000 {
        return Err("nested too deeply".into());
    }
    match (a, b) {
        (Json::Object(a), Json::Object(b)) => {
            for (key, b) in b.iter() {
                match a.get(key) {
                    Some(a) if contains(a, b, depth + 1)? => {}
                    _ => return Ok(false),
                }
            }
            Ok(true)
        }
        (Json::Array(a), Json::Array(b)) => {
            for b in b.iter() {
                let mut found = false;
                for a in a.iter() {
                    found |= a.kind() == b.kind() && contains(a, b, depth + 1)?;
                }
                if !found {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        (Json::Str(a), Json::Str(b)) => Ok(a.contains(&**b)),
        _ if a.kind() == b.kind() => Ok(a.order(b) == Ordering::Equal),
        _ if depth > 0 => Ok(false),
        _ => Err(format!(
            "{} ({}) and {} ({}) cannot have their containment checked",
            a.kind(),
            brief(a, 11),
            b.kind(),
            brief(b, 11)
        )),
    }
}

/// The items of an array or the values of an object.
pub fn items(value: &Json) -> Found<Vec<Json>> {
    match value {
        Json::Array(items) => Ok(items.to_vec()),
        Json::Object(object) => Ok(object.iter().map(|(_, value)| value.clone()).collect()),
        other => Err(cannot_iterate(other)),
    }
}
