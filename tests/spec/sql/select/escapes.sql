SELECT 'a_c' LIKE 'a!_c' ESCAPE '!', 'abc' LIKE 'a!_c' ESCAPE '!', 'a\c' LIKE 'a\c' ESCAPE '';
SELECT 'abc' LIKE 'abc' ESCAPE NULL, 'abc' NOT LIKE 'a%' ESCAPE NULL, 'abc' ILIKE 'A%' ESCAPE NULL, 'abc' SIMILAR TO 'a%' ESCAPE NULL;
SELECT count(*) FROM (VALUES ('a'), ('b')) AS v(x) WHERE x LIKE 'a' ESCAPE NULL;
SELECT 1 LIKE '1' ESCAPE NULL;
