cut -d' ' -f4 site/access.log | sort | uniq -c | head -n 3
