//! Text objects (`:help text-objects`). In Visual mode they make or grow the area.

mod block;
mod paragraph;
mod quote;
mod sentence;
mod tag;
mod word;

use crate::command::Object;
use crate::editor::Editor;
use crate::operator::Op;
use crate::text::Pos;

impl Editor {
    /// Selects an object; false when there is none.
    pub(crate) fn select_object(&mut self, object: Object, count: usize, op: &mut Op) -> bool {
        self.object_pairs = true;
        let around = object.around;
        let found = match object.name {
            'w' => self.word_object(around, false, count, op),
            'W' => self.word_object(around, true, count, op),
            'b' | '(' | ')' => self.block_object(around, '(', ')', count, op),
            'B' | '{' | '}' => self.block_object(around, '{', '}', count, op),
            '[' | ']' => self.block_object(around, '[', ']', count, op),
            '<' | '>' => self.block_object(around, '<', '>', count, op),
            't' => self.tag_object(around, count, op),
            'p' => self.paragraph_object(around, count, op),
            's' => self.sentence_object(around, count, op),
            quote @ ('"' | '\'' | '`') => self.quote_object(around, quote as u8, count, op),
            _ => false,
        };
        self.object_pairs = false;
        if self.win.cursor.col > 0 && self.visual.is_none() && self.char_here() == '\0' {
            self.win.cursor.col -= 1;
        }
        self.win.set_curswant = true;
        found
    }

    /// Where the Visual area begins, when there is one.
    fn visual_start(&self) -> Option<Pos> {
        self.visual.map(|visual| visual.start)
    }

    fn set_visual_start(&mut self, pos: Pos) {
        if let Some(visual) = &mut self.visual {
            visual.start = pos;
        }
    }

    fn set_visual_kind(&mut self, kind: char) {
        if let Some(visual) = &mut self.visual {
            visual.kind = kind;
        }
    }

    fn exclusive_selection(&self) -> bool {
        self.options.selection == "exclusive"
    }

    fn white_at(&self, pos: Pos) -> bool {
        matches!(self.char_at(pos), ' ' | '\t')
    }
}
