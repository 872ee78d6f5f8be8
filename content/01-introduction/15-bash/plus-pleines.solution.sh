sort -n -r velos/bikes.txt | head -n 3
