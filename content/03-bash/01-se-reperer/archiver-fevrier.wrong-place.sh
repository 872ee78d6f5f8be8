mkdir -p velos/archives/02
mv velos/logs/2026/02-*.log velos/archives/02
