printf 'carte\naccueil\ncarte\n' | uniq | wc -l
