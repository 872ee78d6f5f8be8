# Ce que dit le moteur SQL, par identifiant de message.
sql-syntax = { $expected ->
    [none] erreur de syntaxe près de « { $near } »
    [end] erreur de syntaxe près de « { $near } » : l’instruction devrait finir ici
    [statement] erreur de syntaxe près de « { $near } » : une instruction ne commence pas ainsi
    [query] erreur de syntaxe près de « { $near } » : une requête est attendue (SELECT, VALUES)
    [expression] erreur de syntaxe près de « { $near } » : une expression est attendue
    [name] erreur de syntaxe près de « { $near } » : un nom est attendu
    [type] erreur de syntaxe près de « { $near } » : un type est attendu
    [string] erreur de syntaxe près de « { $near } » : un texte entre apostrophes est attendu
    [number] erreur de syntaxe près de « { $near } » : un nombre est attendu
    [table] erreur de syntaxe près de « { $near } » : une table ou une jointure est attendue
   *[other] erreur de syntaxe près de « { $near } » : attendu ici, { $expected }
  }
sql-unexpected-end = { $expected ->
    [none] erreur de syntaxe : la requête s’arrête trop tôt
    [statement] erreur de syntaxe : la requête s’arrête trop tôt (une instruction est attendue)
    [query] erreur de syntaxe : la requête s’arrête trop tôt (une requête est attendue)
    [expression] erreur de syntaxe : la requête s’arrête trop tôt (une expression est attendue)
    [name] erreur de syntaxe : la requête s’arrête trop tôt (un nom est attendu)
    [type] erreur de syntaxe : la requête s’arrête trop tôt (un type est attendu)
    [string] erreur de syntaxe : la requête s’arrête trop tôt (un texte entre apostrophes est attendu)
    [number] erreur de syntaxe : la requête s’arrête trop tôt (un nombre est attendu)
    [table] erreur de syntaxe : la requête s’arrête trop tôt (une table ou une jointure est attendue)
   *[other] erreur de syntaxe : la requête s’arrête trop tôt (attendu : { $expected })
  }
