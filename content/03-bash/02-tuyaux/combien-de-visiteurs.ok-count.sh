cat site/access.log | cut -d' ' -f1 | sort | uniq -c | wc -l
