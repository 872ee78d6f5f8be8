(bash map.sh < part-1.csv | sort | bash reduce.sh; bash map.sh < part-2.csv | sort | bash reduce.sh) | sort
