cd velos/scratch
ls *.tmp
rm *.tmp
mv note.txt incident.txt
