cd site
cut -d' ' -f4 access.log | sort | uniq -c | sort -k1,1nr | head -n 3
