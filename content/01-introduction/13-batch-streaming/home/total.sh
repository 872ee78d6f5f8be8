# total.sh: reads payments one by one, prints the running total after each
total=0
while IFS=, read -r occurred arrived station cents; do
  total=$((total + cents))
  echo "$arrived $total"
done
