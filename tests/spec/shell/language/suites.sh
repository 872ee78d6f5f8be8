false || case a in a) echo $?;; esac; false || case a in a) ;; esac; echo $?; false || for i in 1; do echo $?; done; false || if :; then echo $?; fi

(trap 'echo trapped; exit' EXIT; (exit 1)); echo $?; (trap '(exit 3); exit' EXIT; (exit 1)); echo $?; (trap '(exit 3); exit 4' EXIT; (exit 1)); echo $?

f() { trap '(exit 7); return' USR1; (exit 5); kill -USR1 $BASHPID; echo no; }; f; echo $?

export shown=outer; f() { local shown=inner; env | grep ^shown; declare -p shown; }; f; env | grep ^shown

export shown=outer; f() { local -a shown; shown=(1 2); declare -p shown; }; f

f() { local +x shown=5; declare -p shown; }; export shown=1; f

readonly r=1
readonly r=2
export r=3
declare r=4
echo on

(readonly r=1; eval r=2; echo not here) 2>/dev/null; echo $?

bash -c 'echo one; set -n; echo two'; echo $?

echo $((0++1)) $((0--1)) $((1+++2)) $((1---2)); a=3; echo $((a+++3)) $(((a)+++3)) $((3++ 4)); echo $a

cat <<X
`echo "a\"b" '\"'`
$(echo "a\"b" '\"')
X

"$(printf 'a\003b')"; $'tab\there'; echo $?

echo x1 | ( cat & wait ); echo x2 | { cat & wait; }; echo x3 | for i in 1; do cat & wait; done; f() { cat & wait; }; echo x4 | f

declare -i n; echo ${n:=4+3}; declare -u u; echo ${u:=abc}; declare -lr none; echo "${none@a}" "${none[@]@a}"

a=(1 2); unset 'a[@]'; declare -p a; a=(1 2); unset 'a[*]'; declare -p a

printf 'one\ctwo\n'; printf '%b\n' '\"a\"' "\\'b\\'"; printf '%b' 'x\cy' z; echo

shopt -s globstar; mkdir -p a/b/c; echo **/**; echo **/**/**; echo a/**/**

typeset -n v=w; typeset -n w=x; typeset -n x=v; echo "[$x]" 2>/dev/null

f() { local v=1; v=2 eval 'local v=3; (unset v; echo "${v-none}"); g v; echo "$v"'; }; g() { unset -v "$1"; }; v=0; f

i=0; while [ $i -lt 3 ]; do i=$((i+1)); exec 3<&0; done; bash -c 'exec bash -c "exec echo \$0" last'
