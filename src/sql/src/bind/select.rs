//! SELECT: from its clauses to a plan, in the order in which they mean something: FROM, WHERE, GROUP BY, HAVING, windows,
//! QUALIFY, the select list, DISTINCT, ORDER BY, LIMIT.

use super::group::Grouping;
use super::order::position;
use super::{Binder, Bound, Clause, Scope, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::parse::{name, place_of, unsupported};
use crate::plan::{Expr, Kind, Node, Plan, SortKey};
use crate::types::{Castable, Type};
use sqlparser::ast::{self, Distinct, Select, SelectItem};

/// A column of the select list.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) name: String,
    pub(super) expr: Expr,
    /// Whether the name was given with AS, or is a column's.
    pub(super) named: bool,
}

impl Binder<'_> {
    /// A SELECT with the ORDER BY and LIMIT of the query around it.
    pub(super) fn select(&mut self, select: &Select, order: &[ast::OrderByExpr], query: &ast::Query) -> Result<Bound> {
        refuse(select)?;
        self.level().clause = Clause::From;
        let (mut plan, mut scope) = self.from(&select.from)?;
        for view in &select.lateral_views {
            (plan, scope) = self.join_lateral_view((plan, scope), view)?;
        }
        let level = self.level();
        let outer = std::mem::replace(&mut level.scope, scope);
        debug_assert!(outer.columns.is_empty());
        level.clause = Clause::Where;
        if let Some(condition) = &select.selection {
            let predicate = self.condition(condition, "WHERE")?;
            plan = plan.filter(predicate);
        }
        self.define_windows(select)?;
        self.level().clause = Clause::Select;
        let outputs = self.outputs(&select.projection)?;
        self.level().output = outputs.iter().map(|output| (output.name.clone(), output.expr.clone())).collect();
        let grouping = self.grouping(select, &outputs)?;
        self.level().clause = Clause::Having;
        let having = match &select.having {
            Some(having) => Some(self.condition(having, "HAVING")?),
            None => None,
        };
        self.level().clause = Clause::Qualify;
        let qualify = match &select.qualify {
            Some(qualify) => Some(self.qualify(qualify, &outputs)?),
            None => None,
        };
        self.level().clause = Clause::OrderBy;
        let keys = self.order_keys(order, &outputs)?;
        let distinct_on = match &select.distinct {
            Some(Distinct::On(exprs)) => Some(self.distinct_on(exprs, &outputs)?),
            _ => None,
        };
        let mut parts = Parts { outputs, having, qualify, keys, distinct_on };
        plan = self.grouped(plan, grouping, &mut parts)?;
        plan = self.windowed(plan, &mut parts);
        if let Some(qualify) = parts.qualify.take() {
            plan = plan.filter(qualify);
        }
        plan = self.with_sets(plan, &mut parts);
        let limited = query;
        self.finish_select(plan, parts, matches!(select.distinct, Some(Distinct::Distinct)), select, limited)
    }

    fn join_lateral_view(&mut self, left: (Plan, Scope), view: &ast::LateralView) -> Result<(Plan, Scope)> {
        self.lateral_join(left, view.outer, |this| this.lateral_view(view))
    }

    fn define_windows(&mut self, select: &Select) -> Result<()> {
        for definition in &select.named_window {
            let known = name(&definition.0);
            if self.level().named_windows.iter().any(|(other, ..)| *other == known) {
                let at = self.places.of(&definition.0.value);
                return Err(Error::from(Bind::DuplicateWindow).with("name", known).at(at));
            }
            let open =
                place_of(&definition.0.value).and_then(|at| (at..at + 3).find(|at| self.places.text(*at) == "("));
            let spec = match &definition.1 {
                ast::NamedWindowExpr::WindowSpec(spec) => spec.clone(),
                ast::NamedWindowExpr::NamedWindow(ident) => ast::WindowSpec {
                    window_name: Some(ident.clone()),
                    partition_by: vec![],
                    order_by: vec![],
                    window_frame: None,
                },
            };
            self.level().named_windows.push((known, spec, open));
        }
        Ok(())
    }

    /// The select list, with `*` written out.
    pub(super) fn outputs(&mut self, projection: &[SelectItem]) -> Result<Vec<Output>> {
        let mut out = Vec::new();
        for item in projection {
            match item {
                SelectItem::UnnamedExpr(expr) => {
                    let bound = self.expr(expr)?;
                    out.push(Output { name: heading(expr), expr: bound, named: true });
                }
                SelectItem::ExprWithAlias { expr, alias } => {
                    let bound = self.expr(expr)?;
                    out.push(Output { name: name(alias), expr: bound, named: true });
                }
                SelectItem::Wildcard(options) => {
                    if self.level().scope.tables.is_empty() {
                        return Err(Error::from(Bind::StarWithoutFrom)
                            .at(self.places.find("*", 0).and_then(|at| self.places.span(at))));
                    }
                    self.star(None, options, &mut out)?;
                }
                SelectItem::QualifiedWildcard(table, options) => {
                    let owner = table.0.last().map(name).unwrap_or_default();
                    if !self.level().scope.tables.contains(&owner) {
                        let at = table.0.last().and_then(|part| self.places.of(&part.value));
                        return Err(Error::from(Bind::MissingFrom).with("name", owner).at(at));
                    }
                    self.star(Some(&owner), options, &mut out)?;
                }
            }
        }
        Ok(out)
    }

    fn star(
        &mut self,
        table: Option<&str>,
        options: &ast::WildcardAdditionalOptions,
        out: &mut Vec<Output>,
    ) -> Result<()> {
        if options.opt_ilike.is_some() || options.opt_rename.is_some() {
            return Err(unsupported("* ILIKE / * RENAME"));
        }
        let mut hidden: Vec<String> = Vec::new();
        match &options.opt_exclude {
            Some(ast::ExcludeSelectItem::Single(ident)) => hidden.push(name(ident)),
            Some(ast::ExcludeSelectItem::Multiple(idents)) => hidden.extend(idents.iter().map(name)),
            None => {}
        }
        if let Some(except) = &options.opt_except {
            hidden.push(name(&except.first_element));
            hidden.extend(except.additional_elements.iter().map(name));
        }
        let columns = self.level().scope.columns.clone();
        let replaced = match &options.opt_replace {
            Some(replace) => {
                let items = replace.items.iter().map(|item| Ok((name(&item.column_name), self.expr(&item.expr)?)));
                items.collect::<Result<Vec<_>>>()?
            }
            None => vec![],
        };
        for column in columns {
            let shown = match table {
                Some(table) => column.table.as_deref() == Some(table),
                None => column.bare,
            };
            if shown && !hidden.contains(&column.name) {
                let expr = replaced
                    .iter()
                    .find(|(known, _)| *known == column.name)
                    .map_or(column.expr, |(_, expr)| expr.clone());
                out.push(Output { name: column.name, expr, named: true });
            }
        }
        Ok(())
    }

    /// QUALIFY may also name an output column.
    fn qualify(&mut self, qualify: &ast::Expr, outputs: &[Output]) -> Result<Expr> {
        let mut added = Vec::new();
        for output in outputs {
            let known = self.level().scope.columns.iter().any(|column| column.name == output.name);
            if !known {
                added.push(super::ScopeColumn {
                    table: None,
                    name: output.name.clone(),
                    expr: output.expr.clone(),
                    bare: true,
                });
            }
        }
        let before = self.level().scope.columns.len();
        self.level().scope.columns.extend(added);
        let result = self.condition(qualify, "QUALIFY");
        self.level().scope.columns.truncate(before);
        result
    }

    /// ORDER BY: an output's name first, then a position, then any expression over FROM.
    fn order_keys(&mut self, order: &[ast::OrderByExpr], outputs: &[Output]) -> Result<Vec<SortKey>> {
        let mut keys = Vec::new();
        for item in order {
            let expr = self.output_reference(&item.expr, outputs, "ORDER BY")?;
            let expr = match expr {
                Some(expr) => expr,
                None => self.expr(&item.expr)?,
            };
            keys.push(self.sort_key(expr, item)?);
        }
        Ok(keys)
    }

    /// The output that a bare name or a position means.
    pub(super) fn output_reference(
        &mut self,
        ast: &ast::Expr,
        outputs: &[Output],
        clause: &str,
    ) -> Result<Option<Expr>> {
        let at = span::of(ast, self.places);
        if let Some(n) = position(ast) {
            let index = usize::try_from(n - 1).ok().filter(|index| *index < outputs.len());
            let index = index.ok_or_else(|| {
                Error::from(Bind::PositionOutOfRange).with("clause", clause).with("position", n).at(at)
            })?;
            return Ok(Some(outputs[index].expr.clone()));
        }
        match ast {
            ast::Expr::Identifier(ident) => {
                let wanted = name(ident);
                let mut found = outputs.iter().filter(|output| output.named && output.name == wanted);
                let Some(first) = found.next() else { return Ok(None) };
                if found.any(|other| other.expr != first.expr) {
                    return Err(Error::from(Bind::AmbiguousColumn).with("name", wanted).with("clause", clause).at(at));
                }
                Ok(Some(first.expr.clone()))
            }
            ast::Expr::Value(value) if !matches!(value, ast::Value::Null | ast::Value::Placeholder(_)) => {
                Err(Error::from(Bind::NonIntegerPosition).with("clause", clause).at(at))
            }
            _ => Ok(None),
        }
    }

    fn distinct_on(&mut self, exprs: &[ast::Expr], outputs: &[Output]) -> Result<Vec<Expr>> {
        exprs
            .iter()
            .map(|ast| match self.output_reference(ast, outputs, "DISTINCT ON")? {
                Some(expr) => Ok(expr),
                None => self.expr(ast),
            })
            .collect()
    }

    /// The windows of this level, over the rows so far.
    fn windowed(&mut self, plan: Plan, parts: &mut Parts) -> Plan {
        let calls = std::mem::take(&mut self.level().windows);
        if calls.is_empty() {
            return plan;
        }
        let base = plan.types.len();
        parts.rewrite(&mut |expr| {
            if let Kind::Window(number) = expr.kind {
                expr.kind = Expr::column(base + number, expr.ty.clone()).kind;
            }
        });
        let types = plan.types.iter().cloned().chain(calls.iter().map(|call| call.ty.clone())).collect();
        Plan::new(Node::Window { input: Box::new(plan), calls }, types)
    }

    /// The set-returning calls of this level.
    fn with_sets(&mut self, plan: Plan, parts: &mut Parts) -> Plan {
        let mut calls = std::mem::take(&mut self.level().sets);
        let mut plan = plan;
        // A call whose arguments hold another one comes after it.
        while !calls.is_empty() {
            let (now, later): (Vec<(usize, _)>, Vec<(usize, _)>) =
                calls.into_iter().enumerate().partition(|(_, call)| {
                    !call.args.iter().any(|arg| arg.any(&mut |expr| matches!(expr.kind, Kind::Set(..))))
                });
            let base = plan.types.len();
            let mut offsets: Vec<(usize, usize)> = Vec::new();
            let mut at = base;
            for (number, call) in &now {
                offsets.push((*number, at));
                at += call.columns.len();
            }
            let mut change = |expr: &mut Expr| {
                if let Kind::Set(number, column) = expr.kind
                    && let Some((_, offset)) = offsets.iter().find(|(known, _)| *known == number)
                {
                    expr.kind = Expr::column(offset + column, expr.ty.clone()).kind;
                }
            };
            parts.rewrite(&mut change);
            let mut later: Vec<(usize, crate::plan::SetCall)> = later;
            for (_, call) in &mut later {
                call.args.iter_mut().for_each(|arg| arg.rewrite(&mut change));
            }
            let added = now.iter().flat_map(|(_, call)| call.columns.iter().map(|(_, ty)| ty.clone()));
            let types = plan.types.iter().cloned().chain(added).collect();
            if now.is_empty() {
                break;
            }
            plan = Plan::new(
                Node::ProjectSet { input: Box::new(plan), calls: now.into_iter().map(|(_, call)| call).collect() },
                types,
            );
            // Numbers were given in order of appearance: keep them for the second round.
            let highest = later.iter().map(|(number, _)| *number).max();
            let mut numbered: Vec<Option<crate::plan::SetCall>> = vec![None; highest.map_or(0, |highest| highest + 1)];
            for (number, call) in later {
                numbered[number] = Some(call);
            }
            if numbered.iter().all(Option::is_none) {
                break;
            }
            let renumber: Vec<usize> =
                numbered.iter().enumerate().filter(|(_, call)| call.is_some()).map(|(i, _)| i).collect();
            parts.rewrite(&mut |expr| {
                if let Kind::Set(number, _) = &mut expr.kind
                    && let Some(new) = renumber.iter().position(|old| old == number)
                {
                    *number = new;
                }
            });
            calls = numbered.into_iter().flatten().collect();
        }
        plan
    }

    fn finish_select(
        &mut self,
        plan: Plan,
        parts: Parts,
        distinct: bool,
        select: &Select,
        query: &ast::Query,
    ) -> Result<Bound> {
        let Parts { outputs, keys, distinct_on, .. } = parts;
        let columns: Vec<(String, Type)> =
            outputs.iter().map(|output| (output.name.clone(), output.expr.ty.clone())).collect();
        let mut exprs: Vec<Expr> = outputs.into_iter().map(|output| output.expr).collect();
        let width = exprs.len();
        // Sort keys are outputs, or hidden columns after them.
        let mut place = |expr: &Expr| -> (Expr, bool) {
            let stripped = |e: &Expr| match &e.kind {
                Kind::Cast { expr, .. } if expr.ty == Type::Unknown => (**expr).clone(),
                _ => e.clone(),
            };
            let found = exprs.iter().position(|known| known == expr || *known == stripped(expr));
            match found {
                Some(at) => (Expr::column(at, exprs[at].ty.clone()), at >= width),
                None => {
                    exprs.push(expr.clone());
                    (Expr::column(exprs.len() - 1, expr.ty.clone()), true)
                }
            }
        };
        let mut sort = Vec::new();
        for (i, key) in keys.iter().enumerate() {
            let (expr, hidden) = place(&key.expr);
            if hidden && distinct {
                let at = query.order_by.as_ref().and_then(|order| span::of(&order.exprs[i].expr, self.places));
                return Err(Error::from(Bind::DistinctOrder).with("what", "select").at(at));
            }
            let expr = if expr.ty == Type::Unknown {
                super::coerce::cast(expr, &Type::Text.into(), Castable::Implicit, false)?
            } else {
                expr
            };
            sort.push(SortKey { expr, ..key.clone() });
        }
        let on: Option<Vec<Expr>> = distinct_on.map(|on| on.iter().map(|expr| place(expr).0).collect());
        if let Some(on) = &on {
            // The first sort keys must be the ON expressions, in any order.
            for key in sort.iter().take(on.len()) {
                if !on.contains(&key.expr) {
                    let at = select.distinct.as_ref().and_then(|distinct| match distinct {
                        Distinct::On(exprs) => exprs.first().and_then(|expr| span::of(expr, self.places)),
                        Distinct::Distinct => None,
                    });
                    return Err(Error::from(Bind::DistinctOnOrder).at(at));
                }
            }
        }
        let mut plan = plan.project(exprs);
        if distinct {
            for (_, ty) in &columns {
                if *ty == Type::Json {
                    return Err(Error::from(Bind::NoOrdering).with("type", ty.name()));
                }
            }
            let types = plan.types.clone();
            plan = Plan::new(Node::Distinct { input: Box::new(plan), on: None }, types);
        }
        if !sort.is_empty() {
            let types = plan.types.clone();
            plan = Plan::new(Node::Sort { input: Box::new(plan), keys: sort.clone(), top: None }, types);
        }
        if on.is_some() {
            let types = plan.types.clone();
            plan = Plan::new(Node::Distinct { input: Box::new(plan), on }, types);
        }
        plan = self.limited(plan, query, Some(sort))?;
        if let Some(top) = &select.top {
            let Some(ast::TopQuantity::Constant(n)) = top.quantity else { return Err(unsupported("TOP (…)")) };
            let limit = Expr::constant(crate::value::Value::Int(n as i64), Type::Int8);
            let types = plan.types.clone();
            plan =
                Plan::new(Node::Limit { input: Box::new(plan), limit: Some(limit), offset: None, ties: None }, types);
        }
        if plan.types.len() > width {
            let visible = (0..width).map(|i| Expr::column(i, plan.types[i].clone())).collect();
            plan = plan.project(visible);
        }
        Ok(Bound { plan, columns })
    }
}

