//! `asort`, `asorti` and `PROCINFO["sorted_in"]`: by one of gawk's orders, or by a function of the program. The latter is
//! a merge sort that stops at every comparison, so that the function runs like any other call.

use super::super::array::{ArrayRef, Key};
use super::super::value::Value;
use super::{Fatal, FrameKind, KeyLoop, Machine, Run, Stop};
use std::cmp::Ordering;

type Item = (Key, Value);

/// What is done with the sorted items.
enum Purpose {
    /// A loop goes over their keys.
    Loop,
    /// They fill an array.
    Fill(ArrayRef, bool),
}

/// A sort by a function.
pub(super) struct Sort {
    items: Vec<Item>,
    merged: Vec<Item>,
    width: usize,
    left: usize,
    left_end: usize,
    right: usize,
    right_end: usize,
    function: u32,
    purpose: Purpose,
    answer: Option<f64>,
    depth: usize,
}

impl Machine {
    /// The keys of a loop, in the order `how`; they become the keys of the loop on top.
    pub(super) fn sort_keys(&mut self, array: &ArrayRef, keys: Vec<Key>, how: &[u8]) -> Run {
        let items = Self::items(array, keys);
        self.sort_items(items, how, Purpose::Loop)
    }

    fn items(array: &ArrayRef, keys: Vec<Key>) -> Vec<Item> {
        let value = |key: &Key| array.get(key).unwrap_or_default();
        keys.into_iter().map(|key| (key.clone(), value(&key))).collect()
    }

    /// `asort` and `asorti`.
    pub(super) fn sort_array(&mut self, by_index: bool, source: &ArrayRef, target: &ArrayRef, how: &[u8]) -> Run {
        let items = Self::items(source, source.keys());
        self.spend(items.len() * 64);
        self.sort_items(items, how, Purpose::Fill(target.clone(), by_index))
    }

    fn sort_items(&mut self, mut items: Vec<Item>, how: &[u8], purpose: Purpose) -> Run {
        if how.first() == Some(&b'@') {
            if how != b"@unsorted" {
                let order = Self::order_named(how)?;
                items.sort_by(|left, right| order(self, left, right));
            }
            self.sorted(items, &purpose);
            return Ok(());
        }
        let name = String::from_utf8_lossy(how).into_owned();
        let Some(function) = self.code.functions.iter().position(|function| function.name == name) else {
            return Err(format!("sort comparison function `{name}' is not defined").into());
        };
        let right_end = items.len().min(2);
        let left_end = items.len().min(1);
        self.sorts.push(Sort {
            merged: Vec::with_capacity(items.len()),
            items,
            width: 1,
            left: 0,
            left_end,
            right: left_end,
            right_end,
            function: function as u32,
            purpose,
            answer: None,
            depth: self.frames.len(),
        });
        Ok(())
    }

    fn sorted(&mut self, items: Vec<Item>, purpose: &Purpose) {
        match purpose {
            Purpose::Loop => {
                if let Some(around) = self.loops.last_mut() {
                    *around = KeyLoop { keys: items.into_iter().map(|(key, _)| key).collect(), next: 0 };
                }
            }
            Purpose::Fill(target, by_index) => {
                target.clear();
                for (position, (key, value)) in items.into_iter().enumerate() {
                    let value = if *by_index { Value::Input(key.text()) } else { value };
                    target.set(&Key::Int(position as i32 + 1), value);
                }
            }
        }
    }

    /// Goes on with the sort on top, if one was started just before.
    pub(super) fn sort_step(&mut self) -> Result<Option<Stop>, Fatal> {
        let depth = self.frames.len();
        loop {
            let Some(sort) = self.sorts.last_mut().filter(|sort| sort.depth == depth) else {
                self.pc += 1;
                return Ok(None);
            };
            if sort.left < sort.left_end && sort.right < sort.right_end {
                let Some(answer) = sort.answer.take() else {
                    let (left, right) = (&sort.items[sort.left], &sort.items[sort.right]);
                    let key = |item: &Item| match &item.0 {
                        Key::Int(n) => Value::Num((*n).into()),
                        Key::Text(text) => Value::Str(text.clone()),
                    };
                    let arguments = [key(left), left.1.clone(), key(right), right.1.clone()];
                    let function = sort.function;
                    let count = self.code.functions[function as usize].params.len().min(4);
                    self.stack.extend(arguments.into_iter().take(count));
                    let back = self.pc as u32;
                    self.enter(FrameKind::Compare, function, count, back)?;
                    return Ok(None);
                };
                let from = if answer > 0.0 { &mut sort.right } else { &mut sort.left };
                sort.merged.push(sort.items[*from].clone());
                *from += 1;
                continue;
            }
            sort.merged.extend_from_slice(&sort.items[sort.left..sort.left_end]);
            sort.merged.extend_from_slice(&sort.items[sort.right..sort.right_end]);
            let count = sort.items.len();
            let mut start = sort.right_end;
            if start >= count {
                sort.items = std::mem::replace(&mut sort.merged, Vec::with_capacity(count));
                sort.width *= 2;
                start = 0;
                if sort.width >= count {
                    if let Some(done) = self.sorts.pop() {
                        self.sorted(done.items, &done.purpose);
                    }
                    continue;
                }
            }
            sort.left = start;
            sort.left_end = (start + sort.width).min(count);
            sort.right = sort.left_end;
            sort.right_end = (start + 2 * sort.width).min(count);
        }
    }

