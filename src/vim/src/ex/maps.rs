//! `:map`, `:abbreviate` and their kin.

use super::Ex;
use crate::editor::{Editor, Event};
use crate::insert::Abbreviation;
use crate::key::{Key, notation};
use crate::mapping::Mapping;

/// Splits `lhs rhs`; options such as `<silent>` and `<buffer>` are skipped.
fn sides(args: &str) -> (&str, &str) {
    let mut rest = args.trim_start();
    while let Some(after) =
        ["<silent>", "<buffer>", "<nowait>", "<unique>", "<script>"].iter().find_map(|option| rest.strip_prefix(option))
    {
        rest = after.trim_start();
    }
    match rest.find([' ', '\t']) {
        Some(at) => (&rest[..at], rest[at..].trim_start()),
        None => (rest, ""),
    }
}

impl Editor {
    /// Keys of a mapping's side; `<Leader>` is a backslash.
    fn map_keys(text: &str) -> Vec<Key> {
        let text = text.replace("<leader>", "\\").replace("<Leader>", "\\").replace("<LocalLeader>", "\\");
        let mut keys = Vec::new();
        let mut literal = false;
        for key in Key::parse(&text) {
            if key.0 == '\x16' && !literal {
                literal = true;
                continue;
            }
            literal = false;
            keys.push(key);
        }
        keys
    }

    /// A mapping to an expression is refused by name.
    fn refuses_expr(&mut self, args: &str) -> bool {
        let options = args.split_whitespace().take_while(|word| word.starts_with('<'));
        let refused = options.into_iter().any(|word| word.contains("<expr>"));
        if refused {
            self.error_with("vim-unsupported", &[("command", "<expr>".to_owned())]);
        }
        refused
    }

    /// `:abclear` and its kin.
    pub(super) fn ex_clear_abbreviations(&mut self, modes: &str) {
        for abbreviation in &mut self.abbreviations {
            abbreviation.insert &= !modes.contains('i');
            abbreviation.command_line &= !modes.contains('c');
        }
        self.abbreviations.retain(|abbreviation| abbreviation.insert || abbreviation.command_line);
    }

    pub(super) fn ex_map(&mut self, ex: &Ex, modes: &str, remap: bool) {
        let modes = if ex.bang { "ic" } else { modes };
        if self.refuses_expr(&ex.args) {
            return;
        }
        let (from, to) = sides(&ex.args);
        if to.is_empty() {
            let from = Self::map_keys(from);
            let lines = self
                .maps
                .all
                .iter()
                .filter(|mapping| modes.contains(mapping.mode) && mapping.from.starts_with(&from))
                .map(|mapping| {
                    format!(
                        "{}  {:<13}{} {}",
                        mapping.mode,
                        notation(&mapping.from),
                        if mapping.remap { " " } else { "*" },
                        notation(&mapping.to)
                    )
                })
                .collect();
            self.out.events.push(Event::Listing(lines));
            return;
        }
        let (from, to) = (Self::map_keys(from), Self::map_keys(to));
        for mode in modes.chars() {
            self.maps.add(Mapping { mode, from: from.clone(), to: to.clone(), remap });
        }
    }

    pub(super) fn ex_unmap(&mut self, ex: &Ex, modes: &str) {
        if let Some(modes) = modes.strip_suffix('*') {
            let modes = if ex.bang { "ic" } else { modes };
            self.maps.all.retain(|mapping| !modes.contains(mapping.mode));
            return;
        }
        let modes = if ex.bang { "ic" } else { modes };
        let from = Self::map_keys(sides(&ex.args).0);
        let mut found = false;
        for mode in modes.chars() {
            found |= self.maps.remove(mode, &from);
        }
        if !found {
            self.error("E31");
        }
    }

    pub(super) fn ex_abbreviate(&mut self, ex: &Ex, modes: &str) {
        if self.refuses_expr(&ex.args) {
            return;
        }
        let (from, to) = sides(&ex.args);
        if to.is_empty() {
            let lines = self
                .abbreviations
                .iter()
                .map(|abbreviation| format!("i  {:<13}  {}", abbreviation.from, notation(&abbreviation.to)))
                .collect();
            self.out.events.push(Event::Listing(lines));
            return;
        }
        self.abbreviations.retain(|old| old.from != from);
        self.abbreviations.push(Abbreviation {
            from: from.to_owned(),
            to: Self::map_keys(to),
            insert: modes.contains('i'),
            command_line: modes.contains('c'),
        });
    }

    pub(super) fn ex_unabbreviate(&mut self, ex: &Ex) {
        let before = self.abbreviations.len();
        self.abbreviations.retain(|old| old.from != ex.args);
        if before == self.abbreviations.len() {
            self.error("E24");
        }
    }
}
