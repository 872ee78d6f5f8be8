cat <<EOF
plain $((1+1)) $(echo sub) \$x \\ "q" 'q' `echo bq`
EOF

x=val
cat <<'EOF'
raw $x $(echo) \n
EOF
cat <<"E F"
also $x
E F
cat <<\END
and $x
END

cat <<-EOF
	tab stripped
		two
  spaces kept
	EOF
echo after

cat <<A; cat <<B
first
A
second
B
echo end

cat <<EOF | tr a-z A-Z
pipe me
EOF
while read l; do echo "[$l]"; done <<EOF
one
two
EOF

f() {
cat <<EOF
in function $1
EOF
}
f arg
x=$(cat <<EOF
in substitution
EOF
)
echo "$x"

cat <<EOF
line \
continued
"${HOME:+home}" ${nosuch:-default}
EOF

cat << EOF
unterminated
here

if true; then
  echo yes
elif false; then
  echo no
else
  echo never
fi
for x in a \
  b
do echo $x
done
case x in
  a) echo a
  ;;
  x|y)
    echo xy ;;
esac

f ( )
{
  echo newline body
}
f
g() if true; then echo if body; fi
g
h() for i in 1 2; do echo $i; done
h
k() { echo k; }; k

echo one # comment
# whole line
echo two#not
echo 'a # b' "c # d" \# e
true # comment; echo no

a=(
  one   # first
  two
  "three four"
)
echo ${#a[@]} "${a[2]}"

{
  echo in group
  { echo nested; }
}
( cd / && pwd )
while
  false
do
  :
done
until true; do :; done; echo $?

foo() { echo "$LINENO"; }
echo $LINENO
foo
echo $LINENO

echo "multi
line
string" 'single
too'
x="a
b"
echo "$x"
echo $x

cmd_not_found_here
echo $?
ls /nosuch/dir
echo $?

set -x
echo a 'b c' ""
x=1
y='p q'
if [ $x = 1 ]; then echo yes; fi
f() { echo in f; }
f "$y"
set +x
echo done

set -x
for i in 1 2; do echo $i; done
case a in a) echo A;; esac
[[ $x == '' ]] && echo empty
((1+1))
a=(1 2)
cat <<< here
x=$(echo sub)

PS4='> '
set -x
echo a
(echo b)
eval 'echo c'

declare -f nosuch
f() {
  local x=1
  if [ $x = 1 ]; then
    echo one
  else
    echo two
  fi
  for i in a b; do echo $i; done
  while read l; do echo $l; done < /dev/null
  case $x in 1) echo 1;; *) echo other;; esac
  { echo g; } 
  ( echo s )
  echo a | cat && echo b || echo c
  x=$((x+1)) y=z
  [[ a == b ]] && return 1
  ((x++))
  until false; do break; done
}
declare -f f
type f | head -3

echo start
echo "unclosed
echo end

echo start
if true; then
echo never closed

echo before
echo )
echo after

for
echo x

echo $(echo unclosed

f() { echo a
echo b

echo a &&
echo b ||
echo c
echo d |
cat

x=5; { x=6; echo $x; }; (x=7; echo $x); echo $x
f() { x=8; }; f; echo $x
f | cat; echo $x

shopt -s expand_aliases
alias ll='echo listing' e='echo '
ll a b
alias ll
unalias ll
ll
e e
\e x

shopt -s expand_aliases
alias loop='for i in 1 2; do'
loop echo $i; done
alias a=b b='echo chain'
a x

trap 'echo "exit $?"' EXIT
f() { return 3; }
f
echo "status $?"
exit 7

trap 'echo trapped; exit 2' INT
kill -INT $$
echo not reached

cleanup() { echo cleaning; rm -f tmpfile; }
trap cleanup EXIT
touch tmpfile
[ -e tmpfile ] && echo there
exit

set -euo pipefail
f() { echo "value: ${1:-none}"; }
f
f x
echo ${undefined_var}
echo no

function outer {
  inner() { echo "inner of $1"; }
  inner "$1"
}
outer A
inner B

count=0
while [ $count -lt 5 ]; do
  count=$((count + 1))
  [ $((count % 2)) -eq 0 ] && continue
  echo "odd $count"
done

s="the quick brown fox"
for w in $s; do
  printf '%s:%d ' "$w" "${#w}"
done
echo
echo "${s^^}" "${s// /-}"

printf '%s\n' 3 1 2 | sort | while read -r n; do
  echo "n=$n"
done

IFS=: read -r u p uid rest <<< "root:x:0:0:root"
echo "$u $uid $rest"

declare -A ages=([bob]=30 [ann]=25)
for name in ann bob; do
  echo "$name is ${ages[$name]}"
done

args=(-n "two words" --flag)
show() { for a; do echo "<$a>"; done; }
show "${args[@]}"

log() { echo "[$(basename "$0")] $*" >&2; }
log message 2>&1 | sed 's/^\[.*\]/[x]/'

n=0
inc() { ((n++)); return 0; }
inc; inc
echo $n
(inc; echo $n)
echo $n

x=outer
f() { local x=inner; g; unset x; echo "${x-gone}"; }
g() { echo "g sees $x"; }
f
echo $x

f() { local a=1 b=2; local; }
f | sort

stack=()
push() { stack+=("$1"); }
pop() { echo "${stack[-1]}"; unset 'stack[-1]'; }
push a; push b; push c
pop; pop
echo ${#stack[@]}

while IFS='=' read -r k v; do
  [[ $k == \#* || -z $k ]] && continue
  echo "key=$k value=$v"
done <<'EOF'
# comment
name=test

path=/a=b
EOF

a=1
b=a
echo ${!b}
eval "$b=2"
echo $a
printf -v "$b" %s 3
echo $a
declare "$b=4"
echo $a
