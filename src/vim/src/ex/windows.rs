//! `:split`, `:only`, `:tabnew` and folds from the command line.

use super::Ex;
use crate::editor::Editor;

impl Editor {
    pub(super) fn ex_split(&mut self, ex: &Ex, vertical: bool, new: bool) {
        self.split_window(vertical);
        if let Some(count) = ex.count
            && !vertical
        {
            self.win.height = count.max(1);
        }
        if new && ex.args.is_empty() {
            self.empty_buffer();
        } else if !ex.args.is_empty() {
            let hidden = std::mem::replace(&mut self.options.hidden, true);
            let edit = Ex { args: ex.args.clone(), ..ex.clone() };
            self.ex_edit(&edit);
            self.options.hidden = hidden;
        }
    }

    pub(super) fn ex_tab_new(&mut self, ex: &Ex) {
        self.new_tab();
        if !ex.args.is_empty() {
            let hidden = std::mem::replace(&mut self.options.hidden, true);
            let edit = Ex { args: ex.args.clone(), ..ex.clone() };
            self.ex_edit(&edit);
            self.options.hidden = hidden;
        }
    }

    pub(super) fn ex_fold_open(&mut self, ex: &Ex, open: bool) {
        self.set_folds(ex.first, ex.last, open, ex.bang);
    }
}
