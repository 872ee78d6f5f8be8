//! The lines of two texts beside each other: which are shared, which are missing, which are too many.

use course::model::LineDifference;

/// Longer texts are not compared line by line.
const MOST: usize = 400;
/// Shared lines shown around what differs.
const AROUND: usize = 2;

/// What changes `actual` into `expected`; nothing where they are equal or too long.
pub(crate) fn compare(expected: &str, actual: &str) -> Vec<LineDifference> {
    let (expected, actual): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    if expected == actual || expected.len() > MOST || actual.len() > MOST {
        return Vec::new();
    }
    // The longest common subsequence from each pair of places to the ends.
    let width = expected.len() + 1;
    let mut common = vec![0_u16; (actual.len() + 1) * width];
    for (row, mine) in actual.iter().enumerate().rev() {
        for (column, theirs) in expected.iter().enumerate().rev() {
            let here = row * width + column;
            common[here] =
                if mine == theirs { common[here + width + 1] + 1 } else { common[here + width].max(common[here + 1]) };
        }
    }
    let mut lines = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < actual.len() || column < expected.len() {
        let here = row * width + column;
        if row < actual.len() && column < expected.len() && actual[row] == expected[column] {
            lines.push((' ', actual[row]));
            (row, column) = (row + 1, column + 1);
        } else if row < actual.len() && (column == expected.len() || common[here + width] >= common[here + 1]) {
            lines.push(('-', actual[row]));
            row += 1;
        } else {
            lines.push(('+', expected[column]));
            column += 1;
        }
    }
    let near = |at: usize| {
        let around = &lines[at.saturating_sub(AROUND)..(at + AROUND + 1).min(lines.len())];
        around.iter().any(|(sign, _)| *sign != ' ')
    };
    let shown = lines.iter().enumerate().filter(|(at, _)| near(*at));
    shown.map(|(_, (sign, text))| LineDifference { sign: *sign, text: (*text).to_owned() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(expected: &str, actual: &str) -> String {
        compare(expected, actual).into_iter().map(|line| format!("{}{}\n", line.sign, line.text)).collect()
    }

    #[test]
    fn lines_stand_beside_each_other() {
        assert_eq!(shown("a\nb\nc\n", "a\nx\nc\n"), " a\n-x\n+b\n c\n");
        assert_eq!(shown("a\n", "a\n"), "");
        assert_eq!(shown("1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\n5\n"), " 4\n 5\n+6\n");
        assert_eq!(shown("", "x\n"), "-x\n");
    }
}
