grep ' 404 ' site/access.log | grep '^203.0.113.7 ' | tee preuves.txt | wc -l
