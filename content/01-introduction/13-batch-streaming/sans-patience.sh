bash window.sh 0 < payments.csv | grep -c late
