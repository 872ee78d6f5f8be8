usage() { echo "usage: $0 [-v] [-o FILE] NAME" >&2; return 2; }; verbose=0 out=-; set -- -v -o out.txt name extra; while getopts ':vo:h' opt; do case $opt in v) verbose=1 ;; o) out=$OPTARG ;; h) usage ;; :) echo "missing $OPTARG" ;; \?) echo "bad -$OPTARG" ;; esac; done; shift $((OPTIND - 1)); echo "$verbose $out $# $1"

parse() { local OPTIND=1 o; while getopts 'ab:' o "$@"; do echo "$o=${OPTARG-}"; done; echo "left: ${*:OPTIND}"; }; parse -a -b1 x y; parse -ab 2 z; parse -c; parse -b

getopts 'x:' v -x; echo "$? $v ${OPTARG-unset} $OPTIND"; getopts ':x:' v -x; echo "$? $v $OPTARG"

set -euo pipefail
trap 'echo "exit $?"' EXIT
trap 'echo "err line $LINENO: $BASH_COMMAND"' ERR
false | true
echo not reached

set -e
f() { false; echo "in f"; }
if f; then echo yes; fi
f || echo no
f && echo and
! f
echo end
f
echo never

set -u
echo "${x:-default}"
echo "${x+set}"
arr=()
echo "${#arr[@]} ${arr[*]-none}"
echo "$x"
echo never

tmp=$(mktemp -d); trap 'rm -rf "$tmp"; echo cleaned' EXIT; touch "$tmp/a"; ls "$tmp"; exit 3

trap 'echo int' INT; kill -INT $$; echo after; trap - INT; trap -p

trap 'echo usr1' USR1; kill -USR1 $$; (trap 'echo child' EXIT; exit 0); trap '' TERM; kill -TERM $$; echo alive; trap -p | sort

trap 'echo "debug: $BASH_COMMAND"' DEBUG; x=1; echo $x; trap - DEBUG; echo off

f() { trap 'echo ret' RETURN; echo body; }; f; trap - RETURN; f2() { return 7; }; f2; echo $?

log() { printf '[%s] %s\n' "${FUNCNAME[1]}" "$*"; }; work() { log start "$1"; }; work now; caller; outer() { inner; }; inner() { caller 0; echo "${#FUNCNAME[@]}"; }; outer

retry() { local n=0 max=$1; shift; until "$@"; do (( ++n >= max )) && { echo "gave up after $n"; return 1; }; done; echo "ok after $n"; }; count=0; flaky() { (( ++count >= 3 )); }; retry 5 flaky; retry 2 false; echo $?

