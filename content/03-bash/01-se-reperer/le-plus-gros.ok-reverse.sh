ls -Sr velos/exports | tail -n 1
