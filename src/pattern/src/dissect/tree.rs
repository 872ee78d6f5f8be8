//! The parts that matter: those with groups, back references, or a preference unlike their neighbours'. All else is
//! [`Kind::Plain`], matched as a whole.

use crate::ast::{Around, Node, Repeat};
use crate::dfa::PartDfa;
use crate::error::{ErrorKind, PatternError};
use crate::parse::Parsed;
use crate::program::{Program, compile_flat};
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// Prefers to be long.
const LONGER: u8 = 1;
/// Prefers to be short.
const SHORTER: u8 = 2;
/// Holds parts of either preference.
const MIXED: u8 = 4;
/// Holds a group.
const CAPTURE: u8 = 8;
/// Holds a back reference.
const BACK: u8 = 16;

/// The parts of a branch with something special in them: their dissection is recursive.
const MAX_PARTS: usize = 500;
/// The most pieces a part may have once its back references are spelt out.
const MAX_PIECES: usize = 20_000;

#[derive(Debug)]
pub(super) enum Kind {
    Plain,
    /// A group around a group.
    Wrap(Box<Tree>),
    Back {
        group: usize,
        min: u32,
        max: Option<u32>,
    },
    Concat(Box<Tree>, Box<Tree>),
    Alternate(Vec<Tree>),
    Iterate {
        min: u32,
        max: Option<u32>,
        inside: Box<Tree>,
    },
}

#[derive(Debug)]
pub(super) struct Tree {
    pub(super) kind: Kind,
    /// The group it is, or 0.
    pub(super) capture: usize,
    flags: u8,
    /// The same without groups.
    node: Node,
    program: Program,
    dfa: OnceCell<Option<PartDfa>>,
    /// Bytes looked at so far.
    searched: Cell<usize>,
}

impl Tree {
    pub(super) fn program(&self) -> &Program {
        &self.program
    }

    /// Its automaton, once it has seen enough to be worth one.
    pub(super) fn dfa(&self, bytes: usize) -> Option<&PartDfa> {
        const WORTH_IT: usize = 1024;
        if self.searched.get() < WORTH_IT {
            self.searched.set(self.searched.get().saturating_add(bytes));
            return None;
        }
        self.dfa.get_or_init(|| PartDfa::new(&self.node)).as_ref()
    }

    pub(super) fn has_back_references(&self) -> bool {
        self.flags & BACK != 0
    }

    /// Ends, given shortest first, in the order it prefers them.
    pub(super) fn in_order(&self, mut ends: Vec<usize>) -> impl Iterator<Item = usize> {
        if self.flags & SHORTER == 0 {
            ends.reverse();
        }
        ends.into_iter()
    }

    pub(super) fn each_capture(&self, visit: &mut impl FnMut(usize)) {
        if self.capture > 0 {
            visit(self.capture);
        }
        match &self.kind {
            Kind::Plain | Kind::Back { .. } => {}
            Kind::Wrap(inside) | Kind::Iterate { inside, .. } => inside.each_capture(visit),
            Kind::Concat(left, right) => {
                left.each_capture(visit);
                right.each_capture(visit);
            }
            Kind::Alternate(branches) => {
                for branch in branches {
                    branch.each_capture(visit);
                }
            }
        }
    }
}

/// What goes up from a part to what holds it: a clash of preferences, groups, back references.
fn up(flags: u8) -> u8 {
    let clash = if flags & LONGER != 0 && flags & SHORTER != 0 { MIXED } else { 0 };
    flags & !(LONGER | SHORTER) | clash
}

/// The flags of two in a row: the first one's preference counts.
fn combine(first: u8, second: u8) -> u8 {
    let preference = |flags: u8| flags & (LONGER | SHORTER);
    up(first | second) | if preference(first) != 0 { preference(first) } else { preference(second) }
}

fn messy(flags: u8) -> bool {
    flags & (MIXED | CAPTURE | BACK) != 0
}

