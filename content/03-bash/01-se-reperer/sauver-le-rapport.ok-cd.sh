cd "velos/rapport final"
mv mars.csv ../exports
