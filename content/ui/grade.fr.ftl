### Ce que la correction dit elle-même, quand aucun contrôle de la leçon n'a la parole.

grade-nothing = Il n’y a encore rien à vérifier : écrivez d’abord votre réponse.
grade-other-engine = Cette réponse ne vient pas de l’outil de cet exercice. Rechargez la page et recommencez.
grade-dataset = Les données « { $dataset } » manquent ou ne peuvent pas être fabriquées. Signalez-le à la personne qui tient le cours.
grade-out-of-steps = Votre réponse tourne trop longtemps : une boucle ne finit peut-être jamais.
