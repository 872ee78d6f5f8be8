echo r > velos/scratch/route.tmp
echo t > velos/scratch/tmp.txt
