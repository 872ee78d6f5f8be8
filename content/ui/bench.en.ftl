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
terminal-help = Enter runs the line. Tab completes a word; on an empty line it leaves the terminal. Ctrl-C interrupts, the arrows bring back earlier lines, Ctrl-R searches them. F1 explains the line, F1 again goes to the explanation, Escape comes back. Ctrl-Shift-F finds in the output.
terminal-key-bar = Terminal keys
terminal-search = (search){ $query }:{" "}
terminal-search-failed = (nothing found){ $query }:{" "}
terminal-paste-title = Paste several lines
terminal-paste = Run these { $count } lines one after the other?
terminal-paste-run = Run
terminal-paste-drop = Drop
terminal-tools = Terminal tools
terminal-explain = Explain
terminal-find = Find
terminal-find-label = Find in the output
terminal-find-older = Further up
terminal-find-newer = Further down
terminal-found = { $count ->
    [0] nothing
   *[other] { $at } of { $count }
  }
terminal-files = Files
terminal-second = Second terminal
terminal-number = Terminal { $number }
terminal-other = { $title } (second terminal, to try things: only the first is checked)
terminal-put = Put a file into { $folder }
terminal-take = Save this file on my computer
terminal-added = new
terminal-changed = changed
terminal-removed = removed

## SQL

sql-label = SQL query: { $title }
sql-help = Ctrl + Enter runs. Ctrl + Space offers names; arrows choose, Enter takes, Escape closes. Tab leaves the editor.
sql-choices = Suggestions
sql-empty = The result will appear here.
sql-stopped = Stopped. The data are as they were before the run.
sql-result = Result
sql-plan = Execution plan
sql-plan-work = { $percent }% of the work
sql-plan-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
  }
sql-plan-estimate = ≈ { $count ->
    [one] { $count } row
   *[other] { $count } rows
  }
sql-affected = { $count ->
    [0] no row
    [one] { $count } row
   *[other] { $count } rows
  }
sql-time = { $millis } ms
sql-code = SQLSTATE { $code }
sql-rows = { $count ->
    [0] No row
    [one] { $count } row
   *[other] { $count } rows
  }
sql-rows-held = the first { $count } are shown
sql-no-row = No row answers the question.
sql-more = Show more ({ $left })
sql-sort = Sort what is shown
sql-copy-csv = Copy as CSV
sql-copy-markdown = Copy as Markdown
sql-download = Save
sql-schema = Tables
sql-no-table = No table. CREATE TABLE adds one.
sql-row-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
  }
sql-write = Write { $name }
sql-key = Primary key
key-enter = Enter

## The bench itself

lab-damaged-save = What was kept of this bench cannot be read: it is laid as at the beginning.
lab-setup-failed = The bench could not be laid (status { $status }): { $said }
lab-file = { $path }: { $why }

## Tools of the SQL bench

chart = Chart
chart-mark = Shape
chart-bar = Bars
chart-line = Line
chart-scatter = Points
chart-histogram = Histogram
chart-x = Along
chart-y = Height
chart-no-number = There is nothing to draw: the chart needs a column of numbers.
chart-too-many = { $rows } bars cannot be told apart; { $most } can. Group the rows, or choose another shape.
sql-history = Earlier queries
sql-format = Format
sql-import = Import a file
sql-imported = The table { $name } is there.
import-how = Drop a CSV, JSON or NDJSON file here, choose one, or paste rows: the first names the columns.
import-paste = Paste rows here
import-pick = Choose a file
import-do = Create the table
import-name = Name of the table
import-looking = Reading the file…
import-columns = Columns of the file
import-column = Column
import-kind = Type
import-values = First values
import-type = Type of { $name }
import-line = line { $line }
import-rejected = { $count ->
    [one] One line does not fit: it will be in the table { $table }_rejected.
   *[other] { $count } lines do not fit: they will be in the table { $table }_rejected.
}
import-no-json-row = not a JSON object (column { $column })
import-no-json = Line { $line }, column { $column }: JSON with an object for each row was expected.
sql-diagram = Diagram
sql-link = Copy a link
sql-link-copied = The link holds the query: whoever opens it finds it here.
sql-link-long = This text is too long for a link. Save it as a file instead.
play-sql-damaged = -- This link is damaged: the query in it cannot be read.
