tail -n 5 velos/logs/2026-03-03.log
