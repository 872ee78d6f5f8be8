grep -F '203.0.113.7 ' site/access.log | grep -F ' 404 ' | tee preuves.txt | wc -l
