sort -n velos/bikes.txt | head -n 3
