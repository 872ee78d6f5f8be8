# Tout ce que dit la page, en français. La version anglaise a exactement les mêmes identifiants.
# Les espaces insécables sont dans le texte : U+202F devant ; ! ? et U+00A0 devant : et dans les guillemets.

name = Datelier
loading = Chargement…
close = Fermer
cancel = Annuler
understood = Compris
on = Oui
off = Non
skip = Aller au contenu
copy = Copier
copied = Copié
not-copied = Ce navigateur refuse la copie : sélectionnez le texte et copiez-le vous-même.
code = Code
run = Exécuter
stop = Arrêter
start = Commencer
resume = Reprendre
go-home = Retour au sommaire

## Progression
progress-done = { $done } sur { $all }
progress-short = { $done }/{ $all }
status-new = pas commencé
status-begun = commencé
status-done = terminé

## Accueil
resume-region = Où reprendre
resume-here = Vous en étiez là
start-here = Pour commencer
resume-left = { $done } sur { $all } { $all ->
    [one] exercice réussi
   *[other] exercices réussis
}
resume-new = { $minutes } min
all-done = Vous avez tout terminé. Les établis restent ouverts.
chapter = Chapitre { $number }
chapter-progress = Leçons terminées
lesson-facts = { $done }/{ $all } · { $minutes } min
lesson-facts-reading = { $minutes } min
playgrounds = Établis libres
playgrounds-why = Les mêmes outils, sans consigne ni note : pour essayer, se tromper, recommencer.
play-sql = SQL
play-sql-what = Une base de données et ses tables, dans cet onglet.
play-sql-start = -- Les tables sont listées à côté. Ctrl + Entrée exécute.
    SELECT 'bonjour' AS message;
play-shell = Shell
play-shell-what = Un disque, des fichiers et les commandes de tous les jours.
play-vim = Vim
play-vim-what = L’éditeur qui se pilote au clavier, touche par touche.
play-vim-text = Ceci est un texte pour s’exercer.
    Chaque ligne attend une correction.
    
    w avance d’un mot, dd retire une ligne, u annule.
    i écrit ici, Échap rend la main.

## Pages sans leçon
not-found = Page introuvable
not-found-why = Cette adresse ne mène à rien : la leçon a peut-être changé de nom, ou le lien est incomplet.
course-missing = Le cours n’a pas pu être chargé
course-missing-fix = Vérifiez la connexion, puis rechargez la page. Votre progression n’est pas touchée.
lesson-missing = La leçon n’a pas pu être chargée

## Leçon
lesson-eyebrow = Chapitre { $number } · { $title }
lesson-minutes = { $minutes } min
lesson-progress = Exercices réussis
lesson-steps = Leçons voisines
lesson-before = Leçon précédente
lesson-after = Leçon suivante
contents = Sommaire
splitter = Largeur du texte
points = { $points ->
    [one] { $points } point
   *[other] { $points } points
}
task-open = Faire l’exercice
task-again = Revoir l’exercice
task-go = Aller à l’établi
task-close = Replier l’établi
task-beside = L’exercice est ouvert à côté.
next-exercise = Exercice suivant
next-lesson = Leçon suivante
try-beside = S’exécute à côté ; rien n’est noté.
try-here = S’exécute ici ; rien n’est noté.
try-open = Ouvrir
try-tab = Essai { $number }
try-label = Essai libre

## Établi
bench = Établi
bench-tabs = Exercices de la leçon
check = Vérifier
checking = Vérification…
hint = Indice
hint-more = { $left ->
    [0] Plus d’indice
   *[other] Indice suivant
}
hint-rung = Indice { $rung } sur { $all }
solution = Solution
solution-is = Une solution possible
reset = Recommencer
reset-title = Recommencer l’exercice ?
reset-why = L’établi redevient comme au début et votre brouillon est effacé. Un exercice déjà réussi le reste.
reset-yes = Recommencer
lab-broken = L’établi n’a pas pu démarrer. Rechargez la page ; si cela se répète, essayez un autre navigateur.

## Verdict
verdict-passed = { $points ->
    [0] Réussi
    [one] Réussi : { $points } point
   *[other] Réussi : { $points } points
}
verdict-failed = Pas encore
verdict-failed-sql = Le résultat n’est pas celui attendu
verdict-refused = Cela n’a pas pu s’exécuter
verdict-failed-vim = Le texte n’est pas celui attendu
verdict-lost = La vérification a été interrompue. Relancez-la.
verdict-silent-choice = Ce n’est pas encore cela.
verdict-silent = Comparez votre résultat à la consigne, point par point.
verdict-hidden = Cela marche sur les données que vous voyez, mais pas sur d’autres de la même forme : la réponse tient au hasard de celles-ci.
verdict-place = Ligne { $line }, colonne { $column } :
verdict-next-choice = Lisez la raison, puis répondez à nouveau.
verdict-next = Corrigez, puis vérifiez à nouveau. Un indice aide quand on ne sait plus où regarder.
verdict-checks = { $held ->
    [one] { $held } condition sur { $all } est déjà remplie.
   *[other] { $held } conditions sur { $all } sont déjà remplies.
}
verdict-keys-par = { $used ->
    [one] { $used } touche : on ne fait guère mieux.
   *[other] { $used } touches : on ne fait guère mieux.
}
verdict-keys-more = { $used } touches ; { $par } suffisent. Envie d’essayer ?
rows-missing = { $count ->
    [one] Il manque { $count } ligne
   *[other] Il manque { $count } lignes, dont
}
rows-extra = { $count ->
    [one] { $count } ligne de trop
   *[other] { $count } lignes de trop, dont
}
diagnostic-unknown = Refusé ({ $code } { $id }).
lab-no-engine = Cet outil n’est pas sur cet établi.

