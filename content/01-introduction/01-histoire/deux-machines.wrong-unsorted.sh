cat part-*.csv | bash map.sh | bash reduce.sh