pub(super) fn build(parsed: &Parsed) -> Result<Tree, PatternError> {
    let mut builder = Builder { plain: HashMap::new(), sizes: HashMap::new() };
    builder.learn(&parsed.node)?;
    builder.node(&parsed.node)
}

struct Builder {
    /// The groups, without groups inside.
    plain: HashMap<usize, Node>,
    sizes: HashMap<usize, usize>,
}

impl Builder {
    /// Learns every group, so that back references can be spelt out.
    fn learn(&mut self, node: &Node) -> Result<(), PatternError> {
        for child in node.children() {
            self.learn(child)?;
        }
        if let Node::Group(group, inside) = node {
            let size = self.size(inside);
            if size > MAX_PIECES {
                return Err(PatternError::new(ErrorKind::TooBig, 0));
            }
            self.sizes.insert(*group, size);
            let plain = self.plain(inside);
            self.plain.insert(*group, plain);
        }
        Ok(())
    }

    fn size(&self, node: &Node) -> usize {
        match node {
            Node::BackReference(group) => self.sizes.get(group).copied().unwrap_or(0),
            _ => 1 + node.children().iter().map(|child| self.size(child)).fold(0, usize::saturating_add),
        }
    }

    /// The same without groups and back references: what may match, wherever the groups are.
    fn plain(&self, node: &Node) -> Node {
        match node {
            Node::Concat(nodes) => Node::Concat(nodes.iter().map(|node| self.plain(node)).collect()),
            Node::Alternate(nodes) => Node::Alternate(nodes.iter().map(|node| self.plain(node)).collect()),
            Node::Repeat(repeat) => {
                Node::Repeat(Box::new(Repeat { node: self.plain(&repeat.node), ..(**repeat).clone() }))
            }
            Node::Group(_, inside) => self.plain(inside),
            Node::BackReference(group) => self.plain.get(group).cloned().unwrap_or(Node::Empty),
            Node::Around(around) => {
                Node::Around(Box::new(Around { node: self.plain(&around.node), ..(**around).clone() }))
            }
            _ => node.clone(),
        }
    }

    fn tree(&self, kind: Kind, flags: u8, node: &Node) -> Result<Tree, PatternError> {
        if self.size(node) > MAX_PIECES {
            return Err(PatternError::new(ErrorKind::TooBig, 0));
        }
        let node = self.plain(node);
        let program = compile_flat(&node)?;
        Ok(Tree { kind, capture: 0, flags, node, program, dfa: OnceCell::new(), searched: Cell::new(0) })
    }

    fn node(&self, node: &Node) -> Result<Tree, PatternError> {
        match node {
            Node::Alternate(branches) => {
                let trees = branches.iter().map(|branch| self.node(branch)).collect::<Result<Vec<_>, _>>()?;
                let flags = trees.iter().fold(LONGER, |flags, tree| flags | up(flags | tree.flags));
                let kind = if messy(flags) { Kind::Alternate(trees) } else { Kind::Plain };
                self.tree(kind, flags, node)
            }
            Node::Concat(items) => self.branch(items, 0),
            _ => self.branch(std::slice::from_ref(node), 0),
        }
    }

    fn branch(&self, items: &[Node], depth: usize) -> Result<Tree, PatternError> {
        if depth > MAX_PARTS {
            return Err(PatternError::new(ErrorKind::TooBig, 0));
        }
        // What is plain so far goes together.
        let mut flags = 0;
        for (index, item) in items.iter().enumerate() {
            if matches!(item, Node::Look(_) | Node::Around(_)) {
                continue;
            }
            let (atom, min, max, preference) = match item {
                Node::Repeat(repeat) => {
                    let preference = match (repeat.fixed, repeat.greedy) {
                        (true, _) => 0,
                        (false, true) => LONGER,
                        (false, false) => SHORTER,
                    };
                    (&repeat.node, repeat.min, repeat.max, preference)
                }
                _ => (item, 1, Some(1), 0),
            };
            if max == Some(0) {
                continue;
            }
            let tree = self.atom(atom)?;
            let together = flags | preference | tree.flags;
            if !matches!(atom, Node::Group(..) | Node::BackReference(_)) && !messy(up(together)) {
                flags = together;
                continue;
            }
            let piece = self.piece(tree, item, atom, (min, max, preference))?;
            return self.join(&items[..index], flags, piece, item, &items[index + 1..], depth);
        }
        self.tree(Kind::Plain, flags, &Node::Concat(items.to_vec()))
    }

