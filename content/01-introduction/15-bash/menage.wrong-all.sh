mv velos/scratch/note.txt velos/incident.txt
rm velos/scratch/*
mv velos/incident.txt velos/scratch
