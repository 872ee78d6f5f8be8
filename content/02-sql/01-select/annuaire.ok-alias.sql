select s.district, s.name, s.docks
from stations as s
