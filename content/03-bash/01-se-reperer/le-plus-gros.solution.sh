ls -S velos/exports | head -n 1
