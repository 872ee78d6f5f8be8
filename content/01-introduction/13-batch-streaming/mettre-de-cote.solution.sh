bash window.sh 5 < payments.csv | grep late > late.txt