/// What a SELECT is made of once bound.
pub(super) struct Parts {
    pub(super) outputs: Vec<Output>,
    pub(super) having: Option<Expr>,
    pub(super) qualify: Option<Expr>,
    pub(super) keys: Vec<SortKey>,
    pub(super) distinct_on: Option<Vec<Expr>>,
}

impl Parts {
    /// Every expression of it.
    pub(super) fn exprs(&mut self) -> Vec<&mut Expr> {
        let outputs = self.outputs.iter_mut().map(|output| &mut output.expr);
        let keys = self.keys.iter_mut().map(|key| &mut key.expr);
        outputs
            .chain(keys)
            .chain(&mut self.having)
            .chain(&mut self.qualify)
            .chain(self.distinct_on.iter_mut().flatten())
            .collect()
    }

    pub(super) fn rewrite(&mut self, change: &mut dyn FnMut(&mut Expr)) {
        for expr in self.exprs() {
            expr.rewrite(change);
        }
    }
}

impl Grouping {
    /// Whether the query is grouped at all.
    pub(super) fn is_needed(&self, aggregates: bool, having: bool) -> bool {
        self.written || aggregates || having
    }
}

fn refuse(select: &Select) -> Result<()> {
    let what = if select.into.is_some() {
        "SELECT INTO"
    } else if select.prewhere.is_some() {
        "PREWHERE"
    } else if !select.cluster_by.is_empty() {
        "CLUSTER BY"
    } else if !select.distribute_by.is_empty() {
        "DISTRIBUTE BY"
    } else if !select.sort_by.is_empty() {
        "SORT BY"
    } else if select.value_table_mode.is_some() {
        "SELECT AS STRUCT"
    } else if select.connect_by.is_some() {
        "CONNECT BY"
    } else {
        return Ok(());
    };
    Err(unsupported(what))
}

