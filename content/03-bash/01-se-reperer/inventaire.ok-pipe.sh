ls -A velos | cat
