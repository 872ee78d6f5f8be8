bash map.sh < part-1.csv > stations.txt
bash map.sh < part-2.csv >> stations.txt
sort stations.txt | bash reduce.sh
