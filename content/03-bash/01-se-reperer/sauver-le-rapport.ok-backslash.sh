mv velos/rapport\ final/mars.csv velos/exports/
