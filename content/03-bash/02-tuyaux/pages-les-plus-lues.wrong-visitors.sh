cut -d' ' -f1 site/access.log | sort | uniq -c | sort -rn | head -n 3
