cut -d' ' -f4 site/access.log | uniq -c | sort -rn | head -n 3
