ls -S -r velos/exports | head -n 1
