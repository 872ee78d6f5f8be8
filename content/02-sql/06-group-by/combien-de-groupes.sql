SELECT count(*) FROM (SELECT minutes FROM ten_trips GROUP BY minutes) AS durations;
