wc -l < site/access.log
