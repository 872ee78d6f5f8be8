mkdir velos/archives
mkdir velos/archives/2026
mkdir velos/archives/2026/02
mv velos/logs/2026/02-??.log velos/archives/2026/02
