#prologue
cat > users.json <<'JSON'
[
  {"id": 1, "name": "Ana", "tags": ["a", "b"], "address": {"city": "Paris"}, "score": 9.5},
  {"id": 2, "name": "Bob", "tags": [], "address": null, "score": 7},
  {"id": 3, "name": "Chloé \"C\"", "tags": ["b"], "address": {"city": "Lyon"}, "active": true}
]
JSON
cat > events.ndjson <<'JSON'
{"ts":1700000000,"type":"click","user":1,"ms":12}
{"ts":1700000060,"type":"view","user":2}
{"ts":1700000120,"type":"click","user":1,"ms":7}
{"ts":1700003600,"type":"buy","user":3,"ms":250}
JSON

jq length users.json; jq '.[0]' users.json

jq -r '.[] | [.id, .name, (.address.city // "-")] | @tsv' users.json

jq -r '.[] | [.id, .name, .score] | @csv' users.json

jq -c 'map(select(.tags | index("b"))) | map(.name)' users.json

jq 'map({(.name): .score}) | add' users.json

jq -c '[.[] | .tags[]] | group_by(.) | map({tag: .[0], n: length})' users.json

jq -s -c 'group_by(.type) | map({type: .[0].type, n: length, ms: (map(.ms // 0) | add)})' events.ndjson

jq -r 'select(.ms) | "\(.user)\t\(.ms)"' events.ndjson | sort -k2n

jq -r '.ts | todate' events.ndjson

jq -r '.ts | strftime("%H:%M")' events.ndjson | uniq -c

jq -n --slurpfile u users.json '[$u[0][] | .score // empty] | add / length'

jq -c 'to_entries[] | {(.key|tostring): .value.name}' users.json

jq -e '.[] | select(.id == 9)' users.json; echo "status $?"

jq '.[3]' users.json; jq -e '.[3]' users.json; echo $?

echo '{"a":1' | jq .; echo "status $?"

echo '{"a":[1,2,{"b":null}]}' | jq -c 'paths'

echo '{"a":[1,2,{"b":null}]}' | jq -c '[leaf_paths | map(tostring) | join(".")]'

jq -c '.[] | del(.tags, .address)' users.json

jq -c '.[0] | keys, (to_entries | map(.key)), has("id")' users.json

jq -r '.[] | "\(.id): \(.name | ascii_upcase) \(.tags | join("+"))"' users.json

jq -c 'map(.score) | [min, max, (map(select(. != null)) | sort)]' users.json

jq --arg city Lyon -r '.[] | select(.address.city? == $city).name' users.json

jq --argjson min 8 -c '[.[] | select(.score >= $min) | .id]' users.json

jq -c 'INDEX(.id) | map_values(.name)' users.json

jq -c '.[] |= (.n = (.tags | length)) | map(.n)' users.json

jq -c 'reduce .[] as $u ({}; .[$u.name[0:1]] += 1)' users.json

jq -rs 'map(.user) | unique | @sh' events.ndjson

jq -c 'limit(2; .[])' users.json | cut -c1-30

jq -n -c '[range(0; 10; 3)], [limit(3; repeat("x"))], ("a,b" | split(","))'

jq -n -r '"2024-02-29T12:00:00Z" | fromdate, (fromdate | . + 86400 | todate)'

jq -c 'walk(if type == "string" then length else . end)' users.json | head -c 60

jq -r '.[] | if .score == null then "none" elif .score > 9 then "high" else "low" end' users.json

jq -c '[.[] | .address | objects | .city]' users.json

jq -r '.[0] | to_entries[] | select(.value | type == "string" or type == "number") | "\(.key)=\(.value)"' users.json

while read -r line; do jq -r .type <<< "$line"; done < events.ndjson | sort | uniq -c

jq -r '.[].name' users.json | while IFS= read -r n; do printf '<%s>\n' "$n"; done

total=0; for ms in $(jq '.ms // 0' events.ndjson); do total=$((total + ms)); done; echo $total

jq -c . users.json | md5sum | cut -c1-8

jq --tab '.[1]' users.json | cat -A | head -3; jq --indent 1 -S '.[1]' users.json | head -3

