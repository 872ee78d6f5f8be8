//! Which overload a call means: chapter 10 of PostgreSQL's manual ("Type Conversion"), functions and operators alike.

use super::signature::{Function, Param};
use crate::types::{Castable, Category, Type, cast_context};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// All functions by name.
pub struct Registry {
    by_name: HashMap<String, Vec<Arc<Function>>>,
}

/// The overload a call means.
pub struct Resolution {
    /// The function.
    pub function: Arc<Function>,
    /// What each argument must be cast to.
    pub arguments: Vec<Type>,
    /// The type of the result.
    pub returns: Type,
}

/// Why a call means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// No overload takes these arguments.
    None,
    /// Several do, equally well.
    Ambiguous,
}

struct Candidate {
    function: Arc<Function>,
    arguments: Vec<Type>,
    returns: Type,
    /// Parameters declared with a type of their own: the others match anything, which counts for nothing.
    declared: Vec<bool>,
}

impl Registry {
    /// The built-in functions.
    pub fn get() -> &'static Self {
        static REGISTRY: OnceLock<Registry> = OnceLock::new();
        REGISTRY.get_or_init(|| Self::new(super::families()))
    }

    /// A registry of these functions.
    pub fn new(functions: Vec<Function>) -> Self {
        let mut by_name: HashMap<String, Vec<Arc<Function>>> = HashMap::new();
        for function in functions {
            by_name.entry(function.name.clone()).or_default().push(Arc::new(function));
        }
        Self { by_name }
    }

    /// All names, unsorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }

    /// The overloads of a name.
    pub fn overloads(&self, name: &str) -> &[Arc<Function>] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// The overload that `name(types…)` means.
    pub fn resolve(&self, name: &str, types: &[Type]) -> Result<Resolution, Unresolved> {
        let candidates: Vec<Candidate> =
            self.overloads(name).iter().filter_map(|function| candidate(function, types)).collect();
        choose(candidates, types).map(|c| Resolution {
            function: c.function,
            arguments: c.arguments,
            returns: c.returns,
        })
    }

    /// The overload that `left name right` means: as a function, but an undecided literal first tries the type of the other side.
    pub fn resolve_operator(&self, name: &str, types: &[Type]) -> Result<Resolution, Unresolved> {
        if let [left, right] = types
            && (*left == Type::Unknown) != (*right == Type::Unknown)
        {
            let known = if *left == Type::Unknown { right } else { left };
            let same = [known.clone(), known.clone()];
            let exact = self.overloads(name).iter().filter_map(|function| candidate(function, &same));
            if let Some(found) = exact.into_iter().find(|c| c.arguments == same) {
                return Ok(Resolution { function: found.function, arguments: found.arguments, returns: found.returns });
            }
        }
        self.resolve(name, types)
    }
}

/// The function with its parameters made concrete for these types, if they can be implicitly cast to them.
fn candidate(function: &Arc<Function>, types: &[Type]) -> Option<Candidate> {
    let fixed = function.params.len();
    let fits = if function.variadic { types.len() >= fixed } else { types.len() == fixed };
    if !fits {
        return None;
    }
    let param = |i: usize| &function.params[i.min(fixed - 1)];
    let mut element: Option<Type> = None;
    for (i, ty) in types.iter().enumerate() {
        let found = match (param(i), ty) {
            (_, Type::Unknown) => continue,
            (Param::AnyElement, ty) | (Param::AnyEnum, ty @ Type::Enum(_)) => ty.clone(),
            (Param::AnyEnum, _) => return None,
            (Param::AnyArray, Type::Array(inner)) => (**inner).clone(),
            (Param::AnyArray, _) => return None,
            // Beside a text, `||` takes anything but arrays.
            (Param::Any, Type::Array(_)) if function.name == "||" => return None,
            _ => continue,
        };
        element = Some(match element {
            None => found,
            // Containment is declared for two arrays of one type (anyarray, not anycompatiblearray).
            Some(before) if before != found && matches!(function.name.as_str(), "@>" | "<@" | "&&") => return None,
            Some(before) => crate::types::common_type(&before, &found)?,
        });
    }
    let element = element.unwrap_or(Type::Text);
    let concrete = |param: &Param, given: Option<&Type>| match param {
        Param::Exact(ty) => ty.clone(),
        Param::Any => given.cloned().map_or(Type::Text, |ty| if ty == Type::Unknown { Type::Text } else { ty }),
        Param::AnyElement | Param::AnyEnum => element.clone(),
        Param::AnyArray => element.clone().array(),
    };
    let arguments: Vec<Type> = types.iter().enumerate().map(|(i, ty)| concrete(param(i), Some(ty))).collect();
    let castable = types.iter().zip(&arguments).all(|(from, to)| cast_context(from, to) == Castable::Implicit);
    let returns = concrete(&function.returns, None);
    let declared = (0..types.len()).map(|i| matches!(param(i), Param::Exact(_))).collect();
    castable.then(|| Candidate { function: Arc::clone(function), arguments, returns, declared })
}

