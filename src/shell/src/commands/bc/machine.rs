//! Runs instructions; stops now and then so that others may run.

use super::code::{Function, Op, Operator, Place};
use super::number::Number;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Why the machine stopped.
pub(super) enum Stop {
    /// The statements are done.
    Done,
    /// It has worked for a while.
    Tick,
    /// `halt`, `quit`.
    Halt,
    /// `read()`: push a number with [`Machine::give`].
    Read,
    /// A fault at run time.
    Fault(String),
}

#[derive(Clone, Default)]
struct Array(BTreeMap<i64, Number>);

enum Value {
    Number(Number),
    Array(Array),
}

/// What is restored when a function returns.
struct Frame {
    code: Rc<Vec<Op>>,
    at: usize,
    variables: Vec<(usize, Number)>,
    arrays: Vec<(usize, Array)>,
    name: String,
}

/// The state of a calculator.
pub(super) struct Machine {
    pub(super) functions: HashMap<String, Rc<Function>>,
    variables: Vec<Number>,
    arrays: Vec<Array>,
    stack: Vec<Value>,
    frames: Vec<Frame>,
    code: Rc<Vec<Op>>,
    at: usize,
    name: String,
    scale: usize,
    input_base: u32,
    output_base: u32,
    last: Number,
    /// What was printed.
    pub(super) out: Vec<u8>,
    /// What was warned of.
    pub(super) warnings: String,
    column: usize,
}

/// Calls may nest this deeply; numbers may be this many groups long.
const MAX_CALLS: usize = 50_000;
const MAX_WEIGHT: usize = 200_000;
const LINE: usize = 68;

impl Machine {
    pub(super) fn new(scale: usize) -> Self {
        Self {
            functions: HashMap::new(),
            variables: Vec::new(),
            arrays: Vec::new(),
            stack: Vec::new(),
            frames: Vec::new(),
            code: Rc::default(),
            at: 0,
            name: "(main)".into(),
            scale,
            input_base: 10,
            output_base: 10,
            last: Number::default(),
            out: Vec::new(),
            warnings: String::new(),
            column: 0,
        }
    }

    /// Starts on statements; there are so many names.
    pub(super) fn start(&mut self, code: Vec<Op>, names: usize) {
        self.variables.resize_with(names, Number::default);
        self.arrays.resize_with(names, Array::default);
        self.stack.clear();
        self.code = Rc::new(code);
        self.at = 0;
    }

    /// What was read.
    pub(super) fn give(&mut self, text: &str) {
        let (negative, digits) = text.trim().strip_prefix('-').map_or((false, text.trim()), |rest| (true, rest));
        let number = Number::parse(digits, self.input_base);
        self.stack.push(Value::Number(if negative { number.negated() } else { number }));
    }

    fn pop(&mut self) -> Number {
        match self.stack.pop() {
            Some(Value::Number(number)) => number,
            _ => Number::default(),
        }
    }

    fn push(&mut self, number: Number) {
        self.stack.push(Value::Number(number));
    }

    fn fault(&mut self, text: &str) -> Stop {
        let text = format!("Runtime error (func={}, adr={}): {text}", self.name, self.at);
        // Everything called is left; what it had hidden comes back.
        while let Some(frame) = self.frames.pop() {
            self.restore(frame);
        }
        Stop::Fault(text)
    }

    fn restore(&mut self, frame: Frame) {
        for (number, value) in frame.variables {
            self.variables[number] = value;
        }
        for (number, value) in frame.arrays {
            self.arrays[number] = value;
        }
        (self.code, self.at, self.name) = (frame.code, frame.at, frame.name);
    }

    /// Runs until something is needed.
    pub(super) fn run(&mut self) -> Stop {
        let mut work = 0;
        loop {
            let Some(op) = self.code.get(self.at).cloned() else { return Stop::Done };
            self.at += 1;
            work += 1;
            if let Some(stop) = self.step(op, &mut work) {
                return stop;
            }
            if work > 20_000 {
                return Stop::Tick;
            }
        }
    }