## Quiz, prévision, ordre
answer = Valider
quiz-one = Une seule réponse
quiz-several = Plusieurs réponses possibles
option-right = Juste :
option-wrong = Faux :
predict-label = Votre prévision
predict-see = Voir ce qui sort vraiment
order-answer = Votre ordre
order-available = Lignes à placer
order-up = Monter
order-down = Descendre
order-add = Placer
order-remove = Retirer
order-at = Place { $place } sur { $all }
order-outside = Retirée

## Réglages
settings = Réglages
settings-language = Langue
language-fr = Français
language-en = English
settings-theme = Thème
theme-system = Comme le système
theme-light = Clair
theme-dark = Sombre
theme-to-light = Passer au thème clair
theme-to-dark = Passer au thème sombre
settings-keys = Raccourcis à une touche
settings-keys-why = « ? » ouvre la liste des touches. Désactivez-les si vous dictez ou si une touche part par erreur.
settings-progress = Votre progression
settings-progress-why = Elle reste dans ce navigateur et n’est envoyée nulle part. Le fichier la transporte ailleurs ; l’importer complète ce qui est déjà là, sans rien écraser.
settings-progress-memory = Ce navigateur ne garde rien ici : la progression disparaîtra avec l’onglet. Enregistrez le fichier, ou copiez le code, avant de fermer.
export = Enregistrer le fichier
import = Importer un fichier
exported = Fichier enregistré
imported = Progression importée
import-not-ours = Ce fichier n’est pas une progression de Datelier. Choisissez celui dont le nom commence par « datelier ».
import-newer = Ce fichier vient d’une version plus récente de Datelier (format { $version }). Rechargez la page pour mettre à jour, puis réessayez.
import-damaged = Ce fichier est abîmé : il a été coupé ou modifié en route. Rien n’a été importé ; reprenez l’original.
code-copy = Copier le code
code-copied = Code copié
code-label = Code de progression
code-take = Reprendre ce code
code-not-ours = Ce n’est pas un code de progression : il commence par « D1- ».
code-damaged = Ce code est incomplet ou contient une faute. Copiez-le en entier.
erase = Tout effacer…
erase-title = Effacer toute la progression ?
erase-why = Exercices réussis, brouillons et établis de ce navigateur seront effacés. Enregistrez d’abord le fichier si vous en aurez besoin.
erase-yes = Effacer
erased = Progression effacée
aside = Une ancienne progression illisible a été mise de côté.
aside-take = L’enregistrer
aside-forget = La jeter
not-saved = Rien n’est gardé ici : ce navigateur (ou la page qui nous contient) refuse le stockage.
not-saved-settings = Sauver ma progression
damaged = La progression gardée ici était abîmée et n’a pas pu être lue. Elle est mise de côté, rien n’est perdu.
damaged-newer = La progression gardée ici vient d’une version plus récente de Datelier (format { $version }). Elle est mise de côté, rien n’est perdu.
damaged-settings = La récupérer

## Aide
help = Aide
help-lesson = Une leçon
help-lesson-how = Le texte se lit d’un côté, le travail se fait de l’autre. Chaque bloc de code avec un bouton s’exécute pour de vrai et peut être modifié sans risque.
help-check = Vérifier
help-check-how = « Vérifier » rejoue votre travail sur les données que vous voyez et sur d’autres que vous ne voyez pas. Le verdict dit ce qui diffère, où, et pourquoi. Les indices montent en trois marches ; la solution s’ouvre après un essai.
help-stop = Arrêter
help-stop-how = Une commande ou une requête trop longue s’arrête toujours : Ctrl + C dans le terminal, le bouton « Arrêter » partout. Vos données restent.
help-saved = Ce qui est gardé
help-saved-how = Progression, brouillons et établis restent dans ce navigateur. Rien n’est envoyé. Les réglages permettent d’enregistrer un fichier et de le reprendre ailleurs.
help-offline = Sans réseau
help-offline-how = Une fois la page chargée, tout fonctionne sans connexion.
keys = Touches
keys-open = Touches et raccourcis
key-help = Cette liste
key-tab = Passer à l’élément suivant
key-escape = Quitter l’éditeur, fermer une fenêtre
key-run = Exécuter (SQL)
key-tabs = Changer d’onglet, déplacer le séparateur
key-interrupt = Interrompre une commande (terminal)
key-line = Début, fin, effacer un mot, le début, la fin (terminal)
key-history = Commandes précédentes (terminal)
key-complete = Compléter (terminal)
