//! Where a run of changed lines is shown when it could stand in several places: git's "indent heuristic"
//! (`xdl_change_compact`, `diff.indentHeuristic`).

/// A run of changed lines, perhaps empty: one stands before every unchanged line.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
}

struct Side<'a> {
    changed: &'a mut [bool],
    lines: &'a [u32],
}

fn is(changed: &[bool], at: usize) -> bool {
    changed.get(at).copied().unwrap_or(false)
}

fn first(changed: &[bool]) -> Group {
    let end = changed.iter().take_while(|changed| **changed).count();
    Group { start: 0, end }
}

fn next(changed: &[bool], group: &mut Group) -> bool {
    if group.end >= changed.len() {
        return false;
    }
    group.start = group.end + 1;
    group.end = group.start;
    while is(changed, group.end) {
        group.end += 1;
    }
    true
}

fn previous(changed: &[bool], group: &mut Group) -> bool {
    if group.start == 0 {
        return false;
    }
    group.end = group.start - 1;
    group.start = group.end;
    while group.start > 0 && changed[group.start - 1] {
        group.start -= 1;
    }
    true
}

impl Side<'_> {
    fn up(&mut self, group: &mut Group) -> bool {
        if group.start == 0 || self.lines[group.start - 1] != self.lines[group.end - 1] {
            return false;
        }
        group.start -= 1;
        self.changed[group.start] = true;
        group.end -= 1;
        self.changed[group.end] = false;
        while group.start > 0 && self.changed[group.start - 1] {
            group.start -= 1;
        }
        true
    }

    fn down(&mut self, group: &mut Group) -> bool {
        if group.end >= self.lines.len() || self.lines[group.start] != self.lines[group.end] {
            return false;
        }
        self.changed[group.start] = false;
        group.start += 1;
        self.changed[group.end] = true;
        group.end += 1;
        while is(self.changed, group.end) {
            group.end += 1;
        }
        true
    }
}

/// A slide is not judged further than this.
const MAX_SLIDING: usize = 100;

/// Moves every run of `changed` to its best place, in step with the other side's runs.
pub(super) fn compact(lines: &[u32], text: &[&[u8]], changed: &mut [bool], other: &[bool]) {
    let mut side = Side { changed, lines };
    let mut group = first(side.changed);
    let mut opposite = first(other);
    loop {
        if group.end > group.start {
            slide(&mut side, text, other, &mut group, &mut opposite);
        }
        if !next(side.changed, &mut group) || !next(other, &mut opposite) {
            return;
        }
    }
}

fn slide(side: &mut Side, text: &[&[u8]], other: &[bool], group: &mut Group, opposite: &mut Group) {
    let (mut size, mut earliest, mut matching);
    loop {
        size = group.end - group.start;
        matching = None;
        while side.up(group) {
            previous(other, opposite);
        }
        earliest = group.end;
        if opposite.end > opposite.start {
            matching = Some(group.end);
        }
        while side.down(group) {
            next(other, opposite);
            if opposite.end > opposite.start {
                matching = Some(group.end);
            }
        }
        if size == group.end - group.start {
            break;
        }
    }
    if group.end == earliest {
        return;
    }
    if matching.is_some() {
        while opposite.end == opposite.start && side.up(group) {
            previous(other, opposite);
        }
        return;
    }
    let mut shift = earliest;
    shift = shift.max((group.end - size).saturating_sub(1)).max(group.end.saturating_sub(MAX_SLIDING));
    let mut best: Option<(Score, usize)> = None;
    while shift <= group.end {
        let mut score = Score::default();
        score.add(&Split::at(text, shift));
        score.add(&Split::at(text, shift - size));
        if best.as_ref().is_none_or(|(best, _)| score.compare(best) <= 0) {
            best = Some((score, shift));
        }
        shift += 1;
    }
    let Some((_, place)) = best else { return };
    while group.end > place && side.up(group) {
        previous(other, opposite);
    }
}

/// What surrounds a place where the text could be split.
struct Split {
    end_of_file: bool,
    indent: i64,
    pre_blank: i64,
    pre_indent: i64,
    post_blank: i64,
    post_indent: i64,
}

const MAX_BLANKS: i64 = 20;

/// The indentation of a line in columns, at most 200; -1 for blank lines.
fn indent(line: &[u8]) -> i64 {
    let mut columns = 0;
    for byte in line {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 8 - columns % 8,
            b'\n' | b'\r' | 0x0b | 0x0c => {}
            _ => return columns,
        }
        if columns >= 200 {
            return 200;
        }
    }
    -1
}

/// Blank lines in a row, and the indentation of the first line that is not blank.
fn beyond<'a>(lines: impl Iterator<Item = &'a &'a [u8]>) -> (i64, i64) {
    let mut blanks = 0;
    for line in lines {
        let columns = indent(line);
        if columns != -1 {
            return (blanks, columns);
        }
        blanks += 1;
        if blanks == MAX_BLANKS {
            return (blanks, 0);
        }
    }
    (blanks, -1)
}

impl Split {
    fn at(text: &[&[u8]], split: usize) -> Self {
        let (pre_blank, pre_indent) = beyond(text[..split.min(text.len())].iter().rev());
        let (post_blank, post_indent) = beyond(text.iter().skip(split + 1));
        Self {
            end_of_file: split >= text.len(),
            indent: text.get(split).map_or(-1, |line| indent(line)),
            pre_blank,
            pre_indent,
            post_blank,
            post_indent,
        }
    }
}

/// How bad a place is: smaller is better.
#[derive(Default)]
struct Score {
    indent: i64,
    penalty: i64,
}

impl Score {
    fn add(&mut self, split: &Split) {
        if split.pre_indent == -1 && split.pre_blank == 0 {
            self.penalty += 1;
        }
        if split.end_of_file {
            self.penalty += 21;
        }
        let post_blank = if split.indent == -1 { 1 + split.post_blank } else { 0 };
        let blanks = split.pre_blank + post_blank;
        self.penalty += -30 * blanks + 6 * post_blank;
        let indent = if split.indent == -1 { split.post_indent } else { split.indent };
        let any = blanks != 0;
        self.indent += indent;
        self.penalty += if indent == -1 || split.pre_indent == -1 || indent == split.pre_indent {
            0
        } else if indent > split.pre_indent {
            if any { 10 } else { -4 }
        } else if split.post_indent != -1 && split.post_indent > indent {
            if any { 17 } else { 24 }
        } else if any {
            17
        } else {
            23
        };
    }

    fn compare(&self, other: &Self) -> i64 {
        60 * (self.indent - other.indent).signum() + self.penalty - other.penalty
    }
}
