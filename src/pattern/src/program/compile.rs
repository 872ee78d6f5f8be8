//! [`Node`] to [`Program`].

use super::{Inst, NO_MEMO, Pc, Program};
use crate::ast::{Around, Look, Node, Repeat};
use crate::class::Class;
use crate::error::{ErrorKind, PatternError};
use crate::unit;

/// The most instructions a pattern may need.
const MAX_INSTS: usize = 250_000;

struct Compiler {
    insts: Vec<Inst>,
    classes: Vec<Class>,
    slots: usize,
    memos: u32,
    /// Inside a look around or an atomic group, where a state seen twice may still be wanted.
    cut: usize,
    /// Repeated units are one instruction.
    runs: bool,
    /// vim: an empty pass is taken once.
    vim: bool,
}

/// Compiles a pattern of `groups` groups.
pub(crate) fn compile(node: &Node, groups: usize, ignore_case: bool, vim: bool) -> Result<Program, PatternError> {
    compile_with(node, groups, ignore_case, vim, true)
}

/// Compiles a pattern for the simulator: no captures, no runs.
pub(crate) fn compile_flat(node: &Node) -> Result<Program, PatternError> {
    compile_with(node, 0, false, false, false)
}

fn compile_with(node: &Node, groups: usize, ignore_case: bool, vim: bool, runs: bool) -> Result<Program, PatternError> {
    let mut compiler =
        Compiler { insts: vec![], classes: vec![], slots: 2 * (groups + 1), memos: 0, cut: 0, runs, vim };
    compiler.node(node)?;
    compiler.push(Inst::Match)?;
    let mut first = [false; 256];
    let first = (!first_bytes(node, &mut first)).then(|| Box::new(first));
    Ok(Program {
        insts: compiler.insts,
        classes: compiler.classes,
        slots: compiler.slots,
        groups,
        memos: compiler.memos as usize,
        memoable: !node.any(&|node| matches!(node, Node::BackReference(_))),
        lenient_back: vim,
        ignore_case,
        first,
        anchored: starts_at_text_start(node),
    })
}

impl Compiler {
    fn here(&self) -> Pc {
        self.insts.len() as Pc
    }

    fn push(&mut self, inst: Inst) -> Result<Pc, PatternError> {
        if self.insts.len() >= MAX_INSTS {
            return Err(PatternError::new(ErrorKind::TooBig, 0));
        }
        self.insts.push(inst);
        Ok(self.here() - 1)
    }

    fn memo(&mut self) -> u32 {
        if self.cut > 0 {
            return NO_MEMO;
        }
        self.memos += 1;
        self.memos - 1
    }

    fn split(&mut self) -> Result<Pc, PatternError> {
        let memo = self.memo();
        self.push(Inst::Split { first: 0, second: 0, memo })
    }

    /// Points a split at its body and its exit, the preferred one first.
    fn set_split(&mut self, at: Pc, body: Pc, exit: Pc, greedy: bool) {
        if let Inst::Split { first, second, .. } = &mut self.insts[at as usize] {
            (*first, *second) = if greedy { (body, exit) } else { (exit, body) };
        }
    }

    fn class(&mut self, class: &Class) -> u32 {
        // Patterns repeat their classes: look back a little.
        if let Some(index) = self.classes.iter().rev().take(16).position(|known| known == class) {
            return (self.classes.len() - 1 - index) as u32;
        }
        self.classes.push(class.clone());
        self.classes.len() as u32 - 1
    }

    fn node(&mut self, node: &Node) -> Result<(), PatternError> {
        match node {
            Node::Empty => {}
            Node::Unit(unit) => {
                self.push(Inst::Unit(*unit))?;
            }
            Node::Class(class) => {
                let class = self.class(class);
                self.push(Inst::Class(class))?;
            }
            Node::Look(look) => {
                self.push(Inst::Look(*look))?;
            }
            Node::Concat(nodes) => {
                for node in nodes {
                    self.node(node)?;
                }
            }
            Node::Alternate(branches) => self.alternate(branches)?,
            Node::Repeat(repeat) => self.repeat(repeat)?,
            Node::Group(group, inside) => {
                self.push(Inst::Save(2 * *group as u32))?;
                self.node(inside)?;
                self.push(Inst::Save(2 * *group as u32 + 1))?;
            }
            Node::BackReference(group) => {
                self.push(Inst::Back(*group as u32))?;
            }
            Node::MatchStart => {
                self.push(Inst::Save(0))?;
            }
            Node::MatchEnd => {
                self.push(Inst::Save(1))?;
            }
            Node::Place(place) => {
                self.push(Inst::Place(*place))?;
            }
            Node::Around(around) => {
                let Around { node, ahead, negative, reach } = &**around;
                let inst = Inst::Around { next: 0, ahead: *ahead, negative: *negative, reach: *reach as u32 };
                self.body(inst, node)?;
            }
            Node::Atomic(node) => self.body(Inst::Atomic { next: 0 }, node)?,
            Node::Except(node) => self.body(Inst::Except { next: 0 }, node)?,
        }
        Ok(())
    }

