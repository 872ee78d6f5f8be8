mkdir velos/backup
cp velos/logs/2026-03-02.log velos/backup