    fn step(&mut self, op: Op, work: &mut usize) -> Option<Stop> {
        match op {
            Op::Literal(text) => {
                let number = Number::parse(&text, self.input_base);
                self.push(number);
            }
            Op::Constant(number) => self.push(number),
            Op::Load(place) => {
                if let Some(stop) = self.bad_index(place) {
                    return Some(stop);
                }
                let number = self.load(place, true);
                self.push(number);
            }
            Op::Store(place) => {
                let value = self.pop();
                return self.assign(place, value);
            }
            Op::Update(place, operator) => {
                let right = self.pop();
                let left = self.load(place, false);
                match self.operate(operator, &left, &right, work) {
                    Ok(value) => return self.assign(place, value),
                    Err(stop) => return Some(stop),
                }
            }
            Op::Step(place, by, new) => {
                let old = self.load(place, false);
                let value = old.plus(&Number::of(by));
                if let Some(stop) = self.assign(place, value) {
                    return Some(stop);
                }
                if !new {
                    self.pop();
                    self.push(old);
                }
            }
            Op::Operate(operator) => {
                let right = self.pop();
                let left = self.pop();
                match self.operate(operator, &left, &right, work) {
                    Ok(value) => self.push(value),
                    Err(stop) => return Some(stop),
                }
            }
            Op::Negate => {
                let value = self.pop().negated();
                self.push(value);
            }
            Op::Not => {
                let value = Number::of(i64::from(self.pop().is_zero()));
                self.push(value);
            }
            Op::Jump(to) => self.at = to,
            Op::JumpIfZero(to) => {
                if self.pop().is_zero() {
                    self.at = to;
                }
            }
            Op::Show => {
                let value = self.pop();
                self.number(&value);
                self.out.push(b'\n');
                self.column = 0;
                self.last = value;
            }
            Op::Print => {
                let value = self.pop();
                self.number(&value);
                self.last = value;
            }
            Op::Text(text) => {
                for byte in text.bytes() {
                    self.out.push(byte);
                    self.column = if byte == b'\n' { 0 } else { self.column + 1 };
                }
            }
            Op::Drop => {
                self.stack.pop();
            }
            Op::PassArray(number) => self.stack.push(Value::Array(self.arrays[number].clone())),
            Op::Call(name, count) => return self.call(&name, count),
            Op::Length => {
                let value = Number::of(self.pop().length() as i64);
                self.push(value);
            }
            Op::ScaleOf => {
                let value = Number::of(self.pop().scale() as i64);
                self.push(value);
            }
            Op::Root => {
                let value = self.pop();
                *work += value.weight() * 100;
                match value.root(self.scale) {
                    Some(root) => self.push(root),
                    None => return Some(self.fault("Square root of a negative number")),
                }
            }
            Op::Read => return Some(Stop::Read),
            Op::Return => {
                let value = self.pop();
                if let Some(frame) = self.frames.pop() {
                    self.restore(frame);
                }
                self.push(value);
            }
            Op::Halt => return Some(Stop::Halt),
        }
        None
    }

    /// Complains when the index on the stack is not one.
    fn bad_index(&mut self, place: Place) -> Option<Stop> {
        if let Place::Element(_) = place
            && let Some(Value::Number(index)) = self.stack.last()
            && !index.whole().is_some_and(|index| (0..=16_777_215).contains(&index))
        {
            return Some(self.fault("Array index out of bounds."));
        }
        None
    }

    /// A place's value; `take` also takes the index off the stack.
    fn load(&mut self, place: Place, take: bool) -> Number {
        match place {
            Place::Variable(number) => self.variables[number].clone(),
            Place::Element(number) => {
                let index = match self.stack.last() {
                    Some(Value::Number(index)) => index.whole().unwrap_or(0),
                    _ => 0,
                };
                if take {
                    self.stack.pop();
                }
                self.arrays[number].0.get(&index).cloned().unwrap_or_default()
            }
            Place::Scale => Number::of(self.scale as i64),
            Place::InputBase => Number::of(self.input_base.into()),
            Place::OutputBase => Number::of(self.output_base.into()),
            Place::Last => self.last.clone(),
        }
    }

