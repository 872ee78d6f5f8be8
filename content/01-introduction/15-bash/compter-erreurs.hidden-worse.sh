echo '2026-03-03 07:02:44 ERROR port no answer' >> velos/logs/2026-03-03.log
echo '2026-03-03 07:05:20 INFO stade errors cleared' >> velos/logs/2026-03-03.log
echo '2026-03-03 07:07:01 ERROR hopital dock 2 jammed' >> velos/logs/2026-03-03.log
