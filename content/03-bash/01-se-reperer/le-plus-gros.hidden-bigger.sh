cat velos/exports/trips-2025.csv velos/exports/trips-2025.csv > velos/exports/old.csv
echo a > velos/exports/tiny.csv
