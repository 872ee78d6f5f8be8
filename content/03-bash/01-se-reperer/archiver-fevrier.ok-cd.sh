cd velos
mkdir -p archives/2026/02
ls logs/2026/02*
mv logs/2026/02* archives/2026/02/
