bash map.sh < part-1.csv | sort | bash reduce.sh | wc -l
