cat velos/bikes.txt | sort -n | tail -n 3 | sort -nr
