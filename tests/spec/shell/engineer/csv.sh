#prologue
cat > sales.csv <<'CSV'
id,date,region,product,qty,price
1,2024-01-03,North,Widget,10,2.50
2,2024-01-03,South,Gadget,3,10.00
3,2024-01-04,North,Gizmo,7,4.25
4,2024-01-05,East,Widget,1,2.50
5,2024-01-05,West,"Big, Box",2,99.90
6,2024-02-01,South,Gizmo,12,4.25
7,2024-02-02,,Widget,5,2.50
8,2024-02-02,North,Gadget,8,10.00
CSV
cat > regions.csv <<'CSV'
region,manager
East,Ana
North,Léo
South,Zoé
CSV

head -n 1 sales.csv | tr ',' '\n' | nl

tail -n +2 sales.csv | cut -d, -f3 | sort | uniq -c | sort -k1,1nr -k2

awk -F, 'NR > 1 { total[$3] += $5 * $6 } END { for (r in total) printf "%-6s %8.2f\n", r, total[r] }' sales.csv | sort

awk -F, 'NR==1 { for (i = 1; i <= NF; i++) col[$i] = i; next } { print $col["product"] "=" $col["qty"] }' sales.csv

awk 'BEGIN { FPAT = "([^,]*)|(\"[^\"]+\")" } NR > 1 { print NF, $4 }' sales.csv

join -t, -1 3 -2 1 <(tail -n +2 sales.csv | sort -t, -k3,3) <(tail -n +2 regions.csv | sort) | head -n 3

join -t, -a 1 -e NONE -o 0,1.4,2.2 -1 3 -2 1 <(tail -n +2 sales.csv | sort -t, -k3,3) <(tail -n +2 regions.csv | sort)

cut -d, -f1,3 --output-delimiter=$'\t' sales.csv | head -3

paste -sd, <(cut -d, -f4 sales.csv | tail -n +2 | sort -u)

while IFS=, read -r id date region product qty price; do [[ $id == id ]] && continue; (( qty > 5 )) && echo "$id:$product:$qty"; done < sales.csv

sort -t, -k5,5n sales.csv | tail -n 2

sort -t, -k3,3 -k5,5nr <(tail -n +2 sales.csv)

awk -F, -v OFS=';' 'NR > 1 { $2 = substr($2, 9, 2) "/" substr($2, 6, 2) "/" substr($2, 1, 4); print }' sales.csv | head -2

sed -E '1d; s/^([0-9]+),([0-9]{4})-([0-9]{2})-([0-9]{2})/\1,\4.\3.\2/' sales.csv | head -n 3

grep -c ',North,' sales.csv; grep -vc ',North,' sales.csv

grep -n -E '^[0-9]+,2024-02' sales.csv

awk -F, 'NR>1 && $3=="" { print "line " NR ": no region" }' sales.csv

column -s, -t <(cut -d, -f1-3 sales.csv | head -4)

awk -F, 'NR>1 { n++; s += $5; if (min == "" || $5 < min) min = $5; if ($5 > max) max = $5 } END { printf "n=%d sum=%d mean=%.3f min=%d max=%d\n", n, s, s/n, min, max }' sales.csv

tail -n +2 sales.csv | cut -d, -f5 | sort -n | awk '{ a[NR] = $1 } END { print (NR % 2) ? a[(NR+1)/2] : (a[NR/2] + a[NR/2+1]) / 2 }'

split -l 3 -d --additional-suffix=.csv <(tail -n +2 sales.csv) part_; wc -l part_*

awk -F, 'NR==1 { h=$0; next } { f = $3 == "" ? "none" : $3; if (!(f in seen)) { print h > f ".csv"; seen[f] } print > f ".csv" }' sales.csv; wc -l *.csv

declare -A sum; while IFS=, read -r _ _ r _ q _; do [ "$q" = qty ] || (( sum[${r:-none}] += q )); done < sales.csv; for k in "${!sum[@]}"; do echo "$k ${sum[$k]}"; done | sort

mapfile -t rows < <(tail -n +2 sales.csv); echo "${#rows[@]} rows; last: ${rows[-1]}"

tr -d '"' < sales.csv | awk -F, '{ print NF }' | sort | uniq -c

