rm velos/scratch/*.tmp
mv velos/scratch/note.txt incident.txt
