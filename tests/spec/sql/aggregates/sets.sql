CREATE TABLE t (a int, b text, v int);
INSERT INTO t VALUES (1, 'x', 10), (1, 'y', 20), (2, 'x', 30), (2, NULL, 40), (NULL, 'x', 50);
SELECT a, b, sum(v), GROUPING(a, b) FROM t GROUP BY GROUPING SETS (ROLLUP (a, b), CUBE (b)) ORDER BY 1, 2, 3, 4;
SELECT a, b, count(*) FROM t GROUP BY GROUPING SETS (a, GROUPING SETS ((b), ())) ORDER BY 1, 2, 3;
SELECT a, b, max(v) FROM t GROUP BY ROLLUP (a), ROLLUP (b) ORDER BY 1, 2, 3;
SELECT a, sum(v) FROM t GROUP BY CUBE ((a, b)) ORDER BY 1, 2;
SELECT a, sum(v), sum(sum(v)) OVER (ORDER BY a) FROM t GROUP BY a HAVING count(*) > 0 ORDER BY 1;
