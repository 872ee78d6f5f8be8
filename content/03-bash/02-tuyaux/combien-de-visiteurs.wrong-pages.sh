cut -d' ' -f4 site/access.log | sort -u | wc -l
