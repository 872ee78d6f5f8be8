#prologue
export HOME=$PWD/home GIT_AUTHOR_DATE='2026-03-02T08:00:00+0000' GIT_COMMITTER_DATE='2026-03-02T08:00:00+0000'; mkdir home repo; cd repo
git config --global user.name 'Ada Lovelace'; git config --global user.email ada@example.org; git config --global init.defaultBranch main
at() { export GIT_AUTHOR_DATE="2026-03-02T0$1:00+0000" GIT_COMMITTER_DATE="2026-03-02T0$1:00+0000"; }
c() { git add -A; git commit -qm "$1"; }
git init -q

echo 1 > f; c one; git branch x; git branch; git branch -v; git switch x; git switch x; git switch nope; git checkout main; git checkout -; git switch -c y; git branch -m z; git branch; git branch -d x; git branch -d z; git branch -d nope; git branch main; git branch 'bad name'; git branch --show-current

echo 1 > f; c one; git switch -c topic; echo 2 >> f; at 8:01; c two; git switch main; git merge topic; git log --oneline --graph; git merge topic; git branch -d topic

echo 1 > f; c one; git switch -qc topic; echo 2 > g; at 8:01; c two; git switch -q main; echo 3 > h; at 8:02; c three; at 8:03; git merge topic; git log --oneline --graph; git log; git show; git cat-file -p HEAD; git branch --merged; git status

printf '%s\n' a b c d e f g > f; c one; git switch -qc topic; sed -i s/g/G/ f; at 8:01; c two; git switch -q main; sed -i s/a/A/ f; at 8:02; c three; at 8:03; git merge topic -m 'Joined'; cat f; git log --oneline --stat

printf '%s\n' a b c > f; c one; git switch -qc topic; sed -i s/b/topic/ f; at 8:01; c two; git switch -q main; sed -i s/b/main/ f; at 8:02; c three; git merge topic; echo $?; cat f; git status; git status -s; git diff; git ls-files -s; git commit -m x; git merge topic; echo fixed > f; git add f; git status; at 8:03; git commit --no-edit; git log --oneline --graph; git show

printf '%s\n' a b c > f; c one; git switch -qc topic; sed -i s/b/topic/ f; at 8:01; c two; git switch -q main; sed -i s/b/main/ f; at 8:02; c three; git merge topic; git merge --abort; git status; cat f; git merge --abort

echo 1 > f; echo 2 > g; c one; git switch -qc topic; git rm -q f; at 8:01; c two; git switch -q main; echo x >> f; at 8:02; c three; git merge topic; git status; cat f; git ls-files -s; git rm f; git status; git commit -qm merged; git log --oneline

c() { git add -A; git commit -qm "$1"; }; echo 0 > z; c zero; git switch -qc topic; echo t > new; at 8:01; c t; git switch -q main; echo m > new; at 8:02; c m; git merge topic; cat new; git status -s; git status

echo 1 > f; c one; git switch -qc topic; echo 2 > f; at 8:01; c two; git switch -q main; echo local > f; git switch topic; git checkout topic; git merge topic; git status -s; git stash; git switch topic; git stash list; git stash pop; git status -s; cat f

echo 1 > f; echo 1 > g; c one; git branch topic; echo changed > g; git switch topic; git status -s; git checkout main; git checkout -- g; cat g; git checkout g; git checkout nope

echo 1 > f; c one; echo 2 > f; at 8:01; c two; git checkout HEAD~1; git status; git branch; cat f; git switch -; git checkout -q HEAD~1; git log --oneline; echo x > x; at 8:02; c detached; git status; git switch main; git log --oneline --all --graph

echo 1 > f; c one; git tag v1; echo 2 > f; c two; git checkout v1; git status; git switch v1; git switch --detach v1; git branch; git switch -q main; git checkout v1 -- f; git status -s; git checkout HEAD f; git status -s

echo 1 > f; c one; git switch -qc a; echo a > a; at 8:01; c a1; echo a >> a; at 8:04; c a2; git switch -q main; git switch -qc b; echo b > b; at 8:02; c b1; git switch -q main; echo m > m; at 8:03; c m1; at 8:05; git merge -q a -m 'merge a'; at 8:06; git merge -q b -m 'merge b'; echo z > z; at 8:07; c last; git log --graph --oneline --all; git log --graph; git log --oneline; git log --oneline --first-parent; git log --oneline --merges; git log --oneline a..b; git log --oneline main ^a; git log --oneline a...b; git log --oneline --no-merges -3 --reverse

echo 1 > f; c one; git switch -qc side; echo s > s; at 8:01; c s1; git switch -q main; echo 2 > f; at 8:02; c m1; git switch -q side; at 8:03; git merge main -m 'sync' -q; echo s2 > s; at 8:04; c s2; git switch -q main; echo 3 > f; at 8:05; c m2; at 8:06; git merge -q side -m 'merge side'; git log --oneline --graph; git log --graph --format='%h %s %p' --all

echo 1 > f; c one; git switch -qc x; echo x > x; at 8:01; c x; git switch -q main; git merge --no-ff x; git log --oneline --graph; git branch --contains x; git branch --no-merged

echo 1 > f; c one; git switch -qc x; echo x > x; at 8:01; c x1; echo y > y; at 8:02; c x2; git switch -q main; git merge --squash x; git status -s; git commit -m squashed; git log --oneline; git switch -q -; git merge --ff-only main

echo 1 > f; c one; echo 2 >> f; at 8:01; c two; echo 3 > g; at 8:02; c three; at 8:03; git revert HEAD~1 --no-edit; cat f; git log --oneline; git show; git switch -qc pick HEAD~3; at 8:04; git cherry-pick main~1; git log --oneline; ls

printf '%s\n' 1 2 3 4 5 > f; c one; git stash; echo 6 >> f; echo s > s; git add s; git stash push -m 'my work'; git status -s; git stash list; git stash show; git stash show -p; git stash apply; git status -s; git stash drop; git stash list; git stash pop; git stash pop; echo $?

printf '%s\n' 1 2 3 > f; c one; sed -i s/2/stash/ f; git stash -q; sed -i s/2/other/ f; at 8:01; c two; git stash pop; cat f; git status; git stash list

echo 1 > f; c one; git merge nope; git merge; git branch -D main; git branch a; git branch a/b; git branch d/e; git branch d; git branch -d d/e; git branch d; git branch; git branch -v

git switch -c first; git status; echo 1 > f; c one; git branch; git log --oneline --decorate; git branch -m first second; git log --oneline --decorate; git reflog

mkdir d; echo a > d/a; c one; git switch -qc x; rm -r d; echo file > d; at 8:01; c file; git switch main; ls d; git switch x; cat d; git diff main x; git diff main..x --name-status; git diff main x --stat

echo 1 > f; c one; git switch -qc x; echo x > new; at 8:01; c x; git switch -q main; echo untracked > new; git switch x; git merge x; ls; git status -s

seq 30 > f; c one; git switch -qc x; sed -i -e 5d -e 's/^20$/twenty/' f; at 8:01; c x; git switch -q main; sed -i -e 's/^6$/six/' -e '25i inserted' f; at 8:02; c m; git merge x; cat f

seq 30 > f; c one; git switch -qc x; git mv f renamed; sed -i 's/^20$/twenty/' renamed; at 8:01; c x; git switch -q main; sed -i -e 's/^6$/six/' f; at 8:02; c m; at 8:03; git merge x; ls; sed -n '6p;20p' renamed; git show --stat
