CREATE TABLE g (a int, b int, c text);
INSERT INTO g VALUES (1, 1, 'x'), (1, 4, 'y'), (1, 5, 'x'), (3, 1, 'z'), (3, 3, NULL), (NULL, 2, 'x');
SELECT a, rank(a) WITHIN GROUP (ORDER BY b) AS r, dense_rank(a) WITHIN GROUP (ORDER BY b DESC) AS d FROM g GROUP BY a ORDER BY a;
SELECT a, percent_rank(a) WITHIN GROUP (ORDER BY b) AS p, cume_dist(a + 1) WITHIN GROUP (ORDER BY b) AS c FROM g GROUP BY a ORDER BY a;
SELECT a + 1 AS k, rank(a + 1) WITHIN GROUP (ORDER BY b) AS r FROM g GROUP BY a + 1 ORDER BY k;
SELECT rank(b) WITHIN GROUP (ORDER BY b) FROM g;
SELECT a, rank(b) WITHIN GROUP (ORDER BY b) FROM g GROUP BY a;
SELECT var_pop('inf'::float8) AS a, var_samp('inf'::float8) AS b, stddev_pop('nan'::float8) AS c, var_pop('nan'::numeric) AS d;
SELECT sum(x), avg(x), var_pop(x), covar_pop(x, 1), regr_sxx(1, x) FROM (VALUES ('infinity'::float8), (1)) v(x);
