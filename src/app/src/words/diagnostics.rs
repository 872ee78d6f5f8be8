//! An engine's diagnostic in words.

use super::Words;
use base::{Arg, Diagnostic};
use yew::AttrValue;

impl Words {
    /// What is wrong, in a sentence; the code alone where there is no message for it.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) -> AttrValue {
        let args: Vec<(&str, Arg)> = diagnostic.args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        if self.knows(&diagnostic.id) {
            self.with(&diagnostic.id, &args)
        } else {
            self.with(
                "diagnostic-unknown",
                &[("id", diagnostic.id.as_str().into()), ("code", diagnostic.code.as_str().into())],
            )
        }
    }

    /// What to do about it, where there is such advice: the message with `-hint` after its id, or what the engine itself says to
    /// write instead, or guesses to be meant.
    pub(crate) fn advice(&self, diagnostic: &Diagnostic) -> Option<AttrValue> {
        let said = ["instead", "suggestion"].into_iter().find(|arg| diagnostic.args.contains_key(*arg));
        let id = said.map_or_else(|| format!("{}-hint", diagnostic.id), |arg| format!("sql-{arg}"));
        let args: Vec<(&str, Arg)> = diagnostic.args.iter().map(|(name, arg)| (name.as_str(), arg.clone())).collect();
        self.knows(&id).then(|| self.with(&id, &args))
    }
}