    fn atom(&self, atom: &Node) -> Result<Tree, PatternError> {
        match atom {
            Node::Group(group, inside) => {
                let tree = self.node(inside)?;
                if tree.capture == 0 {
                    return Ok(Tree { capture: *group, flags: tree.flags | CAPTURE, ..tree });
                }
                let flags = tree.flags | CAPTURE;
                Ok(Tree { capture: *group, ..self.tree(Kind::Wrap(Box::new(tree)), flags, inside)? })
            }
            Node::BackReference(group) => self.tree(Kind::Back { group: *group, min: 1, max: Some(1) }, BACK, atom),
            Node::Concat(_) | Node::Alternate(_) | Node::Repeat(_) => self.node(atom),
            _ => self.tree(Kind::Plain, 0, atom),
        }
    }

    /// A special atom with its quantifier.
    fn piece(
        &self,
        atom: Tree,
        item: &Node,
        node: &Node,
        quantifier: (u32, Option<u32>, u8),
    ) -> Result<Tree, PatternError> {
        let (min, max, preference) = quantifier;
        let own = atom.flags & (LONGER | SHORTER | MIXED);
        let flags = combine(preference, atom.flags);
        if let Kind::Back { group, .. } = atom.kind {
            return self.tree(Kind::Back { group, min, max }, atom.flags | flags, item);
        }
        if min == 1 && max == Some(1) && (preference == 0 || own == 0 || preference == own) {
            return Ok(atom);
        }
        if atom.flags & (CAPTURE | BACK) == 0 {
            return self.tree(Kind::Plain, flags, item);
        }
        if min > 0 && atom.flags & BACK == 0 {
            // Only the last pass's groups count: the others are plain.
            let repeat =
                Repeat { node: node.clone(), min: min - 1, max: max.map(|max| max - 1), greedy: true, fixed: false };
            let before = self.tree(Kind::Plain, flags & (LONGER | SHORTER), &Node::Repeat(Box::new(repeat)))?;
            return self.tree(Kind::Concat(Box::new(before), Box::new(atom)), flags, item);
        }
        self.tree(Kind::Iterate { min, max, inside: Box::new(atom) }, flags, item)
    }

    /// What stands before a special piece, the piece, and the rest of its branch.
    fn join(
        &self,
        before: &[Node],
        before_flags: u8,
        piece: Tree,
        item: &Node,
        after: &[Node],
        depth: usize,
    ) -> Result<Tree, PatternError> {
        let piece_node = item.clone();
        let (tail, tail_node) = if after.is_empty() {
            (piece, piece_node)
        } else {
            let rest = self.branch(after, depth + 1)?;
            let node = Node::Concat([std::slice::from_ref(item), after].concat());
            let own = piece.flags & !CAPTURE & !BACK | piece.flags;
            let flags = own | combine(own, rest.flags);
            let plain = matches!((&piece.kind, &rest.kind), (Kind::Plain, Kind::Plain))
                && piece.capture == 0
                && rest.capture == 0
                && !messy(up(piece.flags | rest.flags));
            let tree = if plain && !before.is_empty() {
                self.tree(Kind::Plain, combine(piece.flags, rest.flags), &node)?
            } else {
                self.tree(Kind::Concat(Box::new(piece), Box::new(rest)), flags, &node)?
            };
            (tree, node)
        };
        if before.is_empty() {
            return Ok(tail);
        }
        let head = self.tree(Kind::Plain, before_flags, &Node::Concat(before.to_vec()))?;
        let flags = before_flags | combine(before_flags, tail.flags);
        let node = Node::Concat([before, &[tail_node]].concat());
        self.tree(Kind::Concat(Box::new(head), Box::new(tail)), flags, &node)
    }
}
