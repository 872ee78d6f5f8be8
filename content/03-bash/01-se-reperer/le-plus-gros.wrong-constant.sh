echo trips-2025.csv
