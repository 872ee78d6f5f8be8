# Everything the page says, in English. The French version has exactly the same ids.

name = Datelier
loading = Loading…
close = Close
cancel = Cancel
understood = Understood
on = On
off = Off
skip = Skip to content
copy = Copy
copied = Copied
not-copied = This browser refuses to copy: select the text and copy it yourself.
code = Code
run = Run
stop = Stop
start = Start
resume = Resume
go-home = Back to the contents

## Progress
progress-done = { $done } of { $all } done
progress-short = { $done }/{ $all }
status-new = not started
status-begun = started
status-done = done

## Home
resume-region = Where to go on
resume-here = You were here
start-here = Start here
resume-left = { $done } of { $all } { $all ->
    [one] exercise passed
   *[other] exercises passed
}
resume-new = { $minutes } min
all-done = You have finished everything. The benches stay open.
chapter = Chapter { $number }
chapter-progress = Lessons finished
lesson-facts = { $done }/{ $all } · { $minutes } min
lesson-facts-reading = { $minutes } min
playgrounds = Free benches
playgrounds-why = The same tools without a task or a mark: try, fail, start over.
play-sql = SQL
play-sql-what = A database and its tables, in this tab.
play-sql-start = -- The tables are listed beside. Ctrl + Enter runs.
    SELECT 'hello' AS message;
play-shell = Shell
play-shell-what = A disk, files and the commands of every day.
play-vim = Vim
play-vim-what = The editor you drive from the keyboard, key by key.
play-vim-text = This is a text to practise on.
    Every line waits for a correction.
    
    w moves on by a word, dd removes a line, u undoes.
    i writes here, Escape hands back.

## Pages without a lesson
not-found = Page not found
not-found-why = This address leads nowhere: the lesson may have a new name, or the link is incomplete.
course-missing = The course could not be loaded
course-missing-fix = Check the connection, then reload the page. Your progress is not affected.
lesson-missing = The lesson could not be loaded

## Lesson
lesson-eyebrow = Chapter { $number } · { $title }
lesson-minutes = { $minutes } min
lesson-progress = Exercises passed
lesson-steps = Neighbouring lessons
lesson-before = Previous lesson
lesson-after = Next lesson
contents = Contents
splitter = Width of the text
points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
task-open = Do the exercise
task-again = Look at it again
task-go = Go to the bench
task-close = Fold the bench away
task-beside = The exercise is open beside the text.
next-exercise = Next exercise
next-lesson = Next lesson
try-beside = Runs beside the text; nothing is marked.
try-here = Runs here; nothing is marked.
try-open = Open
try-tab = Trial { $number }
try-label = Free trial

## Bench
bench = Bench
bench-tabs = Exercises of this lesson
check = Check
checking = Checking…
hint = Hint
hint-more = { $left ->
    [0] No more hints
   *[other] Next hint
}
hint-rung = Hint { $rung } of { $all }
solution = Solution
solution-is = One possible solution
reset = Start over
reset-title = Start this exercise over?
reset-why = The bench is laid as it was at first and your draft is erased. An exercise that you passed stays passed.
reset-yes = Start over
lab-broken = The bench could not start. Reload the page; if it happens again, try another browser.

## Verdict
verdict-passed = { $points ->
    [0] Passed
    [one] Passed: { $points } point
   *[other] Passed: { $points } points
}
verdict-failed = Not yet
verdict-failed-sql = The result is not the expected one
verdict-refused = This could not run
verdict-failed-vim = The text is not the expected one
verdict-lost = The check was interrupted. Run it again.
verdict-silent-choice = That is not it yet.
verdict-silent = Compare your result with the task, point by point.
verdict-hidden = It works on the data you see, but not on other data of the same shape: the answer depends on chance.
verdict-place = Line { $line }, column { $column }:
verdict-next-choice = Read why, then answer again.
verdict-next = Correct it, then check again. A hint helps when you no longer know where to look.
verdict-checks = { $held } of { $all } conditions already met.
verdict-keys-par = { $used ->
    [one] { $used } key: hard to beat.
   *[other] { $used } keys: hard to beat.
}
verdict-keys-more = { $used } keys; { $par } are enough. Care to try?
rows-missing = { $count ->
    [one] { $count } row is missing
   *[other] { $count } rows are missing, among them
}
rows-extra = { $count ->
    [one] { $count } row too many
   *[other] { $count } rows too many, among them
}
diagnostic-unknown = Refused ({ $code } { $id }).
lab-no-engine = This tool is not on this bench.

