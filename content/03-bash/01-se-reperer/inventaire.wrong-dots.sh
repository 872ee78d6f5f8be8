ls -a -1 velos
