ls -S velos/exports
