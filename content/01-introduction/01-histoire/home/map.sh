# map.sh: reads trips, writes the station of each
while IFS=, read -r time station bike; do
  echo "$station"
done
