cat site/access-old.log site/access.log site/access-new.log 2> plaintes.log > semaine.log
