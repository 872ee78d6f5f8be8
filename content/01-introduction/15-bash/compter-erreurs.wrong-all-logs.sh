grep -c ERROR velos/logs/*.log
