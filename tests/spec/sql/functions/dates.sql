SELECT to_char(INTERVAL '3 days 4:05:06', 'DD HH24:MI:SS'), to_char(INTERVAL '1 year 2 months', 'YYYY MM'), to_char(INTERVAL '-3 hours -49 minutes', 'HH24:MI'), to_char(INTERVAL '36 hours', 'HH24 HH12 DDD');
SELECT to_char(INTERVAL '1 day', 'Day');
SELECT justify_interval(INTERVAL '2 hours' - INTERVAL '1 month'), justify_interval(INTERVAL '1 mon -1 hour'), justify_hours(INTERVAL '50 hours'), justify_hours(INTERVAL '-1 day 2 hours'), justify_days(INTERVAL '65 days'), justify_days(INTERVAL '1 mon -5 days');
SELECT to_char(TIMESTAMP '2024-02-29 23:59:59', 'TMDay dy DY TMMonth');
SELECT to_date('2024-13-01', 'YYYY-MM-DD');
SELECT make_date(2024, 2, 30);
SELECT extract(century from DATE '2000-12-31'), extract(isoyear from DATE '2021-01-01'), extract(julian from DATE '2024-01-01'), extract(decade from TIMESTAMP '1999-12-31');
SELECT date_bin('15 minutes', TIMESTAMP '2024-01-01 10:38', TIMESTAMP '2024-01-01'), date_trunc('century', TIMESTAMP '2024-05-05');
SELECT DATE '2024-01-31' + INTERVAL '1 month', DATE '2024-03-31' - INTERVAL '1 month', age(DATE '2024-03-01', DATE '2024-01-31');
