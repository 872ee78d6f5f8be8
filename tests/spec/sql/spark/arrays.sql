SELECT array(1, 2, 3) AS a, size(array(1, 2)) AS b, cardinality(array(1, 2)) AS c, array_contains(array(1, 2, 3), 2) AS d, element_at(array(1, 2, 3), 2) AS e, element_at(array(1, 2, 3), -1) AS f;
SELECT array_distinct(array(1, 2, 3, 1)) AS a, array_union(array(1, 2), array(2, 3)) AS b, array_intersect(array(1, 2, 3), array(3, 1)) AS c, array_except(array(1, 2, 3), array(2)) AS d, array_max(array(1, 20, 3)) AS e, array_min(array(1, 20, 3)) AS f;
SELECT sort_array(array(3, 1, 2)) AS a, array_sort(array(3, 1, 2)) AS b, array_join(array('a', 'b', NULL), ',') AS c, array_join(array('a', NULL, 'b'), ',', '?') AS d, array_position(array(3, 2, 1), 1) AS e, array_remove(array(1, 2, 1), 1) AS f, array_repeat('x', 2) AS g;
SELECT slice(array(1, 2, 3, 4), 2, 2) AS a, slice(array(1, 2, 3, 4), -2, 2) AS b, sequence(1, 5) AS c, sequence(5, 1, -2) AS d, flatten(array(array(1, 2), array(3, 4))) AS e, arrays_overlap(array(1, 2), array(2, 3)) AS f, array_append(array(1), 2) AS g, array_compact(array(1, NULL, 2)) AS h, reverse(array(1, 2, 3)) AS i;
SELECT explode(array(10, 20)) AS x;
SELECT id, x FROM (VALUES (1, array(1, 2)), (2, array(3))) AS t(id, xs) LATERAL VIEW explode(xs) e AS x ORDER BY id, x;
SELECT id, pos, x FROM (VALUES (1, array('a', 'b'))) AS t(id, xs) LATERAL VIEW posexplode(xs) e AS pos, x ORDER BY id, pos;
SELECT id, x FROM (VALUES (1, array(1, 2)), (2, array())) AS t(id, xs) LATERAL VIEW OUTER explode(xs) e AS x ORDER BY id, x;
SELECT flatten(array(array(1, 2), array(3))) AS e;
