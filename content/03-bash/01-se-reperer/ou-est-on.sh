cd velos/logs/2026
cd ../../exports
cd ..
basename "$(pwd)"
