umask 022; umask u+r+w; echo $?; umask; umask =; echo $?; umask; umask g-w,o=r; umask; umask u=rwx,g+=r; echo $?; umask

pushd /tmp > /dev/null; popd abc; echo $?; popd -x; echo $?; popd +7; echo $?; popd > /dev/null; popd; echo $?

readonly -a numbers; readonly -A words; readonly -a full=(1 2); declare -p numbers words full

plain=1; unset 'plain[0]'; echo "${plain-gone}"; declare empty; unset 'empty[1]'; echo $?; unset 'empty[0]'; echo $?; plain=2; unset 'plain[3]'; echo $? $plain

printf 'a\0b\nc\n' | { mapfile -t lines; declare -p lines; }

outer() { local v; echo "in: ${v-unset}"; unset v; echo "after: ${v-unset}"; }
v=global; v=given outer; echo $v

inner() { local v; echo "inner: ${v-unset}"; }
between() { inner; }
v=global; v=given between; between

v=1; v=2 eval 'v=3 eval "unset v; echo \$v; unset v; echo \$v; unset v; echo \${v-none}"'

take() { unset -v "$1"; }
f() { local v=local; take v; echo "${v-unset}"; take v; echo "${v-unset}"; }
v=global; v=given f; echo "${v-unset}"

echo one
for ((i = 0; i < LINENO; i++)); do
  echo $i
done

trap 'echo "[$LINENO]"' DEBUG
for ((i = 0; i < 2; i++)); do
  :
done

f() { echo "${BASH_LINENO[*]}"; g; }
g() { echo "${BASH_LINENO[@]}"; }
echo "${BASH_LINENO[@]}"
f

mkdir one two; printf 'echo two\n' > two/tool; chmod +x two/tool; PATH=$PWD/one:$PWD/two:$PATH; tool; rm two/tool; printf 'echo one\n' > one/tool; chmod +x one/tool; tool 2>/dev/null; echo $?; hash -r; tool

touch plainfile; PATH=$PWD:$PATH; type -t plainfile; type plainfile; command -v plainfile; plainfile; echo $?

shopt -u globskipdots; touch .hidden; echo .*; echo .h* ./.*; shopt -s globskipdots; echo .*

declare -A map=([x]=1); echo "${!map}" "[${!map-none}]"; echo $?

pre_a=1 pre_b=2; IFS=; printf '<%s>' ${!pre_@}; echo; printf '<%s>' ${!pre_*}; echo; list=(1 2); printf '<%s>' ${!list[@]} ${!list[*]}; echo

echo "${none-'}'}" "${none-'a b'}"; v=5; echo "${none-'$v'}"; echo "${none:-"}"}"

echo "${none-it's}"

declare -A m; m=([a]=1 [a]+=2); declare -p m; m+=([a]+=3 [b]=4); echo "${m[a]} ${m[b]}"

declare -n one=two; declare -n two=one; one=1; echo $?

list=(1 2 3); declare -n ref='list[1]'; ref=5; echo "${list[@]}"; ref[0]=7; echo $?; ref=(8 9); echo $?; echo "${list[@]}"

printf 'one\ntwo\nthree\n' > hist; history -c; history -r hist; history; printf 'four\n' >> hist; history -n hist; history; HISTSIZE=2; history

printf '%s\n' a b c d > hist; HISTFILE=hist; HISTFILESIZE=2; cat hist

history 1 2; echo not reached

: last; echo $_; declare arr=(1 2); echo $_; x=1; echo "[$_]"; export y=2; echo $_

test -v SHELLOPTS; echo $?; [ -v BASHOPTS ]; echo $?; [[ -v RANDOM ]]; echo $?; test -v NOSUCH; echo $?

a=(""); ref='a[@]'; echo "[${!ref:-default}]" "[${a[@]:-default}]"; a=(); echo "[${!ref:-default}]"

IFS=:; compgen -W 'alpha:beta\:gamma:delta'; compgen -W 'one:two' t; echo $?

compgen -W 'x $((1/0)) y'; echo $?

words() { COMPREPLY=(one two "$1" "$2" "$3"); }; compgen -F words tw 2>/dev/null; echo $?

f() { local here=1; local -p here there; }; there=2; f; echo $?

a[0; echo $?

a[1]=x; a[ 1 + 1 ]=y; declare -p a; a['3']=z; echo $?

mkdir 'a$HOME'; cd 'a$HOME'; PS1='\W $HOME'; HOME=/h; echo "${PS1@P}"

printf '%(%Y)T|\n' 0; format=$(printf '%%Y%.0s' {1..40}); printf "%($format)T|\n" 0

set -u; (( nothing++ )); echo not reached

x='ab^cd]'; pat='[^]]'; echo "${x//[^]]/z}" "${x//[]]/z}"

f() { set -e; false; echo inside; }; if f; then echo yes; fi; echo end
