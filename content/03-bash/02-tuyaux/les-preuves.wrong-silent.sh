grep '^203.0.113.7 ' site/access.log | grep ' 404 ' > preuves.txt
