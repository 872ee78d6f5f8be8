" Plays cases from $CASES (JSON Lines: id, lines, cursor, keys) in this vim and writes to $ANSWERS what came of each.
set nocompatible cpo&vim
let s:pinned = 'nomore noswapfile viminfo= undolevels=1000 lazyredraw report=9999 shortmess=aoOtTIFWAc belloff=all'
      \ . ' nojoinspaces encoding=utf-8 lines=24 columns=80 hidden notimeout nottimeout'
let s:fresh = 'nohlsearch noincsearch noignorecase nosmartcase wrapscan magic nrformats=bin,octal,hex backspace=indent,eol,start'
      \ . ' startofline shiftwidth=4 expandtab tabstop=8 softtabstop=0 noautoindent nosmartindent noshiftround nosmarttab'
      \ . ' textwidth=0 wrapmargin=0 whichwrap=b,s scrolloff=0 nogdefault selection=inclusive virtualedit= notildeop'
      \ . ' foldmethod=manual foldlevel=0 foldminlines=1 nofoldenable wrap nolist nonumber matchpairs=(:),{:},[:]'
      \ . ' splitbelow nosplitbelow nosplitright formatoptions=tcq scroll=0'
execute 'set' s:pinned
function s:Look()
  let g:seen = {'mode': mode(1), 'cursor': [line('.'), col('.')], 'top': line('w0')}
endfunction
function s:Play(case)
  silent! only!
  silent! tabonly!
  execute "normal! i\<Esc>"
  enew!
  execute 'set' s:fresh
  setlocal bufhidden=wipe nobuflisted
  set undolevels=-1
  call setline(1, a:case.lines)
  set undolevels=1000
  set nomodified
  " The first text gives the type, the second leaves nothing: an empty register would keep the type it had.
  for name in split('0123456789abcdefghijklmnopqrstuvwxyz-"', '\zs')
    call setreg(name, [''], 'v')
    call setreg(name, [], 'v')
  endfor
  call feedkeys(":\"\<CR>", 'tx')
  let @/ = ''
  call setcharsearch({'char': '', 'forward': 1, 'until': 0})
  mapclear
  mapclear!
  abclear
  delmarks!
  delmarks A-Z0-9
  clearjumps
  set operatorfunc=Nothing
  normal! g@l
  call cursor(1, 1)
  " The window's last line is known, as after a redraw: how far the cursor is from it decides how it scrolls.
  call line('w$')
  normal! m'
  call cursor(a:case.cursor[0], a:case.cursor[1])
  let g:seen = {}
  try
    call feedkeys(a:case.keys . "\<Cmd>call " . expand('<SID>') . "Look()\<CR>", 'tx')
  catch
  endtry
  let answer = extend({'id': a:case.id, 'lines': getline(1, '$')}, g:seen)
  if mode() !=# 'n'
    call feedkeys("\<C-\>\<C-n>", 'tx')
  endif
  if reg_recording() !=# ''
    normal! q
  endif
  let answer.regs = {}
  for name in ['"', '0', '1', '2', '3', '-', 'a', 'b', 'c', 'q']
    let text = getreg(name, 1, 1)
    if len(text) && !(text == [''] && getregtype(name) ==# 'v')
      let answer.regs[name] = [getregtype(name), text]
    endif
  endfor
  return answer
endfunction
function Nothing(...)
endfunction
call writefile(map(readfile($CASES), 'json_encode(s:Play(json_decode(v:val)))'), $ANSWERS)
qall!
