# reduce.sh: reads stations; equal ones must follow each other; writes a count per run
read -r current || exit
count=1
while read -r station; do
  if [ "$station" = "$current" ]; then
    count=$((count + 1))
  else
    echo "$current $count"
    current=$station
    count=1
  fi
done
echo "$current $count"
