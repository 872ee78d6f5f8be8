head -n 3 velos/bikes.txt
