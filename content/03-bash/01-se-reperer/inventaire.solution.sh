ls -A -1 velos
