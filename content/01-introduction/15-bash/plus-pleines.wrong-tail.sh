sort -n velos/bikes.txt | tail -n 3