## Quiz, prediction, order
answer = Submit
quiz-one = One answer
quiz-several = Several answers possible
option-right = Right:
option-wrong = Wrong:
predict-label = Your prediction
predict-see = See what really comes out
order-answer = Your order
order-available = Lines to place
order-up = Move up
order-down = Move down
order-add = Place
order-remove = Take out
order-at = Place { $place } of { $all }
order-outside = Taken out

## Settings
settings = Settings
settings-language = Language
language-fr = Français
language-en = English
settings-theme = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
theme-to-light = Switch to the light theme
theme-to-dark = Switch to the dark theme
settings-keys = Single-key shortcuts
settings-keys-why = “?” opens the list of keys. Switch them off if you dictate, or if keys go off by mistake.
settings-progress = Your progress
settings-progress-why = It stays in this browser and is sent nowhere. The file carries it elsewhere; importing adds to what is already here and overwrites nothing.
settings-progress-memory = This browser keeps nothing here: the progress goes away with the tab. Save the file, or copy the code, before you close it.
export = Save the file
import = Import a file
exported = File saved
imported = Progress imported
import-not-ours = This file is no Datelier progress. Choose the one whose name starts with “datelier”.
import-newer = This file comes from a newer Datelier (format { $version }). Reload the page to update, then try again.
import-damaged = This file is damaged: it was cut short or changed on the way. Nothing was imported; take the original again.
code-copy = Copy the code
code-copied = Code copied
code-label = Progress code
code-take = Take up this code
code-not-ours = This is no progress code: those start with “D1-”.
code-damaged = This code is incomplete or mistyped. Copy all of it.
erase = Erase everything…
erase-title = Erase all progress?
erase-why = Passed exercises, drafts and benches of this browser will be erased. Save the file first if you may need it.
erase-yes = Erase
erased = Progress erased
aside = Earlier progress that could not be read was put aside.
aside-take = Save it
aside-forget = Throw it away
not-saved = Nothing is kept here: this browser (or the page around us) refuses storage.
not-saved-settings = Save my progress
damaged = The progress kept here was damaged and could not be read. It was put aside, nothing is lost.
damaged-newer = The progress kept here comes from a newer Datelier (format { $version }). It was put aside, nothing is lost.
damaged-settings = Recover it

## Help
help = Help
help-lesson = A lesson
help-lesson-how = You read on one side and work on the other. Every block of code with a button really runs and can be changed without risk.
help-check = Check
help-check-how = “Check” replays your work on the data you see and on data you do not see. The verdict says what differs, where and why. Hints climb in three rungs; the solution opens after a try.
help-stop = Stop
help-stop-how = A command or a query that takes too long can always be stopped: Ctrl + C in the terminal, the Stop button everywhere. Your data stay.
help-saved = What is kept
help-saved-how = Progress, drafts and benches stay in this browser. Nothing is sent. In the settings you can save a file and take it up elsewhere.
help-offline = Without a network
help-offline-how = Once the page is loaded, everything works without a connection.
keys = Keys
keys-open = Keys and shortcuts
key-help = This list
key-tab = Go to the next element
key-escape = Leave the editor, close a window
key-run = Run (SQL)
key-tabs = Change tabs, move the splitter
key-interrupt = Interrupt a command (terminal)
key-line = Start, end, delete a word, to the start, to the end (terminal)
key-history = Earlier commands (terminal)
key-complete = Complete (terminal)
