SELECT count(DISTINCT minutes) FROM ten_trips;
