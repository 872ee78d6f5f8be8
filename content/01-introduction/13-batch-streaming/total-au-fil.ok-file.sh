grep '^08:' payments.csv > huit.csv
bash total.sh < huit.csv
