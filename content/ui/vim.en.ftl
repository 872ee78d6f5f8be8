### The words of the vim workshop: what the editor says, and how its commands are explained.

## Messages of the editor

vim-E10 = E10: \ should be followed by /, ? or &
vim-E110 = E110: Missing ')'
vim-E114 = E114: Missing double quote: { $text }
vim-E115 = E115: Missing single quote: { $text }
vim-E116 = E116: Invalid arguments: { $text }
vim-E117 = E117: Unknown function: { $text }
vim-E119 = E119: Not enough arguments: { $text }
vim-E121 = E121: Undefined variable: { $text }
vim-E15 = E15: Invalid expression: { $text }
vim-E804 = E804: Cannot use '%' with Float
vim-E1240 = E1240: Resulting text too long
vim-E134 = E134: Cannot move a range of lines into itself
vim-E14 = E14: Invalid address
vim-E146 = E146: Regular expressions can't be delimited by letters
vim-E147 = E147: Cannot do :global recursive with a range
vim-E148 = E148: Regular expression missing from :global
vim-E16 = E16: Invalid range
vim-E162 = E162: No write since last change for buffer
vim-E169 = E169: Command too recursive
vim-E19 = E19: Mark has invalid line number
vim-E191 = E191: Argument must be a letter or forward/backward quote
vim-E20 = E20: Mark not set
vim-E21 = E21: Cannot make changes, 'modifiable' is off
vim-E23 = E23: No alternate file
vim-E24 = E24: No such abbreviation
vim-E29 = E29: No inserted text yet
vim-E31 = E31: No such mapping
vim-E32 = E32: No file name
vim-E33 = E33: No previous substitute regular expression
vim-E339 = E339: Pattern too long
vim-E348 = E348: No string under cursor
vim-E35 = E35: No previous regular expression
vim-E350 = E350: Cannot create fold with current 'foldmethod'
vim-E353 = E353: Nothing in register { $register }
vim-E36 = E36: Not enough room
vim-E37 = E37: No write since last change (add ! to override)
vim-E383 = E383: Invalid search string: { $pattern }
vim-E384 = E384: Search hit TOP without match for: { $pattern }
vim-E385 = E385: Search hit BOTTOM without match for: { $pattern }
vim-E386 = E386: Expected '?' or '/' after ';'
vim-E444 = E444: Cannot close last window
vim-E45 = E45: 'readonly' option is set (add ! to override)
vim-E471 = E471: Argument required
vim-E474 = E474: Invalid argument: { $option }
vim-E475 = E475: Invalid argument
vim-E477 = E477: No ! allowed
vim-E481 = E481: No range allowed
vim-E484 = E484: Can't open file
vim-E486 = E486: Pattern not found: { $pattern }
vim-E488 = E488: Trailing characters
vim-E490 = E490: No fold found
vim-E492 = E492: Not an editor command: { $command }
vim-E516 = E516: No buffers were deleted
vim-E518 = E518: Unknown option: { $option }
vim-E521 = E521: Number required after =: { $option }
vim-E53 = E53: Unmatched \%(
vim-E538 = E538: Pattern found in every line: { $pattern }
vim-E54 = E54: Unmatched \(
vim-E55 = E55: Unmatched \)
vim-E554 = E554: Syntax error in \{"{"}...{"}"}
vim-E65 = E65: Illegal back reference
vim-E66 = E66: \z( not allowed here
vim-E662 = E662: At start of changelist
vim-E663 = E663: At end of changelist
vim-E664 = E664: Changelist is empty
vim-E67 = E67: \z1 - \z9 not allowed here
vim-E678 = E678: Invalid character after \%[dxouU]
vim-E69 = E69: Missing ] after \%[
vim-E70 = E70: Empty \%[]
vim-E748 = E748: No previously used register
vim-E774 = E774: 'operatorfunc' is empty
vim-E78 = E78: Unknown mark
vim-E784 = E784: Cannot close last tab page
vim-E830 = E830: Undo number { $number } not found
vim-E86 = E86: Buffer does not exist
vim-E865 = E865: Pattern ends too early
vim-E866 = E866: Misplaced character in the pattern
vim-E867 = E867: Unknown character in the pattern
vim-E869 = E869: Unknown operator in the pattern
vim-E871 = E871: Can't have a multi follow a multi
vim-E872 = E872: Too many '('
vim-E877 = E877: Invalid character class
vim-E888 = E888: Cannot repeat this
vim-E89 = E89: No write since last change for buffer (add ! to override)
vim-E939 = E939: Positive count required
vim-E944 = E944: Reverse range in character class
vim-budget = This takes too long: stopped.
vim-character-code = { $char }  code { $code }
vim-file-info = “{ $name }” { $lines } lines, line { $line }, column { $column }
vim-lines-yanked = { $count } lines yanked
vim-block-yanked = block of { $count } lines yanked
vim-more-lines = { $count } more lines
vim-fewer-lines = { $count } fewer lines
vim-no-lines = No lines in the buffer
vim-lines-shifted-left = { $count } lines shifted left, times: { $times }
vim-lines-shifted-right = { $count } lines shifted right, times: { $times }
vim-new-file = “{ $name }” new file
vim-newest-change = Already at newest change
vim-oldest-change = Already at oldest change
vim-backwards-range = backwards range given, OK to swap (y/n)?
vim-replace-with = replace with { $text } (y/n/a/q/l/^E/^Y)?
vim-search-hit-bottom = search hit BOTTOM, continuing at TOP
vim-search-hit-top = search hit TOP, continuing at BOTTOM
vim-shell-returned = shell returned { $status }
vim-substitutions = { $count } substitutions
vim-unsupported = This workshop does not have this command: { $command }
vim-E487 = E487: Argument must be positive: { $option }
vim-E539 = E539: Illegal character: { $option }
vim-E766 = E766: Insufficient arguments for printf(): { $text }
vim-E767 = E767: Too many arguments to printf(): { $text }
vim-E935 = E935: Invalid submatch number: { $text }
vim-unsupported-option = This workshop does not have this option or value: { $option }
vim-written = “{ $name }” { $lines }L, { $bytes }B written

## How an explanation is put together

vim-explain-go = go { $where }
vim-explain-select = select { $where }
vim-explain-register = { $what } (register { $register })
vim-explain-inclusive = inclusive: the last character belongs to it
vim-explain-exclusive = exclusive: the last character stays out
vim-explain-linewise = whole lines
vim-explain-part = { $role } { $keys }
vim-role-register = register
vim-role-count = count
vim-role-operator = operator
vim-role-force = forced
vim-role-motion = motion
vim-role-object = text object
vim-role-lines = lines
vim-role-selection = selection
vim-role-action = command
vim-role-range = lines
vim-role-ex = command
vim-role-argument = argument
vim-part-register = register { $value }
vim-part-count = count
vim-force-block = as a block
vim-force-char = by characters
vim-force-line = by lines
vim-target-lines = { $times ->
    [1] the line
   *[other] { $times } lines
  }
vim-target-selection = the selection

## Operators

vim-operator-add = add to the numbers of
vim-operator-append-after = append after
vim-operator-change = change
vim-operator-colon = run a command on
vim-operator-delete = delete
vim-operator-filter = filter through a program
vim-operator-fold = fold or unfold
vim-operator-fold-create = fold
vim-operator-format = format
vim-operator-format-keep = format, without moving,
vim-operator-function = run a function on
vim-operator-indent = re-indent
vim-operator-insert-before = insert before
vim-operator-join = join the lines of
vim-operator-join-bare = join as they are the lines of
vim-operator-lower = make lower case
vim-operator-replace = replace with “{ $value }” each character of
vim-operator-rot13 = rotate by 13 letters
vim-operator-shift-left = shift left
vim-operator-shift-right = shift right
vim-operator-subtract = subtract from the numbers of
vim-operator-swap-case = swap the case
vim-operator-upper = make upper case
vim-operator-yank = yank

## Motions

vim-motion-arrow-left = { $times ->
    [1] one character left
   *[other] { $times } characters left
  }
vim-motion-arrow-right = { $times ->
    [1] one character right
   *[other] { $times } characters right
  }
vim-motion-backspace-left = { $times ->
    [1] one character left
   *[other] { $times } characters left
  }
vim-motion-big-word-back = { $times ->
    [1] to the start of the WORD
   *[other] { $times } WORDS back
  }
vim-motion-big-word-end = { $times ->
    [1] to the end of the WORD
   *[other] to the end of { $times } WORDS
  }
vim-motion-big-word-end-back = { $times ->
    [1] back to the end of the WORD before
   *[other] { $times } ends of WORDS back
  }
vim-motion-big-word-forward = { $times ->
    [1] to the next WORD
   *[other] { $times } WORDS on
  }
vim-motion-byte = to byte { $times } of the file
vim-motion-column = to column { $times }
vim-motion-down = { $times ->
    [1] one line down
   *[other] { $times } lines down
  }
vim-motion-ex = to where “{ $value }” leads
vim-motion-find-back = { $times ->
    [1] back to “{ $value }”
   *[other] back to the { $times }th “{ $value }”
  }
vim-motion-find-forward = { $times ->
    [1] to the next “{ $value }”
   *[other] to the { $times }th “{ $value }”
  }
vim-motion-first-line = { $times ->
    [1] to the first line
   *[other] to line { $times }
  }
vim-motion-first-non-blank = to the first non-blank of the line
vim-motion-fold = to a fold (z{ $value })
vim-motion-last-line = { $times ->
    [0] to the last line
   *[other] to line { $times }
  }
vim-motion-last-non-blank = to the last non-blank of the line
vim-motion-left = { $times ->
    [1] one character left
   *[other] { $times } characters left
  }
vim-motion-line-down = { $times ->
    [1] to the start of the next line
   *[other] { $times } lines down, to its start
  }
vim-motion-line-end = { $times ->
    [1] to the end of the line
   *[other] to the end, { $times } lines on
  }
vim-motion-line-here = { $times ->
    [1] to the start of this line
   *[other] { $times } lines, from here
  }
vim-motion-line-home = to column one
vim-motion-line-middle = to the middle of the line
vim-motion-line-up = { $times ->
    [1] to the start of the line before
   *[other] { $times } lines up, to its start
  }
vim-motion-mark = to mark { $value }
vim-motion-mark-line = to the line of mark { $value }
vim-motion-match-back = the match before
vim-motion-match-forward = the next match
vim-motion-next-mark-back = to the mark before
vim-motion-next-mark-forward = to the next mark
vim-motion-paragraph-back = { $times ->
    [1] to the start of the paragraph
   *[other] { $times } paragraphs back
  }
vim-motion-paragraph-forward = { $times ->
    [1] to the end of the paragraph
   *[other] { $times } paragraphs on
  }
vim-motion-part-under-cursor-back = back to this text, even within words
vim-motion-part-under-cursor-forward = on to this text, even within words
vim-motion-percent = { $times ->
    [1] to the matching bracket
   *[other] to { $times } % of the file
  }
vim-motion-repeat-find = { $times ->
    [1] to the same character again
   *[other] to the same character, { $times } times
  }
vim-motion-repeat-find-back = { $times ->
    [1] to the same character, the other way
   *[other] to the same character, { $times } times the other way
  }
vim-motion-right = { $times ->
    [1] one character right
   *[other] { $times } characters right
  }
vim-motion-screen-down = { $times ->
    [1] one screen row down
   *[other] { $times } screen rows down
  }
vim-motion-screen-end = to the end of the screen row
vim-motion-screen-first = to the first non-blank of the screen row
vim-motion-screen-home = to the start of the screen row
vim-motion-screen-middle = to the middle of the screen row
vim-motion-screen-up = { $times ->
    [1] one screen row up
   *[other] { $times } screen rows up
  }
vim-motion-search-back = back to the match of “{ $value }”
vim-motion-search-forward = to the next match of “{ $value }”
vim-motion-search-next = { $times ->
    [1] to the next match
   *[other] { $times } matches on
  }
vim-motion-search-previous = { $times ->
    [1] to the match before
   *[other] { $times } matches back
  }
vim-motion-section-end-back = back to the end of a section
vim-motion-section-end-forward = on to the end of a section
vim-motion-section-start-back = back to the start of a section
vim-motion-section-start-forward = on to the start of a section
vim-motion-sentence-back = { $times ->
    [1] to the start of the sentence
   *[other] { $times } sentences back
  }
vim-motion-sentence-forward = { $times ->
    [1] to the next sentence
   *[other] { $times } sentences on
  }
vim-motion-space-right = { $times ->
    [1] one character right
   *[other] { $times } characters right
  }
vim-motion-till-back = { $times ->
    [1] back to just after “{ $value }”
   *[other] back to just after the { $times }th “{ $value }”
  }
vim-motion-till-forward = { $times ->
    [1] to just before “{ $value }”
   *[other] to just before the { $times }th “{ $value }”
  }
vim-motion-unmatched-back = back to the open { $value }
vim-motion-unmatched-forward = on to the open { $value }
vim-motion-up = { $times ->
    [1] one line up
   *[other] { $times } lines up
  }
vim-motion-window-bottom = to the bottom of the window
vim-motion-window-middle = to the middle of the window
vim-motion-window-top = to the top of the window
vim-motion-word-back = { $times ->
    [1] to the start of the word
   *[other] { $times } words back
  }
vim-motion-word-end = { $times ->
    [1] to the end of the word
   *[other] to the end of { $times } words
  }
vim-motion-word-end-back = { $times ->
    [1] back to the end of the word before
   *[other] { $times } ends of words back
  }
vim-motion-word-forward = { $times ->
    [1] to the next word
   *[other] { $times } words on
  }
vim-motion-word-under-cursor-back = back to this word
vim-motion-word-under-cursor-forward = on to this word

## Text objects

vim-object-around-angles = { $times ->
    [1] what stands between < >, with them
   *[other] { $times } levels of < >, with them
  }
vim-object-around-backticks = what stands between ` `, with them
vim-object-around-big-word = { $times ->
    [1] the WORD and its blank
   *[other] { $times } WORDS and their blanks
  }
vim-object-around-braces = { $times ->
    [1] the block, with its braces
   *[other] { $times } levels of braces, with them
  }
vim-object-around-brackets = { $times ->
    [1] what stands between [ ], with them
   *[other] { $times } levels of [ ], with them
  }
vim-object-around-double-quotes = the text between " ", with its quotes
vim-object-around-paragraph = { $times ->
    [1] the paragraph and the blank line after it
   *[other] { $times } paragraphs and their blank lines
  }
vim-object-around-parentheses = { $times ->
    [1] what stands between ( ), with them
   *[other] { $times } levels of ( ), with them
  }
vim-object-around-sentence = { $times ->
    [1] the sentence and its blank
   *[other] { $times } sentences and their blanks
  }
vim-object-around-single-quotes = the text between ' ', with its quotes
vim-object-around-tag = { $times ->
    [1] the tag and what it holds
   *[other] { $times } levels of tags
  }
vim-object-around-unknown = a text object that does not exist
vim-object-around-word = { $times ->
    [1] the word and its blank
   *[other] { $times } words and their blanks
  }
vim-object-inner-angles = { $times ->
    [1] the inside of < >
   *[other] the inside of { $times } levels of < >
  }
vim-object-inner-backticks = the text between ` `
vim-object-inner-big-word = { $times ->
    [1] the WORD alone
   *[other] { $times } WORDS and blanks
  }
vim-object-inner-braces = { $times ->
    [1] the inside of the block
   *[other] the inside of { $times } levels of braces
  }
vim-object-inner-brackets = { $times ->
    [1] the inside of [ ]
   *[other] the inside of { $times } levels of [ ]
  }
vim-object-inner-double-quotes = the text between " "
vim-object-inner-paragraph = { $times ->
    [1] the paragraph alone
   *[other] { $times } paragraphs and blank lines
  }
vim-object-inner-parentheses = { $times ->
    [1] the inside of ( )
   *[other] the inside of { $times } levels of ( )
  }
vim-object-inner-sentence = { $times ->
    [1] the sentence alone
   *[other] { $times } sentences and blanks
  }
vim-object-inner-single-quotes = the text between ' '
vim-object-inner-tag = { $times ->
    [1] what the tag holds
   *[other] what { $times } levels of tags hold
  }
vim-object-inner-unknown = a text object that does not exist
vim-object-inner-word = { $times ->
    [1] the word alone
   *[other] { $times } words and blanks
  }

## Commands that stand alone

vim-action-add = add { $times } to the number
vim-action-alternate-file = go to the other file
vim-action-definition = go to where the word is defined
vim-action-earlier-state = { $times ->
    [1] to the state before, in time
   *[other] { $times } states back, in time
  }
vim-action-escape = leave what was begun
vim-action-ex = type an Ex command
vim-action-fold = fold command (z{ $value })
vim-action-insert-above = insert on a new line above
vim-action-insert-after = insert after the cursor
vim-action-insert-before = insert before the cursor
vim-action-insert-below = insert on a new line below
vim-action-insert-first-column = insert in column one
vim-action-insert-last = insert where the last insertion ended
vim-action-insert-line-end = insert at the end of the line
vim-action-insert-line-start = insert at the start of the line
vim-action-join = { $times ->
    [1] join the next line to this one
   *[other] join { $times } lines
  }
vim-action-join-bare = { $times ->
    [1] join the next line, blanks as they are
   *[other] join { $times } lines, blanks as they are
  }
vim-action-keyword = look the word up
vim-action-later-state = { $times ->
    [1] to the next state, in time
   *[other] { $times } states on, in time
  }
vim-action-newer-change = { $times ->
    [1] to the next place that changed
   *[other] { $times } changes on
  }
vim-action-newer-jump = { $times ->
    [1] to the next place in the jump list
   *[other] { $times } jumps on
  }
vim-action-next-tab = go to the next tab page
vim-action-nothing = nothing
vim-action-older-change = { $times ->
    [1] to the place that changed before
   *[other] { $times } changes back
  }
vim-action-older-jump = { $times ->
    [1] back to where the last jump began
   *[other] { $times } jumps back
  }
vim-action-play = { $times ->
    [1] play macro { $value }
   *[other] play macro { $value } { $times } times
  }
vim-action-previous-tab = go to the tab page before
vim-action-put-after = { $times ->
    [1] put what was yanked or deleted, after
   *[other] put it { $times } times, after
  }
vim-action-put-before = { $times ->
    [1] put what was yanked or deleted, before
   *[other] put it { $times } times, before
  }
vim-action-quit-discard = leave without writing
vim-action-record = record a macro into { $value }
vim-action-redo = { $times ->
    [1] redo a change
   *[other] redo { $times } changes
  }
vim-action-redraw = draw the screen again
vim-action-repeat = { $times ->
    [1] repeat the last change
   *[other] repeat the last change, { $times } times
  }
vim-action-repeat-substitute = repeat the last :s on this line
vim-action-repeat-substitute-all = repeat the last :s in the whole file
vim-action-replace-char = { $times ->
    [1] replace the character with “{ $value }”
   *[other] replace { $times } characters with “{ $value }”
  }
vim-action-replace-mode = type over the text
vim-action-reselect = select the same area again
vim-action-save-and-quit = write and leave
vim-action-scroll-half-down = scroll half a window down
vim-action-scroll-half-up = scroll half a window up
vim-action-scroll-line-down = { $times ->
    [1] scroll one line down
   *[other] scroll { $times } lines down
  }
vim-action-scroll-line-up = { $times ->
    [1] scroll one line up
   *[other] scroll { $times } lines up
  }
vim-action-scroll-page-down = { $times ->
    [1] one page down
   *[other] { $times } pages down
  }
vim-action-scroll-page-up = { $times ->
    [1] one page up
   *[other] { $times } pages up
  }
vim-action-scroll-place = place this line in the window (z{ $value })
vim-action-set-mark = set mark { $value } here
vim-action-show-character = show the code of the character
vim-action-show-file = show the file's name and size
vim-action-show-position = show where the cursor is
vim-action-subtract = subtract { $times } from the number
vim-action-swap-corners = go to the other corner of the block
vim-action-swap-ends = go to the other end of the selection
vim-action-toggle-case = { $times ->
    [1] swap the case of the character
   *[other] swap the case of { $times } characters
  }
vim-action-undo = { $times ->
    [1] undo a change
   *[other] undo { $times } changes
  }
vim-action-undo-line = undo all changes of this line
vim-action-unknown = no command
vim-action-virtual-replace-char = replace the character, keeping columns
vim-action-virtual-replace-mode = type over the text, keeping columns
vim-action-visual-block = select a block
vim-action-visual-char = select characters
vim-action-visual-line = select lines
vim-action-window = window command

## Ex commands

vim-ex-abbreviate = make an abbreviation
vim-ex-argument = “{ $value }”
vim-ex-at = play a register as commands
vim-ex-bang = without protest
vim-ex-bang-shell = run a program
vim-ex-buffer = go to a buffer
vim-ex-buffers = list the buffers
vim-ex-center = align the text
vim-ex-changes = list the changes
vim-ex-close = close the window
vim-ex-copy = copy lines below line
vim-ex-delete = delete the lines
vim-ex-delete-buffer = close a buffer
vim-ex-delete-marks = delete marks
vim-ex-earlier = go back in time
vim-ex-echo = show a text
vim-ex-empty = no command: nothing is done
vim-ex-edit = edit a file
vim-ex-exit = write if needed, and leave
vim-ex-file = show or set the file's name
vim-ex-flag-c = asking each time
vim-ex-flag-case = minding case
vim-ex-flag-e = without errors
vim-ex-flag-g = everywhere in the line
vim-ex-flag-i = ignoring case
vim-ex-flag-keep = with the same flags
vim-ex-flag-l = showing the line
vim-ex-flag-n = only counting
vim-ex-flag-p = printing the line
vim-ex-flag-r = with the last pattern
vim-ex-fold = fold the lines
vim-ex-fold-close = close folds
vim-ex-fold-open = open folds
vim-ex-global = on every line with
vim-ex-help = open the help
vim-ex-history = list earlier commands
vim-ex-join = join the lines
vim-ex-jumps = list the jumps
vim-ex-later = go on in time
vim-ex-line = go to line { $value }
vim-ex-map = map keys
vim-ex-mark = set a mark
vim-ex-marks = list the marks
vim-ex-modifier = without touching jumps:
vim-ex-move = move lines below line
vim-ex-next-buffer = go to the next buffer
vim-ex-no-highlight = stop highlighting matches
vim-ex-normal = type these keys on each line:
vim-ex-nothing = nothing here
vim-ex-only = close the other windows
vim-ex-pattern = “{ $value }”
vim-ex-previous-buffer = go to the buffer before
vim-ex-print = print the lines
vim-ex-line-number = show the line’s number
vim-ex-put = put a register below
vim-ex-quit = leave
vim-ex-quit-all = leave all windows
vim-ex-quit-error = leave with an error
vim-ex-range = on lines { $value }:
vim-ex-range-all = in the whole file:
vim-ex-range-visual = in the selection:
vim-ex-read = read a file in below
vim-ex-redo = redo a change
vim-ex-registers = list the registers
vim-ex-repeat-substitute = repeat the last :s
vim-ex-repeat-tilde = repeat the last :s with the last pattern
vim-ex-replacement = with “{ $value }”
vim-ex-retab = turn tabs into blanks, or back
vim-ex-set = set an option
vim-ex-shift-left = shift the lines left
vim-ex-shift-right = shift the lines right
vim-ex-silent = without messages:
vim-ex-sort = sort the lines
vim-ex-split = split the window
vim-ex-stop-insert = leave Insert mode
vim-ex-substitute = replace
vim-ex-tab-close = close the tab page
vim-ex-tab-new = open a tab page
vim-ex-tab-next = go to the next tab page
vim-ex-tab-previous = go to the tab page before
vim-ex-unabbreviate = forget an abbreviation
vim-ex-clear-abbreviations = forget all abbreviations
vim-ex-goto = go to a byte of the text
vim-ex-undo = undo a change
vim-ex-undo-list = list the states
vim-ex-unknown = “{ $value }” is no command here
vim-ex-unmap = forget a mapping
vim-ex-unsupported = not in this workshop
vim-ex-vglobal = on every line without
vim-ex-wincmd = window command
vim-ex-write = write the file
vim-ex-write-all = write all files
vim-ex-write-quit = write and leave
vim-ex-write-quit-all = write all and leave
vim-ex-yank = yank the lines

## Which key may come next

vim-next = Next keys
vim-next-show = Next keys (F2)
vim-next-any = any character
vim-keys-around = around: an object with its surroundings
vim-keys-back = back to …
vim-keys-forward = on to …
vim-keys-g = more commands with g
vim-keys-inner = inside: an object alone
vim-keys-leave = leave
vim-keys-more = more keys
vim-keys-register = choose a register
vim-keys-window = windows
vim-keys-z = scroll and fold
vim-insert-again = insert the last text again
vim-insert-complete = complete the word
vim-insert-complete-back = complete the word, the other way
vim-insert-delete-line = delete what was typed in the line
vim-insert-delete-word = delete the word before
vim-insert-digraph = type a special letter with two keys
vim-insert-escape = back to Normal mode
vim-insert-indent = indent the line
vim-insert-literal = type the next key as it is
vim-insert-one-command = one Normal mode command
vim-insert-register = insert a register
vim-insert-unindent = unindent the line
vim-line-cancel = cancel
vim-line-complete = complete
vim-line-delete-line = delete the line
vim-line-delete-word = delete the word before
vim-line-enter = run it
vim-line-older = earlier line
vim-line-register = insert a register
vim-line-start = to the start
vim-confirm-yes = replace this one
vim-confirm-no = leave this one
vim-confirm-all = replace all that are left
vim-confirm-last = replace this one and stop
vim-confirm-quit = stop

## Cheaper ways

vim-advice-change = { $typed }: { $instead } does both at once.
vim-advice-combined = { $typed }: { $instead } does it in one command.
vim-advice-count = { $typed }: shorter with { $instead }.
vim-advice-shorter = { $typed }: { $instead } is shorter.
vim-advice-or = {" "}or{" "}

## Around the editor

vim-keyboard = Keyboard
vim-keyboard-layout = Keyboard layout
vim-keyboard-why = The drawn keyboard of the vim pages follows it: the key just pressed, and those that make sense next.
vim-layout-qwerty = QWERTY
vim-layout-azerty = AZERTY
vim-layout-bepo = BÉPO
vim-layout-qwertz = QWERTZ
vim-tools = Aids

## Replay

vim-replay = Replay
vim-replay-open = Replay and compare
vim-replay-mine = Your way: { $count } keys
vim-replay-known = A known way: { $count } keys
vim-replay-time = Key
vim-replay-at = { $at } of { $all }
vim-replay-play = Play
vim-replay-pause = Pause
vim-replay-nothing = No command.

## Pages

vim-page-cheatsheet = Cheat sheet
vim-page-golf = Golf
vim-page-drill = Drill
vim-page-play = Free bench
vim-pages = The vim workshop
vim-cheatsheet-why = What you have used lights up: { $known } of { $all }.
vim-cheatsheet-known = used
vim-group-move = Move
vim-group-search = Search and marks
vim-group-operate = Operate
vim-group-objects = Text objects
vim-group-insert = Insert
vim-group-change = Change
vim-group-select = Select
vim-group-registers = Registers and macros
vim-group-see = See
vim-group-ex = Command line
vim-golf-why = Turn the text into the goal in as few keys as you can. The hole ends by itself when the text is right and you are in Normal mode.
vim-golf-holes = Holes
vim-golf-par = par { $par }
vim-golf-best = yours { $best }
vim-golf-goal = Goal
vim-golf-again = Again
vim-golf-next = Next hole
vim-golf-done-under = { $strokes } keys: under par ({ $par })!
vim-golf-done-par = { $strokes } keys: par.
vim-golf-done-over = { $strokes } keys; { $par } are known to be enough.
vim-golf-total = Holes reached: { $done } of { $all }, { $par } at par or better
vim-drill-why = Reach the lit place in as few keys as possible. What you miss comes back more often.
vim-drill-task = { $times ->
    [1] Reach the lit place in one key.
   *[other] Reach the lit place in { $times } keys.
  }
vim-drill-score = { $right } of { $done } at once
vim-drill-right = Right: { $keys }
vim-drill-more = Reached in { $used } keys; { $keys } is enough.
vim-drill-given-up = { $keys } leads there.
vim-drill-skip = Show me, and go on
vim-drill-levels = What you know
vim-drill-level = { $skill }: level { $level } of 4
vim-goal-diff = Your text beside the expected one
vim-diff-yours = yours
vim-diff-expected = expected
sql-vi = Vim keys in the SQL editor
sql-vi-why = Escape leaves the text to vim’s commands; :w runs it.
