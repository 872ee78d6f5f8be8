cd velos/logs
ls
tail -5 2026-03-03.log
