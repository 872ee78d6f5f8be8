select count(all id) as trips, count(distinct trips.bike) as bikes, count(distinct trips.station_from) as stations from trips;
