//! Three versions of a text made one (`xdl_merge`): what only one side changed is taken, what both changed differently
//! stands between `<<<<<<<` and `>>>>>>>`.

use super::diff::edits::{Edit, split};
use super::repo::{Git, Result};
use crate::Bytes;

/// Who changed a stretch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Both,
    Ours,
    Theirs,
    /// Both, to the same text.
    Agree,
}

/// A stretch of the three texts that at least one side changed: start and length in each.
#[derive(Clone, Copy)]
struct Piece {
    who: Who,
    base: (isize, isize),
    ours: (isize, isize),
    theirs: (isize, isize),
}

/// A merged text, and how many conflicts it holds.
pub(super) struct Merged {
    pub(super) text: Bytes,
    pub(super) conflicts: usize,
}

fn append(pieces: &mut Vec<Piece>, piece: Piece) {
    let end = |(start, length): (isize, isize)| start + length;
    if let Some(last) = pieces.last_mut()
        && (piece.ours.0 <= end(last.ours) || piece.theirs.0 <= end(last.theirs))
    {
        if last.who != piece.who {
            last.who = Who::Both;
        }
        last.base.1 = end(piece.base) - last.base.0;
        last.ours.1 = end(piece.ours) - last.ours.0;
        last.theirs.1 = end(piece.theirs) - last.theirs.0;
        return;
    }
    pieces.push(piece);
}

fn span(range: (usize, usize)) -> (isize, isize) {
    (range.0 as isize, (range.1 - range.0) as isize)
}

/// The stretches, in order.
fn pieces(mine: &[Edit], yours: &[Edit], ours: &[&[u8]], theirs: &[&[u8]]) -> Vec<Piece> {
    let mut list = Vec::new();
    let (mut one, mut two) = (mine.iter().peekable(), yours.iter().peekable());
    // How far each side has moved against the base.
    let (mut shift_one, mut shift_two) = (0_isize, 0_isize);
    loop {
        let (a, b) = (one.peek().copied(), two.peek().copied());
        let alone = |first: &Edit, second: Option<&Edit>| second.is_none_or(|second| first.old.1 < second.old.0);
        match (a, b) {
            (None, None) => return list,
            (Some(a), b) if alone(a, b) => {
                let base = span(a.old);
                append(
                    &mut list,
                    Piece { who: Who::Ours, base, ours: span(a.new), theirs: (base.0 + shift_two, base.1) },
                );
                shift_one = a.new.1 as isize - a.old.1 as isize;
                one.next();
            }
            (a, Some(b)) if alone(b, a) => {
                let base = span(b.old);
                append(
                    &mut list,
                    Piece { who: Who::Theirs, base, ours: (base.0 + shift_one, base.1), theirs: span(b.new) },
                );
                shift_two = b.new.1 as isize - b.old.1 as isize;
                two.next();
            }
            (Some(a), Some(b)) => {
                let same = a.old == b.old && ours[a.new.0..a.new.1] == theirs[b.new.0..b.new.1];
                if !same {
                    let (a0, b0) = (span(a.old), span(b.old));
                    let (mut mine, mut yours) = (span(a.new), span(b.new));
                    let start = a0.0.min(b0.0);
                    let end = (a0.0 + a0.1).max(b0.0 + b0.1);
                    mine = (mine.0 - (a0.0 - start), mine.1 + (a0.0 - start) + (end - a0.0 - a0.1));
                    yours = (yours.0 - (b0.0 - start), yours.1 + (b0.0 - start) + (end - b0.0 - b0.1));
                    append(&mut list, Piece { who: Who::Both, base: (start, end - start), ours: mine, theirs: yours });
                }
                let (end_a, end_b) = (a.old.1, b.old.1);
                if end_a >= end_b {
                    shift_two = b.new.1 as isize - b.old.1 as isize;
                    two.next();
                }
                if end_b >= end_a {
                    shift_one = a.new.1 as isize - a.old.1 as isize;
                    one.next();
                }
            }
            _ => return list,
        }
    }
}

impl Git<'_> {
    /// Merges `ours` and `theirs`, both made from `base`; `labels` stand at the marks of conflicts.
    pub(super) fn merge_texts(&self, base: &[u8], ours: &[u8], theirs: &[u8], labels: [&str; 2]) -> Result<Merged> {
        let (base, ours, theirs) = (split(base), split(ours), split(theirs));
        let mine = self.edits(&base, &ours, false)?;
        let yours = self.edits(&base, &theirs, false)?;
        let list = self.refined(pieces(&mine, &yours, &ours, &theirs), &ours, &theirs)?;
        let list = simplified(list);
        let range = |(start, length): (isize, isize)| start as usize..(start + length) as usize;
        let mut text = Vec::new();
        let mut at = 0;
        let mut conflicts = 0;
        for piece in &list {
            let stretch = range(piece.ours);
            match piece.who {
                Who::Agree | Who::Ours => {}
                Who::Theirs => {
                    text.extend(ours[at..stretch.start].concat());
                    text.extend(theirs[range(piece.theirs)].concat());
                    at = stretch.end;
                }
                Who::Both => {
                    conflicts += 1;
                    text.extend(ours[at..stretch.start].concat());
                    let mut side = |mark: String, lines: &[&[u8]]| {
                        text.extend_from_slice(mark.as_bytes());
                        text.extend(lines.concat());
                        if text.last() != Some(&b'\n') {
                            text.push(b'\n');
                        }
                    };
                    side(format!("<<<<<<< {}\n", labels[0]), &ours[stretch.clone()]);
                    side("=======\n".to_owned(), &theirs[range(piece.theirs)]);
                    text.extend_from_slice(format!(">>>>>>> {}\n", labels[1]).as_bytes());
                    at = stretch.end;
                }
            }
        }
        text.extend(ours[at..].concat());
        Ok(Merged { text, conflicts })
    }

    /// Conflicts cut down to the lines that really differ between the two sides.
    fn refined(&self, list: Vec<Piece>, ours: &[&[u8]], theirs: &[&[u8]]) -> Result<Vec<Piece>> {
        let mut fine = Vec::new();
        for piece in list {
            if piece.who != Who::Both || piece.ours.1 == 0 || piece.theirs.1 == 0 {
                fine.push(piece);
                continue;
            }
            let range = |(start, length): (isize, isize)| start as usize..(start + length) as usize;
            let edits = self.edits(&ours[range(piece.ours)], &theirs[range(piece.theirs)], false)?;
            if edits.is_empty() {
                fine.push(Piece { who: Who::Agree, ..piece });
            }
            for edit in edits {
                let (old, new) = (span(edit.old), span(edit.new));
                fine.push(Piece {
                    ours: (old.0 + piece.ours.0, old.1),
                    theirs: (new.0 + piece.theirs.0, new.1),
                    ..piece
                });
            }
        }
        Ok(fine)
    }
}

/// Conflicts with three lines or fewer between them made one.
fn simplified(list: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in list {
        if let Some(last) = out.last_mut()
            && last.who == Who::Both
            && piece.who == Who::Both
            && piece.ours.0 - (last.ours.0 + last.ours.1) <= 3
        {
            last.ours.1 = piece.ours.0 + piece.ours.1 - last.ours.0;
            last.theirs.1 = piece.theirs.0 + piece.theirs.1 - last.theirs.0;
        } else {
            out.push(piece);
        }
    }
    out
}
