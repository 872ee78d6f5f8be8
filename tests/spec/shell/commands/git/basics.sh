#prologue
export HOME=$PWD/home GIT_AUTHOR_DATE='2026-03-02T08:00:00+0000' GIT_COMMITTER_DATE='2026-03-02T08:00:00+0000'; mkdir home repo; cd repo
git config --global user.name 'Ada Lovelace'; git config --global user.email ada@example.org; git config --global init.defaultBranch main
at() { export GIT_AUTHOR_DATE="2026-03-02T0$1:00+0000" GIT_COMMITTER_DATE="2026-03-02T0$1:00+0000"; }

git init; ls -A .git; cat .git/HEAD .git/config; git init

git init sub/deep; ls sub/deep/.git/refs; git init -q -b trunk other; cat other/.git/HEAD

git status; git log; git add x

git init -q; git status; git status -s; git log; git branch; git branch x

git init -q; echo hello > a; git add a; find .git/objects -type f; git ls-files -s; git status; git commit -m 'First one'; git log; git cat-file -p HEAD; git rev-parse HEAD; cat .git/logs/HEAD .git/refs/heads/main

git init -q; mkdir -p src/x; echo 1 > src/x/f; echo 2 > src/g; echo 3 > z; git add .; git commit -qm tree; git ls-tree HEAD; git ls-tree -r HEAD; git ls-tree -r --name-only HEAD; git rev-parse HEAD HEAD^{tree}; git cat-file -t HEAD:src; git cat-file -s HEAD:z

git init -q; echo a > a; git status; git add a; echo b >> a; git status; git status -s; git diff; git diff --cached; git commit -m one; git status -s; git commit -am two; git status; git log --oneline

git init -q; touch a b c; git add a b; git commit -qm 1; rm a; echo x > b; git mv b d 2>&1; git status; git status --short; git add -A; git status; git status --porcelain; git commit -m 'moved'; git show --stat

git init -q; printf '%s\n' 1 2 3 4 5 6 7 8 9 10 > long; git add long; git commit -qm 1; git mv long renamed; echo 11 >> renamed; git add .; git status; git diff --cached; git diff --cached --stat; git commit -m 'rename it'; git log --stat --oneline; git log --name-status --oneline

git init -q; git commit -m x; git commit --allow-empty -m empty; git log --format='%h %s %an <%ae> %ad'; git commit -m again; echo $?

git init -q; echo x > f; git add f; git commit -q -m 'Subject line' -m 'Body of the message.' -m 'Third.'; git log; git log --oneline; git log --format=%b; git log --pretty=fuller; git log --pretty=short; git log --pretty=raw

git init -q; echo x > f; git add f; git commit -qm one; echo y >> f; git commit -qam two; git commit --amend -m 'two amended'; git log --oneline; git reflog; git commit --amend --no-edit -q; git show -s --format='%s|%P'

git init -q; chmod +x . ; printf '#!/bin/sh\n' > run; chmod +x run; ln -s run link; git add .; git ls-files -s; git commit -m modes; chmod -x run; git status -s; git diff; git diff --stat; git commit -am 'not executable'; rm link; echo file > link; git status; git diff

git init -q; mkdir d; echo a > d/a; echo b > d/b; git add d; git commit -qm d; git rm d/a; git rm d; git rm -r d; git status; git commit -m gone; ls; git rm nothing

git init -q; echo a > a; git add a; git rm a; echo $?; git rm --cached a; git status -s; ls; git add a; git commit -qm a; echo b >> a; git rm a; git rm -f a; git status -s; ls

git init -q; echo a > a; echo b > b; git add .; git commit -qm 1; mkdir d; git mv a d; git mv d/a d/c; git mv b d/; git status -s; git mv nope x; git mv d/c d/b; git mv -v d/c top; git status -s

git init -q; echo '*.log' > .gitignore; echo '/build/' >> .gitignore; echo '!keep.log' >> .gitignore; touch a.log keep.log x; mkdir build sub; touch build/o sub/b.log sub/c; git status; git status -s --ignored; git add a.log; git add .; git ls-files; git check-ignore -v a.log build/o keep.log x; git status --ignored

git init -q; mkdir doc; printf 'doc/*.txt\n**/tmp\nfoo/**/bar\n# comment\n\\#hash\ntrail \n[ab].o\n' > .gitignore; mkdir -p doc/sub x/tmp foo/q/r/bar foo/bar; touch doc/a.txt doc/sub/b.txt x/tmp/f foo/q/r/bar/f foo/bar/g '#hash' trail a.o c.o; git status -s -uall

git init -q; echo 1 > a; git add a; git commit -qm 1; echo 2 > a; git add a; echo 3 > a; git restore a; cat a; git restore --staged a; git status -s; cat a; git restore a; cat a; git restore --source HEAD~9 a; git restore nope

git init -q; for n in 1 2 3; do echo $n > f; git add f; git commit -qm "c$n"; done; git reset --soft HEAD~1; git status -s; git commit -qm again; git reset HEAD~1; git status -s; cat f; git reset --hard HEAD~1; cat f; git log --oneline; git reflog; git reset --hard nope; git reset f; git reset -- f

git init -q; echo 1 > a; git add a; git commit -qm 1; git tag v1; git tag -a v2 -m 'Second tag'; git tag; git show v2; git cat-file -p v2; git rev-parse v1 v2 'v2^{commit}'; git tag -n; git tag -d v1; git tag v2; git tag x nope; git log --oneline --decorate

git init -q; echo 1 > a; git add a; git commit -qm 1; git cat-file -p nope; git cat-file blob HEAD; git hash-object a; echo hello | git hash-object --stdin; echo hi | git hash-object -w --stdin; git cat-file -p 45b983be36b73c0788dc9cbcb76cbb80fc7bb057; git write-tree; git count-objects

git config --global --list; git config user.name; git config user.nope; echo $?; git config nosection; git config --global core.editor 'vim -f'; git config --global alias.st status; cat ~/.gitconfig; git config --global --unset core.editor; cat ~/.gitconfig; git init -q; git config user.name 'Local Name'; git config user.name; git config --local --list; git config --get user.email

git frobnicate; git stauts; git --version; git -c user.name=X config user.name;

git init -q; echo x > f; git add f; git commit -qm f; mkdir -p a/b; cd a/b; echo y > g; git status; git add .; git status -s; cd ..; git ls-files; git status; git commit -qm g; git log --oneline -- b; git log --oneline -- ../f; git rev-parse --show-toplevel --show-prefix; git diff HEAD~1 --stat

git init -q; echo x > 'with space'; echo y > 'été'; printf 'q' > 'quo"te'; git add .; git status; git status -s; git commit -m names; git ls-files; echo z >> 'with space'; echo z >> 'été'; git diff; git diff --stat

git init -q; touch f; git add f; GIT_AUTHOR_NAME='Other One' GIT_AUTHOR_EMAIL=o@x git commit -m by; git commit --allow-empty --author 'Third <t@x>' --date '2020-01-02 03:04:05 +0200' -m dated; git log --format='%an %ae %ad %cn'; git log --date=iso -1; git log --date=short --format=%ad; git log --date=unix --format=%ad -1; git log --author=Third --oneline
