SELECT array_prepend(1, NULL::int[]), array_append(NULL::int[], 2), NULL::int[] || 3, 4 || NULL::int[], array_prepend(NULL, ARRAY[1]), array_append(NULL::date[], DATE '2024-01-01');
SELECT array_fill(7, ARRAY[3]), array_fill(0, ARRAY[2, 2]), trim_array(ARRAY[1, 2, 3], 2), trim_array(ARRAY[1], 0);
SELECT trim_array(ARRAY[1, 2], 3);
SELECT array_positions(ARRAY[1, 2, 1], 1), array_remove(ARRAY[1, NULL, 2], NULL), array_replace(ARRAY[1, NULL], NULL, 9), array_ndims(ARRAY[[1, 2], [3, 4]]), array_length(ARRAY[]::int[], 1);
SELECT (ARRAY[1, 2, 3, 4])[2:3], (ARRAY[1, 2, 3])[:2], (ARRAY[1, 2, 3])[5], (ARRAY[[1, 2], [3, 4]])[2][1];
SELECT u.v, u.n FROM generate_series(1, 2) AS g JOIN LATERAL unnest(ARRAY[g, g * 10]) WITH ORDINALITY AS u(v, n) ON true ORDER BY 1;
SELECT g, u FROM generate_series(0, 2) AS g LEFT JOIN LATERAL generate_series(1, g) AS u ON true ORDER BY 1, 2;
SELECT ARRAY(SELECT g * g FROM generate_series(1, 4) AS g ORDER BY 1 DESC), ARRAY[1, 2] @> ARRAY[2], ARRAY[1, 2] && ARRAY[3], 2 = ANY (ARRAY[1, 2]), 2 > ALL (ARRAY[1, NULL]);
