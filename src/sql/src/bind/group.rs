//! GROUP BY: plain expressions, positions, output names, ROLLUP, CUBE and GROUPING SETS; and the rule that everything else must
//! be aggregated.

use super::select::{Output, Parts};
use super::{Binder, Clause, span};
use crate::Result;
use crate::catalog::KeyKind;
use crate::error::{Bind, Error};
use crate::parse::{GROUPED_ONCE, name, unsupported};
use crate::plan::{Expr, Kind, Node, Plan};
use crate::types::{Castable, Type};
use crate::value::Value;
use sqlparser::ast::{self, GroupByExpr, GroupByWithModifier, Select};

/// Grouping sets are at most so many.
const MOST_SETS: usize = 4096;

/// A bound GROUP BY.
pub(super) struct Grouping {
    exprs: Vec<Expr>,
    sets: Vec<Vec<usize>>,
    /// Whether GROUP BY was written.
    pub(super) written: bool,
}

impl Binder<'_> {
    /// The GROUP BY clause.
    pub(super) fn grouping(&mut self, select: &Select, outputs: &[Output]) -> Result<Grouping> {
        let clause = std::mem::replace(&mut self.level().clause, Clause::GroupBy);
        let result = self.grouping_inner(select, outputs);
        self.level().clause = clause;
        result
    }

    fn grouping_inner(&mut self, select: &Select, outputs: &[Output]) -> Result<Grouping> {
        let mut grouping = Grouping { exprs: vec![], sets: vec![vec![]], written: false };
        let (items, modifiers) = match &select.group_by {
            GroupByExpr::Expressions(items, modifiers) => (items, modifiers),
            GroupByExpr::All(modifiers) => {
                // Every output that holds no aggregate.
                grouping.written = true;
                for output in outputs {
                    let aggregated =
                        output.expr.any(&mut |expr| matches!(expr.kind, Kind::Aggregate(_) | Kind::Window(_)));
                    if !aggregated {
                        let at = grouping.add(output.expr.clone());
                        grouping.sets[0].push(at);
                    }
                }
                if !modifiers.is_empty() {
                    return Err(unsupported("GROUP BY ALL WITH …"));
                }
                return Ok(grouping);
            }
        };
        grouping.written = !items.is_empty();
        let mut once = false;
        for item in items {
            if matches!(item, ast::Expr::Identifier(word) if word.quote_style.is_some() && name(word) == GROUPED_ONCE) {
                once = true;
                continue;
            }
            let sets = self.grouping_item(item, outputs, &mut grouping)?;
            grouping.multiply(sets)?;
        }
        if once {
            grouping.keep_distinct_sets();
        }
        for modifier in modifiers {
            let all: Vec<usize> = grouping.sets.concat();
            grouping.sets = match modifier {
                GroupByWithModifier::Rollup => (0..=all.len()).rev().map(|n| all[..n].to_vec()).collect(),
                GroupByWithModifier::Cube => subsets(&all.iter().map(|at| vec![*at]).collect::<Vec<_>>())?,
                GroupByWithModifier::Totals => return Err(unsupported("WITH TOTALS")),
            };
        }
        Ok(grouping)
    }

    /// The sets one item of GROUP BY stands for.
    fn grouping_item(
        &mut self,
        item: &ast::Expr,
        outputs: &[Output],
        grouping: &mut Grouping,
    ) -> Result<Vec<Vec<usize>>> {
        let mut list = |this: &mut Self, exprs: &[ast::Expr]| -> Result<Vec<usize>> {
            exprs.iter().map(|expr| this.group_expr(expr, outputs, grouping)).collect()
        };
        Ok(match item {
            ast::Expr::Rollup(parts) => {
                let parts = parts.iter().map(|part| list(self, part)).collect::<Result<Vec<_>>>()?;
                (0..=parts.len()).rev().map(|n| parts[..n].concat()).collect()
            }
            ast::Expr::Cube(parts) => {
                let parts = parts.iter().map(|part| list(self, part)).collect::<Result<Vec<_>>>()?;
                subsets(&parts)?
            }
            ast::Expr::GroupingSets(parts) => {
                let mut sets = Vec::new();
                for part in parts {
                    match part.as_slice() {
                        [nested @ (ast::Expr::Rollup(_) | ast::Expr::Cube(_) | ast::Expr::GroupingSets(_))] => {
                            sets.extend(self.grouping_item(nested, outputs, grouping)?);
                        }
                        plain => {
                            let mut set = Vec::new();
                            for expr in plain {
                                set.push(self.group_expr(expr, outputs, grouping)?);
                            }
                            sets.push(set);
                        }
                    }
                }
                sets
            }
            // `GROUP BY ()` and `GROUP BY (a, b)`
            ast::Expr::Tuple(items) => vec![list(self, items)?],
            plain => vec![vec![self.group_expr(plain, outputs, grouping)?]],
        })
    }

    fn group_expr(&mut self, ast: &ast::Expr, outputs: &[Output], grouping: &mut Grouping) -> Result<usize> {
        let at = span::of(ast, self.places);
        let mut inner = ast;
        while let ast::Expr::Nested(deeper) = inner {
            inner = deeper;
        }
        // An input column comes before an output of the same name.
        let input = match inner {
            ast::Expr::Identifier(ident) => {
                let wanted = crate::parse::name(ident);
                self.level().scope.columns.iter().any(|column| column.bare && column.name == wanted)
            }
            _ => false,
        };
        let expr = if input {
            self.expr(inner)?
        } else {
            match self.output_reference(inner, outputs, "GROUP BY")? {
                Some(expr) => expr,
                None => self.expr(inner)?,
            }
        };
        if expr.any(&mut |expr| matches!(expr.kind, Kind::Aggregate(_))) {
            return Err(Error::from(Bind::MisplacedAggregate).with("clause", "GROUP BY").at(at));
        }
        if expr.any(&mut |expr| matches!(expr.kind, Kind::Window(_))) {
            return Err(Error::from(Bind::MisplacedWindow).with("clause", "GROUP BY").at(at));
        }
        if expr.ty == Type::Json {
            return Err(Error::from(Bind::NoOrdering).with("type", expr.ty.name()).at(at));
        }
        Ok(grouping.add(expr))
    }

    /// Puts the aggregation under everything that comes after it.
    pub(super) fn grouped(&mut self, plan: Plan, grouping: Grouping, parts: &mut Parts) -> Result<Plan> {
        let mut calls = std::mem::take(&mut self.level().aggregates);
        let needed = grouping.is_needed(!calls.is_empty(), parts.having.is_some());
        if !needed {
            for expr in parts.exprs() {
                if expr.any(&mut |expr| matches!(expr.kind, Kind::Grouping(_))) {
                    return Err(Error::from(Bind::NotGrouped).with("name", "GROUPING").with("grouping", 1_i64));
                }
            }
            return Ok(plan);
        }
        for call in &mut calls {
            for arg in call.args.iter_mut().chain(call.order.iter_mut().map(|key| &mut key.expr)) {
                if arg.ty == Type::Unknown {
                    *arg = super::coerce::cast(arg.clone(), &Type::Text.into(), Castable::Implicit, false)?;
                }
            }
        }
        let dependent = self.dependent_columns(&plan, &grouping);
        let Grouping { mut exprs, sets, .. } = grouping;
        let plain = sets.len() == 1;
        // Columns that the primary key decides are grouped with it.
        let mut extra: Vec<usize> = Vec::new();
        if plain {
            for expr in dependent {
                if !exprs.contains(&expr) {
                    extra.push(exprs.len());
                    exprs.push(expr);
                }
            }
        }
        // Within a group such an argument is the same for all rows; a grouping set that leaves its column out would make it NULL.
        for (argument, at) in std::mem::take(&mut self.level().direct) {
            if !plain {
                return Err(unsupported("GROUPING SETS, rank(column) WITHIN GROUP").at(at));
            }
            let mut loose = None;
            argument.clone().rewrite_down(&mut |expr| {
                if let Kind::Column(column, _) = &expr.kind {
                    loose = loose.or(Some(*column));
                }
                exprs.contains(expr)
            });
            let loose = loose.filter(|_| !exprs.contains(&argument));
            let grouped =
                |column: &usize| exprs.iter().any(|e| matches!(e.kind, Kind::Column(known, _) if known == *column));
            if let Some(column) = loose.filter(|column| !grouped(column)) {
                let name =
                    self.level().scope.columns.get(column).map_or_else(String::new, |column| column.name.clone());
                return Err(Error::from(Bind::NotGrouped).with("name", name).at(at));
            }
        }
        let mut sets = sets;
        for set in &mut sets {
            set.sort_unstable();
            set.dedup();
            set.extend(&extra);
        }
        let width = exprs.len();
        let mask = width + calls.len();
        let mut failed: Option<Error> = None;
        let columns = self.level().scope.columns.clone();
        let mut windows = std::mem::take(&mut self.level().windows);
        {
            let mut change = |expr: &mut Expr| -> bool {
                if failed.is_some() {
                    return true;
                }
                if let Some(at) = exprs.iter().position(|group| group == expr) {
                    *expr = Expr::column(at, expr.ty.clone());
                    return true;
                }
                match &expr.kind {
                    Kind::Aggregate(number) => {
                        *expr = Expr::column(width + number, expr.ty.clone());
                        true
                    }
                    Kind::Grouping(args) => {
                        let bits: Option<Vec<usize>> =
                            args.iter().map(|arg| exprs.iter().position(|group| group == arg)).collect();
                        match bits {
                            Some(bits) => *expr = grouping_value(&bits, mask),
                            None => {
                                failed =
                                    Some(Error::from(Bind::NotGrouped).with("name", "GROUPING").with("grouping", 1_i64))
                            }
                        }
                        true
                    }
                    Kind::Column(_, place) => {
                        let owner = columns.iter().find(|column| column.expr == *expr);
                        let spelled = owner.map_or_else(
                            || "?column?".to_owned(),
                            |column| match &column.table {
                                Some(table) => format!("{table}.{}", column.name),
                                None => column.name.clone(),
                            },
                        );
                        let at = place.0.and_then(|at| self.places.span(at as usize));
                        failed = Some(Error::from(Bind::NotGrouped).with("name", spelled).at(at));
                        true
                    }
                    _ => false,
                }
            };
            for expr in parts.exprs() {
                expr.rewrite_down(&mut change);
            }
            for call in &mut windows {
                let frame = &mut call.frame;
                let bounds =
                    [&mut frame.start, &mut frame.end].into_iter().flat_map(crate::execute::window::Bound::exprs_mut);
                let keys = call.order.iter_mut().chain(&mut frame.range_key).map(|key| &mut key.expr);
                for expr in
                    call.args.iter_mut().chain(&mut call.partition).chain(&mut call.filter).chain(keys).chain(bounds)
                {
                    expr.rewrite_down(&mut change);
                }
            }
            let sets_of_level: Vec<_> = std::mem::take(&mut self.level().sets);
            let mut sets_of_level = sets_of_level;
            let mut change = |expr: &mut Expr| -> bool {
                if let Some(at) = exprs.iter().position(|group| group == expr) {
                    *expr = Expr::column(at, expr.ty.clone());
                    return true;
                }
                if let Kind::Aggregate(number) = expr.kind {
                    *expr = Expr::column(width + number, expr.ty.clone());
                    return true;
                }
                false
            };
            for call in &mut sets_of_level {
                call.args.iter_mut().for_each(|arg| arg.rewrite_down(&mut change));
            }
            self.level().sets = sets_of_level;
        }
        if let Some(error) = failed {
            return Err(error);
        }
        self.level().windows = windows;
        let types = exprs
            .iter()
            .map(|expr| expr.ty.clone())
            .chain(calls.iter().map(|call| call.ty.clone()))
            .chain([Type::Int8])
            .collect();
        let mut groups = exprs;
        for group in &mut groups {
            if group.ty == Type::Unknown {
                *group = super::coerce::cast(group.clone(), &Type::Text.into(), Castable::Implicit, false)?;
            }
        }
        let mut plan = Plan::new(Node::Aggregate { input: Box::new(plan), groups, sets, calls }, types);
        if let Some(having) = parts.having.take() {
            plan = plan.filter(having);
        }
        Ok(plan)
    }

    /// Columns of tables whose whole primary key is grouped by.
    fn dependent_columns(&mut self, plan: &Plan, grouping: &Grouping) -> Vec<Expr> {
        let mut out = Vec::new();
        let mut scans = Vec::new();
        collect_scans(plan, 0, &mut scans);
        for (offset, keys, width) in scans {
            let grouped = |column: &usize| {
                grouping.exprs.iter().any(|expr| matches!(expr.kind, Kind::Column(at, _) if at == offset + column))
            };
            if !keys.is_empty() && keys.iter().all(grouped) {
                let scope = &self.level().scope.columns;
                for column in scope {
                    if let Kind::Column(at, _) = column.expr.kind
                        && (offset..offset + width).contains(&at)
                    {
                        out.push(column.expr.clone());
                    }
                }
            }
        }
        out
    }
}

