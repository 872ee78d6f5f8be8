mkdir -p velos/archives/2026/02
mv velos/logs/2026/02-26.log velos/logs/2026/02-27.log velos/logs/2026/02-28.log velos/archives/2026/02
