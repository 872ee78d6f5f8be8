// What is timed: a name, what is prepared before the clock runs, and the job. Each prints one line, the same in every shell.

const NUMBERS = "seq 1000000 > n";

export const JOBS = [
  ["arithmetic, 1e5 steps", "", "for ((i = 0; i < 100000; i++)); do ((s += i * 3 % 7)); done; echo $s; s=0"],
  ["while + [, 5e4 steps", "", "i=0; while [ $i -lt 50000 ]; do i=$((i + 1)); done; echo $i"],
  ["seq|sort -r|uniq -c|wc", "", "seq 1000000 | sort -r | uniq -c | wc -l"],
  ["awk sum", NUMBERS, "awk '{ s += $1 } END { print s }' n"],
  ["grep -cE", NUMBERS, "grep -cE '(12|34)5+' n"],
  ["sort -k2,2n", "seq 300000 | awk '{ print $1, $1 * 7919 % 300007 }' > p", "sort -k2,2n p | tail -n 1"],
  ["cut|sort|uniq", "seq 300000 | awk '{ print $1 \",\" $1 % 97 }' > c", "cut -d, -f2 c | sort | uniq | wc -l"],
  ["sed s///g, 10 MB", "seq 1450000 > t", "sed 's/1/one/g' t | wc -c"],
];
