cut -d' ' -f4 site/access.log | sort | uniq -c | sort -n | head -n 3
