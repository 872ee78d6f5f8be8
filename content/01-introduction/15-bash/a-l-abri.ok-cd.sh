cd velos
mkdir backup && cp logs/2026-03-03.log backup/
ls backup
