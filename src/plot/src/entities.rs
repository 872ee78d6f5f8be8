//! The tables of a schema as boxes, and what refers to what (an entity-relationship diagram).

use crate::svg::Svg;

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub attributes: Vec<Attribute>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Whether it is part of the primary key.
    pub key: bool,
}

/// A column that refers to one of another table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Table and column that refer.
    pub from: (String, String),
    /// Table and column referred to.
    pub to: (String, String),
}

const ROW: f64 = 20.0;
const HEAD: f64 = 28.0;
const CHARACTER: f64 = 7.0;
const GAP: f64 = 72.0;
const BETWEEN: f64 = 24.0;

/// Draws the tables, those referred to on the left of those that refer.
pub fn entities(entities: &[Entity], relations: &[Relation]) -> String {
    let ranks = ranks(entities, relations);
    let widths: Vec<f64> = entities.iter().map(width).collect();
    let deepest = ranks.iter().copied().max().unwrap_or(0);
    let mut places = vec![(0.0, 0.0); entities.len()];
    let (mut x, mut bottom) = (BETWEEN, BETWEEN);
    for rank in 0..=deepest {
        let (mut y, mut widest) = (BETWEEN, 0.0_f64);
        for (at, entity) in entities.iter().enumerate().filter(|(at, _)| ranks[*at] == rank) {
            places[at] = (x, y);
            y += height(entity) + BETWEEN;
            widest = widest.max(widths[at]);
        }
        bottom = bottom.max(y);
        x += widest + GAP;
    }
    let mut svg = Svg::new((x - GAP + BETWEEN).max(2.0 * BETWEEN), bottom);
    for relation in relations {
        let find = |(table, column): &(String, String)| {
            let at = entities.iter().position(|entity| entity.name == *table)?;
            let row = entities[at].attributes.iter().position(|attribute| attribute.name == *column)?;
            Some((at, places[at].1 + HEAD + ROW * (row as f64 + 0.5)))
        };
        let (Some((from, from_y)), Some((to, to_y))) = (find(&relation.from), find(&relation.to)) else { continue };
        // The side that faces the other table; a table that refers to itself bends out on the right.
        let right = |at: usize| places[at].0 + widths[at];
        let (start, end) = if places[to].0 + widths[to] <= places[from].0 {
            (places[from].0, right(to))
        } else if right(from) <= places[to].0 {
            (right(from), places[to].0)
        } else {
            (right(from), right(to))
        };
        svg.curve("plot-relation", (start, from_y), (end, to_y));
        svg.circle("plot-end", (end, to_y), 3.5);
    }
    for (at, entity) in entities.iter().enumerate() {
        let (x, y) = places[at];
        svg.rect("plot-entity", (x, y), (widths[at], height(entity)));
        svg.line("plot-axis", (x, y + HEAD), (x + widths[at], y + HEAD));
        svg.text("plot-title", (x + 10.0, y + 19.0), &entity.name);
        for (row, attribute) in entity.attributes.iter().enumerate() {
            let baseline = y + HEAD + ROW * row as f64 + 14.0;
            let class = if attribute.key { "plot-column plot-key" } else { "plot-column" };
            svg.text(class, (x + 10.0, baseline), &attribute.name);
            svg.text("plot-label plot-left", (x + widths[at] - 10.0, baseline), &attribute.kind);
        }
    }
    svg.finish()
}

fn height(entity: &Entity) -> f64 {
    HEAD + ROW * entity.attributes.len() as f64 + 6.0
}

fn width(entity: &Entity) -> f64 {
    let wide = |text: &str| text.chars().count() as f64 * CHARACTER;
    let rows = entity.attributes.iter().map(|attribute| wide(&attribute.name) + wide(&attribute.kind) + 20.0);
    rows.fold(wide(&entity.name), f64::max) + 24.0
}

/// How far right each table stands: one step beyond all it refers to. Circles of references stop after as many steps as
/// there are tables.
fn ranks(entities: &[Entity], relations: &[Relation]) -> Vec<usize> {
    let index = |name: &str| entities.iter().position(|entity| entity.name == name);
    let pairs: Vec<(usize, usize)> = relations
        .iter()
        .filter_map(|relation| Some((index(&relation.from.0)?, index(&relation.to.0)?)))
        .filter(|(from, to)| from != to)
        .collect();
    let mut ranks = vec![0; entities.len()];
    for _ in 0..entities.len().min(12) {
        let mut changed = false;
        for &(from, to) in &pairs {
            if ranks[from] <= ranks[to] && ranks[to] + 1 < entities.len() {
                ranks[from] = ranks[to] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(name: &str, columns: &[&str]) -> Entity {
        let attribute =
            |name: &&str| Attribute { name: (*name).to_owned(), kind: "integer".to_owned(), key: *name == "id" };
        Entity { name: name.to_owned(), attributes: columns.iter().map(attribute).collect() }
    }

    fn relation(from: (&str, &str), to: (&str, &str)) -> Relation {
        let owned = |(table, column): (&str, &str)| (table.to_owned(), column.to_owned());
        Relation { from: owned(from), to: owned(to) }
    }

    #[test]
    fn what_is_referred_to_stands_on_the_left() {
        let tables = [entity("trips", &["id", "station"]), entity("stations", &["id"]), entity("alone", &["x"])];
        let relations = [relation(("trips", "station"), ("stations", "id"))];
        assert_eq!(ranks(&tables, &relations), [1, 0, 0]);
        let svg = self::entities(&tables, &relations);
        assert_eq!(svg.matches("plot-relation").count(), 1);
        assert_eq!(svg.matches("plot-entity").count(), 3);
    }

    #[test]
    fn circles_and_unknown_names_end() {
        let tables = [entity("a", &["id", "b"]), entity("b", &["id", "a"])];
        let relations = [
            relation(("a", "b"), ("b", "id")),
            relation(("b", "a"), ("a", "id")),
            relation(("a", "id"), ("a", "id")),
            relation(("a", "b"), ("nowhere", "id")),
        ];
        assert_eq!(self::entities(&tables, &relations).matches("plot-relation").count(), 3);
        assert!(self::entities(&[], &[]).starts_with("<svg "));
    }
}
