//! The disk beside the terminal: a tree, what the last command changed in it, files in and out.

use super::desk::Shared;
use super::find::tool;
use crate::platform::{disk_files, files, spawn};
use crate::state::lab::Heard;
use crate::widgets::icon::{Shape, icon};
use crate::words::Words;
use base::Arg;
use lab::protocol::{Request, Response, TreeMark, TreeRow};
use yew::prelude::*;

impl Shared {
    /// Shows the disk, or stops.
    pub(super) fn turn_tree(&self) {
        let open = self.0.tree.borrow().is_none();
        self.0.tree.replace(open.then(Default::default));
        self.look_at_disk(None);
        self.draw();
    }

    /// Puts files into the folder where the first terminal is.
    fn put(&self, picked: Vec<disk_files::Picked>) {
        let folder = self.0.tree.borrow().as_ref().map(|tree| tree.folder.clone()).unwrap_or_default();
        for one in picked {
            let (shared, folder) = (self.clone(), folder.clone());
            spawn(async move {
                let Some((name, bytes)) = disk_files::read(one).await else { return };
                let again = shared.clone();
                shared.0.lab.ask(Request::WriteFile { path: format!("{folder}/{name}"), bytes }, move |_| {
                    again.look_at_disk(None);
                });
            });
        }
    }

    fn take(&self, row: &TreeRow) {
        let name = row.name.clone();
        self.0.lab.ask(Request::ReadFile { path: row.path.clone() }, move |heard| {
            if let Heard::Answer { response: Response::File { bytes } } = heard {
                disk_files::save(&name, &bytes);
            }
        });
    }
}

/// The panel; nothing where it is closed.
pub(super) fn files_panel(shared: &Shared, words: &Words, picker: &NodeRef) -> Html {
    let tree = shared.0.tree.borrow();
    let Some(tree) = &*tree else { return Html::default() };
    let close = {
        let shared = shared.clone();
        move |_: MouseEvent| shared.turn_tree()
    };
    let open = {
        let picker = picker.clone();
        move |_: MouseEvent| files::open_picker(&picker)
    };
    let onchange = {
        let shared = shared.clone();
        move |event: Event| shared.put(disk_files::picked(&event))
    };
    let ondrop = {
        let shared = shared.clone();
        move |event: DragEvent| {
            event.prevent_default();
            shared.put(disk_files::dropped(&event));
        }
    };
    let ondragover = |event: DragEvent| event.prevent_default();
    html! {
        <section class="terminal-files" aria-label={words.say("terminal-files")} {ondrop} {ondragover}>
            { tool(words, "close", Shape::Cross, close) }
            <ul>{ for tree.rows.iter().map(|row| line(shared, words, row)) }</ul>
            <button type="button" class="button button-quiet button-small" onclick={open}>
                { icon(Shape::Plus) }{ words.with("terminal-put", &[("folder", Arg::from(tree.folder.as_str()))]) }
            </button>
            <input ref={picker} type="file" multiple=true class="visually-hidden" tabindex="-1" aria-hidden="true" {onchange} />
        </section>
    }
}

fn line(shared: &Shared, words: &Words, row: &TreeRow) -> Html {
    let (sign, said) = match row.mark {
        TreeMark::Same => ("", ""),
        TreeMark::Added => ("+", "terminal-added"),
        TreeMark::Changed => ("~", "terminal-changed"),
        TreeMark::Removed => ("\u{2212}", "terminal-removed"),
    };
    let onclick = {
        let (shared, row) = (shared.clone(), row.clone());
        move |_: MouseEvent| match row.folder {
            Some(_) => shared.look_at_disk(Some(row.path.clone())),
            None => shared.take(&row),
        }
    };
    let class = format!("depth-{} {said}", row.depth.min(8));
    // What is gone, and what is neither a file nor a folder, is only named.
    let still = row.folder.is_none() && !row.file;
    let title = row.file.then(|| words.say("terminal-take"));
    html! {
        <li key={row.path.clone()} {class}>
            <button type="button" disabled={still} aria-expanded={row.folder.map(|open| open.to_string())} {title} {onclick}>
                if !still { { icon(if row.folder.is_some() { Shape::Chevron } else { Shape::Down }) } }
                { &row.name }
            </button>
            if !sign.is_empty() {
                <span class="tree-mark" title={words.say(said)}><span aria-hidden="true">{ sign }</span><span class="visually-hidden">{ words.say(said) }</span></span>
            }
        </li>
    }
}