jq -c 'with_entries(.value += 1)' <<< '{"x":1,"y":2}'

jq -c '.. | numbers' <<< '{"x":1,"y":[2,{"z":3}]}'

jq -r '@base64, (@base64 | @base64d), @uri, @html, @json' <<< '"a b&c<é>"'

jq -c '[splits("[, ]+")]' <<< '"a, b,c  d"'; jq -r 'gsub("(?<d>[0-9])"; "<\(.d)>")' <<< '"a1b22"'

jq -c '[match("a(.)"; "g") | .captures[0].string]' <<< '"abacad"'; jq 'test("B"; "i")' <<< '"abc"'

jq -c 'transpose, flatten, (.[0] | contains([1]))' <<< '[[1,2],[3,4]]'

jq -c 'try error("boom") catch .' <<< null; jq '.a.b.c' <<< '{"a":5}'; echo $?

jq -n '1 / 0'; echo $?; jq -n '"a" - 1'; echo $?; jq -n '{} + 1'; echo $?

jq '.[0].name.foo' users.json; echo $?; jq 'foo' users.json; echo $?

jq -n '[inputs.user]' -c events.ndjson

jq -r --raw-output0 . <<< '1' 2>&1 | head -1; jq -j '.[].id' users.json; echo

jq -R -c 'split(",") | {k: .[0], v: (.[1] | tonumber)}' <<< $'a,1\nb,2'

jq -Rs 'split("\n") | map(select(length > 0)) | length' events.ndjson

jq -c 'first(.[]), last(.[]) | .id' users.json; jq -c 'nth(1; .[])|.id' users.json; jq -c 'any(.[]; .active), all(.[]; .id)' users.json

jq -c 'def f(x): x * 2; map(f(.id))' users.json; jq -c '[.[] as {id: $i, name: $n} | "\($i)\($n[0:1])"]' users.json

jq -c 'sort_by(-.id) | map(.id), (unique_by(.active) | length), (max_by(.score).name)' users.json

jq -c '[.[].id] | (.[1:], .[:-1], .[-1]), (. as [$a, $b] | $a + $b)' users.json

jq -n --args '$ARGS.positional' -c a b; jq -n --arg x 1 '$x, ($x|tonumber), env.USER' ; jq -n '$__loc__' -c

jq -n 'now | type'; jq -n '[1,2,3] | @text, tojson, (tojson | fromjson)' -c; jq -n '"\u00e9" | length, utf8bytelength, explode' -c

jq . <<< '[1.0, 1e3, 100000000000000000000, 0.1, -0, 1.5e300]' -c; jq -n '3.0, 1e1000, 5 % 3, (7 / 2 | floor), pow(2; 10), (10 | sqrt | . * 100 | round)' -c

jq -c 'getpath(["a","b"]), setpath(["a","c"]; 1), delpaths([["a"]])' <<< '{"a":{"b":2}}'; jq -c 'path(..)' <<< '{"a":[1]}'

jq -c 'ltrimstr("a"), rtrimstr("c"), startswith("ab"), endswith("x"), (. * 2), ascii_downcase, (.[1:2])' <<< '"abc"'

jq -C -c . <<< '{"a":[1,"x",null,true]}' | cat -v

jq '.a as $x | .b as $y | $x + $y' <<< '{"a":1,"b":2}'; jq '.a?, .["b"], ."c"' <<< '{"a":1,"b":2}'; jq '.[] as [$a] ?// $a | $a' -c <<< '[[1],2]'

jq -c 'input' events.ndjson | wc -l; jq -c 'foreach .[] as $x (0; . + $x; [$x, .])' <<< '[1,2,3]'; jq -c '[.[] | tostring]' <<< '[1,"a",[2],null]'

jq -r 'to_entries | map("\(.key)=\(.value|@sh)") | .[]' <<< '{"A":"x y","B":"it'"'"'s"}'

jq -c 'tojson | fromjson | .x' <<< '{"x":{"y":[true,false,null]}}'; jq -c 'indices(", ")' <<< '"a, b, c"'; jq -c '[.[] | ascii]' <<< '[65,66]'; jq -c 'implode' <<< '[104,105]'