declare -A cfg; while IFS='=' read -r k v; do [[ $k =~ ^[[:space:]]*(#|$) ]] && continue; cfg[${k// /}]=${v# }; done <<'INI'
# comment
host = db.local
port=5432
name = my db
INI
for k in host port; do echo "$k -> ${cfg[$k]}"; done

cat <<EOF > conf.ini
[main]
user=$USER
path=\$HOME
sum=$((2 + 3))
cmd=$(echo hi)
EOF
cat conf.ini; awk -F= '/^\[/ { s = $0; next } NF == 2 { print s, $1, $2 }' conf.ini

cat <<-'EOF'
	tabs stripped
	  $not expanded `no`
	EOF
cat <<A; cat <<B
first
A
second $((1+1))
B

sql=$(cat <<SQL
SELECT *
FROM t
WHERE d >= '$(date -u -d @0 +%F)';
SQL
); echo "$sql" | tr '\n' ' '; echo; wc -l <<< "$sql"

read -r -d '' text <<'E'
line one
  line two
E
echo "status $?"; printf '%s|' "$text"; echo; IFS= read -r first <<< "$text"; echo "$first"

IFS=: read -r user _ uid gid _ home shell <<< "ana:x:1000:1000:Ana:/home/ana:/bin/bash"; echo "$user $uid $home $shell"

IFS=$'\t' read -ra cols <<< $'a b\tc\t\td'; echo "${#cols[@]}"; printf '[%s]' "${cols[@]}"; echo; IFS=, read -ra c2 <<< 'a,,b,'; echo "${#c2[@]}"

read -p 'name? ' -t 1 name <<< 'x y'; echo "$name"; read a b <<< '  one   two three  '; echo "[$a][$b]"; read -n 3 abc <<< abcdef; echo $abc; echo 'a\tb' | { read x; echo "$x"; }

printf '%5d|%-5s|%05.1f|%x|%o|%e|%c|%%\n' 42 ab 3.14159 255 8 12345.678 xyz; printf '%s-%s\n' 1 2 3; printf '%q %q\n' 'a b' $'x\ny'; printf '%b' 'tab\there\n'

printf '%08.3f\n' 3.14159; printf '%+d % d\n' 5 5; printf '%*d|%-*d|\n' 5 42 5 42; printf '%.3s|\n' abcdef; printf '%d\n' 0x1f 010 "'A"; printf '%i\n' abc; echo $?

printf '%-10s|%8s|\n' name value; printf '%s\n' "${arr[@]}"; printf '%d %s\n' 1 a 2 b; printf -v var '%03d' 7; echo $var; printf '\u00e9\x41\101\n'; printf '%(%Y)T\n' 86400

arr=(one "two three" four); for i in "${!arr[@]}"; do echo "$i=${arr[i]}"; done; echo "${arr[@]:1:2}"; echo "${#arr[1]}"; arr+=(five); unset 'arr[0]'; echo "${!arr[@]} ${#arr[@]}"; echo "${arr[-1]}"

arr=(3 1 2); sorted=($(printf '%s\n' "${arr[@]}" | sort -n)); echo "${sorted[*]}"; IFS=+; echo "${arr[*]}"; unset IFS; echo "${arr[@]/1/one}" "${arr[@]#3}"; echo "${arr[*]^^}"; joined=$(IFS=,; echo "${arr[*]}"); echo $joined

declare -A m=([a]=1 [b]=2 ["c d"]=3); m[e]=4; unset 'm[a]'; echo "${#m[@]}"; [[ -v m[b] ]] && echo has; [[ -v m[z] ]] || echo hasnt; for k in "${!m[@]}"; do echo "$k:${m[$k]}"; done | sort; (( m[b]++ )); echo ${m[b]}

declare -i n=5; n+=3; echo $n; n="2*4"; echo $n; declare -r ro=1; ro=2; echo "after $?"

declare -l low=ABC; declare -u up=abc; echo $low $up; declare -p low; x=5; declare -n ref=x; ref=6; echo $x; declare -p ref; export E1=v; env | grep ^E1; declare -x | grep E1

s=/usr/local/lib/file.tar.gz; echo "${s##*/} ${s%/*} ${s%%.*} ${s#*.} ${s##*.} ${#s}"; echo "${s/local/LOCAL} ${s//l/L} ${s/#\/usr/X} ${s/%gz/bz2} ${s:5:5} ${s: -6} ${s:0:-3}"

v=hello; echo "${v^} ${v^^} ${v@U} ${v@Q} ${v:1:3} ${v/l/} ${v//l}"; unset u; echo "${u-a} ${u:=b} $u ${u:+c}"; echo "${w:?no w}"; echo "status $?"

i=0; while true; do (( i++ )); (( i == 2 )) && continue; (( i > 4 )) && break; echo $i; done; until (( i <= 2 )); do ((i--)); done; echo $i; for ((j = 0, k = 10; j < 3; j++, k -= 2)); do echo "$j $k"; done

for f in *.none; do echo "$f"; done; shopt -s nullglob; for f in *.none; do echo never; done; touch a.txt b.txt c.md; echo *.txt

shopt -s extglob
touch a.txt b.txt c.md; echo !(*.txt); echo @(a|c).*; echo [ab].txt; echo ?.md; echo +([a-c]).txt

for x in {1..5..2} {a..c} pre{A,B}post; do printf '%s ' $x; done; echo; echo {01..03} {3..1} {a,b}{1,2} {x} {1,} ; mkdir -p d/{src,test}/{a,b}; find d -type d | sort

menu() { PS3='? '; select c in red green; do echo "got $c $REPLY"; break; done; }; echo 2 | menu

case foo.tar.gz in *.zip) echo zip ;; *.tar.*) echo tar ;;& *.gz) echo gz ;& none) echo fall ;; *) echo other ;; esac; case "$x" in "") echo empty ;; esac

