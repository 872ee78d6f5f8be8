mv velos/rapport*/mars.csv velos/exports
