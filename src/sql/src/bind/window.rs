//! Window function calls and their windows.

use super::call::Arguments;
use super::{Binder, span};
use crate::Result;
use crate::error::{Bind, Error};
use crate::execute::aggregate;
use crate::execute::window::{Bound, Frame, Units, WindowFunction, window_function};
use crate::parse::{name, place_of, unsupported};
use crate::plan::{Expr, Kind, SortKey, WindowCall};
use crate::types::{Castable, ColumnType, Type};
use base::Span;
use sqlparser::ast::{self, WindowFrameBound, WindowFrameUnits, WindowType};

/// A window with its parts bound.
struct Spec {
    partition: Vec<Expr>,
    order: Vec<SortKey>,
    frame: Frame,
    /// Whether it says so itself.
    framed: bool,
}

impl Binder<'_> {
    /// `f(…) OVER …`
    pub(super) fn window_call(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<Expr> {
        let level = self.level();
        if level.in_aggregate {
            return Err(Error::from(Bind::WindowInAggregate).at(at));
        }
        if level.in_window {
            return Err(Error::from(Bind::NestedWindow).at(at));
        }
        if !level.clause.takes_windows() {
            return Err(Error::from(Bind::MisplacedWindow).with("clause", level.clause.name()).at(at));
        }
        level.in_window = true;
        let call = self.window_parts(function, spelled, args, at);
        self.level().in_window = false;
        let call = call?;
        let ty = call.ty.clone();
        let windows = &mut self.level().windows;
        let number = match windows.iter().position(|known| *known == call) {
            Some(number) => number,
            None => {
                windows.push(call);
                windows.len() - 1
            }
        };
        Ok(Expr::new(Kind::Window(number), ty))
    }

    fn window_parts(
        &mut self,
        function: &ast::Function,
        spelled: &str,
        args: &Arguments<'_>,
        at: Option<Span>,
    ) -> Result<WindowCall> {
        let place = function.name.0.last().and_then(|part| place_of(&part.value));
        let spec = match &function.over {
            Some(WindowType::WindowSpec(spec)) => {
                let open = place.and_then(|place| self.places.over(place));
                self.window_spec(spec, open, at, usize::MAX)?
            }
            Some(WindowType::NamedWindow(ident)) => self.named_window(ident, usize::MAX)?,
            None => return Err(unsupported("OVER")),
        };
        if args.distinct {
            return Err(Error::from(Bind::DistinctWindow).at(at));
        }
        let base = |function, bound, ty| WindowCall {
            function,
            name: spelled.to_owned(),
            args: bound,
            filter: None,
            partition: spec.partition.clone(),
            order: spec.order.clone(),
            frame: spec.frame.clone(),
            ignore_nulls: args.ignore_nulls,
            ty,
        };
        if let Some(which) = window_function(spelled) {
            if function.filter.is_some() {
                return Err(unsupported(format!("FILTER for {spelled}")).at(at));
            }
            if !args.order.is_empty() {
                return Err(unsupported("f(… ORDER BY …) OVER (…)").at(at));
            }
            let bound = args.list.iter().map(|arg| self.expr(arg)).collect::<Result<Vec<_>>>()?;
            let (bound, ty) = self.window_types(&which, spelled, bound, at)?;
            return Ok(base(which, bound, ty));
        }
        if !aggregate::is_aggregate(spelled) {
            let known = !crate::functions::Registry::get().overloads(spelled).is_empty();
            if known {
                return Err(Error::from(Bind::OverOnPlainFunction).with("what", "OVER").with("name", spelled).at(at));
            }
            let list =
                args.list.iter().map(|arg| self.expr(arg).map(|arg| arg.ty.name())).collect::<Result<Vec<_>>>()?;
            let error = Error::from(Bind::UndefinedFunction)
                .with("signature", format!("{spelled}({})", list.join(", ")))
                .with("name", spelled);
            return Err(
                match super::nearest(
                    spelled,
                    [
                        "row_number",
                        "rank",
                        "dense_rank",
                        "percent_rank",
                        "cume_dist",
                        "ntile",
                        "lag",
                        "lead",
                        "first_value",
                        "last_value",
                        "nth_value",
                        "sum",
                        "avg",
                        "count",
                        "min",
                        "max",
                    ],
                ) {
                    Some(hint) => error.with("suggestion", hint).at(at),
                    None => error.at(at),
                },
            );
        }
        if !args.order.is_empty() || !function.within_group.is_empty() {
            return Err(unsupported("f(… ORDER BY …) OVER (…)").at(at));
        }
        let call = self.aggregate_parts(function, spelled, args, at)?;
        if call.distinct {
            return Err(Error::from(Bind::DistinctWindow).at(at));
        }
        let mut window = base(WindowFunction::Aggregate(call.function), call.args, call.ty);
        window.filter = call.filter;
        Ok(window)
    }

    fn window_types(
        &mut self,
        which: &WindowFunction,
        spelled: &str,
        mut bound: Vec<Expr>,
        at: Option<Span>,
    ) -> Result<(Vec<Expr>, Type)> {
        let wrong = |bound: &[Expr]| {
            let list: Vec<String> = bound.iter().map(|arg| arg.ty.name()).collect();
            Error::from(Bind::UndefinedFunction)
                .with("signature", format!("{spelled}({})", list.join(", ")))
                .with("name", spelled)
                .at(at)
        };
        let expected = match which {
            WindowFunction::RowNumber
            | WindowFunction::Rank
            | WindowFunction::DenseRank
            | WindowFunction::PercentRank
            | WindowFunction::CumeDist => 0..=0,
            WindowFunction::Ntile | WindowFunction::FirstValue | WindowFunction::LastValue => 1..=1,
            WindowFunction::NthValue => 2..=2,
            WindowFunction::Lag | WindowFunction::Lead => 1..=3,
            WindowFunction::Aggregate(_) => 0..=usize::MAX,
        };
        if !expected.contains(&bound.len()) {
            return Err(wrong(&bound));
        }
        let integer = ColumnType::plain(Type::Int4);
        Ok(match which {
            WindowFunction::RowNumber | WindowFunction::Rank | WindowFunction::DenseRank => (bound, Type::Int8),
            WindowFunction::PercentRank | WindowFunction::CumeDist => (bound, Type::Float8),
            WindowFunction::Ntile => {
                let arg = self.cast(bound.swap_remove(0), &integer, Castable::Implicit, at).map_err(|_| wrong(&[]))?;
                (vec![arg], Type::Int4)
            }
            _ => {
                let text = ColumnType::plain(Type::Text);
                if bound[0].ty == Type::Unknown {
                    bound[0] = self.cast(bound[0].clone(), &text, Castable::Implicit, at)?;
                }
                if let Some(offset) = bound.get(1).cloned() {
                    let cast = self.cast(offset, &integer, Castable::Implicit, at);
                    bound[1] = cast.map_err(|_| wrong(&bound))?;
                }
                let mut ty = bound[0].ty.clone();
                if let Some(default) = bound.get(2).cloned() {
                    ty = crate::types::common_type(&ty, &default.ty).ok_or_else(|| wrong(&bound))?;
                    let to = ColumnType::plain(ty.clone());
                    bound[2] = self.cast(default, &to, Castable::Implicit, at)?;
                    bound[0] = self.cast(bound[0].clone(), &to, Castable::Implicit, at)?;
                }
                (bound, ty)
            }
        })
    }

    /// One of the first `known` windows of the WINDOW clause: a window may build on those before it.
    fn named_window(&mut self, ident: &ast::Ident, known: usize) -> Result<Spec> {
        let wanted = name(ident);
        let windows = &self.level().named_windows;
        let found = windows.iter().take(known).position(|(name, ..)| *name == wanted);
        let found = found.map(|index| (index, windows[index].clone()));
        let at = self.places.of(&ident.value);
        match found {
            Some((index, (_, spec, open))) => self.window_spec(&spec, open, at, index),
            None => Err(Error::from(Bind::UndefinedWindow).with("name", wanted).at(at)),
        }
    }

    fn window_spec(
        &mut self,
        spec: &ast::WindowSpec,
        open: Option<usize>,
        at: Option<Span>,
        known: usize,
    ) -> Result<Spec> {
        let base = match &spec.window_name {
            Some(ident) => {
                let base = self.named_window(ident, known)?;
                let refused = if !spec.partition_by.is_empty() {
                    "window-partition"
                } else if !spec.order_by.is_empty() && !base.order.is_empty() {
                    "window-order"
                } else if base.framed {
                    "window-frame"
                } else {
                    ""
                };
                if !refused.is_empty() {
                    return Err(Error::from(Bind::InvalidFrame)
                        .with("why", refused)
                        .with("value", name(ident))
                        .at(self.places.of(&ident.value)));
                }
                Some(base)
            }
            None => None,
        };
        let mut partition = spec.partition_by.iter().map(|expr| self.expr(expr)).collect::<Result<Vec<_>>>()?;
        let order: Vec<&ast::OrderByExpr> = spec.order_by.iter().collect();
        let mut order = self.sort_keys(&order)?;
        if let Some(base) = base {
            if partition.is_empty() {
                partition = base.partition;
            }
            if order.is_empty() {
                order = base.order;
            }
        }
        let exclude = open.and_then(|open| self.places.exclusion(open));
        let mut frame = match &spec.window_frame {
            Some(frame) => self.frame(frame, &order, at)?,
            None => Frame::default_frame(),
        };
        frame.exclude = exclude;
        Ok(Spec { partition, order, frame, framed: spec.window_frame.is_some() })
    }

    fn frame(&mut self, frame: &ast::WindowFrame, order: &[SortKey], at: Option<Span>) -> Result<Frame> {
        let units = match frame.units {
            WindowFrameUnits::Rows => Units::Rows,
            WindowFrameUnits::Range => Units::Range,
            WindowFrameUnits::Groups => Units::Groups,
        };
        let invalid = |why: &str| Err(Error::from(Bind::InvalidFrame).with("why", why).at(at));
        let end = frame.end_bound.clone().unwrap_or(WindowFrameBound::CurrentRow);
        match (&frame.start_bound, &end) {
            (WindowFrameBound::Following(None), _) => return invalid("start-unbounded"),
            (_, WindowFrameBound::Preceding(None)) => return invalid("end-unbounded"),
            (WindowFrameBound::CurrentRow, WindowFrameBound::Preceding(_)) => {
                return invalid("current-preceding");
            }
            (WindowFrameBound::Following(_), WindowFrameBound::CurrentRow | WindowFrameBound::Preceding(_)) => {
                return invalid("following-current");
            }
            _ => {}
        }
        if units == Units::Groups && order.is_empty() {
            return invalid("groups-order");
        }
        let offset = |bound: &WindowFrameBound| {
            matches!(bound, WindowFrameBound::Preceding(Some(_)) | WindowFrameBound::Following(Some(_)))
        };
        if units == Units::Range && (offset(&frame.start_bound) || offset(&end)) {
            let [key] = order else {
                return invalid("range-order");
            };
            return self.range_frame(&frame.start_bound, &end, key, at);
        }
        let mut bound = |bound: &WindowFrameBound| -> Result<Bound> {
            Ok(match bound {
                WindowFrameBound::CurrentRow => Bound::Current,
                WindowFrameBound::Preceding(None) | WindowFrameBound::Following(None) => Bound::Unbounded,
                WindowFrameBound::Preceding(Some(expr)) => Bound::Preceding(self.frame_offset(expr)?),
                WindowFrameBound::Following(Some(expr)) => Bound::Following(self.frame_offset(expr)?),
            })
        };
        Ok(Frame { units, start: bound(&frame.start_bound)?, end: bound(&end)?, exclude: None, range_key: None })
    }

    fn frame_offset(&mut self, ast: &ast::Expr) -> Result<Expr> {
        let expr = self.expr(ast)?;
        self.cast(expr, &Type::Int8.into(), Castable::Implicit, span::of(ast, self.places))
    }

    /// RANGE with offsets: the limits are values of the order key's type, or of what adding the offset to it gives.
    fn range_frame(
        &mut self,
        start: &WindowFrameBound,
        end: &WindowFrameBound,
        key: &SortKey,
        at: Option<Span>,
    ) -> Result<Frame> {
        let mut key_type = key.expr.ty.clone();
        let mut limit = |this: &mut Self, bound: &WindowFrameBound| -> Result<Bound> {
            let (ast, before) = match bound {
                WindowFrameBound::CurrentRow => return Ok(Bound::Current),
                WindowFrameBound::Preceding(None) | WindowFrameBound::Following(None) => return Ok(Bound::Unbounded),
                WindowFrameBound::Preceding(Some(ast)) => (ast, true),
                WindowFrameBound::Following(Some(ast)) => (ast, false),
            };
            let mut offset = this.expr(ast)?;
            if offset.ty == Type::Unknown {
                let wanted = if key.expr.ty.is_number() { key.expr.ty.clone() } else { Type::Interval };
                offset = this.cast(offset, &wanted.into(), Castable::Implicit, at)?;
            }
            let minus = before != key.descending;
            // Integers are widened so that limits beyond the type's range stay ordered.
            let wide = match key.expr.ty {
                Type::Int2 | Type::Int4 | Type::Int8 => {
                    this.cast(key.expr.clone(), &Type::Numeric.into(), Castable::Implicit, at)?
                }
                _ => key.expr.clone(),
            };
            let sum = this.operate(if minus { "-" } else { "+" }, vec![wide, offset.clone()], at)?;
            key_type = sum.ty.clone();
            Ok(Bound::Value(sum, offset))
        };
        let (start, end) = (limit(self, start)?, limit(self, end)?);
        let expr = self.cast(key.expr.clone(), &ColumnType::plain(key_type), Castable::Implicit, at)?;
        Ok(Frame { units: Units::Range, start, end, exclude: None, range_key: Some(SortKey { expr, ..key.clone() }) })
    }
}
