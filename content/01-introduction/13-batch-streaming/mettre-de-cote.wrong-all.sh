bash window.sh 5 < payments.csv > late.txt
