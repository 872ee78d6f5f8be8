cd ../../exports
