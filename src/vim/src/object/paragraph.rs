//! `ip`, `ap`.

use crate::editor::Editor;
use crate::operator::{Op, Shape};
use crate::text::{Pos, chars};

impl Editor {
    fn line_white(&self, line: usize) -> bool {
        chars::is_blank(self.buf.line(line))
    }

    pub(super) fn paragraph_object(&mut self, around: bool, count: usize, op: &mut Op) -> bool {
        let here = self.win.cursor.line;
        if let Some(from) = self.visual_start()
            && here != from.line
        {
            return self.extend_paragraphs(around, count, here, from.line);
        }
        let last = self.buf.count();
        let white = self.line_white(here);
        let mut start = here;
        while start > 1 && !self.spend(1) {
            let stop = if white {
                !self.line_white(start - 1)
            } else {
                self.line_white(start - 1) || self.starts_paragraph(start, 0, false)
            };
            if stop {
                break;
            }
            start -= 1;
        }
        let mut end = start;
        while end <= last && self.line_white(end) {
            end += 1;
        }
        end -= 1;
        let mut left = count;
        if !around && white {
            left -= 1;
        }
        while left > 0 {
            left -= 1;
            if end == last || self.spend(1) {
                return false;
            }
            let mut do_white = false;
            if !around {
                do_white = self.line_white(end + 1);
            }
            if around || !do_white {
                end += 1;
                while end < last && !self.line_white(end + 1) && !self.starts_paragraph(end + 1, 0, false) {
                    end += 1;
                }
            }
            if left == 0 && white && around {
                break;
            }
            if around || do_white {
                while end < last && self.line_white(end + 1) {
                    end += 1;
                }
            }
        }
        if !white && !self.line_white(end) && around {
            while start > 1 && self.line_white(start - 1) {
                start -= 1;
            }
        }
        if let Some(visual) = self.visual {
            if visual.kind == 'V' && start == self.win.cursor.line {
                // Already selected as a whole: grow.
                return self.extend_paragraphs(around, count, start, visual.start.line);
            }
            if visual.start.line != start {
                self.set_visual_start(Pos::new(start, 0));
            }
            self.set_visual_kind('V');
        } else {
            op.start = Pos::new(start, 0);
            op.shape = Shape::Line;
        }
        self.win.cursor = Pos::new(end, 0);
        true
    }

    /// Grows the Visual area from line `here`, away from line `from`.
    fn extend_paragraphs(&mut self, around: bool, count: usize, here: usize, from: usize) -> bool {
        let back = here < from;
        let edge = if back { 1 } else { self.buf.count() };
        let step = |line: usize| if back { line - 1 } else { line + 1 };
        let mut line = here;
        let mut ok = true;
        for _ in 0..count {
            if line == edge || self.spend(1) {
                ok = false;
                break;
            }
            let mut previous: Option<bool> = None;
            for _ in 0..2 {
                line = step(line);
                let white = self.line_white(line);
                if previous == Some(white) {
                    line = if back { line + 1 } else { line - 1 };
                    break;
                }
                loop {
                    if line == edge {
                        break;
                    }
                    let next = step(line);
                    if white != self.line_white(next)
                        || (!white && self.starts_paragraph(if back { line } else { line + 1 }, 0, false))
                    {
                        break;
                    }
                    line = next;
                }
                if !around || line == edge {
                    break;
                }
                previous = Some(white);
            }
        }
        self.win.cursor = Pos::new(line, 0);
        ok
    }
}
