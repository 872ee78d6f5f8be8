//! A plan tree as PostgreSQL prints one: an arrow and two more blanks a level.

use super::PlanTree;

impl PlanTree {
    /// The tree as lines of text.
    pub fn lines(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut Vec<String>) {
        let indent = if depth == 0 { String::new() } else { format!("{}->  ", " ".repeat(depth * 6 - 4)) };
        let actual = match (self.rows, self.steps) {
            (Some(rows), Some(steps)) => format!(" (actual rows={rows} steps={steps})"),
            _ => String::new(),
        };
        out.push(format!("{indent}{} (rows={}){actual}", self.operator, self.estimate));
        for detail in &self.details {
            out.push(format!("{}{detail}", " ".repeat(depth * 6 + 2)));
        }
        for child in &self.children {
            child.write(depth + 1, out);
        }
    }
}
