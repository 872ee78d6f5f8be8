cd
cd velos/scratch
