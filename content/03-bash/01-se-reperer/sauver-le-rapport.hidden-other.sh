echo hopital,99 >> 'velos/rapport final/mars.csv'
