bash window.sh 0 < payments.csv | grep late > late.txt
