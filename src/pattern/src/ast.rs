//! What every parser makes and every engine is built from.

use crate::class::Class;

/// A piece of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// Matches the empty string.
    Empty,
    /// One unit.
    Unit(u32),
    /// One unit of a set.
    Class(Class),
    /// A place between units.
    Look(Look),
    /// One after another.
    Concat(Vec<Node>),
    /// One of several, earlier ones preferred where preference counts.
    Alternate(Vec<Node>),
    /// Several times.
    Repeat(Box<Repeat>),
    /// A capturing group, numbered from 1.
    Group(usize, Box<Node>),
    /// What a group matched, once more.
    BackReference(usize),
    /// A look around: whether something matches here, without moving.
    Around(Box<Around>),
    /// The first way to match is the only one tried (vim's `\@>`).
    Atomic(Box<Node>),
    /// vim's `\zs` and `\ze`: the match is said to start, or to end, here.
    MatchStart,
    MatchEnd,
    /// vim's tests of the place in the buffer.
    Place(Place),
    /// Any stretch that the inside does not match as a whole (extglob's `!(…)`).
    Except(Box<Node>),
}

/// A piece several times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(crate) node: Node,
    pub(crate) min: u32,
    /// `None` for no bound.
    pub(crate) max: Option<u32>,
    /// As many as possible first.
    pub(crate) greedy: bool,
    /// Written `{m}`: to PostgreSQL it has no preference of its own.
    pub(crate) fixed: bool,
}

/// A look ahead or behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Around {
    pub(crate) node: Node,
    pub(crate) ahead: bool,
    pub(crate) negative: bool,
    /// How many bytes a look behind goes back at most, 0 for no bound.
    pub(crate) reach: usize,
}

/// A place between units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    /// Start of the text.
    TextStart,
    /// End of the text.
    TextEnd,
    /// Start of the text, or after a newline.
    LineStart,
    /// End of the text, or before a newline.
    LineEnd,
    /// Between a word character and another.
    Boundary,
    /// Not so.
    NotBoundary,
    /// Before the first character of a word.
    WordStart,
    /// After the last character of a word.
    WordEnd,
    /// No word character just before.
    NoWordBefore,
    /// No word character just after.
    NoWordAfter,
    /// vim's `\<` and `\>`, after its `'iskeyword'`.
    KeywordStart,
    KeywordEnd,
    /// No place at all.
    Never,
}

/// How a number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    Less,
    Equal,
    Greater,
}

/// vim's tests of the place in the buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// `\%23l`: the line.
    Line(Order, usize),
    /// `\%23c`: the byte column.
    Column(Order, usize),
    /// `\%23v`: the screen column.
    Virtual(Order, usize),
    /// `\%.l`, `\%.c`, `\%.v`: the same, against the cursor's.
    CursorLine(Order),
    CursorColumn(Order),
    CursorVirtual(Order),
    /// `\%#`: the cursor.
    Cursor,
    /// `\%V`: inside the visual area.
    Visual,
    /// `\%'m`: at a mark.
    Mark(Order, char),
    /// `\%^` and `\%$`: the ends of the buffer.
    FileStart,
    FileEnd,
}

impl Node {
    /// Several in a row, without needless nesting.
    pub(crate) fn concat(mut nodes: Vec<Self>) -> Self {
        match nodes.len() {
            0 => Self::Empty,
            1 => nodes.swap_remove(0),
            _ => Self::Concat(nodes),
        }
    }

    /// One of several, without needless nesting.
    pub(crate) fn alternate(mut nodes: Vec<Self>) -> Self {
        if nodes.len() == 1 { nodes.swap_remove(0) } else { Self::Alternate(nodes) }
    }

    /// `node` from `min` to `max` times.
    pub(crate) fn repeat(node: Self, min: u32, max: Option<u32>, greedy: bool) -> Self {
        Self::Repeat(Box::new(Repeat { node, min, max, greedy, fixed: false }))
    }

    /// A look ahead or behind, without bound.
    pub(crate) fn around(node: Self, ahead: bool, negative: bool) -> Self {
        Self::Around(Box::new(Around { node, ahead, negative, reach: 0 }))
    }

    /// The pieces just inside this one.
    pub(crate) fn children(&self) -> &[Self] {
        match self {
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes,
            Self::Repeat(repeat) => std::slice::from_ref(&repeat.node),
            Self::Group(_, node) | Self::Atomic(node) | Self::Except(node) => std::slice::from_ref(node),
            Self::Around(around) => std::slice::from_ref(&around.node),
            _ => &[],
        }
    }

    /// Whether `test` holds for this piece or one inside it.
    pub(crate) fn any(&self, test: &impl Fn(&Self) -> bool) -> bool {
        test(self) || self.children().iter().any(|child| child.any(test))
    }

    /// Whether it matches the empty string and nothing else.
    pub(crate) fn never_moves(&self) -> bool {
        match self {
            Self::Empty | Self::Look(_) | Self::Around(_) => true,
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes.iter().all(Self::never_moves),
            Self::Repeat(repeat) => repeat.node.never_moves(),
            Self::Group(_, node) => node.never_moves(),
            _ => false,
        }
    }

    /// The most units it may match; `None` for no bound.
    pub(crate) fn longest(&self) -> Option<usize> {
        match self {
            Self::Unit(_) | Self::Class(_) => Some(1),
            Self::Concat(nodes) => {
                nodes.iter().try_fold(0_usize, |sum, node| Some(sum.saturating_add(node.longest()?)))
            }
            Self::Alternate(nodes) => nodes.iter().try_fold(0, |most, node| Some(node.longest()?.max(most))),
            Self::Repeat(repeat) => Some(repeat.node.longest()?.saturating_mul(repeat.max? as usize)),
            Self::Group(_, node) | Self::Atomic(node) => node.longest(),
            Self::BackReference(_) | Self::Except(_) => None,
            _ => Some(0),
        }
    }

    /// Whether it may match the empty string.
    pub(crate) fn nullable(&self) -> bool {
        match self {
            Self::Unit(_) | Self::Class(_) => false,
            Self::Concat(nodes) => nodes.iter().all(Self::nullable),
            Self::Alternate(nodes) => nodes.iter().any(Self::nullable),
            Self::Repeat(repeat) => repeat.min == 0 || repeat.node.nullable(),
            Self::Group(_, node) | Self::Atomic(node) => node.nullable(),
            _ => true,
        }
    }
}
