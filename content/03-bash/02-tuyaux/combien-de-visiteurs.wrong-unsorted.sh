cut -d' ' -f1 site/access.log | uniq | wc -l
