cat velos/logs/2026-03-03.log | tail -n 5