awk -F, 'NR>1{c[substr($2,1,7)]++} END{PROCINFO["sorted_in"]="@ind_str_asc"; for(m in c) print m, c[m]}' sales.csv

sed -n '2,3p;$p' sales.csv | rev | cut -d, -f1 | rev

comm -13 <(cut -d, -f1 regions.csv | sort) <(cut -d, -f3 sales.csv | sort -u)

diff <(cut -d, -f3 sales.csv | sort -u) <(cut -d, -f1 regions.csv | sort -u)

head -c 20 sales.csv; echo; wc -c < sales.csv; wc sales.csv

nl -ba -w3 -s': ' regions.csv

awk -F, '{ printf "%s%s", sep, $1; sep = "|" } END { print "" }' regions.csv

cut -d, -f2 regions.csv | tail -n +2 | while read -r m; do printf '%s has %d chars\n' "$m" "${#m}"; done

awk 'BEGIN { OFS = FS = "," } NR == 1 { print $0, "total"; next } { print $0, $5 * $6 }' sales.csv | tail -n 2

csv=$(<regions.csv); echo "${csv%%$'\n'*}"; echo "${csv##*$'\n'}"; echo "${csv//,/ -> }"

awk -F, 'NR > 1 { k = $3 FS $4; if (k in first) dup++; else first[k] = NR } END { print dup + 0, length(first) }' sales.csv

sed 's/,/\n/2' regions.csv; sed 's/,.*//' regions.csv; sed '/^N/s/$/ !/' regions.csv

awk -F, 'FNR == NR { m[$1] = $2; next } FNR > 1 { print $1, ($3 in m ? m[$3] : "?") }' regions.csv sales.csv

printf '%s\n' a,b c,d | while IFS=, read -r -a f; do echo "${#f[@]} ${f[1]^^}"; done

cat sales.csv | (read -r header; echo "H: $header"; sort -t, -k6,6g | tail -1)

tail -n +2 sales.csv | awk -F, '{ d[$2] = d[$2] ? d[$2] "+" $1 : $1 } END { n = asorti(d, k); for (i = 1; i <= n; i++) print k[i] ": " d[k[i]] }'

awk -F, 'NR>1 { b = int($5 / 5) * 5; h[b]++ } END { for (b = 0; b <= 10; b += 5) { printf "%2d-%2d ", b, b + 4; for (i = 0; i < h[b]; i++) printf "#"; print "" } }' sales.csv

numfmt --delimiter=, --header --field=6 --format='%.1f' < sales.csv | head -3

numfmt --to=iec 1024 1536000 999; numfmt --from=si 1.5K 2M; numfmt --to=si --suffix=B 12345

grep -oE '"[^"]*"' sales.csv; grep -o 'Widget' sales.csv | wc -l

tail -n +2 sales.csv | shuf -n 3 --random-source=<(yes) | wc -l

awk -F, 'NR>1' sales.csv | tee copy.csv | wc -l; cmp <(tail -n +2 sales.csv) copy.csv && echo same

sed -i.bak '1s/.*/\U&/' regions.csv; head -1 regions.csv regions.csv.bak

awk -F'[,-]' 'NR > 1 { print $2 + 0, $3 + 0, $4 + 0 }' sales.csv | sort -u

printf 'a;b;c\n1;2;3\n' | tr ';' ',' | sed 's/[^,]*/"&"/g'

awk -F, '{ for (i = 1; i <= NF; i++) t[i, NR] = $i; if (NF > m) m = NF } END { for (i = 1; i <= m; i++) { for (j = 1; j <= NR; j++) printf "%s%s", t[i, j], (j < NR ? "," : "\n") } }' regions.csv

dup=$(cut -d, -f4 sales.csv | sort | uniq -d | tr '\n' ' '); echo "dups: ${dup% }"

cut -d, -f2 sales.csv | tail -n +2 | cut -d- -f1,2 | uniq -c | awk '{ print $2 "\t" $1 }'

awk -F, 'NR == 1 || $5 >= 8' sales.csv | cut -d, -f1,5 | column -t -s,

pr=$(awk -F, 'NR > 1 { s += $5 * $6 } END { printf "%.2f", s }' sales.csv); printf 'Total: %s (%.0f)\n' "$pr" "$pr"
