SELECT count(*) AS trips, count(DISTINCT bike) AS bikes, count(DISTINCT station_to) AS stations FROM trips WHERE station_to <> 'Marché';
