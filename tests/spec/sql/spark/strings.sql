SELECT concat_ws('-', 'a', 'b', NULL, 'c') AS a, instr('abcabc', 'ca') AS b, locate('b', 'abcb') AS c, substring_index('www.apache.org', '.', 2) AS d, substring_index('www.apache.org', '.', -2) AS e;
SELECT lcase('AbC') AS a, ucase('AbC') AS b, char_length('été') AS c, len('abc') AS d, reverse('abc') AS e, initcap('hello wORLD') AS f, repeat('ab', 2) AS g, lpad('7', 3, '0') AS h, rpad('7', 3, 'x') AS i;
SELECT levenshtein('kitten', 'sitting') AS a, startswith('Spark', 'Sp') AS b, endswith('Spark', 'rk') AS c, contains('Spark', 'par') AS d, ascii('A') AS e, translate('AaBbCc', 'abc', '123') AS f, left('abcdef', 2) AS g, right('abcdef', 2) AS h;
SELECT split('one,two,,three', ',') AS a, regexp_extract('100-200', '([0-9]+)-([0-9]+)', 2) AS b, regexp_extract_all('100-200, 300-400', '([0-9]+)-([0-9]+)', 1) AS d, regexp_like('abc', 'b.') AS e;
SELECT md5('Spark') AS a, sha1('Spark') AS b, sha2('Spark', 256) AS c, crc32('Spark') AS d, split_part('11.12.13', '.', 3) AS e, btrim('  x ') AS g;
SELECT get_json_object('{"a":{"b":5},"c":[1,2]}', '$.a.b') AS a, get_json_object('{"a":{"b":5},"c":[1,2]}', '$.c[1]') AS b, get_json_object('{"a":1}', '$.x') AS c, json_array_length('[1,2,3]') AS d;
SELECT 'abc' RLIKE '^a.c$' AS a, 'abc' LIKE 'a_c' AS b, 'ABC' ILIKE 'a%' AS c, position('c' IN 'abc') AS d, overlay('Spark SQL' PLACING '_' FROM 6) AS e, substring('Spark SQL', 5) AS f, substring('Spark SQL', 5, 1) AS g, 'a' || 'b' AS h;
SELECT regexp_replace('100-200', '([0-9]+)', 'num') AS c;
SELECT char(65) AS f;
