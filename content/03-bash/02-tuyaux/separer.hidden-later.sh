for page in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23; do
  echo "192.0.2.60 09:10:$((page + 10)) GET /tariffs 200 812" >> site/access.log
done
echo '203.0.113.78 09:12:00 GET /station/91 404 240' >> site/access.log
echo '203.0.113.7 09:12:30 GET /station/92 404 240' >> site/access.log
