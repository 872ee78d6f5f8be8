cd velos
ls -1A
