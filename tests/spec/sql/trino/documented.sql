-- Trino needs a machine of its own: nothing here was recorded from it. What is expected stands in the examples of its manual
-- (trino.io/docs: Date and time, String, Regular expression, Array, Conditional, Aggregate, JSON functions; SELECT),
-- in the spelling in which PostgreSQL writes values. Athena is Trino.
SELECT date_add('second', 86, TIMESTAMP '2020-03-01 00:00:00') AS a, date_add('hour', 9, TIMESTAMP '2020-03-01 00:00:00') AS b, date_add('day', -1, TIMESTAMP '2020-03-01 00:00:00') AS c;
SELECT date_diff('second', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00') AS a, date_diff('hour', TIMESTAMP '2020-03-01 00:00:00', TIMESTAMP '2020-03-02 00:00:00') AS b, date_diff('day', DATE '2020-03-01', DATE '2020-03-02') AS c;
SELECT date_diff('millisecond', TIMESTAMP '2020-06-01 12:30:45.000', TIMESTAMP '2020-06-02 12:30:45.123') AS a, date_diff('second', TIMESTAMP '2020-06-01 12:30:45.000', TIMESTAMP '2020-06-02 12:30:45.123') AS b;
SELECT date_trunc('second', TIMESTAMP '2001-08-22 03:04:05.321') AS a, date_trunc('hour', TIMESTAMP '2001-08-22 03:04:05.321') AS b, date_trunc('week', TIMESTAMP '2001-08-22 03:04:05.321') AS c, date_trunc('quarter', TIMESTAMP '2001-08-22 03:04:05.321') AS d;
SELECT date_format(TIMESTAMP '2022-10-20 05:10:00', '%m-%d-%Y %H') AS a, date_parse('2022/10/20/05', '%Y/%m/%d/%H') AS b;
SELECT from_iso8601_date('2020-05-11') AS a, to_iso8601(DATE '2020-05-11') AS b, last_day_of_month(DATE '2023-02-15') AS c;
SELECT from_unixtime(0) AS a, to_unixtime(TIMESTAMP '1970-01-02 00:00:00') AS b;
SELECT regexp_extract_all('1a 2b 14m', '\d+') AS a, regexp_extract_all('1a 2b 14m', '(\d+)([a-z]+)', 2) AS b, regexp_extract('1a 2b 14m', '\d+') AS c, regexp_extract('1a 2b 14m', '(\d+)([a-z]+)', 2) AS d;
SELECT regexp_like('1a 2b 14m', '\d+b') AS a, regexp_split('1a 2b 14m', '\s*[a-z]+\s*') AS b, regexp_count('1a 2b 14m', '\s*[a-z]+\s*') AS c;
SELECT split('a,b,c', ',') AS a, split_part('a:b:c', ':', 2) AS b, strpos('abc', 'c') AS c, levenshtein_distance('kitten', 'sitting') AS d, hamming_distance('abc', 'abd') AS e, starts_with('trino', 'tr') AS f;
SELECT cardinality(ARRAY[1, 2, 3]) AS a, contains(ARRAY[1, 2], 2) AS b, element_at(ARRAY['a', 'b'], -1) AS c, element_at(ARRAY['a'], 5) AS d, array_join(ARRAY['a', NULL, 'c'], '-', 'x') AS e, array_distinct(ARRAY[1, 1, 2]) AS f, sequence(1, 3) AS g;
SELECT slice(ARRAY[1, 2, 3, 4], 2, 2) AS a, array_max(ARRAY[1, 3, 2]) AS b, arrays_overlap(ARRAY[1, 2], ARRAY[2]) AS c, array_intersect(ARRAY[1, 2, 3], ARRAY[2, 3, 4]) AS d, flatten(ARRAY[ARRAY[1, 2], ARRAY[3, 4]]) AS e, array_remove(ARRAY[1, 2, 1], 1) AS f, array_position(ARRAY['a', 'b'], 'b') AS g;
CREATE TABLE shipping (origin_state text, origin_zip text, packages int, total_cost int);
INSERT INTO shipping VALUES ('California', '94131', 25, 100), ('California', 'P332a', 5, 72), ('California', '94025', 0, 155), ('New Jersey', '08544', 225, 490);
SELECT CAST(origin_zip AS bigint) AS a FROM shipping;
SELECT TRY(CAST(origin_zip AS bigint)) AS a FROM shipping;
SELECT total_cost / packages AS per_package FROM shipping;
SELECT COALESCE(TRY(total_cost / packages), 0) AS per_package FROM shipping;
SELECT TRY(CAST('abc' AS int)) AS a, TRY(1 / 0) AS b, TRY(7) AS c, TRY(CAST('2024-13-01' AS date)) AS d, COALESCE(TRY(CAST('x' AS int)), -1) AS e;
SELECT count(TRY(CAST(origin_zip AS bigint))) AS a, count_if(TRY(total_cost / packages) > 3) AS b FROM shipping WHERE TRY(total_cost / packages) IS NULL OR packages > 5;
SELECT TRY_CAST(origin_zip AS bigint) AS a FROM shipping;
SELECT json_extract_scalar('[1, 2, 3]', '$[2]') AS a, json_extract_scalar('{"store": {"book": "x"}}', '$.store.book') AS b, json_array_length('[1, 2, 3]') AS c;
SELECT count_if(x > 1) AS a, arbitrary(1) AS b, max_by(y, x) AS c, min_by(y, x) AS d, approx_distinct(y) AS e, bool_and(x > 0) AS f, every(x > 1) AS g FROM (VALUES (1, 'a'), (2, 'b'), (3, 'b')) AS t(x, y);
SELECT numbers, n FROM (VALUES (ARRAY[2, 5]), (ARRAY[7, 8, 9])) AS x(numbers) CROSS JOIN UNNEST(numbers) AS t(n);
SELECT numbers, n, a FROM (VALUES (ARRAY[2, 5]), (ARRAY[7, 8, 9])) AS x(numbers) CROSS JOIN UNNEST(numbers) WITH ORDINALITY AS t(n, a);
SELECT IF(1 > 0, 'yes', 'no') AS a, NULLIF(1, 1) AS b, typeof(1) AS c;
SELECT typeof('cat') AS d;
