printf 'first\nsecond\nthird\nfourth\n' > f; sed -n '1d;1,3p' f; echo; sed -n '1d;1,/hir/p' f; echo; sed -n '1,5d;1,/hir/p' f f; echo; sed -n '2d;2,1p' f

for script in '1,2d;2,4p' '1,2d;2,2p' '2!d;2,1p' '1,5d;3,6p' '1,5d;3,4p' 'N;N;N;2,3p;$p' '2,+0p' '1d;1,+2p' '0~4,6p' '2,~4p'; do seq 9 | sed -n "$script" | paste -sd ' '; done

for script in 'a hel\nlo' 'a\\nx' 'a\nx' 'a b\x41\d065\o101\cA' 'c\tx\ny' 'i\ two\nlines' 'a  \  x'; do echo l | sed "$script"; done

printf 'a\\\n  one\\ttwo\\nthree\n' > s; echo l | sed -f s

echo one | sed ':a;p;ba' | head -n 3; echo hello | sed '' - -; echo same | diff - -; echo $?

touch a; ln a b; mkdir d; cp -d a b d; test d/a -ef d/b; echo $?; mkdir e; cp --preserve=links a b e; test e/a -ef e/b; echo $?; mkdir g; cp a b g; test g/a -ef g/b; echo $?

mkdir -p x/y; echo 1 > x/y/f; mkdir d; cp --parents x/y/f d; find d; cp -v --parents x/y/f d; cp --parents x/y/f nowhere; echo $?

echo 1 > f; ln -s f l; mkdir d; ln -s ../f d/m; cp -RH l d copies 2>&1; mkdir out; cp -RH l d out; [ -L out/l ]; echo $?; [ -L out/d/m ]; echo $?

printf '\001\002\003\nABC\376' > f; for o in B D e f F h H I l L O s X i; do od -$o f; done; od -t f4 -t fD f

seq -w 003; seq -w 005 7; seq -w 8 -3 04; seq -w 03 .3 0004; seq -w -1 1; seq -w 1 10; seq -w .5 .5 2

: > EMPTY; echo "da39a3ee5e6b4b0d3255bfef95601890afd80709 EMPTY" | sha1sum -c; echo "d41d8cd98f00b204e9800998ecf8427e  EMPTY" | md5sum -c; echo "d41d8cd98f00b204e9800998ecf8427e *EMPTY" | md5sum -c

echo 1 > a; echo 2 > b; printf 'a\nb\n' > list; tar -cf t.tar -T list; tar -tf t.tar; printf 'b\n' > not; tar -cf t.tar -X not a b; tar -tf t.tar; tar -cf t.tar a b; tar -xvf t.tar -X not

mkdir d; echo 2 > d/z; echo 1 > d/a; tar --sort=name --mtime=@1234567890 --owner=root:0 --group=root:0 -cf t.tar d; TZ=UTC tar -tvf t.tar; tar --owner=nobody --numeric-owner --mtime=@0 -cf t.tar d/a; TZ=UTC tar -tvf t.tar; tar --no-recursion -cf t.tar d; tar -tf t.tar

date -u -d @0 -Is; date -u -d @0 -Ih; date -u -d @0 -Im; date -u -d @0 -Id; date -d @0 -Ix; echo $?

printf '1m\n2\n3m\n4\n5m\n6\n' > f; grep -m1 -A2 m f; echo; grep -m2 -A9 m f; echo; seq 40 | grep ^4 -m1 -A99; { grep -m1 m; sed s/^/X/; } < f; { grep -m2 -A1 m; sed s/^/X/; } < f; { grep -c -m1 m; sed s/^/X/; } < f

mkdir -p x/dir; echo aaa > x/a; echo bbb > x/b; echo ddd > x/dir/d; grep -r --exclude='R*' --include='a*' --exclude='a*' . x | sort; echo; grep -r --include='a*' --exclude=b . x | sort; echo; grep -r --exclude='a*' --include='a*' . x | sort

echo 1 > f; grep 1 f >> f; echo $?; cat f >> f; echo $?; cat f; cat f > f; echo $?; grep -c 1 f >> f; echo $?

awk 'func f(a,) { }' 2>/dev/null; echo $?; awk 'BEGIN { print "a" ~ /^[\300-\337]/ }' 2>/dev/null; echo $?; awk 'BEGIN { x[0]; typeof(x, k); print k["array_type"]; x["a"]; delete x[0]; typeof(x, k); print k["array_type"] }'

jq -n '[1] | "\(.[0])x"'; jq -c -n 'reduce range(20) as $i (null; [.])'

printf 'a\tb\n' | expand -t 3,6; echo a b | uniq -f 4000000000; echo $?

mkdir -p x/y d; echo 1 > x/y/f; cp --parents x/y/f 0; echo $?; cp --parents x/y/f f; echo $?; cp --parents x/y/f d; cat d/x/y/f
