cut -d' ' -f1 site/access.log | sort -u
