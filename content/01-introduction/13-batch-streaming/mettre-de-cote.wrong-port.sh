bash window.sh 5 < payments.csv | grep Port > late.txt
