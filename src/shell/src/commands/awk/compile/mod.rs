//! [`Program`] to [`Code`].

mod expression;
mod statement;

use super::ast::{At, Program, Rule, Stmt, Trigger};
use super::code::{Code, FunctionCode, Op};
use super::value::{Text, Value};
use std::collections::HashMap;

/// A program that parses and cannot mean anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// Where.
    pub at: At,
    /// What.
    pub text: String,
}

type Compiled<T = ()> = Result<T, CompileError>;

/// Jumps to be directed once their destination is known.
#[derive(Default)]
struct Loop {
    breaks: Vec<usize>,
    continues: Vec<usize>,
    /// `continue` goes through it to the loop around.
    is_switch: bool,
}

pub(super) struct Compiler {
    code: Code,
    at: At,
    loops: Vec<Loop>,
    constants: HashMap<Constant, u32>,
    patterns: HashMap<Text, u32>,
}

#[derive(PartialEq, Eq, Hash)]
enum Constant {
    Num(u64),
    Str(Text),
    Regex(Text),
    Uninit,
}

/// Compiles a program.
pub fn compile(program: Program) -> Compiled<Code> {
    let mut compiler = Compiler {
        code: Code::default(),
        at: At::default(),
        loops: Vec::new(),
        constants: HashMap::new(),
        patterns: HashMap::new(),
    };
    compiler.program(program)?;
    Ok(compiler.code)
}

impl Compiler {
    fn emit(&mut self, op: Op) -> usize {
        self.code.ops.push(op);
        self.code.places.push(self.at);
        self.code.ops.len() - 1
    }

    fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }

    /// Directs a jump to the present place.
    fn land(&mut self, jump: usize) {
        let here = self.here();
        self.direct(jump, here);
    }

    fn land_all(&mut self, jumps: Vec<usize>) {
        let here = self.here();
        self.direct_all(jumps, here);
    }

    fn direct_all(&mut self, jumps: Vec<usize>, to: u32) {
        for jump in jumps {
            self.direct(jump, to);
        }
    }

    fn direct(&mut self, jump: usize, to: u32) {
        match &mut self.code.ops[jump] {
            Op::Jump(address)
            | Op::JumpIf(address)
            | Op::JumpUnless(address)
            | Op::ForNext(address)
            | Op::InRange(_, address) => *address = to,
            _ => {}
        }
    }

    fn number(&mut self, n: f64) {
        self.constant(Constant::Num(n.to_bits()), Value::Num(n));
    }

    fn string(&mut self, text: &Text) {
        self.constant(Constant::Str(text.clone()), Value::Str(text.clone()));
    }

    fn constant(&mut self, key: Constant, value: Value) {
        let next = self.code.constants.len() as u32;
        let index = *self.constants.entry(key).or_insert(next);
        if index == next {
            self.code.constants.push(value);
        }
        self.emit(Op::Const(index));
    }

    fn pattern(&mut self, text: &Text) -> u32 {
        let next = self.code.patterns.len() as u32;
        let index = *self.patterns.entry(text.clone()).or_insert(next);
        if index == next {
            self.code.patterns.push(text.clone());
        }
        index
    }

    fn program(&mut self, program: Program) -> Compiled {
        self.code.globals = program.globals;
        for function in &program.functions {
            let code = FunctionCode {
                name: function.name.clone(),
                entry: if function.body.is_some() { 0 } else { u32::MAX },
                params: function.params.clone(),
            };
            self.code.functions.push(code);
        }
        let of = |test: fn(&Trigger) -> bool| program.rules.iter().filter(move |rule| test(&rule.trigger));
        for rule in of(|trigger| matches!(trigger, Trigger::Begin)) {
            self.action(rule)?;
        }
        let main = |trigger: &Trigger| matches!(trigger, Trigger::Always | Trigger::When(_) | Trigger::Range(..));
        let file = |trigger: &Trigger| matches!(trigger, Trigger::BeginFile | Trigger::EndFile);
        let ends = program.rules.iter().any(|rule| matches!(rule.trigger, Trigger::End));
        self.code.reads_input = ends || program.rules.iter().any(|rule| main(&rule.trigger) || file(&rule.trigger));
        self.code.main_loop = self.here();
        if self.code.reads_input {
            self.emit(Op::Record);
            for rule in of(main) {
                self.rule(rule)?;
            }
            self.emit(Op::Jump(self.code.main_loop));
        }
        self.code.end_rules = self.here();
        self.emit(Op::EndRules);
        for rule in of(|trigger| matches!(trigger, Trigger::End)) {
            self.action(rule)?;
        }
        self.emit(Op::Halt);
        self.code.begin_file = self.file_rules(&program.rules, |trigger| matches!(trigger, Trigger::BeginFile))?;
        self.code.end_file = self.file_rules(&program.rules, |trigger| matches!(trigger, Trigger::EndFile))?;
        for (index, function) in program.functions.iter().enumerate() {
            // A function that is called and not defined is only missed when it is called.
            let Some(body) = &function.body else {
                self.code.functions[index].entry = u32::MAX;
                continue;
            };
            self.code.functions[index].entry = self.here();
            self.at = function.at;
            self.block(body)?;
            self.uninit();
            self.emit(Op::Return);
        }
        Ok(())
    }

    fn file_rules(&mut self, rules: &[Rule], test: fn(&Trigger) -> bool) -> Compiled<Option<u32>> {
        if !rules.iter().any(|rule| test(&rule.trigger)) {
            return Ok(None);
        }
        let entry = self.here();
        for rule in rules.iter().filter(|rule| test(&rule.trigger)) {
            self.action(rule)?;
        }
        self.emit(Op::EndBlock);
        Ok(Some(entry))
    }

    fn action(&mut self, rule: &Rule) -> Compiled {
        self.at = rule.at;
        if let Some(body) = &rule.action {
            self.block(body)
        } else {
            self.emit(Op::OutField(0));
            self.emit(Op::OutEnd);
            Ok(())
        }
    }

    fn rule(&mut self, rule: &Rule) -> Compiled {
        self.at = rule.at;
        match &rule.trigger {
            Trigger::When(condition) => {
                let skip = self.condition(condition, false)?;
                self.action(rule)?;
                self.land_all(skip);
                Ok(())
            }
            Trigger::Range(first, last) => {
                let number = self.code.ranges as u32;
                self.code.ranges += 1;
                let inside = self.emit(Op::InRange(number, 0));
                let outside = self.condition(first, false)?;
                self.emit(Op::SetRange(number, true));
                self.land(inside);
                let goes_on = self.condition(last, false)?;
                self.emit(Op::SetRange(number, false));
                self.land_all(goes_on);
                self.action(rule)?;
                self.land_all(outside);
                Ok(())
            }
            _ => self.action(rule),
        }
    }

    fn block(&mut self, body: &[Stmt]) -> Compiled {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn wrong<T>(&self, text: impl Into<String>) -> Compiled<T> {
        Err(CompileError { at: self.at, text: text.into() })
    }
}
