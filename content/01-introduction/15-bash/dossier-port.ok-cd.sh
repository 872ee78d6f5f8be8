cd velos/logs
grep ' port ' 2026-03-02.log > ../port.txt
grep ' port ' 2026-03-03.log >> ../port.txt
cat ../port.txt
