//! SVG as it is written: elements with attributes, text escaped.

use std::fmt::{Display, Write as _};

/// A picture in the making.
pub(crate) struct Svg {
    text: String,
}

impl Svg {
    /// A picture of this size, in its own units.
    pub(crate) fn new(width: f64, height: f64) -> Self {
        let (width, height) = (length(width), length(height));
        Self {
            text: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">"
            ),
        }
    }

    pub(crate) fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (length(x1), length(y1), length(x2), length(y2));
        self.put(format_args!("<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>"));
    }

    pub(crate) fn rect(&mut self, class: &str, (x, y): (f64, f64), (width, height): (f64, f64)) {
        let (x, y, width, height) = (length(x), length(y), length(width.max(0.0)), length(height.max(0.0)));
        self.put(format_args!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"));
    }

    pub(crate) fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        self.put(format_args!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            length(x),
            length(y),
            length(radius)
        ));
    }

    pub(crate) fn polyline(&mut self, class: &str, points: &[(f64, f64)]) {
        self.put(format_args!("<polyline class=\"{class}\" points=\""));
        for (x, y) in points {
            self.put(format_args!("{},{} ", length(*x), length(*y)));
        }
        self.text.push_str("\"/>");
    }

    /// A curve that leaves and arrives level.
    pub(crate) fn curve(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let middle = length(f64::midpoint(x1, x2));
        let (x1, y1, x2, y2) = (length(x1), length(y1), length(x2), length(y2));
        self.put(format_args!("<path class=\"{class}\" d=\"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}\"/>"));
    }

    pub(crate) fn text(&mut self, class: &str, (x, y): (f64, f64), text: &str) {
        let (x, y, text) = (length(x), length(y), escaped(text));
        self.put(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"));
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }

    fn put(&mut self, text: impl Display) {
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{text}");
    }
}

/// A tenth of a unit is finer than any screen.
fn length(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Text that cannot be taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            control if control.is_control() => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