sql-unterminated-string = chaîne sans guillemet fermant près de « { $near } »
sql-unterminated-name = nom sans guillemet fermant près de « { $near } »
sql-unterminated-comment = commentaire /* sans fin près de « { $near } »
sql-unsupported = { $feature } n’est pas pris en charge
sql-too-deep = requête trop imbriquée
sql-undefined-column = la colonne « { $name } » n’existe pas
sql-undefined-qualified-column = la colonne { $table }.{ $name } n’existe pas
sql-ambiguous-column = la colonne « { $name } » existe dans plusieurs tables : précisez laquelle
sql-undefined-table = la table « { $name } » n’existe pas
sql-missing-from = la table « { $name } » manque dans FROM
sql-invalid-from-reference = la table « { $name } » ne peut pas être utilisée ici
sql-duplicate-alias = le nom de table « { $name } » est donné plusieurs fois
sql-undefined-function = la fonction { $signature } n’existe pas
sql-ambiguous-function = la fonction { $signature } n’est pas unique
sql-undefined-operator = l’opérateur n’existe pas : { $operator }
sql-ambiguous-operator = l’opérateur n’est pas unique : { $operator }
sql-undefined-type = le type « { $name } » n’existe pas
sql-not-grouped = la colonne « { $name } » doit figurer dans GROUP BY ou dans une fonction d’agrégation
sql-subquery-not-grouped = la sous-requête utilise la colonne non groupée « { $name } » de la requête externe
sql-misplaced-aggregate = les fonctions d’agrégation ne sont pas permises dans { $clause }
sql-nested-aggregate = une fonction d’agrégation ne peut pas en contenir une autre
sql-window-in-aggregate = une fonction d’agrégation ne peut pas contenir de fonction de fenêtrage
sql-misplaced-window = les fonctions de fenêtrage ne sont pas permises dans { $clause }
sql-nested-window = une fonction de fenêtrage ne peut pas en contenir une autre
sql-window-without-over = la fonction de fenêtrage { $name } demande une clause OVER
sql-over-on-plain-function = { $what } est donné, mais { $name } n’est ni une fonction de fenêtrage ni une fonction d’agrégation
sql-duplicate-window = la fenêtre « { $name } » est déjà définie
sql-undefined-window = la fenêtre « { $name } » n’existe pas
sql-invalid-frame = cadre de fenêtre impossible : { $why ->
    [window-partition] PARTITION BY de la fenêtre « { $value } » ne se remplace pas
    [window-order] ORDER BY de la fenêtre « { $value } » ne se remplace pas
    [window-frame] la fenêtre « { $value } » a déjà un cadre
    [start-unbounded] le début ne peut pas être UNBOUNDED FOLLOWING
    [end-unbounded] la fin ne peut pas être UNBOUNDED PRECEDING
    [current-preceding] un cadre qui commence à CURRENT ROW ne peut pas finir avant
    [following-current] un cadre qui commence après la ligne courante ne peut pas finir sur elle ou avant
    [groups-order] GROUPS demande un ORDER BY
   *[other] RANGE avec un décalage demande exactement une colonne dans ORDER BY
  }
sql-misplaced-set-function = les fonctions qui renvoient des lignes ne sont pas permises dans { $clause }
sql-not-boolean = { $what } attend un booléen, pas le type { $type }
sql-not-integer = { $what } attend un entier, pas le type { $type }
sql-types-do-not-match = { $what } : les types { $first } et { $second } ne vont pas ensemble
sql-cannot-cast = le type { $from } ne se convertit pas en { $to }
sql-column-type-mismatch = la colonne « { $column } » est de type { $type }, mais l’expression est de type { $found }
sql-position-out-of-range = { $clause } : la position { $position } n’est pas dans la liste de SELECT
sql-non-integer-position = constante non entière dans { $clause }
sql-distinct-order = avec SELECT DISTINCT, les expressions d’ORDER BY doivent figurer dans la liste de SELECT
sql-distinct-on-order = les expressions de DISTINCT ON doivent être les premières d’ORDER BY
sql-set-operation-columns = les requêtes de { $what } doivent avoir le même nombre de colonnes
sql-set-operation-order = ORDER BY après UNION, INTERSECT ou EXCEPT : seulement par nom ou position de colonne
sql-values-length = les listes de VALUES doivent avoir la même longueur
sql-subquery-columns = la sous-requête doit renvoyer une seule colonne
sql-subquery-too-many-columns = la sous-requête a trop de colonnes
sql-subquery-too-few-columns = la sous-requête a trop peu de colonnes
sql-row-length = les deux lignes comparées n’ont pas le même nombre de valeurs
sql-insert-too-many-values = INSERT a plus de valeurs que de colonnes
sql-insert-too-few-values = INSERT a plus de colonnes que de valeurs
sql-duplicate-column = la colonne « { $name } » est donnée plusieurs fois
sql-duplicate-cte = le nom « { $name } » est donné plusieurs fois dans WITH
sql-recursive-form = la requête récursive « { $name } » doit avoir la forme : partie initiale UNION [ALL] partie récursive
sql-recursive-reference = la requête récursive « { $name } » ne peut pas se lire { $where ->
    [base] dans sa partie de départ
    [subquery] dans une sous-requête
    [outer-join] du côté facultatif d’une jointure externe
    [twice] plus d’une fois
   *[other] dans { $where }
  }
sql-recursive-type = requête récursive « { $name } » : la colonne { $position } est de type { $first } au départ, mais { $second } ensuite
sql-too-many-aliases = la table « { $name } » a { $available } colonnes, mais { $specified } noms sont donnés
sql-using-column = la colonne « { $name } » de USING n’existe pas dans la table { $side ->
    [left] de gauche
   *[other] de droite
  }
sql-using-ambiguous = la colonne commune « { $name } » figure plusieurs fois dans la table { $side ->
    [left] de gauche
   *[other] de droite
  }
sql-star-without-from = SELECT * demande une clause FROM
sql-subquery-alias = une sous-requête dans FROM doit avoir un alias
sql-cannot-subscript = le type { $type } n’accepte pas d’indice
sql-indeterminate-type = le type ne peut pas être déterminé
sql-undefined-parameter = le paramètre { $name } n’existe pas
sql-misplaced-column = une colonne ne peut pas être utilisée ici
sql-distinct-window = DISTINCT n’est pas possible avec une fonction de fenêtrage
sql-no-ordering = les valeurs de type { $type } ne se trient pas
sql-not-a-table = « { $name } » n’est pas une table
sql-full-join-condition = FULL JOIN demande une condition d’égalité
sql-division-by-zero = division par zéro
sql-integer-out-of-range = valeur hors des limites du type { $type }
sql-integer-text-out-of-range = la valeur « { $value } » est hors des limites du type { $type }
sql-float-out-of-range = « { $value } » est hors des limites du type { $type }
sql-float-overflow = valeur trop grande
sql-numeric-overflow = le nombre dépasse 38 chiffres
sql-numeric-field-overflow = le nombre ne tient pas dans numeric({ $precision },{ $scale })
sql-interval-field = composante d’intervalle hors limites : « { $value } »
sql-interval-out-of-range = intervalle hors limites
sql-timestamp-out-of-range = date et heure hors limites
sql-date-out-of-range = date hors limites
sql-datetime-out-of-range = cette date ou cette heure n’existe pas : « { $value } »
sql-invalid-text = « { $value } » ne se lit pas comme { $type }
sql-invalid-datetime = « { $value } » ne se lit pas comme { $type }
sql-invalid-json = ce texte n’est pas une valeur de type { $type }
sql-malformed-array = tableau mal écrit : « { $value } »
sql-invalid-label = « { $value } » n’est pas une valeur de l’énumération { $type } ; ses valeurs sont { $labels }
sql-bit-length = { $what ->
    [type] une chaîne de { $length } bits ne convient pas au type { $type }
   *[other] { $what } demande deux chaînes de bits de même longueur
  }
sql-bit-index = le bit { $index } n’existe pas (0 à { $last })
sql-text-too-long = texte trop long pour le type { $type }
sql-too-many-rows = la sous-requête utilisée comme valeur renvoie plusieurs lignes
sql-input-out-of-range = valeur hors du domaine de la fonction
sql-negative-root = un nombre négatif n’a pas de racine carrée
sql-zero-negative-power = zéro n’a pas de puissance négative
sql-complex-power = un nombre négatif n’a pas de puissance non entière
sql-log-of-zero = zéro n’a pas de logarithme
sql-log-of-negative = un nombre négatif n’a pas de logarithme
sql-negative-limit = LIMIT ne peut pas être négatif
sql-negative-offset = OFFSET ne peut pas être négatif
sql-like-pattern = le motif de LIKE ne peut pas finir par le caractère d’échappement
sql-invalid-escape = caractère d’échappement invalide
sql-invalid-regex = expression régulière invalide : { $why ->
    [parentheses] parenthèses ( ) mal fermées
    [brackets] crochets [ ] mal fermés
    [braces] accolades mal fermées
    [repetition] nombre de répétitions impossible
    [back-reference] ce groupe n’existe pas
    [escape] suite \ inconnue
    [range] intervalle de caractères impossible
    [class] classe de caractères inconnue
    [collating] élément de tri inconnu
    [option] option inconnue au début
    [complex] elle est trop complexe
   *[other] il n’y a rien à répéter ici
  }
sql-invalid-argument = argument invalide : { $why ->
    [even-arguments] il faut un nombre pair d’arguments
    [null-argument] l’argument { $value } ne peut pas être NULL
    [null-key] une clé ne peut pas être NULL
    [null-starting-offset] le décalage du début du cadre ne peut pas être NULL
    [null-ending-offset] le décalage de la fin du cadre ne peut pas être NULL
    [json-scalar] { $value } ne s’applique pas à une valeur simple
    [json-non-array] { $value } demande un tableau JSON
    [json-non-object] { $value } demande un objet JSON
    [json-path] { $value } ne trouve pas ce chemin, ou il existe déjà
    [array-bounds] { $value } : dimensions impossibles
    [slice] slice commence à 1 et sa longueur n’est pas négative
    [zero-field] le numéro du morceau ne peut pas être zéro
    [character] ce nombre ne désigne aucun caractère
    [encoding] l’encodage « { $value } » est inconnu
    [encoded] ces données ne sont pas du { $value }
    [format-end] le motif de format s’arrête trop tôt
    [format-arguments] format a trop peu d’arguments
    [format-null] %I ne peut pas écrire NULL
    [format-letter] format ne connaît pas %{ $value }
    [not-positive] { $value } doit être positif
    [negative-factorial] un nombre négatif n’a pas de factorielle
    [regex-option] l’option « { $value } » d’expression régulière est inconnue
    [bit] un bit vaut 0 ou 1
    [copy-delimiter-quote] le séparateur ne peut être ni une fin de ligne ni le guillemet
    [copy-delimiter-letter] le séparateur ne peut être ni une lettre, ni un chiffre, ni un point, ni une barre oblique inverse
   *[other] { $value }
  }
sql-negative-substring = la longueur d’une sous-chaîne ne peut pas être négative
sql-invalid-ntile = l’argument de ntile doit être positif
sql-invalid-nth-value = l’argument de nth_value doit être positif
sql-negative-frame = le décalage { $which ->
    [starting] du début
   *[other] de la fin
  } du cadre de fenêtre ne peut pas être négatif
sql-unsupported-unit = l’unité « { $unit } » ne vaut pas pour le type { $type }
sql-unknown-unit = l’unité « { $unit } » est inconnue pour le type { $type }
sql-unknown-time-zone = le fuseau horaire « { $name } » est inconnu
sql-zero-step = le pas ne peut pas être nul
sql-percentile-range = le centile { $value } n’est pas entre 0 et 1
sql-cannot-cast-json = cette valeur JSON ({ $kind }) ne se convertit pas en { $type }
sql-array-dimensions = les tableaux imbriqués doivent avoir les mêmes dimensions
sql-out-of-steps = requête arrêtée : elle demande trop de calculs
sql-out-of-memory = mémoire épuisée : le résultat d’une étape est trop grand
sql-execution-too-deep = requêtes ou vues trop imbriquées
sql-duplicate-table = la relation « { $name } » existe déjà
sql-undefined-schema = le schéma « { $name } » n’existe pas
sql-duplicate-type = le type « { $name } » existe déjà
sql-duplicate-label = la valeur « { $name } » existe déjà dans l’énumération
sql-repeated-label = la valeur « { $name } » est donnée deux fois
sql-undefined-label = « { $name } » n’est pas une valeur de { $type }
sql-duplicate-schema = le schéma « { $name } » existe déjà
sql-undefined-drop = la table « { $name } » n’existe pas
sql-undefined-target-column = la colonne « { $name } » de la table « { $table } » n’existe pas
sql-duplicate-target-column = la colonne « { $name } » de la table « { $table } » existe déjà
sql-not-null-violation = la colonne « { $column } » de la table « { $table } » ne peut pas être vide (NOT NULL)
sql-unique-violation = cette valeur existe déjà : ({ $columns })=({ $values }), contrainte « { $constraint } »
sql-check-violation = la ligne ne respecte pas la contrainte « { $constraint } » de la table « { $table } »
sql-check-violated-by-row = une ligne ne respecte pas la contrainte « { $constraint } » de la table « { $table } »
sql-contains-null = la colonne « { $column } » de la table « { $table } » contient des valeurs NULL
sql-unique-existing = l’index unique « { $constraint } » est impossible : ({ $values }) y est plusieurs fois
sql-foreign-key-violation = ({ $columns })=({ $values }) n’existe pas dans la table « { $referenced } » : la contrainte « { $constraint } » de « { $table } » l’exige
sql-referenced-violation = ({ $columns })=({ $values }) de « { $table } » sert encore dans la table « { $child } » (contrainte « { $constraint } »)
sql-no-matching-key = la table « { $table } » n’a pas de clé unique sur ces colonnes
sql-foreign-key-types = clé étrangère impossible : la colonne « { $column } » est de type { $from }, la clé référencée de type { $to }
sql-foreign-key-columns = la clé étrangère n’a pas le même nombre de colonnes des deux côtés
sql-multiple-primary-keys = la table « { $table } » ne peut avoir qu’une clé primaire
sql-no-conflict-target = aucune contrainte unique ne correspond à ON CONFLICT
sql-conflict-twice = ON CONFLICT DO UPDATE ne peut pas toucher deux fois la même ligne
sql-merge-twice = MERGE ne peut pas toucher deux fois la même ligne
sql-dependent-objects = impossible de supprimer { $name } ({ $kind }) : d’autres objets en dépendent ({ $dependents })
sql-truncate-referenced = impossible de vider la table « { $table } » : la table « { $child } » y fait référence
sql-generated-always = la colonne « { $column } » est calculée : elle n’accepte pas d’autre valeur que DEFAULT
sql-generated-update = la colonne « { $column } » est calculée : elle ne se change qu’en DEFAULT
sql-wrong-object = « { $name } » n’est pas de ce genre ({ $kind })
sql-undefined-constraint = la contrainte « { $constraint } » de la table « { $table } » n’existe pas
sql-duplicate-constraint = la contrainte « { $constraint } » de la table « { $table } » existe déjà
sql-undefined-index = l’index « { $name } » n’existe pas
sql-undefined-view = la vue « { $name } » n’existe pas
sql-undefined-sequence = la séquence « { $name } » n’existe pas
sql-sequence-bounds = la valeur { $value } est hors des bornes de la séquence « { $name } »
sql-sequence-options = options de séquence contradictoires : { $why }
sql-sequence-limit = la séquence « { $name } » est arrivée à sa fin
sql-sequence-not-read = la séquence « { $name } » n’a pas encore été lue dans cette session
sql-transaction-aborted = la transaction a échoué : faites ROLLBACK avant de continuer
sql-undefined-savepoint = le point de sauvegarde « { $name } » n’existe pas
sql-no-transaction = { $what } demande une transaction (BEGIN)
sql-already-in-transaction = une transaction est déjà en cours
sql-not-in-transaction = aucune transaction n’est en cours
sql-undefined-prepared = l’instruction préparée « { $name } » n’existe pas
sql-duplicate-prepared = l’instruction préparée « { $name } » existe déjà
sql-prepared-parameters = l’instruction préparée « { $name } » attend { $expected } paramètres, pas { $found }
sql-invalid-view = les colonnes d’une vue ou d’une clé primaire ne se changent pas ainsi
sql-undefined-file = impossible d’ouvrir le fichier « { $path } » { $what ->
    [reading] en lecture
   *[other] en écriture
  } : il n’existe pas
sql-copy-row = il manque une valeur pour la colonne « { $column } » (ligne { $line })
sql-ragged-record = { $expected } champs attendus, comme sur la première ligne, { $found } trouvés
sql-empty-import = Le fichier est vide : sa première ligne doit nommer les colonnes.
sql-undefined-setting = le paramètre « { $name } » est inconnu
sql-bad-snapshot = ceci n’est pas une sauvegarde de base de données, ou vient d’une autre version
sql-instead = « { $foreign } » s’écrit ainsi dans { $dialect }. Ici, on écrit : { $instead }
sql-suggestion = Vouliez-vous dire « { $suggestion } » ?
sql-denied-file = impossible d’ouvrir le fichier « { $path } » { $what ->
    [reading] en lecture
   *[other] en écriture
  } : permission refusée
sql-wrong-file = « { $path } » est un dossier, ou n’est pas du texte
sql-copy-extra = données en trop après la dernière colonne attendue (ligne { $line })
sql-copy-quote = champ CSV entre guillemets jamais refermé (ligne { $line })
