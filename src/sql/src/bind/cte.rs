//! WITH and WITH RECURSIVE.

use super::{Binder, Bound, CteEntry};
use crate::Result;
use crate::error::{Bind, Error};
use crate::parse::name;
use crate::plan::{Node, Plan};
use crate::types::{Castable, Type, cast_context};
use sqlparser::ast::{self, SetExpr, SetOperator, SetQuantifier};

impl Binder<'_> {
    /// Binds the queries of a WITH clause; they are known to what follows.
    pub(super) fn with(&mut self, with: &ast::With) -> Result<Vec<(usize, String, Plan)>> {
        let mut out: Vec<(usize, String, Plan)> = Vec::new();
        for cte in &with.cte_tables {
            let cte_name = name(&cte.alias.name);
            let at = self.places.of(&cte.alias.name.value);
            if out.iter().any(|(_, known, _)| *known == cte_name) {
                return Err(Error::from(Bind::DuplicateCte).with("name", cte_name).at(at));
            }
            let bound = if with.recursive && mentions(&cte.query, &cte_name) {
                self.recursive(cte, &cte_name)?
            } else {
                let bound = self.on_level(|this| this.query(&cte.query))?;
                super::query::decided(bound)
            };
            let columns = self.renamed(&cte.alias, &cte_name, bound.columns)?;
            let id = self.fresh_id();
            self.ctes.push(CteEntry { name: cte_name.clone(), id, columns, forbidden: false });
            out.push((id, cte_name, bound.plan));
        }
        Ok(out)
    }

    /// The columns under the names an alias gives them.
    pub(super) fn renamed(
        &self,
        alias: &ast::TableAlias,
        table: &str,
        columns: Vec<(String, Type)>,
    ) -> Result<Vec<(String, Type)>> {
        if alias.columns.len() > columns.len() {
            return Err(Error::from(Bind::TooManyAliases)
                .with("name", table)
                .with("available", columns.len())
                .with("specified", alias.columns.len())
                .at(self.places.of(&alias.name.value)));
        }
        Ok(columns
            .into_iter()
            .enumerate()
            .map(|(i, (known, ty))| (alias.columns.get(i).map_or(known, name), ty))
            .collect())
    }

    /// `base UNION [ALL] step`, where step reads the query itself.
    fn recursive(&mut self, cte: &ast::Cte, cte_name: &str) -> Result<Bound> {
        let at = self.places.of(&cte.alias.name.value);
        let form = || Error::from(Bind::RecursiveForm).with("name", cte_name).at(at);
        let SetExpr::SetOperation { op: SetOperator::Union, set_quantifier, left, right } = &*cte.query.body else {
            return Err(form());
        };
        let all = match set_quantifier {
            SetQuantifier::All => true,
            SetQuantifier::None | SetQuantifier::Distinct => false,
            _ => return Err(form()),
        };
        let known = self.ctes.len();
        let mut outer = Vec::new();
        if let Some(with) = &cte.query.with {
            outer = self.with(with)?;
        }
        let id = self.fresh_id();
        self.ctes.push(CteEntry { name: cte_name.to_owned(), id, columns: vec![], forbidden: true });
        let own = self.ctes.len() - 1;
        let base = self.set_expr(left)?;
        let base = super::query::decided(base);
        let columns = self.renamed(&cte.alias, cte_name, base.columns.clone())?;
        self.ctes[own].columns.clone_from(&columns);
        self.ctes[own].forbidden = false;
        if let Some(place) = super::recursion::fault(right, cte_name) {
            return Err(Error::from(Bind::RecursiveReference).with("name", cte_name).with("where", place).at(at));
        }
        let step = self.set_expr(right)?;
        self.ctes.truncate(known);
        if step.columns.len() != base.columns.len() {
            return Err(Error::from(Bind::SetOperationColumns).with("what", "UNION").at(at));
        }
        for (i, ((_, a), (_, b))) in columns.iter().zip(&step.columns).enumerate() {
            if a == b || cast_context(b, a) == Castable::Implicit {
                continue;
            }
            let overall = crate::types::common_type(a, b);
            return Err(match overall {
                Some(overall) => Error::from(Bind::RecursiveType)
                    .with("name", cte_name)
                    .with("position", i + 1)
                    .with("first", a.name())
                    .with("second", overall.name()),
                None => Error::from(Bind::TypesDoNotMatch)
                    .with("what", "UNION")
                    .with("first", a.name())
                    .with("second", b.name()),
            }
            .at(at));
        }
        let step = self.converted(step, &columns)?;
        let types: Vec<Type> = columns.iter().map(|(_, ty)| ty.clone()).collect();
        let mut plan =
            Plan::new(Node::Recursive { id, base: Box::new(base.plan), step: Box::new(step), all }, types.clone());
        let has_order = cte.query.order_by.is_some();
        if has_order {
            return Err(crate::parse::unsupported("WITH RECURSIVE … ORDER BY").at(at));
        }
        plan = self.limited(plan, &cte.query, None)?;
        if !outer.is_empty() {
            plan = Plan::new(Node::With { ctes: outer, body: Box::new(plan) }, types);
        }
        Ok(Bound { plan, columns })
    }

    /// The rows of a WITH query of this name, if there is one.
    pub(super) fn cte_scan(
        &mut self,
        wanted: &str,
        at: Option<base::Span>,
    ) -> Result<Option<(Plan, Vec<(String, Type)>)>> {
        let Some(entry) = self.ctes.iter().rev().find(|entry| entry.name == wanted).cloned() else { return Ok(None) };
        if entry.forbidden {
            return Err(Error::from(Bind::RecursiveReference).with("name", wanted).with("where", "base").at(at));
        }
        let types = entry.columns.iter().map(|(_, ty)| ty.clone()).collect();
        Ok(Some((Plan::new(Node::CteScan { id: entry.id, name: entry.name }, types), entry.columns)))
    }
}

/// Whether a query reads a table of this name.
fn mentions(query: &ast::Query, wanted: &str) -> bool {
    // The tree's own text is the simplest walk over all of it: names stand alone there.
    let text = crate::parse::strip_tags(&query.to_string()).to_lowercase();
    text.match_indices(wanted).any(|(at, _)| {
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        !word(text[..at].chars().next_back()) && !word(text[at + wanted.len()..].chars().next())
    })
}