/// Whether an expression has a name of its own: a cast or a CASE around it takes it over.
fn is_named(expr: &ast::Expr) -> bool {
    use ast::Expr as E;
    match expr {
        E::Nested(inner) | E::Collate { expr: inner, .. } => is_named(inner),
        E::Cast { expr, .. } => is_named(expr),
        E::Case { else_result, .. } => else_result.as_ref().is_some_and(|otherwise| is_named(otherwise)),
        E::TypedString { .. } | E::Interval(_) | E::Value(_) => false,
        other => heading(other) != "?column?",
    }
}

/// The heading PostgreSQL gives an unnamed column.
pub(crate) fn heading(expr: &ast::Expr) -> String {
    use ast::Expr as E;
    match expr {
        E::Identifier(ident) => name(ident),
        E::CompoundIdentifier(parts) => parts.last().map(name).unwrap_or_default(),
        E::CompositeAccess { key, .. } => name(key),
        E::Nested(inner) | E::Collate { expr: inner, .. } => heading(inner),
        E::Function(function) => match function.name.0.last().map(name).unwrap_or_default() {
            word if matches!(word.as_str(), "nvl" | "ifnull" | "isnull") => "coalesce".to_owned(),
            word => word,
        },
        E::Cast { expr, data_type, .. } => {
            if is_named(expr) {
                return heading(expr);
            }
            type_heading(data_type)
        }
        E::TypedString { data_type, .. } => type_heading(data_type),
        E::Interval(_) => "interval".to_owned(),
        E::Case { else_result, .. } => match else_result {
            Some(otherwise) if is_named(otherwise) => heading(otherwise),
            _ => "case".to_owned(),
        },
        E::Extract { .. } => "extract".to_owned(),
        E::Ceil { .. } => "ceil".to_owned(),
        E::Floor { .. } => "floor".to_owned(),
        E::Position { .. } => "position".to_owned(),
        E::Substring { .. } => "substring".to_owned(),
        E::Overlay { .. } => "overlay".to_owned(),
        E::Trim { trim_where, .. } => match trim_where {
            Some(ast::TrimWhereField::Leading) => "ltrim",
            Some(ast::TrimWhereField::Trailing) => "rtrim",
            _ => "btrim",
        }
        .to_owned(),
        E::AtTimeZone { .. } => "timezone".to_owned(),
        E::Exists { negated: false, .. } => "exists".to_owned(),
        E::Array(_) => "array".to_owned(),
        E::Tuple(_) => "row".to_owned(),
        E::Value(ast::Value::Boolean(_)) => "bool".to_owned(),
        E::Subscript { expr, .. } => heading(expr),
        E::MapAccess { column, .. } => heading(column),
        E::Subquery(query) => match &*query.body {
            ast::SetExpr::Select(select) => match select.projection.first() {
                Some(SelectItem::UnnamedExpr(inner)) => heading(inner),
                Some(SelectItem::ExprWithAlias { alias, .. }) => name(alias),
                _ => "?column?".to_owned(),
            },
            ast::SetExpr::Values(_) => "column1".to_owned(),
            _ => "?column?".to_owned(),
        },
        _ => "?column?".to_owned(),
    }
}

/// What a cast to this type is called.
fn type_heading(data_type: &ast::DataType) -> String {
    match (crate::types::column_type(data_type), data_type) {
        (Ok(known), _) => known.ty.short_name().to_owned(),
        (Err(_), ast::DataType::Custom(object, _)) => object.0.last().map(name).unwrap_or_default(),
        (Err(_), _) => "?column?".to_owned(),
    }
}

impl Binder<'_> {
    /// A RETURNING list over the current level: names and expressions.
    pub(crate) fn output_list(&mut self, items: &[SelectItem]) -> Result<Vec<(String, Expr)>> {
        Ok(self.outputs(items)?.into_iter().map(|output| (output.name, output.expr)).collect())
    }
}
