#prologue
cat > access.log <<'LOG'
10.0.0.1 - - [03/Jan/2024:10:00:01 +0000] "GET /index.html HTTP/1.1" 200 5120 "-" "Mozilla/5.0"
10.0.0.2 - bob [03/Jan/2024:10:00:05 +0000] "POST /api/login HTTP/1.1" 401 128 "-" "curl/7.88"
10.0.0.1 - - [03/Jan/2024:10:01:10 +0000] "GET /style.css HTTP/1.1" 304 0 "http://x/" "Mozilla/5.0"
10.0.0.3 - - [03/Jan/2024:11:15:42 +0000] "GET /api/items?id=7&x=1 HTTP/1.1" 500 64 "-" "python-requests/2.31"
10.0.0.2 - bob [03/Jan/2024:11:16:00 +0000] "POST /api/login HTTP/1.1" 200 256 "-" "curl/7.88"
10.0.0.3 - - [03/Jan/2024:12:00:00 +0000] "GET /api/items?id=8 HTTP/1.1" 200 2048 "-" "python-requests/2.31"
LOG
cat > app.log <<'LOG'
2024-01-03T10:00:00Z INFO  [main] started pid=42
2024-01-03T10:00:02Z WARN  [db] slow query 1532ms: SELECT *
2024-01-03T10:00:03Z ERROR [db] timeout after 3000ms
Traceback:
  at line 3
2024-01-03T10:05:00Z INFO  [job] done in 12ms
2024-01-03T10:06:00Z ERROR [job] exit 2
LOG

awk '{ print $1 }' access.log | sort | uniq -c | sort -rn

awk '{ print $9 }' access.log | sort | uniq -c

awk '{ split($4, t, ":"); h[t[2]]++ } END { for (x in h) print x, h[x] }' access.log | sort

awk -F'"' '{ print $2 }' access.log | awk '{ print $2 }' | cut -d'?' -f1 | sort | uniq -c | sort -k1,1rn -k2

awk '$9 >= 400 { print $1, $7, $9 }' access.log

awk '{ b += $10 } END { printf "%.1f KiB\n", b / 1024 }' access.log

grep -oP '(?<=id=)\d+' access.log; grep -oE 'id=[0-9]+' access.log | cut -d= -f2 | paste -sd+ | bc

sed -nE 's/.*\[([0-9]{2})\/([A-Za-z]{3})\/([0-9]{4}):([^ ]+).*" ([0-9]{3}) .*/\3-\2-\1 \4 \5/p' access.log

grep -c ERROR app.log; grep -n ERROR app.log; grep -v -e INFO -e WARN app.log

grep -A1 -B1 Traceback app.log; echo --; grep -C 1 'exit' app.log

awk '/ERROR/ { n[$3]++ } END { for (k in n) print k, n[k] }' app.log | sort

grep -oE '[0-9]+ms' app.log | tr -d ms | sort -n | tail -1

sed -n '/Traceback/,/^2024/p' app.log; sed '/^2024/!d' app.log | wc -l

awk '/^2024/ { if (r) print r; r = $0; next } { r = r " | " $0 } END { print r }' app.log

awk -F'[][]' '/\[/ { c[$2]++ } END { for (k in c) print c[k], k }' app.log | sort -k1,1nr -k2

tac app.log | grep -m1 ERROR; tac app.log | head -1

sed -E 's/^([^ ]+)Z +([A-Z]+) +\[([a-z]+)\]/\2 \3 \1/' app.log | head -3

cut -c12-19 app.log | grep -E '^[0-9]{2}:' | cut -d: -f1,2 | uniq -c

while read -r ts level rest; do case $level in ERROR) printf '%s %s\n' "${ts#*T}" "${rest%%]*}]" ;; WARN) echo "warn: ${rest#*] }" ;; esac; done < app.log

awk '{ gsub(/[0-9]+/, "N"); print }' app.log | sort | uniq -c | sort -rn | head -2

start=$(date -u -d 2024-01-03T10:00:00Z +%s); end=$(date -u -d 2024-01-03T10:06:00Z +%s); echo "$(( (end - start) / 60 )) min"

date -u -d '2024-01-31 +1 month' +%F; date -u -d '2024-03-01 -1 day' +%F; date -u -d '2024-02-28 + 2 days' '+%a %d %b'

date -u -d @1700000000 '+%Y-%m-%dT%H:%M:%SZ'; date -u -d '1970-01-02 UTC' +%s; date -u -d 'Jan 3 2024 10:00:01' +%j

for d in 2024-01-30 2024-02-29 2024-12-31; do date -u -d "$d + 1 day" +'%F %u %V'; done

