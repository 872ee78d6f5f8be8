sort -r velos/bikes.txt | head -n 3
