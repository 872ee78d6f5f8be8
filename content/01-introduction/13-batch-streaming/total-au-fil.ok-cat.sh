head payments.csv
cat payments.csv | grep '^08' | bash total.sh
