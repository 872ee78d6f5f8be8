cat part-1.csv part-2.csv | bash map.sh | sort | bash reduce.sh
