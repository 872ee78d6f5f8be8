rm velos/scratch/*.tmp
mv velos/scratch/note.txt velos/scratch/incidents.txt
