printf 'port\nstade\ngare\n' > liste.txt
sort liste.txt > liste.txt
wc -l < liste.txt
