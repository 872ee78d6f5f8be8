//! The built-in functions.

use super::super::array::{Key, Nature};
use super::super::ast::Builtin;
use super::super::characters;
use super::super::random::Random;
use super::super::special::Special;
use super::super::time;
use super::super::value::Value;
use super::input::Answer;
use super::{Fatal, Machine, Stop};

/// Whole numbers up to here are exact in a double.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Machine {
    /// Calls a built-in function with so many arguments on the stack; pushes its result.
    pub(super) fn builtin(&mut self, builtin: Builtin, count: usize) -> Result<Option<Stop>, Fatal> {
        let result = match builtin {
            Builtin::Close | Builtin::System | Builtin::Fflush => return Ok(self.ask(builtin, count)),
            Builtin::Length => self.length(count),
            Builtin::Substr => self.substr(count),
            Builtin::Index => self.index(),
            Builtin::Split => self.split(count, false)?,
            Builtin::Patsplit => self.split(count, true)?,
            Builtin::Match => self.find_match(count)?,
            Builtin::Gensub => self.gensub(count)?,
            Builtin::Sprintf => Value::str(self.format(count)?),
            Builtin::Tolower | Builtin::Toupper => {
                let text = self.pop_text();
                Value::str(characters::change_case(&text, builtin == Builtin::Toupper))
            }
            Builtin::Asort | Builtin::Asorti => self.asort(builtin == Builtin::Asorti, count)?,
            Builtin::Strtonum => {
                let value = self.pop();
                Self::to_number(&value)
            }
            Builtin::Isarray => {
                let value = self.pop();
                Value::bool(matches!(&value, Value::Array(array) if !array.is_untyped()))
            }
            Builtin::Typeof => self.type_of(count)?,
            Builtin::Mkbool => {
                let yes = self.pop().truth();
                Value::bool(yes)
            }
            Builtin::Rand => Value::Num(self.random.unit()),
            Builtin::Srand => {
                let seed = if count > 0 { self.pop().num() } else { (self.now / 1000) as f64 };
                self.random = Random::new(seed as i64 as u32);
                Value::Num(std::mem::replace(&mut self.seed, seed))
            }
            Builtin::Systime => Value::Num((self.now / 1000) as f64),
            Builtin::Mktime => {
                if count > 1 {
                    self.pop();
                }
                let text = self.pop_text();
                Value::Num(time::mktime(&text).map_or(-1.0, |seconds| seconds as f64))
            }
            Builtin::Strftime => self.strftime(count),
            Builtin::And | Builtin::Or | Builtin::Xor => self.bits(builtin, count)?,
            Builtin::Compl => {
                let n = self.natural("compl")?;
                Value::Num((!n & (EXACT as u64 - 1)) as f64)
            }
            Builtin::Lshift | Builtin::Rshift => {
                let by = self.natural(builtin.name())?;
                let n = self.natural(builtin.name())?;
                let shift = by.min(63) as u32;
                let shifted = if builtin == Builtin::Lshift { n.wrapping_shl(shift) } else { n >> shift };
                Value::Num(exact(shifted))
            }
            Builtin::Dcgettext | Builtin::Bindtextdomain => {
                let first = self.stack.len() - count;
                let text = self.stack[first].text(&self.settings.convfmt);
                self.stack.truncate(first);
                Value::Str(if builtin == Builtin::Dcgettext { text } else { "".into() })
            }
            Builtin::Dcngettext => {
                let first = self.stack.len() - count;
                let n = self.stack.get(first + 2).map_or(1.0, Value::num);
                #[allow(clippy::float_cmp, reason = "one is one")]
                let chosen = self.stack[first + usize::from(n != 1.0)].text(&self.settings.convfmt);
                self.stack.truncate(first);
                Value::Str(chosen)
            }
            _ => self.mathematics(builtin),
        };
        self.push(result);
        Ok(None)
    }

    fn mathematics(&mut self, builtin: Builtin) -> Value {
        let n = self.pop().num();
        Value::Num(match builtin {
            Builtin::Int => n.trunc(),
            Builtin::Exp => {
                let result = n.exp();
                if result.is_infinite() && n.is_finite() {
                    self.warn(&format!("exp: argument {n} is out of range"));
                }
                result
            }
            Builtin::Log => {
                if n < 0.0 {
                    self.warn(&format!("log: received negative argument {n}"));
                    -f64::NAN.abs()
                } else {
                    n.ln()
                }
            }
            Builtin::Sqrt => {
                if n < 0.0 {
                    self.warn(&format!("sqrt: received negative argument {n}"));
                    -f64::NAN.abs()
                } else {
                    n.sqrt()
                }
            }
            Builtin::Sin => n.sin(),
            Builtin::Cos => n.cos(),
            Builtin::Atan2 => {
                let y = self.pop().num();
                y.atan2(n)
            }
            _ => 0.0,
        })
    }

    fn length(&mut self, count: usize) -> Value {
        if count == 0 {
            let text = self.whole();
            return Value::Num(characters::count(&text) as f64);
        }
        Value::Num(match self.pop() {
            Value::Array(array) => array.len() as f64,
            value => characters::count(&value.text(&self.settings.convfmt)) as f64,
        })
    }

    fn asort(&mut self, by_index: bool, count: usize) -> Result<Value, Fatal> {
        let how = if count > 2 { Some(self.pop_text()) } else { None };
        let target = if count > 1 { Some(self.pop_array()?) } else { None };
        let source = self.pop_array()?;
        let target = target.unwrap_or_else(|| source.clone());
        let usual = if by_index { "@ind_str_asc" } else { "@val_type_asc" };
        let how = how.filter(|how| !how.is_empty()).unwrap_or_else(|| usual.into());
        let size = source.len();
        self.sort_array(by_index, &source, &target, &how)?;
        Ok(Value::Num(size as f64))
    }

    fn type_of(&mut self, count: usize) -> Result<Value, Fatal> {
        let about = if count > 1 { Some(self.pop_array()?) } else { None };
        let value = self.pop();
        if let (Some(about), Value::Array(array)) = (about, &value) {
            about.clear();
            about.set(&Key::of(b"array_type"), Value::str(array.kind()));
        }
        Ok(Value::str(match value {
            Value::Uninit => "unassigned",
            Value::Num(_) => "number",
            Value::Str(_) => "string",
            Value::Input(text) if text.is_empty() => "unassigned",
            Value::Input(text) => {
                if super::super::number::whole(&text).is_some() {
                    "strnum"
                } else {
                    "string"
                }
            }
            Value::Regex(_) => "regexp",
            Value::Array(array) if array.nature() == Nature::Scalar => "unassigned",
            Value::Array(array) if array.is_untyped() => "untyped",
            Value::Array(_) => "array",
        }))
    }

    /// A natural number for the functions on bits.
    fn natural(&mut self, name: &str) -> Result<u64, Fatal> {
        let n = self.pop().num();
        if n < 0.0 {
            return Err(format!("{name}({n}): negative values are not allowed").into());
        }
        Ok(n as u64)
    }

    fn bits(&mut self, builtin: Builtin, count: usize) -> Result<Value, Fatal> {
        let mut result = self.natural(builtin.name())?;
        for _ in 1..count {
            let n = self.natural(builtin.name())?;
            result = match builtin {
                Builtin::And => result & n,
                Builtin::Or => result | n,
                _ => result ^ n,
            };
        }
        Ok(Value::Num(exact(result)))
    }

    fn strftime(&mut self, count: usize) -> Value {
        if count > 2 {
            self.pop();
        }
        let seconds = if count > 1 { self.pop().num() as i64 } else { self.now / 1000 };
        let format = if count > 0 {
            self.pop_text()
        } else {
            let procinfo = self.special_array(Special::PROCINFO);
            procinfo.get(&Key::of(b"strftime")).unwrap_or_default().text(b"%.6g")
        };
        Value::str(time::strftime(&format, seconds))
    }

    /// Functions that need the world: they stop, and on being tried again find the answer.
    fn ask(&mut self, builtin: Builtin, count: usize) -> Option<Stop> {
        if let Some(answer) = self.answer.take() {
            self.stack.truncate(self.stack.len() - count);
            self.push(Value::Num(if let Answer::Status(status) = answer { status } else { -1.0 }));
            return None;
        }
        let first = self.stack.len() - count;
        let text = |index: usize| self.stack.get(first + index).map(|value| value.text(&self.settings.convfmt));
        Some(match builtin {
            Builtin::Close => Stop::Close(text(0).unwrap_or_default(), text(1)),
            Builtin::System => Stop::System(text(0).unwrap_or_default()),
            _ => Stop::FlushNow(text(0).filter(|name| !name.is_empty())),
        })
    }
}

/// A 64-bit number as a double, cut to what a double holds exactly.
fn exact(n: u64) -> f64 {
    let bits = 64 - n.leading_zeros();
    if bits <= 53 { n as f64 } else { (n >> (bits - 53) << (bits - 53)) as f64 }
}
