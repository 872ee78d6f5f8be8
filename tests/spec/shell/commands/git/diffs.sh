#prologue
export HOME=$PWD/home GIT_AUTHOR_DATE='2026-03-02T08:00:00+0000' GIT_COMMITTER_DATE='2026-03-02T08:00:00+0000'; mkdir home repo; cd repo
git config --global user.name 'Ada Lovelace'; git config --global user.email ada@example.org; git config --global init.defaultBranch main
c() { git add -A; git commit -qm "$1"; }
git init -q

seq 50 > f; c one; sed -i -e 3d -e 's/^25$/XX/' -e '40a new' f; git diff; git diff --stat; git diff --numstat; git diff --shortstat; git diff -U1; git diff -U0; git diff --name-only; git diff --name-status

printf 'int main(void)\n{\n\tint a;\n\n\tprintf("a");\n\tprintf("b");\n\treturn 0;\n}\n\nvoid f(void)\n{\n\tint b;\n\n\treturn;\n}\n' > p.c; c one; printf 'int main(void)\n{\n\tint a;\n\n\tprintf("a");\n\tprintf("b");\n\treturn 0;\n}\n\nvoid g(void)\n{\n\tint b;\n\n\treturn;\n}\n\nvoid f(void)\n{\n\tint b;\n\n\treturn;\n}\n' > p.c; git diff; sed -i 's/return;/return 1;/' p.c; git diff

printf a > f; c one; printf b > f; git diff; printf 'b\n' > f; git diff; : > f; git diff; rm f; git diff; git status -s

printf 'a\0b' > bin; c one; printf 'a\0c' > bin; git diff; git diff --stat; git diff --numstat; c two; git show --stat; git show

echo a > a; echo b > b; c one; echo aa > a; rm b; echo new > n; git add n; git diff; git diff HEAD; git diff --cached; git diff HEAD --stat; git diff HEAD -- a; git diff -- b; git diff nope; git diff -- nope; git diff --exit-code; echo $?; git diff --quiet; echo $?

echo 'a  b' > f; c one; echo 'a b' > f; git diff -w; echo end; git diff; git diff --color

seq 10 > f; c one; seq 2 11 > f; c two; seq 3 12 > f; c three; git diff HEAD~2 HEAD; git diff HEAD~1; git diff HEAD~2..; git show HEAD~1; git show HEAD~1:f; git show HEAD:nope; git log -p --oneline; git log -p -1; git log --stat -1; git log -p --stat -1; git log --format=%s --stat; git log --name-only; git log --shortstat --oneline

mkdir -p a/b c; seq 20 > a/b/file; seq 30 > c/file; c one; git mv a/b/file a/b/other; mkdir a/x; git mv c/file a/x/file; git diff --cached --stat; git diff --cached -M --summary; git commit -m moved; git show --format= --stat --summary; git show --name-status --format=

for n in 1 2 3 4 5 6 7 8; do seq $((n*n*20)) > file$n; done; c one; for n in 1 2 3 4 5 6 7 8; do seq $((n*5)) > file$n; done; git diff --stat; mkdir -p a/very/long/path/that/goes/on/and/on/and/on/until/it/does/not/fit/in/the/line; seq 100 > a/very/long/path/that/goes/on/and/on/and/on/until/it/does/not/fit/in/the/line/file; git add -A; git diff --cached --stat

printf 'one\ntwo\n' > f; c $'Add f\n\nWith a body\nof two lines.\n\nAnd more.'; git log; git log --format='%h|%H|%T|%t|%an|%ae|%s|%f|%b|%B|%n|%%|%d|%D|%x41|'; git log --pretty=format:'%s'; echo; git log --pretty=oneline; git log --oneline --decorate; git log --format='%C(red)x%C(reset)'

echo 1 > f; c 'Fix bug #1'; echo 2 > f; c 'Add feature'; echo 3 > g; c 'fix typo'; git log --oneline --grep=fix; git log --oneline -i --grep=FIX; git log --oneline -- g; git log --oneline -n 1; git log --oneline -2; git log --oneline --skip 1; git log -S 2 --oneline; git log nope; git log --oneline HEAD~1; git log --oneline HEAD~1..HEAD; git rev-list --count HEAD; git log --foo; git log -n x

printf 'a\nb\nc\n' > f; c one; printf 'a\nx\nb\nc\nb\n' > f; git diff; printf 'x\n' > f; git diff; printf 'c\nb\na\n' > f; git diff

printf '{\n  "a": 1,\n  "b": 2\n}\n' > j; c one; printf '{\n  "a": 1,\n  "c": 3,\n  "b": 2\n}\n' > j; git diff; printf 'def a():\n    pass\n\n\ndef b():\n    pass\n' > p; git add p; git commit -qm p -- p; printf 'def a():\n    pass\n\n\ndef x():\n    pass\n\n\ndef b():\n    pass\n' > p; git diff -- p
