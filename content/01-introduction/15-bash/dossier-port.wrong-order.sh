grep ' port ' velos/logs/2026-03-03.log > velos/port.txt
grep ' port ' velos/logs/2026-03-02.log >> velos/port.txt
