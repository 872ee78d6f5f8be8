//! From values to places: round ticks, and the numbers behind cells.

use base::Cell;
use base::calendar::days_from_civil;

/// An axis from its first tick to its last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) step: f64,
}

impl Scale {
    /// An axis that holds all values, with about five ticks at 1, 2 or 5 times a power of ten.
    pub(crate) fn around(values: impl Iterator<Item = f64>, with_zero: bool) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            low = low.min(value);
            high = high.max(value);
        }
        if with_zero || low > high {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        if high - low < f64::EPSILON * high.abs().max(1.0) {
            let room = if high.abs() > f64::EPSILON { high.abs() / 2.0 } else { 1.0 };
            if !with_zero || low < 0.0 {
                low -= room;
            }
            high += room;
        }
        let rough = (high - low) / 5.0;
        let power = 10f64.powf(rough.log10().floor());
        let step =
            power * [1.0, 2.0, 5.0, 10.0].into_iter().find(|times| rough <= times * power * 1.000_001).unwrap_or(10.0);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Where a value is: 0 at the low end, 1 at the high one.
    pub(crate) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The ticks, at most a dozen.
    pub(crate) fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = (((self.high - self.low) / self.step).round() as usize).min(12);
        let (low, step) = (self.low, self.step);
        (0..=count).map(move |tick| low + step * tick as f64)
    }

    /// Decimals that tell two ticks apart.
    pub(crate) fn decimals(&self) -> usize {
        (-self.step.log10().floor()).clamp(0.0, 9.0) as usize
    }
}

/// A cell as a number; a day or an instant as days since 1970.
pub(crate) fn value(cell: &Cell) -> Option<f64> {
    let value = match cell {
        Cell::Int(number) => *number as f64,
        Cell::Float(number) => *number,
        Cell::Text(text) => text.parse().ok().or_else(|| instant(text))?,
        Cell::Null | Cell::Bool(_) => return None,
    };
    value.is_finite().then_some(value)
}

/// `2026-03-02` or `2026-03-02 08:30:00` in days since 1970 (proleptic Gregorian calendar).
fn instant(text: &str) -> Option<f64> {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let mut parts = day.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let days = days_from_civil(year, month, day);
    let mut clock = time.splitn(3, ':').map(|part| part.get(..2).unwrap_or(part).parse::<f64>().unwrap_or(0.0));
    let mut next = || clock.next().unwrap_or(0.0);
    let seconds = next() * 3600.0 + next() * 60.0 + next();
    Some(days as f64 + seconds / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_everything() {
        let scale = Scale::around([3.0, 97.0].into_iter(), true);
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        let flat = Scale::around([5.0].into_iter(), false);
        assert!(flat.low < 5.0 && flat.high > 5.0);
        let none = Scale::around(std::iter::empty(), true);
        assert!(none.high > none.low);
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(instant("1970-01-02"), Some(1.0));
        assert_eq!(instant("2026-03-02 12:00:00"), Some(20_514.5));
        assert_eq!(instant("2026-13-02"), None);
    }
}
