//! Regular expressions: compiled once, kept, and matched on a budget.

use super::value::{Text, Value};
use base::Budget;
use pattern::{Captures, Flags, Match, Pattern, PatternError, Syntax};
use std::collections::HashMap;

/// How many patterns are kept before all are forgotten: programs that build them anew each time must not fill memory.
const KEPT: usize = 500;

/// The patterns of a program.
pub struct Regexes {
    constants: Vec<(Text, [Option<Pattern>; 2])>,
    dynamic: HashMap<(Text, bool), Pattern>,
    /// `IGNORECASE` is on.
    pub ignore_case: bool,
    /// What matching costs.
    pub budget: Budget,
}

/// Why there is no match to speak of, in gawk's words.
pub type RegexError = String;

/// What a search of the machine may cost: far more than any sensible one does.
const SEARCH: u64 = 2_000_000_000;

/// A pattern of awk's; `[a---b]` has a dash in it, from dash to dash.
pub fn compile(text: &[u8], flags: Flags) -> Result<Pattern, PatternError> {
    match memchr::memmem::find(text, b"---") {
        Some(at) if text[..at].contains(&b'[') => {
            let shorter = [&text[..at], b"-", &text[at + 3..]].concat();
            Pattern::compile(Syntax::Awk, moved(&shorter, at), flags)
        }
        _ => Pattern::compile(Syntax::Awk, text, flags),
    }
}

/// Where a bracket begins a range at a byte that is no character (`[\300-\337]`), if one does.
pub fn wrong_range(text: &[u8]) -> Option<usize> {
    let mut inside = false;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' if at == 0 || text[at - 1] != b'\\' => inside = true,
            b']' => inside = false,
            b'\\' if inside => {
                let code = text.get(at + 1..at + 4)?;
                let octal = code.iter().all(|digit| (b'0'..=b'7').contains(digit)) && (b'2'..=b'3').contains(&code[0]);
                if octal && text.get(at + 4) == Some(&b'-') {
                    return Some(at + 4);
                }
            }
            _ => {}
        }
    }
    None
}

/// The dash at `at` goes to the end of its bracket, where it can be no range.
fn moved(text: &[u8], at: usize) -> Vec<u8> {
    let end = text[at..].iter().position(|byte| *byte == b']').map_or(text.len(), |length| at + length);
    [&text[..at], &text[at + 1..end], b"-", &text[end..]].concat()
}

impl Regexes {
    /// With these constant ones.
    pub fn new(constants: &[Text]) -> Self {
        Self {
            constants: constants.iter().map(|text| (text.clone(), [None, None])).collect(),
            dynamic: HashMap::new(),
            ignore_case: false,
            budget: Budget::unlimited(),
        }
    }

    /// Steps spent since last asked.
    pub fn take_spent(&mut self) -> u64 {
        let spent = self.budget.spent();
        if spent > 0 {
            self.budget = Budget::new(SEARCH);
        }
        spent
    }

    fn compile(&self, text: &[u8]) -> Result<Pattern, RegexError> {
        compile(text, Flags::NONE.ignoring_case(self.ignore_case))
            .map_err(|error| format!("invalid regexp: {}: /{}/", error.gnu(), String::from_utf8_lossy(text)))
    }

    /// A constant one.
    #[inline]
    pub fn constant(&mut self, index: u32) -> Result<Pattern, RegexError> {
        let index = index as usize;
        let case = usize::from(self.ignore_case);
        if let Some(pattern) = &self.constants[index].1[case] {
            return Ok(pattern.clone());
        }
        let pattern = self.compile(&self.constants[index].0)?;
        self.constants[index].1[case] = Some(pattern.clone());
        Ok(pattern)
    }

    /// One made at run time.
    pub fn dynamic(&mut self, text: &Text) -> Result<Pattern, RegexError> {
        let key = (text.clone(), self.ignore_case);
        if let Some(pattern) = self.dynamic.get(&key) {
            return Ok(pattern.clone());
        }
        let pattern = self.compile(text)?;
        if self.dynamic.len() >= KEPT {
            self.dynamic.clear();
        }
        self.dynamic.insert(key, pattern.clone());
        Ok(pattern)
    }

    /// The one a value stands for.
    pub fn of_value(&mut self, value: &Value, convfmt: &[u8]) -> Result<Pattern, RegexError> {
        self.dynamic(&value.text(convfmt))
    }

    /// Does it match somewhere?
    #[inline]
    pub fn is_match(&self, pattern: &Pattern, text: &[u8]) -> Result<bool, RegexError> {
        pattern.is_match(text, &self.budget).map_err(|_| exhausted())
    }

    /// The first match from `start` on.
    #[inline]
    pub fn find(&self, pattern: &Pattern, text: &[u8], start: usize) -> Result<Option<Match>, RegexError> {
        pattern.find_at(text, start, &self.budget).map_err(|_| exhausted())
    }

    /// The same with its groups.
    pub fn captures(&self, pattern: &Pattern, text: &[u8], start: usize) -> Result<Option<Captures>, RegexError> {
        pattern.captures_at(text, start, &self.budget).map_err(|_| exhausted())
    }
}

fn exhausted() -> RegexError {
    "regular expression search takes too long".into()
}
