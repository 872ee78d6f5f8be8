cd velos/scratch
rm a.tmp b.tmp old-map.tmp
mv note.txt incident.txt
