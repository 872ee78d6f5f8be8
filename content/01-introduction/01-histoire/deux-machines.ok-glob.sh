cat part-*.csv | bash map.sh | sort | bash reduce.sh
