echo '2026-03-03 07:06:31 INFO universite bike 176 out' >> velos/logs/2026-03-03.log
echo '2026-03-03 07:08:12 ERROR port no answer' >> velos/logs/2026-03-03.log
