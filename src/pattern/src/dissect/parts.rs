//! Dividing a stretch among the passes of a loop whose groups count.

use super::Work;
use super::tree::Tree;
use base::Exhausted;

impl Work<'_> {
    /// `min` to `max` passes of `inside` over `start..end`. Each pass takes what it prefers; empty ones only serve to
    /// reach `min`. When a pass cannot be dissected, the last one that can be changed is.
    pub(super) fn iterate(
        &mut self,
        inside: &Tree,
        min: u32,
        max: Option<u32>,
        start: usize,
        end: usize,
    ) -> Result<bool, Exhausted> {
        let least = (min as usize).max(1);
        let most = max.map_or(usize::MAX, |max| max as usize).min(end - start).max(least);
        // For each pass, where it starts and the ends still to be tried, the preferred one last.
        let mut passes: Vec<(usize, Vec<usize>)> = vec![(start, self.choices(inside, start, end)?)];
        let mut points = vec![start];
        while let Some((from, choices)) = passes.last_mut() {
            let from = *from;
            self.budget.spend(1)?;
            let Some(to) = choices.pop() else {
                passes.pop();
                points.pop();
                continue;
            };
            let done = passes.len();
            // An empty pass only when the minimum cannot be reached otherwise.
            if to == from && (done > least || least - done < end - to) && to != end {
                continue;
            }
            if to == from && done > least {
                continue;
            }
            points.truncate(done);
            points.push(to);
            if to == end && done >= least {
                if self.verify(inside, &points)? {
                    return Ok(true);
                }
                continue;
            }
            if done < most {
                let choices = self.choices(inside, to, end)?;
                passes.push((to, choices));
            }
        }
        Ok(min == 0 && start == end)
    }

    fn choices(&self, inside: &Tree, from: usize, end: usize) -> Result<Vec<usize>, Exhausted> {
        let ends = self.ends(inside, from, end)?;
        let mut ordered: Vec<usize> = inside.in_order(ends).collect();
        ordered.reverse();
        Ok(ordered)
    }

    /// Dissects each pass; only the groups of the last one stay.
    fn verify(&mut self, inside: &Tree, points: &[usize]) -> Result<bool, Exhausted> {
        for pair in points.windows(2) {
            self.forget(inside);
            if !self.dissect(inside, pair[0], pair[1])? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
