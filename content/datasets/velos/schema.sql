CREATE TABLE stations (
  name TEXT PRIMARY KEY,
  district TEXT NOT NULL,
  docks INTEGER NOT NULL,
  opened_on DATE NOT NULL
);

CREATE TABLE trips (
  id INTEGER PRIMARY KEY,
  bike INTEGER NOT NULL,
  station_from TEXT NOT NULL,
  station_to TEXT,
  started_at TIMESTAMP NOT NULL,
  minutes INTEGER,
  member BOOLEAN NOT NULL
);
