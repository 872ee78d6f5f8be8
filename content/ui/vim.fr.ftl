### Les mots de l’atelier vim : ce que dit l’éditeur, et comment ses commandes s’expliquent.

## Messages of the editor

vim-E10 = E10: \ doit être suivi de /, ? ou &
vim-E110 = E110: il manque « ) »
vim-E114 = E114: il manque un guillemet : { $text }
vim-E115 = E115: il manque une apostrophe : { $text }
vim-E116 = E116: arguments invalides : { $text }
vim-E117 = E117: fonction inconnue : { $text }
vim-E119 = E119: nombre d’arguments faux : { $text }
vim-E121 = E121: variable inconnue : { $text }
vim-E15 = E15: expression invalide : { $text }
vim-E804 = E804: « % » ne prend pas de nombre à virgule
vim-E1240 = E1240: le texte obtenu est trop long
vim-E134 = E134: des lignes ne peuvent pas aller à l’intérieur d’elles-mêmes
vim-E14 = E14: adresse de ligne invalide
vim-E146 = E146: une lettre ne peut pas délimiter un motif
vim-E147 = E147: :global dans :global ne prend pas d’intervalle
vim-E148 = E148: il manque le motif de :global
vim-E16 = E16: intervalle de lignes invalide
vim-E162 = E162: le tampon a changé depuis son dernier enregistrement
vim-E169 = E169: des commandes s’appellent sans fin
vim-E19 = E19: la marque désigne une ligne qui n’existe plus
vim-E191 = E191: l’argument doit être une lettre, ' ou `
vim-E20 = E20: cette marque n’est pas posée
vim-E21 = E21: aucun changement possible, 'modifiable' est désactivé
vim-E23 = E23: pas d’autre fichier
vim-E24 = E24: cette abréviation n’existe pas
vim-E29 = E29: rien n’a encore été inséré
vim-E31 = E31: ce raccourci n’existe pas
vim-E32 = E32: pas de nom de fichier
vim-E33 = E33: pas encore de motif de remplacement
vim-E339 = E339: motif trop long
vim-E348 = E348: pas de mot sous le curseur
vim-E35 = E35: pas encore de motif
vim-E350 = E350: pas de repli à la main avec ce 'foldmethod'
vim-E353 = E353: le registre { $register } est vide
vim-E36 = E36: pas assez de place
vim-E37 = E37: non enregistré (ajoutez ! pour passer outre)
vim-E383 = E383: motif invalide : { $pattern }
vim-E384 = E384: rien jusqu’au début pour : { $pattern }
vim-E385 = E385: rien jusqu’à la fin pour : { $pattern }
vim-E386 = E386: « ? » ou « / » attendu après « ; »
vim-E444 = E444: la dernière fenêtre ne se ferme pas
vim-E45 = E45: lecture seule (ajoutez ! pour passer outre)
vim-E471 = E471: il manque un argument
vim-E474 = E474: argument invalide : { $option }
vim-E475 = E475: argument invalide
vim-E477 = E477: pas de ! ici
vim-E481 = E481: pas d’intervalle ici
vim-E484 = E484: le fichier ne s’ouvre pas
vim-E486 = E486: motif introuvable : { $pattern }
vim-E488 = E488: des caractères de trop à la fin
vim-E490 = E490: pas de repli ici
vim-E492 = E492: ce n’est pas une commande de l’éditeur : { $command }
vim-E516 = E516: aucun tampon supprimé
vim-E518 = E518: option inconnue : { $option }
vim-E521 = E521: il faut un nombre après = : { $option }
vim-E53 = E53: \%( sans fermeture
vim-E538 = E538: motif présent dans chaque ligne : { $pattern }
vim-E54 = E54: \( sans fermeture
vim-E55 = E55: \) sans ouverture
vim-E554 = E554: erreur dans \{"{"}...{"}"}
vim-E65 = E65: renvoi à un groupe qui n’existe pas
vim-E66 = E66: \z( n’est pas permis ici
vim-E662 = E662: début de la liste des changements
vim-E663 = E663: fin de la liste des changements
vim-E664 = E664: la liste des changements est vide
vim-E67 = E67: \z1 à \z9 ne sont pas permis ici
vim-E678 = E678: caractère invalide après \%[dxouU]
vim-E69 = E69: il manque ] après \%[
vim-E70 = E70: \%[] est vide
vim-E748 = E748: aucun registre n’a encore servi
vim-E774 = E774: 'operatorfunc' est vide
vim-E78 = E78: marque inconnue
vim-E784 = E784: le dernier onglet ne se ferme pas
vim-E830 = E830: l’état { $number } n’existe pas
vim-E86 = E86: ce tampon n’existe pas
vim-E865 = E865: le motif s’arrête trop tôt
vim-E866 = E866: caractère mal placé dans le motif
vim-E867 = E867: caractère inconnu dans le motif
vim-E869 = E869: opérateur inconnu dans le motif
vim-E871 = E871: deux répétitions se suivent
vim-E872 = E872: trop de « ( »
vim-E877 = E877: classe de caractères invalide
vim-E888 = E888: ceci ne se répète pas
vim-E89 = E89: tampon non enregistré (ajoutez ! pour passer outre)
vim-E939 = E939: il faut un nombre positif
vim-E944 = E944: intervalle à l’envers entre crochets
vim-budget = C’est trop long : arrêté.
vim-character-code = { $char }  code { $code }
vim-file-info = « { $name } » { $lines } lignes, ligne { $line }, colonne { $column }
vim-lines-yanked = { $count } lignes copiées
vim-block-yanked = bloc de { $count } lignes copié
vim-more-lines = { $count } lignes en plus
vim-fewer-lines = { $count } lignes en moins
vim-no-lines = Aucune ligne dans le tampon
vim-lines-shifted-left = { $count } lignes décalées à gauche, fois : { $times }
vim-lines-shifted-right = { $count } lignes décalées à droite, fois : { $times }
vim-new-file = « { $name } » nouveau fichier
vim-newest-change = Déjà au dernier changement
vim-oldest-change = Déjà au premier changement
vim-backwards-range = plage à l’envers, faut-il l’inverser (y/n) ?
vim-replace-with = remplacer par { $text } (y/n/a/q/l/^E/^Y) ?
vim-search-hit-bottom = fin atteinte, la recherche reprend au début
vim-search-hit-top = début atteint, la recherche reprend à la fin
vim-shell-returned = le shell a répondu { $status }
vim-substitutions = { $count } remplacements
vim-unsupported = Cet atelier n’a pas cette commande : { $command }
vim-E487 = E487: la valeur doit être positive : { $option }
vim-E539 = E539: caractère non admis : { $option }
vim-E766 = E766: trop peu d’arguments pour printf() : { $text }
vim-E767 = E767: trop d’arguments pour printf() : { $text }
vim-E935 = E935: numéro de groupe non admis : { $text }
vim-unsupported-option = Cet atelier n’a pas cette option ou cette valeur : { $option }
vim-written = « { $name } » { $lines } lignes, { $bytes } octets enregistrés

## How an explanation is put together

vim-explain-go = va { $where }
vim-explain-select = sélectionne { $where }
vim-explain-register = { $what } (registre { $register })
vim-explain-inclusive = inclusif : le dernier caractère en fait partie
vim-explain-exclusive = exclusif : le dernier caractère n’en fait pas partie
vim-explain-linewise = lignes entières
vim-explain-part = { $role } { $keys }
vim-role-register = registre
vim-role-count = nombre
vim-role-operator = opérateur
vim-role-force = forcé
vim-role-motion = mouvement
vim-role-object = objet
vim-role-lines = lignes
vim-role-selection = sélection
vim-role-action = commande
vim-role-range = lignes
vim-role-ex = commande
vim-role-argument = argument
vim-part-register = registre { $value }
vim-part-count = nombre
vim-force-block = en bloc
vim-force-char = par caractères
vim-force-line = par lignes
vim-target-lines = { $times ->
    [1] la ligne
   *[other] { $times } lignes
  }
vim-target-selection = la sélection

## Operators

vim-operator-add = augmente les nombres de
vim-operator-append-after = ajoute après
vim-operator-change = change
vim-operator-colon = lance une commande sur
vim-operator-delete = efface
vim-operator-filter = filtre par un programme
vim-operator-fold = plie ou déplie
vim-operator-fold-create = replie
vim-operator-format = met en forme
vim-operator-format-keep = met en forme sans bouger
vim-operator-function = lance une fonction sur
vim-operator-indent = réindente
vim-operator-insert-before = insère devant
vim-operator-join = joint les lignes de
vim-operator-join-bare = joint telles quelles les lignes de
vim-operator-lower = met en minuscules
vim-operator-replace = remplace par « { $value } » chaque caractère de
vim-operator-rot13 = décale de 13 lettres
vim-operator-shift-left = décale à gauche
vim-operator-shift-right = décale à droite
vim-operator-subtract = diminue les nombres de
vim-operator-swap-case = inverse majuscules et minuscules
vim-operator-upper = met en majuscules
vim-operator-yank = copie

## Motions

vim-motion-arrow-left = { $times ->
    [1] un caractère à gauche
   *[other] { $times } caractères à gauche
  }
vim-motion-arrow-right = { $times ->
    [1] un caractère à droite
   *[other] { $times } caractères à droite
  }
vim-motion-backspace-left = { $times ->
    [1] un caractère à gauche
   *[other] { $times } caractères à gauche
  }
vim-motion-big-word-back = { $times ->
    [1] jusqu’au début du MOT
   *[other] { $times } MOTS en arrière
  }
vim-motion-big-word-end = { $times ->
    [1] jusqu’à la fin du MOT
   *[other] jusqu’à la fin de { $times } MOTS
  }
vim-motion-big-word-end-back = { $times ->
    [1] jusqu’à la fin du MOT d’avant
   *[other] { $times } fins de MOTS en arrière
  }
vim-motion-big-word-forward = { $times ->
    [1] jusqu’au MOT suivant
   *[other] { $times } MOTS en avant
  }
vim-motion-byte = à l’octet { $times } du fichier
vim-motion-column = à la colonne { $times }
vim-motion-down = { $times ->
    [1] une ligne plus bas
   *[other] { $times } lignes plus bas
  }
vim-motion-ex = là où mène « { $value } »
vim-motion-find-back = { $times ->
    [1] en arrière jusqu’à « { $value } »
   *[other] en arrière jusqu’au { $times }e « { $value } »
  }
vim-motion-find-forward = { $times ->
    [1] jusqu’au prochain « { $value } »
   *[other] jusqu’au { $times }e « { $value } »
  }
vim-motion-first-line = { $times ->
    [1] à la première ligne
   *[other] à la ligne { $times }
  }
vim-motion-first-non-blank = au premier caractère non blanc de la ligne
vim-motion-fold = vers un repli (z{ $value })
vim-motion-last-line = { $times ->
    [0] à la dernière ligne
   *[other] à la ligne { $times }
  }
vim-motion-last-non-blank = au dernier caractère non blanc de la ligne
vim-motion-left = { $times ->
    [1] un caractère à gauche
   *[other] { $times } caractères à gauche
  }
vim-motion-line-down = { $times ->
    [1] au début de la ligne suivante
   *[other] { $times } lignes plus bas, à son début
  }
vim-motion-line-end = { $times ->
    [1] jusqu’à la fin de la ligne
   *[other] jusqu’à la fin, sur { $times } lignes
  }
vim-motion-line-here = { $times ->
    [1] au début de cette ligne
   *[other] { $times } lignes à partir d’ici
  }
vim-motion-line-home = jusqu’à la première colonne
vim-motion-line-middle = au milieu de la ligne
vim-motion-line-up = { $times ->
    [1] au début de la ligne d’avant
   *[other] { $times } lignes plus haut, à son début
  }
vim-motion-mark = à la marque { $value }
vim-motion-mark-line = à la ligne de la marque { $value }
vim-motion-match-back = l’occurrence d’avant
vim-motion-match-forward = la prochaine occurrence
vim-motion-next-mark-back = à la marque d’avant
vim-motion-next-mark-forward = à la marque suivante
vim-motion-paragraph-back = { $times ->
    [1] jusqu’au début du paragraphe
   *[other] { $times } paragraphes en arrière
  }
vim-motion-paragraph-forward = { $times ->
    [1] jusqu’à la fin du paragraphe
   *[other] { $times } paragraphes en avant
  }
vim-motion-part-under-cursor-back = en arrière vers ce texte, même dans un mot
vim-motion-part-under-cursor-forward = en avant vers ce texte, même dans un mot
vim-motion-percent = { $times ->
    [1] jusqu’au crochet apparié
   *[other] à { $times } % du fichier
  }
vim-motion-repeat-find = { $times ->
    [1] encore jusqu’au même caractère
   *[other] { $times } fois jusqu’au même caractère
  }
vim-motion-repeat-find-back = { $times ->
    [1] au même caractère, dans l’autre sens
   *[other] { $times } fois au même caractère, dans l’autre sens
  }
vim-motion-right = { $times ->
    [1] un caractère à droite
   *[other] { $times } caractères à droite
  }
vim-motion-screen-down = { $times ->
    [1] une rangée plus bas
   *[other] { $times } rangées plus bas
  }
vim-motion-screen-end = à la fin de la rangée
vim-motion-screen-first = au premier non-blanc de la rangée
vim-motion-screen-home = au début de la rangée
vim-motion-screen-middle = au milieu de la rangée
vim-motion-screen-up = { $times ->
    [1] une rangée plus haut
   *[other] { $times } rangées plus haut
  }
vim-motion-search-back = en arrière jusqu’à « { $value } »
vim-motion-search-forward = jusqu’au prochain « { $value } »
vim-motion-search-next = { $times ->
    [1] à l’occurrence suivante
   *[other] { $times } occurrences en avant
  }
vim-motion-search-previous = { $times ->
    [1] à l’occurrence d’avant
   *[other] { $times } occurrences en arrière
  }
vim-motion-section-end-back = en arrière, à la fin d’une section
vim-motion-section-end-forward = en avant, à la fin d’une section
vim-motion-section-start-back = en arrière, au début d’une section
vim-motion-section-start-forward = en avant, au début d’une section
vim-motion-sentence-back = { $times ->
    [1] jusqu’au début de la phrase
   *[other] { $times } phrases en arrière
  }
vim-motion-sentence-forward = { $times ->
    [1] jusqu’à la phrase suivante
   *[other] { $times } phrases en avant
  }
vim-motion-space-right = { $times ->
    [1] un caractère à droite
   *[other] { $times } caractères à droite
  }
vim-motion-till-back = { $times ->
    [1] en arrière jusqu’après « { $value } »
   *[other] en arrière jusqu’après le { $times }e « { $value } »
  }
vim-motion-till-forward = { $times ->
    [1] jusque devant « { $value } »
   *[other] jusque devant le { $times }e « { $value } »
  }
vim-motion-unmatched-back = en arrière jusqu’au { $value } ouvert
vim-motion-unmatched-forward = en avant jusqu’au { $value } ouvert
vim-motion-up = { $times ->
    [1] une ligne plus haut
   *[other] { $times } lignes plus haut
  }
vim-motion-window-bottom = en bas de la fenêtre
vim-motion-window-middle = au milieu de la fenêtre
vim-motion-window-top = en haut de la fenêtre
vim-motion-word-back = { $times ->
    [1] jusqu’au début du mot
   *[other] { $times } mots en arrière
  }
vim-motion-word-end = { $times ->
    [1] jusqu’à la fin du mot
   *[other] jusqu’à la fin de { $times } mots
  }
vim-motion-word-end-back = { $times ->
    [1] jusqu’à la fin du mot d’avant
   *[other] { $times } fins de mots en arrière
  }
vim-motion-word-forward = { $times ->
    [1] jusqu’au mot suivant
   *[other] { $times } mots en avant
  }
vim-motion-word-under-cursor-back = en arrière vers ce mot
vim-motion-word-under-cursor-forward = en avant vers ce mot

## Text objects

vim-object-around-angles = { $times ->
    [1] ce qui est entre < >, chevrons compris
   *[other] { $times } niveaux de < >, chevrons compris
  }
vim-object-around-backticks = ce qui est entre ` `, avec eux
vim-object-around-big-word = { $times ->
    [1] le MOT et son espace
   *[other] { $times } MOTS et leurs espaces
  }
vim-object-around-braces = { $times ->
    [1] le bloc, accolades comprises
   *[other] { $times } niveaux d’accolades comprises
  }
vim-object-around-brackets = { $times ->
    [1] ce qui est entre [ ], crochets compris
   *[other] { $times } niveaux de [ ], crochets compris
  }
vim-object-around-double-quotes = le texte entre " ", guillemets compris
vim-object-around-paragraph = { $times ->
    [1] le paragraphe et la ligne vide qui suit
   *[other] { $times } paragraphes et leurs lignes vides
  }
vim-object-around-parentheses = { $times ->
    [1] ce qui est entre ( ), parenthèses comprises
   *[other] { $times } niveaux de ( ), parenthèses comprises
  }
vim-object-around-sentence = { $times ->
    [1] la phrase et son espace
   *[other] { $times } phrases et leurs espaces
  }
vim-object-around-single-quotes = le texte entre ' ', apostrophes comprises
vim-object-around-tag = { $times ->
    [1] la balise et son contenu
   *[other] { $times } niveaux de balises
  }
vim-object-around-unknown = un objet qui n’existe pas
vim-object-around-word = { $times ->
    [1] le mot et son espace
   *[other] { $times } mots et leurs espaces
  }
vim-object-inner-angles = { $times ->
    [1] l’intérieur de < >
   *[other] l’intérieur de { $times } niveaux de < >
  }
vim-object-inner-backticks = le texte entre ` `
vim-object-inner-big-word = { $times ->
    [1] le MOT seul
   *[other] { $times } MOTS et espaces
  }
vim-object-inner-braces = { $times ->
    [1] l’intérieur du bloc
   *[other] l’intérieur de { $times } niveaux d’accolades
  }
vim-object-inner-brackets = { $times ->
    [1] l’intérieur de [ ]
   *[other] l’intérieur de { $times } niveaux de [ ]
  }
vim-object-inner-double-quotes = le texte entre " "
vim-object-inner-paragraph = { $times ->
    [1] le paragraphe seul
   *[other] { $times } paragraphes et lignes vides
  }
vim-object-inner-parentheses = { $times ->
    [1] l’intérieur de ( )
   *[other] l’intérieur de { $times } niveaux de ( )
  }
vim-object-inner-sentence = { $times ->
    [1] la phrase seule
   *[other] { $times } phrases et espaces
  }
vim-object-inner-single-quotes = le texte entre ' '
vim-object-inner-tag = { $times ->
    [1] le contenu de la balise
   *[other] le contenu de { $times } niveaux de balises
  }
vim-object-inner-unknown = un objet qui n’existe pas
vim-object-inner-word = { $times ->
    [1] le mot seul
   *[other] { $times } mots et espaces
  }

## Commands that stand alone

vim-action-add = ajoute { $times } au nombre
vim-action-alternate-file = va à l’autre fichier
vim-action-definition = va là où le mot est défini
vim-action-earlier-state = { $times ->
    [1] revient à l’état d’avant, dans le temps
   *[other] revient { $times } états en arrière, dans le temps
  }
vim-action-escape = abandonne ce qui était commencé
vim-action-ex = tape une commande Ex
vim-action-fold = commande de repli (z{ $value })
vim-action-insert-above = insère sur une nouvelle ligne au-dessus
vim-action-insert-after = insère après le curseur
vim-action-insert-before = insère devant le curseur
vim-action-insert-below = insère sur une nouvelle ligne au-dessous
vim-action-insert-first-column = insère en première colonne
vim-action-insert-last = insère là où la dernière insertion a fini
vim-action-insert-line-end = insère à la fin de la ligne
vim-action-insert-line-start = insère au début de la ligne
vim-action-join = { $times ->
    [1] joint la ligne suivante à celle-ci
   *[other] joint { $times } lignes
  }
vim-action-join-bare = { $times ->
    [1] joint la ligne suivante sans toucher aux espaces
   *[other] joint { $times } lignes sans toucher aux espaces
  }
vim-action-keyword = cherche l’aide de ce mot
vim-action-later-state = { $times ->
    [1] va à l’état suivant, dans le temps
   *[other] va { $times } états plus loin, dans le temps
  }
vim-action-newer-change = { $times ->
    [1] va au changement suivant
   *[other] va { $times } changements plus loin
  }
vim-action-newer-jump = { $times ->
    [1] va au saut suivant
   *[other] va { $times } sauts plus loin
  }
vim-action-next-tab = va à l’onglet suivant
vim-action-nothing = rien
vim-action-older-change = { $times ->
    [1] va au changement d’avant
   *[other] va { $times } changements en arrière
  }
vim-action-older-jump = { $times ->
    [1] revient d’où le dernier saut est parti
   *[other] revient { $times } sauts en arrière
  }
vim-action-play = { $times ->
    [1] joue la macro { $value }
   *[other] joue { $times } fois la macro { $value }
  }
vim-action-previous-tab = va à l’onglet d’avant
vim-action-put-after = { $times ->
    [1] colle après ce qui fut copié ou effacé
   *[other] colle { $times } fois après
  }
vim-action-put-before = { $times ->
    [1] colle devant ce qui fut copié ou effacé
   *[other] colle { $times } fois devant
  }
vim-action-quit-discard = quitte sans enregistrer
vim-action-record = enregistre une macro dans { $value }
vim-action-redo = { $times ->
    [1] refait un changement
   *[other] refait { $times } changements
  }
vim-action-redraw = redessine l’écran
vim-action-repeat = { $times ->
    [1] répète le dernier changement
   *[other] répète le dernier changement, { $times } fois
  }
vim-action-repeat-substitute = répète le dernier :s sur cette ligne
vim-action-repeat-substitute-all = répète le dernier :s dans tout le fichier
vim-action-replace-char = { $times ->
    [1] remplace le caractère par « { $value } »
   *[other] remplace { $times } caractères par « { $value } »
  }
vim-action-replace-mode = écrit par-dessus le texte
vim-action-reselect = sélectionne de nouveau la même zone
vim-action-save-and-quit = enregistre et quitte
vim-action-scroll-half-down = descend d’une demi-fenêtre
vim-action-scroll-half-up = monte d’une demi-fenêtre
vim-action-scroll-line-down = { $times ->
    [1] fait défiler d’une ligne vers le bas
   *[other] fait défiler de { $times } lignes vers le bas
  }
vim-action-scroll-line-up = { $times ->
    [1] fait défiler d’une ligne vers le haut
   *[other] fait défiler de { $times } lignes vers le haut
  }
vim-action-scroll-page-down = { $times ->
    [1] une page plus bas
   *[other] { $times } pages plus bas
  }
vim-action-scroll-page-up = { $times ->
    [1] une page plus haut
   *[other] { $times } pages plus haut
  }
vim-action-scroll-place = place cette ligne dans la fenêtre (z{ $value })
vim-action-set-mark = pose la marque { $value } ici
vim-action-show-character = montre le code du caractère
vim-action-show-file = montre le nom et la taille du fichier
vim-action-show-position = montre où est le curseur
vim-action-subtract = retire { $times } au nombre
vim-action-swap-corners = va à l’autre coin du bloc
vim-action-swap-ends = va à l’autre bout de la sélection
vim-action-toggle-case = { $times ->
    [1] change la casse du caractère
   *[other] change la casse de { $times } caractères
  }
vim-action-undo = { $times ->
    [1] annule un changement
   *[other] annule { $times } changements
  }
vim-action-undo-line = annule tous les changements de cette ligne
vim-action-unknown = pas une commande
vim-action-virtual-replace-char = remplace le caractère sans décaler les colonnes
vim-action-virtual-replace-mode = écrit par-dessus sans décaler les colonnes
vim-action-visual-block = sélectionne un bloc
vim-action-visual-char = sélectionne des caractères
vim-action-visual-line = sélectionne des lignes
vim-action-window = commande de fenêtre

## Ex commands

vim-ex-abbreviate = crée une abréviation
vim-ex-argument = « { $value } »
vim-ex-at = joue un registre comme des commandes
vim-ex-bang = sans protester
vim-ex-bang-shell = lance un programme
vim-ex-buffer = va à un tampon
vim-ex-buffers = liste les tampons
vim-ex-center = aligne le texte
vim-ex-changes = liste les changements
vim-ex-close = ferme la fenêtre
vim-ex-copy = copie les lignes sous la ligne
vim-ex-delete = efface les lignes
vim-ex-delete-buffer = ferme un tampon
vim-ex-delete-marks = efface des marques
vim-ex-earlier = remonte le temps
vim-ex-echo = affiche un texte
vim-ex-empty = aucune commande : rien n’est fait
vim-ex-edit = ouvre un fichier
vim-ex-exit = enregistre au besoin, puis quitte
vim-ex-file = montre ou change le nom du fichier
vim-ex-flag-c = en demandant à chaque fois
vim-ex-flag-case = en respectant la casse
vim-ex-flag-e = sans erreurs
vim-ex-flag-g = partout dans la ligne
vim-ex-flag-i = sans regarder la casse
vim-ex-flag-keep = avec les mêmes options
vim-ex-flag-l = en montrant la ligne
vim-ex-flag-n = en comptant seulement
vim-ex-flag-p = en affichant la ligne
vim-ex-flag-r = avec le dernier motif
vim-ex-fold = replie les lignes
vim-ex-fold-close = ferme les replis
vim-ex-fold-open = ouvre les replis
vim-ex-global = sur chaque ligne qui contient
vim-ex-help = ouvre l’aide
vim-ex-history = liste les commandes passées
vim-ex-join = joint les lignes
vim-ex-jumps = liste les sauts
vim-ex-later = avance dans le temps
vim-ex-line = va à la ligne { $value }
vim-ex-map = définit un raccourci
vim-ex-mark = pose une marque
vim-ex-marks = liste les marques
vim-ex-modifier = sans toucher aux sauts :
vim-ex-move = déplace les lignes sous la ligne
vim-ex-next-buffer = va au tampon suivant
vim-ex-no-highlight = n’illumine plus les occurrences
vim-ex-normal = tape ces touches sur chaque ligne :
vim-ex-nothing = rien ici
vim-ex-only = ferme les autres fenêtres
vim-ex-pattern = « { $value } »
vim-ex-previous-buffer = va au tampon d’avant
vim-ex-print = affiche les lignes
vim-ex-line-number = affiche le numéro de la ligne
vim-ex-put = colle un registre au-dessous
vim-ex-quit = quitte
vim-ex-quit-all = quitte toutes les fenêtres
vim-ex-quit-error = quitte sur une erreur
vim-ex-range = sur les lignes { $value } :
vim-ex-range-all = dans tout le fichier :
vim-ex-range-visual = dans la sélection :
vim-ex-read = insère un fichier au-dessous
vim-ex-redo = refait un changement
vim-ex-registers = liste les registres
vim-ex-repeat-substitute = répète le dernier :s
vim-ex-repeat-tilde = répète le dernier :s avec le dernier motif
vim-ex-replacement = par « { $value } »
vim-ex-retab = change les tabulations en espaces, ou l’inverse
vim-ex-set = règle une option
vim-ex-shift-left = décale les lignes à gauche
vim-ex-shift-right = décale les lignes à droite
vim-ex-silent = sans messages :
vim-ex-sort = trie les lignes
vim-ex-split = divise la fenêtre
vim-ex-stop-insert = quitte le mode insertion
vim-ex-substitute = remplace
vim-ex-tab-close = ferme l’onglet
vim-ex-tab-new = ouvre un onglet
vim-ex-tab-next = va à l’onglet suivant
vim-ex-tab-previous = va à l’onglet d’avant
vim-ex-unabbreviate = oublie une abréviation
vim-ex-clear-abbreviations = oublie toutes les abréviations
vim-ex-goto = va à un octet du texte
vim-ex-undo = annule un changement
vim-ex-undo-list = liste les états
vim-ex-unknown = « { $value } » n’est pas une commande ici
vim-ex-unmap = oublie un raccourci
vim-ex-unsupported = pas dans cet atelier
vim-ex-vglobal = sur chaque ligne qui ne contient pas
vim-ex-wincmd = commande de fenêtre
vim-ex-write = enregistre le fichier
vim-ex-write-all = enregistre tous les fichiers
vim-ex-write-quit = enregistre et quitte
vim-ex-write-quit-all = enregistre tout et quitte
vim-ex-yank = copie les lignes

## Which key may come next

vim-next = Touches possibles
vim-next-show = Touches possibles (F2)
vim-next-any = n’importe quel caractère
vim-keys-around = autour : un objet et ce qui l’entoure
vim-keys-back = en arrière vers …
vim-keys-forward = en avant vers …
vim-keys-g = d’autres commandes avec g
vim-keys-inner = dedans : un objet seul
vim-keys-leave = quitter
vim-keys-more = encore des touches
vim-keys-register = choisit un registre
vim-keys-window = fenêtres
vim-keys-z = défilement et replis
vim-insert-again = insère encore le dernier texte
vim-insert-complete = complète le mot
vim-insert-complete-back = complète le mot, dans l’autre sens
vim-insert-delete-line = efface ce qui fut tapé dans la ligne
vim-insert-delete-word = efface le mot d’avant
vim-insert-digraph = compose un caractère avec deux touches
vim-insert-escape = retour au mode normal
vim-insert-indent = indente la ligne
vim-insert-literal = insère la touche suivante telle quelle
vim-insert-one-command = une commande du mode normal
vim-insert-register = insère un registre
vim-insert-unindent = désindente la ligne
vim-line-cancel = annule
vim-line-complete = complète
vim-line-delete-line = efface la ligne
vim-line-delete-word = efface le mot d’avant
vim-line-enter = exécute
vim-line-older = ligne précédente
vim-line-register = insère un registre
vim-line-start = au début
vim-confirm-yes = remplace celle-ci
vim-confirm-no = laisse celle-ci
vim-confirm-all = remplace toutes celles qui restent
vim-confirm-last = remplace celle-ci et s’arrête
vim-confirm-quit = s’arrête

## Cheaper ways

vim-advice-change = { $typed } : { $instead } fait les deux d’un coup.
vim-advice-combined = { $typed } : { $instead } le fait en une commande.
vim-advice-count = { $typed } : plus court avec { $instead }.
vim-advice-shorter = { $typed } : { $instead } est plus court.
vim-advice-or = {" "}ou{" "}

## Around the editor

vim-keyboard = Clavier
vim-keyboard-layout = Disposition du clavier
vim-keyboard-why = Le clavier dessiné des pages vim la suit : la touche pressée, et celles qui ont un sens ensuite.
vim-layout-qwerty = QWERTY
vim-layout-azerty = AZERTY
vim-layout-bepo = BÉPO
vim-layout-qwertz = QWERTZ
vim-tools = Aides

## Replay

vim-replay = Revoir
vim-replay-open = Revoir et comparer
vim-replay-mine = Votre chemin : { $count } touches
vim-replay-known = Un chemin connu : { $count } touches
vim-replay-time = Touche
vim-replay-at = { $at } sur { $all }
vim-replay-play = Lire
vim-replay-pause = Pause
vim-replay-nothing = Aucune commande.

## Pages

vim-page-cheatsheet = Aide-mémoire
vim-page-golf = Golf
vim-page-drill = Entraînement
vim-page-play = Établi libre
vim-pages = L’atelier vim
vim-cheatsheet-why = Ce que vous avez déjà employé s’allume : { $known } sur { $all }.
vim-cheatsheet-known = employé
vim-group-move = Se déplacer
vim-group-search = Chercher, marquer
vim-group-operate = Opérer
vim-group-objects = Objets
vim-group-insert = Insérer
vim-group-change = Changer
vim-group-select = Sélectionner
vim-group-registers = Registres et macros
vim-group-see = Voir
vim-group-ex = Ligne de commande
vim-golf-why = Changez le texte en celui du but, avec le moins de touches possible. Le trou se termine de lui-même quand le texte est bon et que vous êtes en mode normal.
vim-golf-holes = Trous
vim-golf-par = par { $par }
vim-golf-best = vous { $best }
vim-golf-goal = But
vim-golf-again = Recommencer
vim-golf-next = Trou suivant
vim-golf-done-under = { $strokes } touches : sous le par ({ $par }) !
vim-golf-done-par = { $strokes } touches : le par.
vim-golf-done-over = { $strokes } touches ; { $par } suffisent, c’est connu.
vim-golf-total = Trous atteints : { $done } sur { $all }, dont { $par } au par ou mieux
vim-drill-why = Atteignez la case allumée avec le moins de touches possible. Ce que vous manquez revient plus souvent.
vim-drill-task = { $times ->
    [1] Atteignez la case allumée en une touche.
   *[other] Atteignez la case allumée en { $times } touches.
  }
vim-drill-score = { $right } sur { $done } du premier coup
vim-drill-right = Juste : { $keys }
vim-drill-more = Atteint en { $used } touches ; { $keys } suffit.
vim-drill-given-up = { $keys } y mène.
vim-drill-skip = Montrez, et continuons
vim-drill-levels = Ce que vous savez
vim-drill-level = { $skill } : niveau { $level } sur 4
vim-goal-diff = Votre texte à côté du texte attendu
vim-diff-yours = le vôtre
vim-diff-expected = attendu
sql-vi = Touches de vim dans l’éditeur SQL
sql-vi-why = Échap livre le texte aux commandes de vim ; « :w » l’exécute.