/// The tables right in FROM: the offset of their columns, their primary key, how many columns.
fn collect_scans(plan: &Plan, offset: usize, out: &mut Vec<(usize, Vec<usize>, usize)>) {
    match &plan.node {
        Node::Scan { table, columns, .. } => {
            let primary = table.keys.iter().find(|key| key.kind == KeyKind::Primary);
            out.push((offset, primary.map(|key| key.columns.clone()).unwrap_or_default(), columns.len()));
        }
        Node::Filter { input, .. } => collect_scans(input, offset, out),
        Node::Join { left, right, .. } | Node::Apply { left, right, .. } => {
            collect_scans(left, offset, out);
            collect_scans(right, offset + left.types.len(), out);
        }
        _ => {}
    }
}

impl Grouping {
    fn add(&mut self, expr: Expr) -> usize {
        match self.exprs.iter().position(|known| *known == expr) {
            Some(at) => at,
            None => {
                self.exprs.push(expr);
                self.exprs.len() - 1
            }
        }
    }

    /// GROUP BY DISTINCT: of sets of the same groups one stays.
    fn keep_distinct_sets(&mut self) {
        let mut seen = std::collections::HashSet::new();
        self.sets.retain(|set| {
            let mut groups = set.clone();
            groups.sort_unstable();
            groups.dedup();
            seen.insert(groups)
        });
    }

