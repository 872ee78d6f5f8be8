//! A fixed string.

use super::Parsed;
use crate::ast::Node;
use crate::class::{Class, variants};
use crate::syntax::Flags;
use crate::unit;

/// A unit, or its cases.
pub(crate) fn unit_node(unit: u32, ignore_case: bool) -> Node {
    if ignore_case && variants(unit).next().is_some() {
        Node::Class(Class::one(unit).ignoring_case())
    } else {
        Node::Unit(unit)
    }
}

pub(super) fn parse(text: &[u8], flags: Flags, groups: usize) -> Parsed {
    let mut nodes = vec![];
    let mut at = 0;
    while let Some((unit, length)) = unit::decode(text, at) {
        nodes.push(unit_node(unit, flags.ignore_case));
        at += length;
    }
    Parsed { node: Node::concat(nodes), groups, flags }
}