    /// Assigns, takes the index off the stack, pushes the value.
    fn assign(&mut self, place: Place, value: Number) -> Option<Stop> {
        let whole = value.whole();
        match place {
            Place::Variable(number) => self.variables[number] = value.clone(),
            Place::Element(number) => {
                let index = self.pop().whole();
                let Some(index) = index.filter(|index| (0..=16_777_215).contains(index)) else {
                    return Some(self.fault("Array index out of bounds."));
                };
                self.arrays[number].0.insert(index, value.clone());
            }
            Place::Scale => self.scale = whole.unwrap_or(0).clamp(0, 100_000) as usize,
            Place::InputBase => self.input_base = whole.unwrap_or(2).clamp(2, 16) as u32,
            Place::OutputBase => self.output_base = whole.unwrap_or(2).clamp(2, 999_999_999) as u32,
            Place::Last => self.last = value.clone(),
        }
        self.push(value);
        None
    }

    fn operate(&mut self, operator: Operator, left: &Number, right: &Number, work: &mut usize) -> Result<Number, Stop> {
        *work += 1 + (left.weight() * right.weight()) / 8;
        let truth = |yes: bool| Ok(Number::of(i64::from(yes)));
        let order = left.order(right);
        match operator {
            Operator::Add => Ok(left.plus(right)),
            Operator::Subtract => Ok(left.plus(&right.negated())),
            Operator::Multiply => Ok(left.times(right, self.scale)),
            Operator::Divide => left.divided(right, self.scale).ok_or_else(|| self.fault("Divide by zero")),
            Operator::Modulo => left.modulo(right, self.scale).ok_or_else(|| self.fault("Modulo by zero")),
            Operator::Power => {
                if right.scale() > 0 {
                    let place = format!("Runtime warning (func={}, adr={})", self.name, self.at);
                    self.warnings.push_str(&place);
                    self.warnings.push_str(": non-zero scale in exponent\n");
                }
                let exponent = right.whole().unwrap_or(i64::MAX);
                if (left.weight() as u64).saturating_mul(exponent.unsigned_abs()) > MAX_WEIGHT as u64 * 4
                    && left.weight() > 0
                {
                    return Err(self.fault("exponent too large in raise"));
                }
                *work += left.weight() * exponent.unsigned_abs() as usize;
                left.power(exponent, self.scale).ok_or_else(|| self.fault("Divide by zero"))
            }
            Operator::Less => truth(order == Ordering::Less),
            Operator::LessEqual => truth(order != Ordering::Greater),
            Operator::Equal => truth(order == Ordering::Equal),
            Operator::Different => truth(order != Ordering::Equal),
            Operator::Greater => truth(order == Ordering::Greater),
            Operator::GreaterEqual => truth(order != Ordering::Less),
            Operator::And => truth(!left.is_zero() && !right.is_zero()),
            Operator::Or => truth(!left.is_zero() || !right.is_zero()),
        }
    }

    fn call(&mut self, name: &str, count: usize) -> Option<Stop> {
        let Some(function) = self.functions.get(name).cloned() else {
            return Some(self.fault(&format!("Function {name} not defined.")));
        };
        if function.params.len() != count {
            return Some(self.fault("Parameter number mismatch"));
        }
        if self.frames.len() >= MAX_CALLS {
            return Some(self.fault("Function calls nested too deeply"));
        }
        let mut frame = Frame {
            code: Rc::clone(&self.code),
            at: self.at,
            variables: Vec::new(),
            arrays: Vec::new(),
            name: std::mem::replace(&mut self.name, name.to_owned()),
        };
        let values: Vec<Value> = self.stack.split_off(self.stack.len() - count);
        let autos = function.autos.iter().map(|auto| (auto, None));
        for ((number, is_array), value) in function.params.iter().zip(values.into_iter().map(Some)).chain(autos) {
            if *is_array {
                let array = if let Some(Value::Array(array)) = value { array } else { Array::default() };
                frame.arrays.push((*number, std::mem::replace(&mut self.arrays[*number], array)));
            } else {
                let value = if let Some(Value::Number(value)) = value { value } else { Number::default() };
                frame.variables.push((*number, std::mem::replace(&mut self.variables[*number], value)));
            }
        }
        frame.variables.reverse();
        frame.arrays.reverse();
        self.frames.push(frame);
        self.code = Rc::clone(&function.code);
        self.at = 0;
        None
    }

    /// Writes a number, folded as bc folds.
    fn number(&mut self, value: &Number) {
        for byte in value.text(self.output_base).bytes() {
            if self.column >= LINE {
                self.out.extend_from_slice(b"\\\n");
                self.column = 0;
            }
            self.out.push(byte);
            self.column += 1;
        }
    }
}
