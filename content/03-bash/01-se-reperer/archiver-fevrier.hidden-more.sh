echo old > velos/logs/2026/02-24.log
echo new > velos/logs/2026/03-04.log
