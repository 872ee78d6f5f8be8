cat site/access.log | cut -d ' ' -f 4 | sort | uniq -c | sort -nr | head -3
