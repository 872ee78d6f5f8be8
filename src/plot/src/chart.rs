//! A result as a chart.

use crate::number::shown;
use crate::scale::{Scale, value};
use crate::svg::Svg;
use base::calendar::civil_from_days;
use base::{Cell, Kind, Locale, Table};
use serde::{Deserialize, Serialize};

/// How data become marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A bar for each row, as high as its number.
    Bar,
    /// Points joined, in the order of `x`.
    Line,
    /// A point for each row, by two numbers.
    Scatter,
    /// How many rows fall into each of some equal ranges of `y`.
    Histogram,
}

/// What a chart shows: the columns are indices into the table's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// How.
    pub mark: Mark,
    /// The column along the bottom; a histogram has none and ignores it.
    pub x: usize,
    /// The column of numbers.
    pub y: usize,
}

/// Why there is no chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unplottable {
    /// No row has the numbers that the chart needs.
    NoNumber,
    /// More bars than can be told apart.
    TooManyBars {
        /// rows there are
        rows: usize,
        /// bars there may be
        most: usize,
    },
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 16.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 56.0;
const MOST_BARS: usize = 60;

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Decimal | Kind::Double)
}

fn is_time(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Timestamp)
}

/// The chart that most likely helps, if the table has a column of numbers.
pub fn suggest(table: &Table) -> Option<Chart> {
    let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
    let y = kinds.iter().rposition(|kind| is_number(*kind))?;
    let other = |wanted: fn(Kind) -> bool| kinds.iter().enumerate().position(|(at, kind)| at != y && wanted(*kind));
    if let Some(x) = other(is_time) {
        return Some(Chart { mark: Mark::Line, x, y });
    }
    if let Some(x) = other(|kind| !is_number(kind)).filter(|_| table.rows.len() <= MOST_BARS) {
        return Some(Chart { mark: Mark::Bar, x, y });
    }
    Some(match other(is_number) {
        Some(x) => Chart { mark: Mark::Scatter, x, y },
        None => Chart { mark: Mark::Histogram, x: y, y },
    })
}

/// Draws a chart.
///
/// # Errors
/// When no row can be drawn, or too many bars would be.
pub fn chart(table: &Table, chart: &Chart, locale: Locale) -> Result<String, Unplottable> {
    let cell = |row: &[Cell], column: usize| row.get(column).cloned().unwrap_or(Cell::Null);
    let numbers = table.rows.iter().filter_map(|row| Some((cell(row, chart.x), value(&cell(row, chart.y))?)));
    let mut frame = Frame { svg: Svg::new(WIDTH, HEIGHT), locale };
    let name = |column: usize| table.columns.get(column).map_or("", |column| column.name.as_str());
    match chart.mark {
        Mark::Bar => {
            let bars: Vec<(String, f64)> =
                numbers.map(|(x, y)| (x.text().unwrap_or_else(|| "NULL".to_owned()), y)).collect();
            if bars.len() > MOST_BARS {
                return Err(Unplottable::TooManyBars { rows: bars.len(), most: MOST_BARS });
            }
            frame.bars(&bars, name(chart.y), name(chart.x))?;
        }
        Mark::Histogram => frame.histogram(numbers.map(|(_, y)| y).collect(), name(chart.y))?,
        Mark::Line | Mark::Scatter => {
            let mut points: Vec<(f64, f64)> = numbers.filter_map(|(x, y)| Some((value(&x)?, y))).collect();
            if points.is_empty() {
                return Err(Unplottable::NoNumber);
            }
            let time = table.columns.get(chart.x).is_some_and(|column| is_time(column.kind));
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            frame.points(&points, chart.mark, time, name(chart.x), name(chart.y));
        }
    }
    Ok(frame.svg.finish())
}

struct Frame {
    svg: Svg,
    locale: Locale,
}

impl Frame {
    fn bars(&mut self, bars: &[(String, f64)], y_name: &str, x_name: &str) -> Result<(), Unplottable> {
        if bars.is_empty() {
            return Err(Unplottable::NoNumber);
        }
        let scale = Scale::around(bars.iter().map(|bar| bar.1), true);
        self.left_axis(&scale, y_name);
        let each = (WIDTH - LEFT - RIGHT) / bars.len() as f64;
        let base = up(&scale, 0.0);
        // Names that would run into each other are thinned out.
        let every = (56.0 / each).ceil().max(1.0) as usize;
        let room = (each * every as f64 / 7.6) as usize;
        for (at, (name, number)) in bars.iter().enumerate() {
            let (x, top) = (LEFT + each * at as f64, up(&scale, *number));
            self.svg.rect("plot-mark", (x + each * 0.12, top.min(base)), (each * 0.76, (base - top).abs()));
            if at.is_multiple_of(every) {
                self.svg.text("plot-label plot-below", (x + each / 2.0, HEIGHT - BOTTOM + 18.0), &cut(name, room));
            }
        }
        self.svg.line("plot-axis", (LEFT, base), (WIDTH - RIGHT, base));
        self.below(x_name);
        Ok(())
    }

