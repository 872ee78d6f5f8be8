cd velos
sort -rn bikes.txt | head -3