    /// Items side by side: every set of one with every set of the other.
    fn multiply(&mut self, more: Vec<Vec<usize>>) -> Result<()> {
        let mut out = Vec::new();
        for set in &self.sets {
            for extra in &more {
                let mut joined = set.clone();
                joined.extend(extra);
                out.push(joined);
            }
        }
        if out.len() > MOST_SETS {
            return Err(unsupported(format!("GROUPING SETS (> {MOST_SETS})")));
        }
        self.sets = out;
        Ok(())
    }
}

fn subsets(parts: &[Vec<usize>]) -> Result<Vec<Vec<usize>>> {
    if parts.len() > 12 {
        return Err(unsupported("CUBE (> 12)"));
    }
    let all = 1_usize << parts.len();
    // The fullest first.
    Ok((0..all)
        .rev()
        .map(|mask| {
            parts
                .iter()
                .enumerate()
                .filter(|(i, _)| mask >> (parts.len() - 1 - i) & 1 == 1)
                .flat_map(|(_, part)| part.clone())
                .collect()
        })
        .collect())
}

/// `GROUPING(a, b)`: the first argument is the highest bit.
fn grouping_value(bits: &[usize], mask: usize) -> Expr {
    let registry = crate::functions::Registry::get();
    let operate = |symbol: &str, a: Expr, b: Expr| -> Expr {
        match registry.resolve(symbol, &[a.ty.clone(), b.ty.clone()]) {
            Ok(found) => Expr::new(Kind::Call(found.function, vec![a, b]), found.returns),
            Err(_) => a,
        }
    };
    let big = |n: i64| Expr::constant(Value::Int(n), Type::Int8);
    let small = |n: i64| Expr::constant(Value::Int(n), Type::Int4);
    let mut sum = big(0);
    for (i, bit) in bits.iter().enumerate() {
        let shifted = operate(">>", Expr::column(mask, Type::Int8), small(*bit as i64));
        let one = operate("&", shifted, big(1));
        sum = operate("+", sum, operate("<<", one, small((bits.len() - 1 - i) as i64)));
    }
    super::coerce::cast(sum.clone(), &Type::Int4.into(), Castable::Assignment, false).unwrap_or(sum)
}
