cat part-*.csv | wc -l