    fn histogram(&mut self, values: Vec<f64>, name: &str) -> Result<(), Unplottable> {
        if values.is_empty() {
            return Err(Unplottable::NoNumber);
        }
        let across = Scale::around(values.iter().copied(), false);
        // About as many ranges as Sturges' rule asks for, each a half, a fifth or a whole of a tick's step.
        let wanted = (values.len() as f64).log2().ceil() + 1.0;
        let ticks = ((across.high - across.low) / across.step).round();
        let ranges =
            (ticks * [1.0, 2.0, 5.0].into_iter().find(|times| ticks * times >= wanted).unwrap_or(5.0)) as usize;
        let mut counts = vec![0_usize; ranges.max(1)];
        for value in &values {
            let at = (across.share(*value) * counts.len() as f64) as usize;
            let last = counts.len() - 1;
            counts[at.min(last)] += 1;
        }
        let scale = Scale::around(counts.iter().map(|count| *count as f64), true);
        self.left_axis(&scale, "");
        let each = (WIDTH - LEFT - RIGHT) / counts.len() as f64;
        for (at, count) in counts.iter().enumerate() {
            let top = up(&scale, *count as f64);
            self.svg.rect("plot-mark", (LEFT + each * at as f64 + 0.5, top), (each - 1.0, HEIGHT - BOTTOM - top));
        }
        self.bottom_axis(&across, false);
        self.below(name);
        Ok(())
    }

    fn points(&mut self, points: &[(f64, f64)], mark: Mark, time: bool, x_name: &str, y_name: &str) {
        let across = Scale::around(points.iter().map(|point| point.0), false);
        let scale = Scale::around(points.iter().map(|point| point.1), false);
        self.left_axis(&scale, y_name);
        self.bottom_axis(&across, time);
        let at = |(x, y): (f64, f64)| (LEFT + across.share(x) * (WIDTH - LEFT - RIGHT), up(&scale, y));
        let places: Vec<(f64, f64)> = points.iter().copied().map(at).collect();
        if mark == Mark::Line {
            self.svg.polyline("plot-line", &places);
        }
        if mark == Mark::Scatter || places.len() <= 40 {
            for place in places {
                self.svg.circle("plot-mark", place, 3.5);
            }
        }
        self.below(x_name);
    }

    fn left_axis(&mut self, scale: &Scale, name: &str) {
        for tick in scale.ticks() {
            let y = up(scale, tick);
            self.svg.line("plot-grid", (LEFT, y), (WIDTH - RIGHT, y));
            self.svg.text("plot-label plot-left", (LEFT - 8.0, y + 4.0), &shown(tick, scale.decimals(), self.locale));
        }
        self.svg.text("plot-name", (LEFT, TOP - 4.0), name);
    }

    fn bottom_axis(&mut self, scale: &Scale, time: bool) {
        let floor = HEIGHT - BOTTOM;
        self.svg.line("plot-axis", (LEFT, floor), (WIDTH - RIGHT, floor));
        for tick in scale.ticks() {
            let x = LEFT + scale.share(tick) * (WIDTH - LEFT - RIGHT);
            let text = if time { day(tick, scale.step) } else { shown(tick, scale.decimals(), self.locale) };
            self.svg.line("plot-axis", (x, floor), (x, floor + 5.0));
            self.svg.text("plot-label plot-below", (x, floor + 20.0), &text);
        }
    }

    fn below(&mut self, name: &str) {
        self.svg.text("plot-name plot-below", (f64::midpoint(LEFT, WIDTH - RIGHT), HEIGHT - 12.0), name);
    }
}

/// How far down a value stands.
fn up(scale: &Scale, value: f64) -> f64 {
    HEIGHT - BOTTOM - scale.share(value) * (HEIGHT - BOTTOM - TOP)
}

/// The first characters of a name, with a mark where some are missing.
fn cut(name: &str, room: usize) -> String {
    if name.chars().count() <= room.max(1) {
        return name.to_owned();
    }
    name.chars().take(room.max(2) - 1).chain(['…']).collect()
}

