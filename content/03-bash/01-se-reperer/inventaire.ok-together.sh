ls -A1 velos
