//! [`Pattern`]: the façade.

use crate::ast::{Look, Node};
use crate::backtrack::{self, Input, Place, UNSET, Want};
use crate::captures::{Captures, Match};
use crate::dfa::{Answer, Dfa, Needle};
use crate::dissect::Dissector;
use crate::error::PatternError;
use crate::parse::{self, Parsed};
use crate::program::{Program, compile};
use crate::syntax::{Flags, Syntax};
use base::{Budget, Exhausted};
use std::cell::{Cell, OnceCell};
use std::ops::Range;
use std::rc::Rc;

/// A compiled pattern. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Pattern {
    inner: Rc<Inner>,
}

#[derive(Debug)]
struct Inner {
    syntax: Syntax,
    program: Program,
    /// PostgreSQL's rules need their own engine.
    dissector: Option<Dissector>,
    /// The fast engine, for what it can do; made when enough has been searched to be worth it.
    dfa: OnceCell<Option<Dfa>>,
    /// The tree it is made of.
    node: Node,
    /// Bytes searched so far.
    searched: Cell<usize>,
    /// What every match holds, where that helps to search lines.
    needle: Option<Needle>,
    /// The plain text that a vim pattern is, if it is no more.
    literal: Option<Needle>,
    multi_line: bool,
}

impl Pattern {
    /// Compiles `text`, bytes that should be UTF-8 (stray bytes stand for themselves).
    ///
    /// # Errors
    /// What the pattern's own tool would complain about; its words are [`PatternError::gnu`], [`PatternError::postgres`]
    /// and [`PatternError::vim`].
    pub fn compile(syntax: Syntax, text: impl AsRef<[u8]>, flags: Flags) -> Result<Self, PatternError> {
        let parsed = parse::parse(syntax, text.as_ref(), flags, 0)?;
        Self::build(syntax, parsed)
    }

    /// Compiles several patterns into one that matches where any of them does (`grep -e … -e …`). Their groups are
    /// numbered in a row. No pattern at all matches nowhere.
    ///
    /// # Errors
    /// The first pattern's that does not compile.
    pub fn compile_any<T: AsRef<[u8]>>(syntax: Syntax, texts: &[T], flags: Flags) -> Result<Self, PatternError> {
        let mut groups = 0;
        let mut branches = vec![];
        let mut flags = flags;
        for text in texts {
            let parsed = parse::parse(syntax, text.as_ref(), flags, groups)?;
            groups = parsed.groups;
            flags = parsed.flags;
            branches.push(parsed.node);
        }
        let node = if branches.is_empty() { Node::Look(Look::Never) } else { Node::alternate(branches) };
        Self::build(syntax, Parsed { node, groups, flags })
    }

    /// Compiles a vim pattern; `last_substitute` is what `~` stands for, if anything was substituted before.
    ///
    /// # Errors
    /// vim's own; see [`PatternError::vim`].
    pub fn compile_vim(
        text: impl AsRef<[u8]>,
        flags: Flags,
        last_substitute: Option<&[u8]>,
    ) -> Result<Self, PatternError> {
        Self::build(Syntax::Vim, parse::vim::parse(text.as_ref(), flags, last_substitute)?)
    }

    fn build(syntax: Syntax, parsed: Parsed) -> Result<Self, PatternError> {
        let dissector = if syntax == Syntax::Advanced { Some(Dissector::new(&parsed)?) } else { None };
        let Parsed { mut node, groups, flags } = parsed;
        if flags.whole_word {
            node = Node::Concat(vec![Node::Look(Look::NoWordBefore), node, Node::Look(Look::NoWordAfter)]);
        }
        if flags.whole_line {
            let (start, end) =
                if flags.multi_line { (Look::LineStart, Look::LineEnd) } else { (Look::TextStart, Look::TextEnd) };
            node = Node::Concat(vec![Node::Look(start), node, Node::Look(end)]);
        }
        let program = compile(&node, groups, flags.ignore_case, syntax == Syntax::Vim)?;
        let needle = if flags.no_newline { Needle::of(&node) } else { None };
        let literal = if syntax == Syntax::Vim && groups == 0 { Needle::whole(&node) } else { None };
        let newline = u32::from(b'\n');
        let multi_line = node.any(&|node| match node {
            Node::Unit(unit) => *unit == newline,
            Node::Class(class) => class.contains(newline),
            _ => false,
        });
        let (dfa, searched) = (OnceCell::new(), Cell::new(0));
        Ok(Self {
            inner: Rc::new(Inner { syntax, program, dissector, dfa, node, searched, needle, literal, multi_line }),
        })
    }