/// Days since 1970 as `03-02`, with the time where ticks are closer than a day, with the year where they are months apart.
fn day(days: f64, step: f64) -> String {
    let whole = days.floor();
    let (year, month, date) = civil_from_days(whole as i64);
    if step < 1.0 {
        let minutes = ((days - whole) * 1_440.0).round() as i64;
        return format!("{month:02}-{date:02} {:02}:{:02}", minutes / 60, minutes % 60);
    }
    if step >= 50.0 { format!("{year}-{month:02}") } else { format!("{month:02}-{date:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Column;

    fn table(kinds: &[Kind], rows: Vec<Vec<Cell>>) -> Table {
        let columns = kinds.iter().enumerate().map(|(at, kind)| Column { name: format!("c{at}"), kind: *kind });
        Table { columns: columns.collect(), rows }
    }

    #[test]
    fn the_chart_follows_from_the_columns() {
        let mark = |kinds: &[Kind]| suggest(&table(kinds, Vec::new())).map(|chart| (chart.mark, chart.x, chart.y));
        assert_eq!(mark(&[Kind::Text, Kind::Integer]), Some((Mark::Bar, 0, 1)));
        assert_eq!(mark(&[Kind::Date, Kind::Text, Kind::Double]), Some((Mark::Line, 0, 2)));
        assert_eq!(mark(&[Kind::Integer, Kind::Decimal]), Some((Mark::Scatter, 0, 1)));
        assert_eq!(mark(&[Kind::Integer]), Some((Mark::Histogram, 0, 0)));
        assert_eq!(mark(&[Kind::Text]), None);
    }

    #[test]
    fn a_bar_for_each_number_none_for_null() {
        let text = |text: &str| Cell::Text(text.into());
        let rows = vec![vec![text("a<b"), Cell::Int(3)], vec![text("b"), Cell::Null], vec![text("c"), text("-1.5")]];
        let svg = chart(&table(&[Kind::Text, Kind::Decimal], rows), &Chart { mark: Mark::Bar, x: 0, y: 1 }, Locale::En);
        let svg = svg.unwrap();
        assert_eq!(svg.matches("<rect").count(), 2);
        assert!(svg.contains("a&lt;b") && !svg.contains("a<b"));
    }

    #[test]
    fn what_cannot_be_drawn_is_told() {
        let none = table(&[Kind::Integer], vec![vec![Cell::Null]]);
        for mark in [Mark::Bar, Mark::Line, Mark::Scatter, Mark::Histogram] {
            assert_eq!(chart(&none, &Chart { mark, x: 0, y: 0 }, Locale::Fr), Err(Unplottable::NoNumber));
        }
        let many = table(&[Kind::Integer], (0..99).map(|n| vec![Cell::Int(n)]).collect());
        let bars = chart(&many, &Chart { mark: Mark::Bar, x: 0, y: 0 }, Locale::Fr);
        assert_eq!(bars, Err(Unplottable::TooManyBars { rows: 99, most: MOST_BARS }));
    }

    #[test]
    fn every_mark_stays_inside_whatever_the_numbers() {
        let mut rng = base::Rng::new(7);
        for _ in 0..200 {
            let spread = 10f64.powi((rng.next_u64() % 30) as i32 - 10);
            let number = |rng: &mut base::Rng| Cell::Float((rng.next_u64() % 2_001) as f64 * spread - 1_000.0 * spread);
            let rows = (0..=rng.next_u64() % 50).map(|_| vec![number(&mut rng), number(&mut rng)]).collect();
            let table = table(&[Kind::Double, Kind::Double], rows);
            for mark in [Mark::Bar, Mark::Line, Mark::Scatter, Mark::Histogram] {
                let svg = chart(&table, &Chart { mark, x: 0, y: 1 }, Locale::En).unwrap();
                for (attribute, most) in [(" cx=\"", WIDTH), (" cy=\"", HEIGHT), (" x=\"", WIDTH), (" y=\"", HEIGHT)] {
                    for place in svg.split(attribute).skip(1) {
                        let place: f64 = place.split('"').next().unwrap().parse().unwrap();
                        assert!((0.0..=most).contains(&place), "{attribute}{place} in {svg}");
                    }
                }
            }
        }
    }

    #[test]
    fn days_read_as_days() {
        assert_eq!(day(20_514.5, 0.5), "03-02 12:00");
        assert_eq!(day(20_514.0, 1.0), "03-02");
        assert_eq!(day(20_514.0, 100.0), "2026-03");
    }
}
