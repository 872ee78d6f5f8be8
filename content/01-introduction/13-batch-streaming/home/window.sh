# window.sh PATIENCE: total of the window from 8 to 9, which closes when
# the newest payment seen is PATIENCE minutes or more past 9
patience=$1
total=0
newest=0
closed=no
while IFS=, read -r occurred arrived station cents; do
  hour=${occurred%%:*}
  minute=${occurred#*:}
  minute=${minute%%:*}
  now=$((${hour#0} * 60 + ${minute#0}))
  if [ $now -gt $newest ]; then newest=$now; fi
  watermark=$((newest - patience))
  if [ $closed = no ] && [ $watermark -ge 540 ]; then
    closed=yes
    echo "$arrived close $total"
  fi
  if [ $hour = 08 ]; then
    if [ $closed = yes ]; then
      echo "$arrived late $station $cents"
    else
      total=$((total + cents))
      echo "$arrived total $total"
    fi
  fi
done
