# The words of the benches: terminal, editor, database.

bench-starting = Setting up the workbench…

## vim

vim-label = Vim editor: { $title }
vim-help = Type your keys as in vim. Shift+Tab leaves the editor; Tab does too, except in insert mode.
vim-key-bar = Vim keys
vim-count = { $count ->
    [0] no key
    [one] { $count } key
   *[other] { $count } keys
  }
vim-quit = You have left vim. Start the exercise again to reopen it.
vim-line = Line { $line }: { $text }
vim-character = { $character }
vim-mode-normal = NORMAL
vim-mode-insert = INSERT
vim-mode-replace = REPLACE
vim-mode-visual = VISUAL
vim-mode-visual-line = VISUAL LINE
vim-mode-visual-block = VISUAL BLOCK
vim-mode-command = COMMAND

## terminal

terminal-label = Command line: { $title }
terminal-log = Terminal: { $title }
terminal-help = Enter runs the line. Tab completes a word; on an empty line it leaves the terminal. Ctrl-C interrupts, the arrows bring back earlier lines, Ctrl-R searches them.
terminal-key-bar = Terminal keys
terminal-search = (search){ $query }:{" "}
terminal-search-failed = (nothing found){ $query }:{" "}
terminal-paste-title = Paste several lines
terminal-paste = Run these { $count } lines one after the other?
terminal-paste-run = Run
terminal-paste-drop = Drop
