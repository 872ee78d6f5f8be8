grep '^08:' payments.csv
