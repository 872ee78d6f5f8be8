ls -lS velos/exports
