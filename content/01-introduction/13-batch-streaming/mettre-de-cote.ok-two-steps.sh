bash window.sh 5 < payments.csv > tout.txt
grep ' late ' tout.txt > late.txt
cat late.txt