    /// How many groups it has, the whole not counted.
    pub fn group_count(&self) -> usize {
        self.inner.program.groups
    }

    /// Whether a match may hold a newline: if not, lines can be searched one by one.
    pub fn is_multi_line(&self) -> bool {
        self.inner.multi_line
    }

    /// Whether it is plain ASCII text, of vim's, that [`Pattern::find_literal`] finds.
    pub fn is_literal(&self) -> bool {
        self.inner.literal.is_some()
    }

    /// Where a pattern that is plain text matches first from `start` on; `None` for one that is more than that.
    /// Before a combining character vim sees no match.
    pub fn find_literal(&self, line: &[u8], start: usize) -> Option<Range<usize>> {
        let literal = self.inner.literal.as_ref()?;
        let mut at = start;
        loop {
            at += literal.find(line.get(at..)?)?;
            let end = at + literal.len();
            let combining = matches!(line.get(end..), Some([0xCC, ..] | [0xCD, 0x80..=0xAF, ..]));
            if !combining {
                return Some(at..end);
            }
            at += 1;
        }
    }

    /// Whether it matches somewhere in `haystack`.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn is_match(&self, haystack: &[u8], budget: &Budget) -> Result<bool, Exhausted> {
        if let Some(dfa) = self.dfa(haystack, 0)
            && let Answer::Known(found) = dfa.first_end(haystack, 0, budget)?
        {
            return Ok(found.is_some());
        }
        if let Some(dissector) = &self.inner.dissector {
            return Ok(dissector.find(haystack, 0, haystack.len(), None, false, budget)?.is_some());
        }
        let input = Input { want: Want::First, ..self.input(haystack, 0) };
        Ok(self.find_slots(input, budget)?.is_some())
    }

    /// The leftmost match that starts at `start` or later. What lies before `start` still counts for `^` and `\b`.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn find_at(&self, haystack: &[u8], start: usize, budget: &Budget) -> Result<Option<Match>, Exhausted> {
        Ok(self.search(self.input(haystack, start), false, budget)?.map(|captures| captures.whole()))
    }

    /// The first line from `start` on (the start of a line) that matches, without its newline; for patterns compiled
    /// with [`Flags::by_line`]. Much faster than asking line by line.
    ///
    /// ```
    /// use base::Budget;
    /// use pattern::{Flags, Pattern, Syntax};
    /// let pattern = Pattern::compile(Syntax::GrepExtended, "b+$", Flags::NONE.by_line())?;
    /// let found = pattern.find_line(b"abc\nabb\nb\n", 0, &Budget::new(1000));
    /// assert_eq!(found, Ok(Some(4..7)));
    /// # Ok::<(), pattern::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn find_line(&self, haystack: &[u8], start: usize, budget: &Budget) -> Result<Option<Range<usize>>, Exhausted> {
        let line_at = |at: usize| {
            let start = memchr::memrchr(b'\n', &haystack[..at]).map_or(0, |newline| newline + 1);
            let end = memchr::memchr(b'\n', &haystack[at..]).map_or(haystack.len(), |newline| at + newline);
            start..end
        };
        let mut start = start;
        if let Some(needle) = &self.inner.needle {
            // Only lines that hold what every match holds are looked at.
            while let Some(found) = needle.find(haystack.get(start..).unwrap_or_default()) {
                budget.spend(1 + found as u64 / 32)?;
                let line = line_at(start + found);
                if self.is_match(&haystack[line.clone()], budget)? {
                    return Ok(Some(line));
                }
                start = line.end + 1;
            }
            budget.spend(haystack.len().saturating_sub(start) as u64 / 32)?;
            return Ok(None);
        }
        // The end of the text after the last newline is no line.
        while start < haystack.len() {
            let Some(dfa) = self.dfa(haystack, 0) else { break };
            match dfa.first_end(haystack, start, budget)? {
                Answer::Known(None) => return Ok(None),
                Answer::Known(Some((end, _))) => {
                    if end == haystack.len() && haystack.ends_with(b"\n") {
                        return Ok(None);
                    }
                    return Ok(Some(line_at(end)));
                }
                Answer::Unknown => {
                    // One line by other means, then on.
                    let line = line_at(start);
                    if self.is_match(&haystack[line.clone()], budget)? {
                        return Ok(Some(line));
                    }
                    start = line.end + 1;
                }
            }
        }
        while start < haystack.len() {
            let line = line_at(start);
            if self.is_match(&haystack[line.clone()], budget)? {
                return Ok(Some(line));
            }
            start = line.end + 1;
        }
        Ok(None)
    }

    /// The leftmost match that starts at `start` or later, with its groups.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn captures_at(&self, haystack: &[u8], start: usize, budget: &Budget) -> Result<Option<Captures>, Exhausted> {
        self.search(self.input(haystack, start), true, budget)
    }

    /// The match that starts exactly at `start` (`expr`, and a shell's prefixes), with its groups.
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn captures_from(&self, haystack: &[u8], start: usize, budget: &Budget) -> Result<Option<Captures>, Exhausted> {
        self.search(Input { last_start: start, ..self.input(haystack, start) }, true, budget)
    }

    /// Whether the whole of `haystack` matches (`find -regex`).
    ///
    /// # Errors
    /// [`Exhausted`] when the budget ends first.
    pub fn is_full_match(&self, haystack: &[u8], budget: &Budget) -> Result<bool, Exhausted> {
        let want = Want::EndingAt(haystack.len());
        let input = Input { last_start: 0, want, ..self.input(haystack, 0) };
        Ok(self.find_slots(input, budget)?.is_some())
    }

    pub(crate) fn program(&self) -> &Program {
        &self.inner.program
    }

    pub(crate) fn input<'a>(&self, text: &'a [u8], start: usize) -> Input<'a> {
        let want =
            if matches!(self.inner.syntax, Syntax::Vim | Syntax::Advanced) { Want::First } else { Want::Longest };
        Input { text, start, last_start: text.len(), limit: text.len(), backwards: false, want, place: None }
    }

    /// The same search, begun where a match may start, and where the match that ends first ends, if that is known;
    /// `None` when there is no match.
    pub(crate) fn narrow<'a>(
        &self,
        input: Input<'a>,
        budget: &Budget,
    ) -> Result<Option<(Input<'a>, Option<usize>)>, Exhausted> {
        let Some(dfa) = self.dfa(input.text, input.start) else { return Ok(Some((input, None))) };
        Ok(match dfa.first_end(input.text, input.start, budget)? {
            Answer::Unknown => Some((input, None)),
            Answer::Known(Some((end, cold))) if cold <= input.last_start => {
                Some((Input { start: cold, ..input }, Some(end)))
            }
            Answer::Known(_) => None,
        })
    }

    /// The fast engine, if there is one for such a text and more than a little has been searched.
    fn dfa(&self, text: &[u8], start: usize) -> Option<&Dfa> {
        const WORTH_IT: usize = 1024;
        let inner = &*self.inner;
        if inner.dfa.get().is_none() {
            let bytes = text.len().saturating_sub(start) + 16;
            inner.searched.set(inner.searched.get().saturating_add(bytes));
            if inner.searched.get() < WORTH_IT {
                return None;
            }
        }
        // To vim a stray byte is a character, which no automaton over UTF-8 can tell.
        if inner.syntax == Syntax::Vim && std::str::from_utf8(text).is_err() {
            return None;
        }
        let make = || {
            let (first, valid) = (inner.program.first.as_deref(), inner.syntax == Syntax::Vim);
            Dfa::new(&inner.node, inner.program.anchored, first, valid)
        };
        inner.dfa.get_or_init(make).as_ref()
    }

    fn find_slots(&self, input: Input, budget: &Budget) -> Result<Option<Vec<usize>>, Exhausted> {
        // A string to vim is a buffer of its own, seen by no one.
        let place = Place { line: 0, line_count: 0, view: None };
        let place = if self.inner.syntax == Syntax::Vim { Some(&place) } else { None };
        backtrack::find(&self.inner.program, Input { place, ..input }, budget)
    }

    /// The leftmost match, by whichever engine is best; its groups if asked for.
    fn search(&self, input: Input, groups: bool, budget: &Budget) -> Result<Option<Captures>, Exhausted> {
        let inner = &*self.inner;
        let mut input = input;
        let mut first_end = None;
        let groups = groups && self.group_count() > 0;
        if inner.dissector.is_some() || inner.syntax == Syntax::Vim {
            match self.narrow(input, budget)? {
                Some((narrowed, end)) => (input, first_end) = (narrowed, end),
                None => return Ok(None),
            }
        }
        if let Some(dissector) = &inner.dissector {
            return dissector.find(input.text, input.start, input.last_start, first_end, groups, budget);
        }
        if inner.syntax != Syntax::Vim
            && let Some(dfa) = self.dfa(input.text, input.start)
            && let Answer::Known(found) = dfa.find(input.text, input.start, input.last_start, budget)?
        {
            let Some(whole) = found else { return Ok(None) };
            if !groups {
                return Ok(Some(Captures::new(whole, vec![])));
            }
            // Where it is, is known; only the groups are still to be found.
            input = Input {
                start: whole.start,
                last_start: whole.start,
                limit: whole.end,
                want: Want::EndingAt(whole.end),
                ..input
            };
        }
        let Some(slots) = self.find_slots(input, budget)? else { return Ok(None) };
        let pair = |group: usize| {
            let (start, end) = (slots[2 * group], slots[2 * group + 1]);
            (start != UNSET && end != UNSET && start <= end).then_some(Match { start, end })
        };
        let whole = Match { start: slots[0], end: slots[1] };
        Ok(Some(Captures::new(whole, (1..=self.group_count()).map(pair).collect())))
    }

    /// All matches from left to right, none overlapping; an empty match right after another is left out.
    pub fn matches<'p>(&'p self, haystack: &'p [u8], budget: &'p Budget) -> Matches<'p> {
        Matches { pattern: self, haystack, budget, at: 0, last_end: None }
    }
}

/// The matches of a pattern in a haystack, with their groups. Ends after an error.
#[derive(Debug)]
pub struct Matches<'p> {
    pattern: &'p Pattern,
    haystack: &'p [u8],
    budget: &'p Budget,
    at: usize,
    last_end: Option<usize>,
}

impl Iterator for Matches<'_> {
    type Item = Result<Captures, Exhausted>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at <= self.haystack.len() {
            let found = match self.pattern.captures_at(self.haystack, self.at, self.budget) {
                Ok(found) => found,
                Err(exhausted) => {
                    self.at = self.haystack.len() + 1;
                    return Some(Err(exhausted));
                }
            };
            let Some(captures) = found else {
                self.at = self.haystack.len() + 1;
                return None;
            };
            let whole = captures.whole();
            let after_last = self.last_end == Some(whole.start) && whole.start == whole.end;
            self.at = if whole.end > whole.start {
                whole.end
            } else {
                whole.end + crate::unit::decode(self.haystack, whole.end).map_or(1, |(_, length)| length)
            };
            if after_last {
                continue;
            }
            self.last_end = Some(whole.end);
            return Some(Ok(captures));
        }
        None
    }
}
