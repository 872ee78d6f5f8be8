cut -d' ' -f4 site/access.log | sort | uniq -c | sort -rn | head -n 3
