mv velos/scratch/note.txt velos/scratch/incident.txt
cd velos
rm scratch/*tmp