d=2024-02-26; while [[ $d < 2024-03-02 ]]; do echo "$d"; d=$(date -u -d "$d +1 day" +%F); done

date -u -d '2024-01-03 10:00 next week' +%F; date -u -d 'last friday' +%A; date -u -d '2024-05-05 last month' +%B

date -d 'not a date'; echo $?; date -u -d '2023-02-29'; echo $?

TZ=Europe/Paris date -d '2024-07-01 12:00 UTC' '+%H:%M %Z'; TZ=America/New_York date -d @0 '+%F %T %z'

date -u -d '2024-01-03' --iso-8601; date -u -d '2024-01-03 04:05:06' --rfc-3339=seconds; date -u -d '2024-01-03 04:05:06' -Iseconds; date -u -d '2024-01-03' -R

printf '%(%Y-%m-%d)T\n' 0; TZ=UTC printf '%(%H:%M:%S)T\n' 3661; printf '%(%s)T\n' 5

awk 'BEGIN { print strftime("%Y-%m-%d %H:%M:%S", 1700000000, 1); print mktime("2024 01 03 10 00 00") > 0 }'

awk '{ match($0, /\[([^]]+)\]/, m); print m[1] }' access.log | head -2; awk 'match($0, /[0-9]+ms/) { print substr($0, RSTART, RLENGTH) }' app.log

awk 'BEGIN { while ((getline line < "app.log") > 0) n++; close("app.log"); print n; "date -u -d @0 +%Y" | getline y; print y }'

awk '{ print > "status_" $9 ".log" } END { close("x") }' access.log; ls status_*; wc -l < status_200.log

awk -v from=10:00:02 -v to=10:05:00 'substr($1, 12, 8) >= from && substr($1, 12, 8) <= to && /^2/' app.log

grep -lE 'ERROR|500' *.log; grep -L Traceback *.log; grep -hc 200 *.log; grep -rn 'slow' . ; grep -sq nothing missing.log; echo $?

grep -i 'error' app.log | wc -l; grep -w 'at' app.log; grep -x '  at line 3' app.log; grep -F '[db]' app.log | head -1; grep -e '^$' app.log; echo $?

sort -k9,9n -k10,10nr access.log | awk '{ print $9, $10 }'; sort -t'"' -k6,6 -u access.log | cut -d'"' -f6

tr -cs 'A-Za-z' '\n' < app.log | tr A-Z a-z | sort | uniq -c | sort -k1,1nr -k2 | head -5

fold -w 30 -s app.log | head -4; fmt -w 40 <<< 'one two three four five six seven eight nine ten'; expand -t 4 <<< $'a\tb'; cut -b1-4 app.log | sort -u

wc -L app.log; awk 'length > 50' app.log | wc -l; awk 'length($0) > max { max = length($0); l = $0 } END { print l }' app.log

xargs -a <(cut -d' ' -f1 access.log | sort -u) -n1 -I{} sh -c 'printf "%s %s\n" {} $(grep -c "^{} " access.log)'

ls *.log | xargs -n1 -I% sh -c 'echo "% $(wc -l < %)"'; find . -name '*.log' -size +0 -print | sort; find . -name '*.log' -exec wc -l {} + | tail -1 | awk '{print $1}'

gzip -k app.log; zcat app.log.gz | grep -c INFO; gunzip -t app.log.gz && echo ok; gzip -l app.log.gz | awk 'NR==2{print $2}'

tar czf logs.tgz *.log && tar tzf logs.tgz; mkdir x && tar xzf logs.tgz -C x app.log && ls x; tar tf missing.tar; echo $?

tail -n 2 app.log; tail -c 7 app.log; head -n -5 app.log; tail -n +6 app.log; head -qn1 *.log | cut -c1-10; tail -n1 access.log app.log | cut -c1-20

csplit -s -z app.log '/ERROR/' '{*}' && wc -l xx*; sed -n '1~3p' app.log | cut -c1-12; sed '2q' app.log | wc -l; sed -n '$=' app.log; sed '1!G;h;$!d' <<< $'a\nb\nc'

awk 'NR % 2' app.log | wc -l; awk 'END { print NR, NF, $NF }' app.log; awk '!seen[$2]++ { print $2 }' app.log; awk 'NF' app.log | wc -l; awk '{ $1 = ""; print substr($0, 2) }' app.log | head -1

md5sum app.log | awk '{print length($1)}'; sha256sum app.log > sums && sha256sum -c sums; echo x >> app.log; sha256sum -c sums; echo $?; sha256sum --status -c sums; echo $?
