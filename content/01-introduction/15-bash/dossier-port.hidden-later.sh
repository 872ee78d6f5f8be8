echo '2026-03-03 07:09:40 ERROR port no answer' >> velos/logs/2026-03-03.log
echo '2026-03-03 07:09:58 INFO stade report sent' >> velos/logs/2026-03-03.log
