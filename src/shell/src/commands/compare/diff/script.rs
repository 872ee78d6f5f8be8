//! Differences as a program of changes: for `ed`, forward for people, and for RCS.

use super::lines::Change;

fn each(changes: &[Change]) -> impl DoubleEndedIterator<Item = &Change> {
    changes.iter().filter(|change| !change.ignored)
}

fn letter(change: &Change) -> char {
    match change.kinds() {
        (true, true) => 'c',
        (true, false) => 'd',
        _ => 'a',
    }
}

fn whole(out: &mut Vec<u8>, line: &[u8]) {
    out.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        out.push(b'\n');
    }
}

/// From the last change to the first, so that line numbers stay true. A line of one dot would end the text: it is
/// written as two, and one is taken away again.
pub(super) fn ed(out: &mut Vec<u8>, [_, new]: [&[&[u8]]; 2], changes: &[Change]) {
    for change in each(changes).rev() {
        out.extend_from_slice(format!("{}{}\n", super::write::range(change.old), letter(change)).as_bytes());
        let mut open = change.kinds().1;
        for line in &new[change.new.0..change.new.1] {
            if !open {
                out.extend_from_slice(b"a\n");
                open = true;
            }
            if line.strip_suffix(b"\n").unwrap_or(line) == b"." {
                out.extend_from_slice(b"..\n.\ns/.//\n");
                open = false;
            } else {
                whole(out, line);
            }
        }
        if open {
            out.extend_from_slice(b".\n");
        }
    }
}

/// In order, the letter first.
pub(super) fn forward(out: &mut Vec<u8>, [_, new]: [&[&[u8]]; 2], changes: &[Change]) {
    for change in each(changes) {
        let range = super::write::range(change.old).replace(',', " ");
        out.extend_from_slice(format!("{}{range}\n", letter(change)).as_bytes());
        if change.kinds().1 {
            new[change.new.0..change.new.1].iter().for_each(|line| whole(out, line));
            out.extend_from_slice(b".\n");
        }
    }
}

/// Where, and how many lines.
pub(super) fn rcs(out: &mut Vec<u8>, [_, new]: [&[&[u8]]; 2], changes: &[Change]) {
    for change in each(changes) {
        let (goes, comes) = change.kinds();
        if goes {
            let count = change.old.1 - change.old.0;
            out.extend_from_slice(format!("d{} {count}\n", change.old.0 + 1).as_bytes());
        }
        if comes {
            let count = change.new.1 - change.new.0;
            out.extend_from_slice(format!("a{} {count}\n", change.old.1).as_bytes());
            new[change.new.0..change.new.1].iter().for_each(|line| out.extend_from_slice(line));
        }
    }
}