[[ 2024-01-03 =~ ^([0-9]{4})-([0-9]{2})-([0-9]{2})$ ]] && echo "${BASH_REMATCH[1]}/${BASH_REMATCH[2]} ${#BASH_REMATCH[@]}"; [[ abc == a* && abc != *d ]] && echo glob; [[ b > a ]] && echo gt; [[ -z "" || x ]] && echo ok; re='[[:digit:]]+'; [[ a12 =~ $re ]]; echo "$BASH_REMATCH"

[ 3 -gt 2 ] && [ -n x ] && echo y; [ "a" = "b" ] || echo n; test -d /tmp && echo d; touch f; [ -s f ] || echo empty; [ -x f ] || echo nox; [ f -nt nofile ] && echo newer; [ x -eq 1 ]; echo $?; [ 1 -eq 1; echo $?

echo $((7 / 2)) $((7 % 3)) $((-7 / 2)) $((-7 % 3)) $((2 ** 10)) $((0xff)) $((2#1010)) $((1 << 4)) $((5 > 3 ? 1 : 0)) $((~5)) $((6 & 3)) $((6 | 3)) $((6 ^ 3)) $((!0)); x=5; echo $((x++ + ++x)) $x; echo $((1 / 0)); echo "status $?"

let a=5+3 b=a*2; echo $a $b; let 0; echo $?; (( 0 )) || echo zero; echo $(( 10#08 + 1 )); echo $((08)); echo "end $?"

bc <<< 'scale=3; 10/3; sqrt(2)'; echo '2^100' | bc; echo "obase=16; 255" | bc; awk 'BEGIN { printf "%.2f %d %s\n", 10/3, 7.9, 1e6 }'; expr 5 + 3 \* 2; expr length abc; expr abc : 'a\(.\)'; seq -s, 1 2 9; seq -w 8 10; seq 1 0.5 2

echo a b c | xargs -n 1 echo item; printf '%s\0' 'x y' z | xargs -0 -I{} echo '<{}>'; seq 5 | xargs -n2; echo 1 2 3 | xargs -P2 -n1 echo | sort; xargs -r echo never < /dev/null; echo 'a "b c" d' | xargs -n1; false | xargs false; echo $?; echo x | xargs nosuchcmd; echo $?

mkdir -p p/q; touch p/a.csv p/q/b.csv p/c.txt; find p -name '*.csv' | sort; find p -type f ! -name '*.csv'; find p -maxdepth 1 -type f -printf '%f %s\n' | sort; find p -name '*.csv' -exec basename {} .csv \; | sort; find p -empty -type f -delete; find p | sort; find nodir; echo $?

mkdir s; echo data > s/f; cp -r s t; mv t/f t/g; ln -s s/f link; readlink link; cat link; rm -r t; ls -1; rm nofile; echo $?; cp s x; echo $?; mv nofile y; echo $?; mkdir s; echo $?; rmdir s; echo $?; cat s; echo $?

umask 022; touch n; stat -c '%a %s %F' n; chmod u+x,g-r n; stat -c %A n; chmod 640 n; stat -c %a n; umask 077; mkdir pd; stat -c %a pd; chmod 000 n; cat n; echo $?; [ -r n ] || echo unreadable; ls -l n | cut -c1-10

exec 3> out.txt; echo to3 >&3; echo also >&3; exec 3>&-; cat out.txt; exec 4< out.txt; read -r -u 4 l; echo "$l"; read -r l <&4; echo "$l"; exec 4<&-; { echo out; echo err >&2; } > both.txt 2>&1; cat both.txt; { echo o; echo e >&2; } 2>/dev/null; ls nofile 2>&1 | wc -l; echo x &> all; cat all

echo one > f; echo two >> f; set -o noclobber; echo three > f; echo $?; echo four >| f; cat f; cat < nofile; echo $?; : > f; wc -c < f; exec {fd}> g; echo "$((fd >= 10))" >&$fd; exec {fd}>&-; cat g; echo x > /nodir/f; echo $?

false | true | false; echo "${PIPESTATUS[@]} $?"; set -o pipefail; false | true; echo $?; ! true; echo $?; (exit 5); echo $?; { false; } || echo or; true && false || echo chain; (cd / && pwd); pwd | sed 's:.*/::'; yes | head -2; echo "${PIPESTATUS[@]}"

sleep 5 & pid=$!; kill $pid; wait $pid; echo $?; (exit 3) & wait $!; echo $?; { sleep 0.1; echo bg; } & wait; echo done; sleep 1 & sleep 1 & jobs | wc -l; wait; timeout 0.1 sleep 5; echo $?; timeout 5 true; echo $?

f() { local x=1; g; echo "f $x"; }; g() { x=2; echo "g $x"; }; x=0; f; echo "top $x"; h() { local -a a=("$@"); echo "${#a[@]} ${a[-1]}"; }; h 1 '2 3'; rec() { (( $1 <= 1 )) && echo 1 || echo $(( $1 * $(rec $(($1 - 1))) )); }; rec 10; k() { echo "$# $*" "${@: -1}"; }; k a b c; type -t f; unset -f f; f

nosuchcommand; echo $?; ./nofile; echo $?; touch noexec; ./noexec; echo $?; /tmp; echo $?; printf 'echo hi\n' > s.sh; bash s.sh; chmod +x s.sh; ./s.sh; echo 'exit 4' > t.sh; bash t.sh; echo $?; source t.sh; echo never

if [ 1 -eq 1 ]; then echo unclosed

echo "unterminated

for i in 1 2; do echo $i; end

echo $(( 1 + )); echo "after $?"; echo ${x!}; echo "after2 $?"

foo=bar; echo '$foo' "$foo" \$foo "\$foo" "`echo $foo`" $'\x41\t|' "a'b" 'a"b'; echo a\ b "c  d"  e   f; echo "${foo}s" "$foo[0]" "${foo:-x}"; echo -e 'a\nb\c hidden'; echo -n x; echo; echo -E 'a\n'

x='a  b *'; echo $x | head -c 5; echo "$x"; set -f; echo $x; set +f; y=$(printf 'l1\nl2\n\n'); echo "$y" | wc -l; echo $y; z=`echo \`echo nested\``; echo $z; echo "$(echo "in $(echo "deep")")"

PS4='+ '; set -x; a=1; echo "$a b" c; [ "$a" = 1 ]; for i in 1 2; do :; done; [[ $a == 1 ]]; (( a + 1 )); x=$(echo sub); set +x; echo done

set -- a 'b c' d; echo $# "$2" "${@:2}" "${*: -1}"; for a; do echo "<$a>"; done; shift 2; echo "$@"; set -- "$@" z; echo "$*"; IFS=-; echo "$*"; set --; echo $#; echo "${1-none}"; shift; echo $?

mapfile -t -n 2 lines < <(seq 5); echo "${lines[@]}"; mapfile -t -s 3 lines < <(seq 5); echo "${#lines[@]}"; readarray -d, -t parts <<< 'a,b,c'; echo "${parts[1]}"; mapfile -C 'echo cb' -c 2 -t x < <(seq 4)

echo 'k1=v1;k2=v2' | tr ';' '\n' | while IFS== read -r k v; do echo "$v $k"; done; n=0; seq 3 | while read -r _; do ((n++)); done; echo $n; while read -r _; do ((n++)); done < <(seq 3); echo $n; shopt -s lastpipe; seq 3 | while read -r _; do ((n++)); done; echo $n

diff <(echo a) <(echo b); echo $?; cmp <(echo a) <(echo a) && echo same; cat <(echo 1) <(echo 2); paste <(seq 2) <(seq 3 4); comm -12 <(printf 'a\nb\n') <(printf 'b\nc\n')

bash -c 'echo "$0 $1"' name arg; bash -c 'exit 9'; echo $?; env -i A=1 /usr/bin/env; A=2 bash -c 'echo $A'; echo ${A-unset}; export B=3; bash -c 'echo $B'; (B=4; echo $B); echo $B; B=5 eval 'echo $B'; cmd='echo "x y"'; eval "$cmd"; $cmd

date() { echo fake; }; date; command date -u -d @0 +%Y; unset -f date; alias ll='ls -l'; alias ll; shopt -s expand_aliases; alias hi='echo hello'
hi there; unalias hi; type cd; type -a echo | head -2; command -v ls; command -v nosuch; echo $?; hash -r; builtin echo b

coproc { read l; echo "got $l"; }; echo hey >&"${COPROC[1]}"; read -r r <&"${COPROC[0]}"; echo "$r"; wait

took() { local s=$SECONDS; "$@"; echo "took $((SECONDS - s))"; }; took sleep 2; echo $BASH_VERSION | cut -d. -f1,2; echo "$LINENO"; echo ${BASH_SOURCE[0]:-none}; echo "${#BASH_ARGV[@]}"; echo "$-"

progress() { local i; for ((i = 1; i <= $1; i++)); do printf '\r%3d%%' $((i * 100 / $1)); done; echo; }; progress 4 | tr '\r' '|'; spark() { for n; do printf '%*s\n' "$n" '' | tr ' ' '#'; done; }; spark 3 1 2; printf '=%.0s' {1..10}; echo; printf '%s\n' --opt; echo --

sum=0; for n in $(seq 1 100); do sum=$((sum + n)); done; echo $sum; fib() { local a=0 b=1 i; for ((i = 0; i < $1; i++)); do printf '%d ' $a; (( t = a + b, a = b, b = t )); done; echo; }; fib 10; is_prime() { local i; for ((i = 2; i * i <= $1; i++)); do (( $1 % i == 0 )) && return 1; done; (( $1 > 1 )); }; for n in {1..20}; do is_prime $n && printf '%d ' $n; done; echo

rev <<< abc; tr a-z n-za-m <<< hello; echo hello | sed 's/./&&/g; y/eo/EO/'; echo hello | awk '{ for (i = length; i > 0; i--) printf "%s", substr($0, i, 1); print "" }'; echo abc | od -An -c; echo -n abc | xxd; echo -n abc | base64; echo YWJj | base64 -d; echo; printf 'é' | wc -c -m; echo ABC | tr '[:upper:]' '[:lower:]'

sed -e 's/a/b/' -e 's/b/c/g' <<< 'a b'; sed -n 's/x/y/p' <<< ab; sed 's|/|:|g' <<< a/b; sed -E 's/(.)(.)/\2\1/' <<< ab; sed '/b/d' <<< $'a\nb'; sed '2i\inserted' <<< $'a\nb'; sed '$a end' <<< a; sed '1c changed' <<< a; sed -n '2{p;q}' <<< $'a\nb\nc'; sed 's/.*/"&"/;s/"//2' <<< q; sed 'N;s/\n/+/' <<< $'1\n2'; sed '/x/!s/^/# /' <<< $'x\ny'; sed s/a/b; echo $?

awk 'BEGIN { x["a"]; if ("a" in x) print "in"; delete x["a"]; print length(x); s = "a:b:c"; n = split(s, p, ":"); print n, p[3]; print substr("hello", 2, 3), index("hello", "l"), toupper("x"), sprintf("%03d", 7); print 1 == 1.0, "10" < "9", 10 < 9; print -3 % 2, 2 ^ 10, int(-3.7); exit 3 }'; echo $?

awk '{ $2 = "X" } 1' <<< 'a b c'; awk -F: '{ print $NF }' <<< a:b; awk 'NR == 2, NR == 3' <<< $'1\n2\n3\n4'; awk '/a/ { c++ } END { print c + 0 }' <<< b; awk -v RS= '{ print NR ": " $1 }' <<< $'a\nb\n\nc'; awk 'BEGIN { printf "%s %s\n", ARGV[1], ARGC }' x; awk '{ print $1 $2, $1, $2 }' OFS=- <<< 'a b'; awk '{ print ($1 > 2 ? "big" : "small") }' <<< 3; awk 'BEGIN { print substr("abc", 0), substr("abc", 2, 100) }'; awk '{ print $(NF-1) }' <<< '1 2 3'; awk '{ sub(/o+/, "[&]"); print }' <<< foo; awk 'BEGIN { print 1/3; OFMT = "%.2f"; print 1/3; print 100000 * 100000, 2^53 + 1 }'; awk 'BEGIN{print 1/0}'; echo $?; awk '{print $1' <<< a; echo $?
