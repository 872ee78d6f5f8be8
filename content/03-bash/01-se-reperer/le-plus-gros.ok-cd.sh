cd velos/exports
ls -l
ls -S | head -1
