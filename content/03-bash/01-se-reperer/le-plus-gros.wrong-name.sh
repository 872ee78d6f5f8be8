ls velos/exports | head -n 1
