cat site/access-old.log site/access.log > semaine.log
cat site/access-new.log >> semaine.log 2> plaintes.log
