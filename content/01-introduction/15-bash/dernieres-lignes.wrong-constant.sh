echo '2026-03-03 06:19:41 ERROR zone-est dock 9 jammed
2026-03-03 06:34:00 INFO universite bike 176 in
2026-03-03 06:45:10 INFO marche errors cleared
2026-03-03 06:54:04 INFO gare-nord report sent
2026-03-03 07:01:15 ERROR stade dock 4 jammed'
