sort -k1,1nr velos/bikes.txt | head -n 3
