mkdir velos/backup
cp velos/logs/2026-03-03.log velos/backup
