//! Mermaid source to SVG: the same on every machine, in the page's own colours and font.

use crate::message::escape;
use mermaid_rs_renderer::{LayoutConfig, RenderOptions, Theme, render_with_options};

/// Draws a diagram. `id` makes the ids inside unique in the page; `alt` is what the drawing says, in words.
///
/// Colours are CSS variables (`--diagram-fill`, `--diagram-border`, `--diagram-line`, `--diagram-group`, `--diagram-note`)
/// and `currentColor`, so that both themes of the page hold.
pub(crate) fn draw(source: &str, id: &str, alt: &str, title: &str) -> Result<String, String> {
    let options = RenderOptions {
        theme: theme(),
        // Measured with the fonts of the machine a drawing would differ from one machine to the next.
        layout: LayoutConfig { fast_text_metrics: true, ..LayoutConfig::default() },
    };
    let drawn = render_with_options(source, options).map_err(|error| error.to_string())?;
    let body = drawn.find('>').map(|end| &drawn[end + 1..]).unwrap_or_default();
    let (width, height) = size(&drawn).ok_or("the drawing has no size")?;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
         viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><title id=\"{id}-title\">{}</title>\
         <desc id=\"{id}-desc\">{}</desc>",
        escape(title),
        escape(alt),
    );
    svg.push_str(&own_ids(&strip(body), id));
    Ok(svg)
}

/// Stands for "whatever font the page has"; it is taken out again.
const FONT: &str = "page-font";
/// A colour that nothing else has, for the background that is taken out again.
const BACKGROUND: &str = "#01feef";

fn theme() -> Theme {
    let fill = || "var(--diagram-fill, none)".to_owned();
    let border = || "var(--diagram-border, currentColor)".to_owned();
    let line = || "var(--diagram-line, currentColor)".to_owned();
    let group = || "var(--diagram-group, none)".to_owned();
    let note = || "var(--diagram-note, none)".to_owned();
    let text = || "currentColor".to_owned();
    Theme {
        font_family: FONT.to_owned(),
        primary_color: fill(),
        primary_text_color: text(),
        primary_border_color: border(),
        line_color: line(),
        secondary_color: group(),
        tertiary_color: group(),
        edge_label_background: "none".to_owned(),
        cluster_background: group(),
        cluster_border: border(),
        background: BACKGROUND.to_owned(),
        sequence_actor_fill: fill(),
        sequence_actor_border: border(),
        sequence_actor_line: line(),
        sequence_note_fill: note(),
        sequence_note_border: border(),
        sequence_activation_fill: group(),
        sequence_activation_border: border(),
        text_color: text(),
        ..Theme::modern()
    }
}

fn size(svg: &str) -> Option<(&str, &str)> {
    let view = svg.split_once("viewBox=\"0 0 ")?.1.split_once('"')?.0;
    view.split_once(' ')
}

/// Takes out the background, the fonts, and every style attribute (a strict page would drop those anyway).
fn strip(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        out.push_str(&rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end + 1);
        let mut tag = rest[start..end].to_owned();
        rest = &rest[end..];
        if tag.starts_with("<rect") && tag.contains(BACKGROUND) {
            continue;
        }
        for name in [" style=\"", " font-family=\""] {
            while let Some(from) = tag.find(name) {
                let to = tag[from + name.len()..].find('"').map_or(tag.len() - 1, |at| from + name.len() + at + 1);
                tag.replace_range(from..to, "");
            }
        }
        out.push_str(&tag);
    }
    out.push_str(rest);
    out
}

/// Prefixes every id and every reference to one.
fn own_ids(svg: &str, prefix: &str) -> String {
    svg.replace(" id=\"", &format!(" id=\"{prefix}-"))
        .replace("url(#", &format!("url(#{prefix}-"))
        .replace("href=\"#", &format!("href=\"#{prefix}-"))
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_drawing_is_named_and_takes_the_page_colours() {
        let source = "flowchart LR\n  A[Stations] -->|envoie| B[(Journal)]\n";
        let svg = draw(source, "d1", "Les stations <envoient>.", "Flux").unwrap();
        assert!(
            svg.contains(
                "<title id=\"d1-title\">Flux</title><desc id=\"d1-desc\">Les stations &lt;envoient&gt;.</desc>"
            )
        );
        assert!(svg.contains("var(--diagram-fill"));
        assert!(svg.ends_with("</svg>"), "{svg}");
        for absent in ["style=", "font-family", "#01feef", " id=\"arrow", "<script"] {
            assert!(!svg.contains(absent), "{absent} in {svg}");
        }
        assert_eq!(svg, draw(source, "d1", "Les stations <envoient>.", "Flux").unwrap());
    }
}
