cd velos
cd logs
grep -c ' ERROR ' 2026-03-03.log