    /// A comparison has come back.
    pub(super) fn compared(&mut self, answer: f64) {
        if let Some(sort) = self.sorts.last_mut() {
            sort.answer = Some(answer);
        }
    }

    fn order_named(how: &[u8]) -> Run<fn(&Self, &Item, &Item) -> Ordering> {
        Ok(match how {
            b"@ind_str_asc" => |machine, a, b| machine.order_bytes(&a.0.text(), &b.0.text()),
            b"@ind_str_desc" => |machine, a, b| machine.order_bytes(&b.0.text(), &a.0.text()),
            b"@ind_num_asc" => |machine, a, b| by_index_number(machine, a, b),
            b"@ind_num_desc" => |machine, a, b| by_index_number(machine, b, a),
            b"@val_str_asc" => |machine, a, b| by_value_text(machine, a, b),
            b"@val_str_desc" => |machine, a, b| by_value_text(machine, b, a),
            b"@val_num_asc" => |machine, a, b| by_value_number(machine, a, b),
            b"@val_num_desc" => |machine, a, b| by_value_number(machine, b, a),
            b"@val_type_asc" => |machine, a, b| by_value_type(machine, a, b),
            b"@val_type_desc" => |machine, a, b| by_value_type(machine, b, a),
            other => {
                let shown = String::from_utf8_lossy(other);
                return Err(format!("`PROCINFO[\"sorted_in\"]' value `{shown}' is not recognized").into());
            }
        })
    }
}

fn by_index_number(machine: &Machine, a: &Item, b: &Item) -> Ordering {
    let number = |key: &Key| match key {
        Key::Int(n) => f64::from(*n),
        Key::Text(text) => super::super::number::prefix(text),
    };
    let order = number(&a.0).total_cmp(&number(&b.0));
    order.then_with(|| machine.order_bytes(&a.0.text(), &b.0.text()))
}

fn is_array(value: &Value) -> bool {
    matches!(value, Value::Array(array) if !array.is_untyped())
}

fn by_value_text(machine: &Machine, a: &Item, b: &Item) -> Ordering {
    match (is_array(&a.1), is_array(&b.1)) {
        (true, true) => machine.order_bytes(&a.0.text(), &b.0.text()),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        _ => machine.order_text(&a.1, &b.1).then_with(|| by_index_number(machine, a, b)),
    }
}

fn by_value_number(machine: &Machine, a: &Item, b: &Item) -> Ordering {
    match (is_array(&a.1), is_array(&b.1)) {
        (true, true) => machine.order_bytes(&a.0.text(), &b.0.text()),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        _ => {
            let order = a.1.num().partial_cmp(&b.1.num()).unwrap_or(Ordering::Equal);
            order.then_with(|| machine.order_text(&a.1, &b.1)).then_with(|| by_index_number(machine, a, b))
        }
    }
}

/// Numbers come before strings, strings before arrays.
fn by_value_type(machine: &Machine, a: &Item, b: &Item) -> Ordering {
    let rank = |value: &Value| match value {
        array if is_array(array) => 3,
        Value::Str(_) | Value::Regex(_) => 2,
        other if other.numeric().is_some() => 1,
        _ => 2,
    };
    rank(&a.1).cmp(&rank(&b.1)).then_with(|| match rank(&a.1) {
        1 => a.1.num().partial_cmp(&b.1.num()).unwrap_or(Ordering::Equal).then_with(|| by_index_number(machine, a, b)),
        2 => machine.order_text(&a.1, &b.1).then_with(|| by_index_number(machine, a, b)),
        _ => by_index_number(machine, a, b),
    })
}
