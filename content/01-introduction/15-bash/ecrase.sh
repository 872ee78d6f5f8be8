echo lundi > jours.txt
echo mardi > jours.txt
echo mercredi >> jours.txt
wc -l < jours.txt
