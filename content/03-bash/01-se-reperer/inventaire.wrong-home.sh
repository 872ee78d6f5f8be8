ls -A -1
