SELECT -2 ^ 2, -2::float8 ^ 2, - x ^ 2, -x::float8 ^ 2, (-x) ^ 2, 2 ^ -1, -2 ^ -2, 2 - 3 ^ 2, - 2 * 3 ^ 2, + x ^ 2, -(x) ^ 2, - abs(x) ^ 2, -x ^ 2 ^ 1, 2 * - x ^ 2 FROM (SELECT 3 AS x) t;
SELECT - '2024-01-01'::date + 1;
SELECT -a[2], -a[1] ^ 2, - x.y * 2, -(ARRAY[1, 2])[2] FROM (SELECT ARRAY[3, 4] AS a) q, (SELECT 5 AS y) x;
SELECT -1::text, - 1::int::text::int, -INTERVAL '1 day' * 2, - - 2, -(-2), + -2, 5 - -2, 5 -2, -2147483648, -9223372036854775808;
SELECT NOT true = false, NOT 1 > 2 AND false, 1 + 2 * 3 ^ 2 % 4, 2 || 3 + 4, 7 % 4 * 2, -7 % 4, -7 / 2, 10 / -3;
SELECT -2 IS NULL, -2 BETWEEN -3 AND -1, -2 IN (-2, 2), 1 << 2 + 1, -1 >> 1, ~ 1 + 1, ~ -1, @ -5 + 1, |/ 4 + 5, - |/ 4;
SELECT 2 ^ 3 ^ 2, -2 ^ 3 ^ 2, 2 * -3 ^ 2, 2 - -3 ^ 2, 4 / 2 * 2, 2 ^ 2 * 3;
SELECT 'a' || 'b' = 'ab', 1 + 1 = 2 AND 2 > 1 OR false, NOT false AND NOT true, 1 = 1 IS TRUE, 'a' LIKE 'a' = true, 3 BETWEEN 1 AND 2 + 1, '{"a": -1}'::jsonb ->> 'a' = '-1';
