cd velos/logs/2026
cd ../../exports
cd ..
echo ${PWD##*/}
