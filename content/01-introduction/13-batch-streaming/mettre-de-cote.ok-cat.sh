cat payments.csv | bash window.sh 5 | grep late > late.txt
