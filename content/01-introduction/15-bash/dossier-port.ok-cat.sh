cat velos/logs/2026-03-02.log velos/logs/2026-03-03.log | grep ' port ' > velos/port.txt
