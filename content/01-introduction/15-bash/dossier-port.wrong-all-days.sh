cat velos/logs/*.log | grep ' port ' > velos/port.txt
