grep '^203.0.113.7 ' site/access.log | tee preuves.txt | wc -l
