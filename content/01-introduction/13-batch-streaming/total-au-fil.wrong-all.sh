bash total.sh < payments.csv
