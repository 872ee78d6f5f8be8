//! Where a recursive query may speak of itself: once, and neither in a subquery, nor where an outer join fills up with NULLs, nor
//! beside EXCEPT.

use crate::parse::{name, strip_tags};
use sqlparser::ast::{self, JoinOperator, SetExpr, SetOperator, SetQuantifier, TableFactor};

/// Why the recursive term is not well formed: a token for the message, if it is not.
pub(super) fn fault(step: &SetExpr, wanted: &str) -> Option<&'static str> {
    let mut walk = Walk { wanted, seen: 0, fault: None };
    walk.set(step, None);
    walk.fault
}

struct Walk<'w> {
    wanted: &'w str,
    seen: usize,
    fault: Option<&'static str>,
}

impl Walk<'_> {
    fn query(&mut self, query: &ast::Query, place: Option<&'static str>) {
        if let Some(with) = &query.with {
            // A query of its own that has the name hides this one.
            if with.cte_tables.iter().any(|cte| name(&cte.alias.name) == self.wanted) {
                return;
            }
            for cte in &with.cte_tables {
                self.query(&cte.query, Some("subquery"));
            }
        }
        self.set(&query.body, place);
    }

    fn set(&mut self, set: &SetExpr, place: Option<&'static str>) {
        match set {
            SetExpr::Select(select) => {
                for table in &select.from {
                    self.joined(table, place);
                }
                self.inside(select);
            }
            SetExpr::Query(query) => self.query(query, place),
            SetExpr::SetOperation { op, set_quantifier, left, right } => {
                let all = *set_quantifier == SetQuantifier::All;
                let (first, second) = match op {
                    SetOperator::Intersect if all => (Some("INTERSECT"), Some("INTERSECT")),
                    SetOperator::Except => (all.then_some("EXCEPT"), Some("EXCEPT")),
                    _ => (None, None),
                };
                self.set(left, place.or(first));
                self.set(right, place.or(second));
            }
            _ => {}
        }
    }

    fn joined(&mut self, table: &ast::TableWithJoins, place: Option<&'static str>) {
        let outer = Some("outer-join");
        // What stands to the left of a RIGHT or FULL join is filled up by it.
        let filled =
            |join: &ast::Join| matches!(join.join_operator, JoinOperator::RightOuter(_) | JoinOperator::FullOuter(_));
        let last = table.joins.iter().rposition(filled);
        self.factor(&table.relation, place.or(outer.filter(|_| last.is_some())));
        for (at, join) in table.joins.iter().enumerate() {
            let own = matches!(join.join_operator, JoinOperator::LeftOuter(_) | JoinOperator::FullOuter(_));
            let later = last.is_some_and(|last| last > at);
            self.factor(&join.relation, place.or(outer.filter(|_| own || later)));
        }
    }

    fn factor(&mut self, factor: &TableFactor, place: Option<&'static str>) {
        match factor {
            TableFactor::Table { name: object, args: None, .. } => {
                if let [only] = object.0.as_slice()
                    && name(only) == self.wanted
                {
                    self.seen += 1;
                    let fault = place.or((self.seen > 1).then_some("twice"));
                    self.fault = self.fault.or(fault);
                }
            }
            TableFactor::Derived { subquery, .. } => self.query(subquery, place),
            TableFactor::NestedJoin { table_with_joins, .. } => self.joined(table_with_joins, place),
            _ => {}
        }
    }

    /// Subqueries in the clauses beside FROM.
    fn inside(&mut self, select: &ast::Select) {
        let mut texts: Vec<String> = select.projection.iter().map(ToString::to_string).collect();
        texts.extend(select.selection.iter().chain(&select.having).map(ToString::to_string));
        for text in texts {
            let text = strip_tags(&text).to_lowercase();
            if !text.contains("(select ") {
                continue;
            }
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
            let reads = ["from ", "join "].iter().any(|head| {
                let phrase = format!("{head}{}", self.wanted);
                text.match_indices(&phrase).any(|(at, _)| !word(text[at + phrase.len()..].chars().next()))
            });
            if reads {
                self.fault = self.fault.or(Some("subquery"));
            }
        }
    }
}