fn keep_best(candidates: &mut Vec<Candidate>, score: impl Fn(&Candidate) -> usize) {
    let best = candidates.iter().map(&score).max().unwrap_or(0);
    candidates.retain(|c| score(c) == best);
}

fn choose(mut candidates: Vec<Candidate>, types: &[Type]) -> Result<Candidate, Unresolved> {
    if let Some(at) = candidates.iter().position(|c| c.arguments == types) {
        return Ok(candidates.swap_remove(at));
    }
    // Overloads that come to the same (`text || text` and `text || any`): the first one.
    let mut seen: Vec<Vec<Type>> = Vec::new();
    candidates.retain(|c| {
        let fresh = !seen.contains(&c.arguments);
        seen.push(c.arguments.clone());
        fresh
    });
    if candidates.len() > 1 {
        let exact = |c: &Candidate| {
            let pairs = types.iter().zip(&c.arguments).zip(&c.declared);
            pairs.filter(|((from, to), declared)| **declared && from == to).count()
        };
        keep_best(&mut candidates, exact);
    }
    if candidates.len() > 1 {
        let preferred = |c: &Candidate| {
            let pairs = types.iter().zip(&c.arguments).zip(&c.declared);
            let good = |((from, to), declared): &((&Type, &Type), &bool)| {
                **declared && (from == to || (**from != Type::Unknown && to.is_preferred()))
            };
            pairs.filter(good).count()
        };
        keep_best(&mut candidates, preferred);
    }
    if candidates.len() > 1 {
        for (i, _) in types.iter().enumerate().filter(|(_, ty)| **ty == Type::Unknown) {
            let categories: Vec<Category> = candidates.iter().map(|c| c.arguments[i].category()).collect();
            let wanted = if categories.contains(&Category::String) {
                Category::String
            } else if categories.iter().all(|category| *category == categories[0]) {
                categories[0]
            } else {
                continue;
            };
            candidates.retain(|c| c.arguments[i].category() == wanted);
            if candidates.iter().any(|c| c.arguments[i].is_preferred()) {
                candidates.retain(|c| c.arguments[i].is_preferred());
            }
        }
    }
    if candidates.len() > 1 {
        let mut known = types.iter().filter(|ty| **ty != Type::Unknown);
        if let Some(first) = known.next()
            && known.all(|ty| ty == first)
            && types.contains(&Type::Unknown)
        {
            let fits = |c: &Candidate| c.arguments.iter().all(|to| cast_context(first, to) == Castable::Implicit);
            if candidates.iter().filter(|c| fits(c)).count() == 1 {
                candidates.retain(fits);
            }
        }
    }
    match candidates.len() {
        0 => Err(Unresolved::None),
        1 => Ok(candidates.swap_remove(0)),
        _ => Err(Unresolved::Ambiguous),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overloads_resolve_as_in_postgresql() {
        let registry = Registry::get();
        let plus = |a: Type, b: Type| registry.resolve_operator("+", &[a, b]).map(|r| r.returns);
        assert_eq!(plus(Type::Int4, Type::Int4), Ok(Type::Int4));
        assert_eq!(plus(Type::Int2, Type::Int8), Ok(Type::Int8));
        assert_eq!(plus(Type::Int4, Type::Numeric), Ok(Type::Numeric));
        assert_eq!(plus(Type::Int4, Type::Unknown), Ok(Type::Int4));
        assert_eq!(plus(Type::Date, Type::Int4), Ok(Type::Date));
        assert_eq!(plus(Type::Numeric, Type::Float8), Ok(Type::Float8));
        assert_eq!(plus(Type::Bool, Type::Int4).unwrap_err(), Unresolved::None);
    }
}
