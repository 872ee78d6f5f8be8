rm velos/scratch/*.tmp
cp velos/scratch/note.txt velos/scratch/incident.txt
