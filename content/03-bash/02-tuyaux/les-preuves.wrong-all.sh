grep ' 404 ' site/access.log | tee preuves.txt | wc -l