    fn body(&mut self, inst: Inst, node: &Node) -> Result<(), PatternError> {
        let at = self.push(inst)?;
        self.cut += 1;
        self.node(node)?;
        self.cut -= 1;
        self.push(Inst::Match)?;
        let here = self.here();
        if let Inst::Around { next, .. } | Inst::Atomic { next } | Inst::Except { next } = &mut self.insts[at as usize]
        {
            *next = here;
        }
        Ok(())
    }

    fn alternate(&mut self, branches: &[Node]) -> Result<(), PatternError> {
        let mut jumps = vec![];
        for (index, branch) in branches.iter().enumerate() {
            let last = index + 1 == branches.len();
            let split = if last { None } else { Some(self.split()?) };
            self.node(branch)?;
            if let Some(split) = split {
                jumps.push(self.push(Inst::Jump(0))?);
                self.set_split(split, split + 1, self.here(), true);
            }
        }
        let here = self.here();
        for jump in jumps {
            self.insts[jump as usize] = Inst::Jump(here);
        }
        Ok(())
    }

    fn repeat(&mut self, repeat: &Repeat) -> Result<(), PatternError> {
        let Repeat { node, min, max, greedy, .. } = repeat;
        if self.runs && matches!(node, Node::Unit(_) | Node::Class(_)) {
            let class = match node {
                Node::Class(class) => self.class(class),
                Node::Unit(unit) => self.class(&Class::one(*unit)),
                _ => 0,
            };
            let memo = self.memo();
            self.push(Inst::Run { class, min: *min, max: max.unwrap_or(u32::MAX), greedy: *greedy, memo })?;
            return Ok(());
        }
        if node.never_moves() && *max != Some(0) {
            // One pass is as good as many, and glibc does make it: its groups match.
            let split = if *min == 0 { Some(self.split()?) } else { None };
            self.node(node)?;
            if let Some(split) = split {
                self.close(&[split], true);
            }
            return Ok(());
        }
        let nullable = node.nullable();
        // Passes that may be empty need not be asked for more than once.
        let min = if nullable && !self.vim { (*min).min(1) } else { *min };
        for _ in 0..min {
            self.node(node)?;
        }
        match max {
            None => {
                let split = self.split()?;
                self.pass(node, nullable)?;
                self.push(Inst::Jump(split))?;
                self.close(&[split], *greedy);
            }
            Some(max) => {
                let mut splits = vec![];
                for _ in min..*max {
                    splits.push(self.split()?);
                    self.pass(node, nullable)?;
                }
                self.close(&splits, *greedy);
            }
        }
        Ok(())
    }

    /// The loops' exits are here.
    fn close(&mut self, splits: &[Pc], greedy: bool) {
        let here = self.here();
        for &split in splits {
            self.set_split(split, split + 1, here, greedy);
        }
        // Empty passes leave for the same place; those of loops inside know theirs already.
        if let Some(&from) = splits.first() {
            for inst in &mut self.insts[from as usize..] {
                if let Inst::PassEnd { exit: Some(exit), .. } = inst
                    && *exit == Pc::MAX
                {
                    *exit = here;
                }
            }
        }
    }

    fn pass(&mut self, node: &Node, nullable: bool) -> Result<(), PatternError> {
        if !nullable {
            return self.node(node);
        }
        let slot = self.slots as u32;
        self.slots += 1;
        self.push(Inst::PassStart(slot))?;
        self.node(node)?;
        let exit = if self.vim { Some(Pc::MAX) } else { None };
        self.push(Inst::PassEnd { slot, exit })?;
        Ok(())
    }
}

/// Adds the bytes a match of `node` may start with; true when it may be empty.
fn first_bytes(node: &Node, out: &mut [bool; 256]) -> bool {
    match node {
        Node::Unit(unit) => {
            let mut bytes = vec![];
            unit::encode(*unit, &mut bytes);
            out[usize::from(bytes[0])] = true;
            false
        }
        Node::Class(class) => {
            for &(low, high) in class.ranges() {
                for byte in low..=high.min(0x7F) {
                    out[byte as usize] = true;
                }
            }
            if class.ranges().last().is_some_and(|&(_, high)| high >= 0x80) {
                out[0x80..].fill(true);
            }
            false
        }
        Node::Concat(nodes) => nodes.iter().all(|node| first_bytes(node, out)),
        Node::Alternate(nodes) => nodes.iter().fold(false, |empty, node| first_bytes(node, out) | empty),
        Node::Repeat(repeat) => {
            let empty = first_bytes(&repeat.node, out);
            empty || repeat.min == 0
        }
        Node::Group(_, node) | Node::Atomic(node) => first_bytes(node, out),
        Node::BackReference(_) | Node::Except(_) => {
            out.fill(true);
            true
        }
        _ => true,
    }
}

/// Whether every match starts at the start of the text.
fn starts_at_text_start(node: &Node) -> bool {
    match node {
        Node::Look(Look::TextStart) => true,
        Node::Concat(nodes) => nodes.first().is_some_and(starts_at_text_start),
        Node::Alternate(nodes) => nodes.iter().all(starts_at_text_start),
        Node::Group(_, node) => starts_at_text_start(node),
        _ => false,
    }
}
