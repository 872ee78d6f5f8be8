cat part-*.csv | bash map.sh | sort
