SELECT count(*) FILTER (WHERE minutes > 30) + count(*) FILTER (WHERE NOT minutes > 30) FROM ten_trips;
