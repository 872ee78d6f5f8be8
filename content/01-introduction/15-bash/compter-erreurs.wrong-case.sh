grep -ci error velos/logs/2026-03-03.log
