cp "velos/rapport final/mars.csv" velos/exports
