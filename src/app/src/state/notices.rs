//! Short notices that come and go: "copied", "progress imported". Everything important is said elsewhere too.

use std::rc::Rc;
use yew::prelude::*;

/// A notice on the screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Notice {
    pub(crate) number: u32,
    pub(crate) text: AttrValue,
}

/// Those that are shown now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Notices {
    pub(crate) shown: Vec<Notice>,
    next: u32,
}

/// Show one, or take one away.
pub(crate) enum Change {
    Show(AttrValue),
    Dismiss(u32),
}

/// More than these would cover the page.
const AT_ONCE: usize = 3;

impl Reducible for Notices {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut notices = (*self).clone();
        match change {
            Change::Show(text) => {
                notices.shown.retain(|notice| notice.text != text);
                notices.shown.push(Notice { number: notices.next, text });
                notices.next += 1;
                if notices.shown.len() > AT_ONCE {
                    notices.shown.remove(0);
                }
            }
            Change::Dismiss(number) => notices.shown.retain(|notice| notice.number != number),
        }
        Rc::new(notices)
    }
}

/// The notices, to show one.
pub(crate) type NoticesHandle = UseReducerHandle<Notices>;

/// Shows a notice.
#[hook]
pub(crate) fn use_notify() -> Callback<AttrValue> {
    let notices = use_context::<NoticesHandle>().expect("notices are provided at the root");
    Callback::from(move |text| notices.dispatch(Change::Show(text)))
}
