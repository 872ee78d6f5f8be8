CREATE TABLE stock (id int PRIMARY KEY, name text NOT NULL, price numeric(6,2) DEFAULT 1, seen date);
COPY stock FROM STDIN;
1	apple	0.50	2024-01-02
2	it's; a "pear"	1.25	\N
3	two\twords	3	2024-02-29
\.
SELECT * FROM stock ORDER BY id;
COPY stock (id, name) FROM STDIN WITH (FORMAT csv, HEADER true);
id,name
4,"plum, blue"
5,"say ""hi"""
\.
SELECT * FROM stock WHERE id > 3 ORDER BY id;
COPY stock (id, name) FROM STDIN (FORMAT csv, DELIMITER ';', NULL 'none');
6;melon
7;none
\.
COPY stock FROM STDIN;
8	short
\.
COPY stock (id, name) FROM STDIN;
9	fig	extra
\.
COPY stock (id, name) FROM STDIN;
1	again
\.
COPY stock (id, price, name) FROM STDIN;
10	not a number	x
\.
SELECT count(*), max(id) FROM stock;
BEGIN;
COPY stock (id, name) FROM stdin;
11	quince
\.
SELECT count(*) FROM stock;
ROLLBACK;
SELECT count(*) FROM stock;
SELECT 'after';
