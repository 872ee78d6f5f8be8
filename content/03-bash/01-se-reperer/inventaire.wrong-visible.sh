ls -1 velos
