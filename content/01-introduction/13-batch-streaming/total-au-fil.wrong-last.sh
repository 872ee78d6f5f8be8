grep '^08:' payments.csv | bash total.sh | tail -n 1
