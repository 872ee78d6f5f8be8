mkdir -p velos/archives/2026/02
cp velos/logs/2026/02-*.log velos/archives/2026/02
