cat site/access-old.log site/access.log site/access-new.log > semaine.log 2> plaintes.log
