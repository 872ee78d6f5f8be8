# Les mots des établis : terminal, éditeur, base de données.

bench-starting = L’atelier s’installe…

## vim

vim-label = Éditeur vim : { $title }
vim-help = Tapez vos touches comme dans vim. Majuscule-Tabulation quitte l’éditeur ; Tabulation aussi, hors du mode insertion.
vim-key-bar = Touches de vim
vim-count = { $count ->
    [0] aucune touche
    [one] { $count } touche
   *[other] { $count } touches
  }
vim-quit = Vous avez quitté vim. Recommencez l’exercice pour le rouvrir.
vim-line = Ligne { $line } : { $text }
vim-character = { $character }
vim-mode-normal = NORMAL
vim-mode-insert = INSERTION
vim-mode-replace = REMPLACEMENT
vim-mode-visual = VISUEL
vim-mode-visual-line = VISUEL LIGNE
vim-mode-visual-block = VISUEL BLOC
vim-mode-command = COMMANDE

## terminal

terminal-label = Ligne de commande : { $title }
terminal-log = Terminal : { $title }
terminal-help = Entrée exécute la ligne. Tabulation complète un mot ; sur une ligne vide, elle quitte le terminal. Ctrl-C interrompt, les flèches rappellent les lignes précédentes, Ctrl-R les cherche. F1 explique la ligne, F1 de nouveau va à l’explication, Échap en revient. Ctrl-Maj-F cherche dans ce qui est affiché.
terminal-key-bar = Touches du terminal
terminal-search = (recherche){ $query } : 
terminal-search-failed = (rien trouvé){ $query } : 
terminal-paste-title = Coller plusieurs lignes
terminal-paste = Exécuter ces { $count } lignes l’une après l’autre ?
terminal-paste-run = Exécuter
terminal-paste-drop = Abandonner
terminal-tools = Outils du terminal
terminal-explain = Expliquer
terminal-find = Chercher
terminal-find-label = Chercher dans ce qui est affiché
terminal-find-older = Plus haut
terminal-find-newer = Plus bas
terminal-found = { $count ->
    [0] rien
   *[other] { $at } sur { $count }
  }
terminal-files = Fichiers
terminal-second = Second terminal
terminal-number = Terminal { $number }
terminal-other = { $title } (second terminal, pour essayer : seul le premier est corrigé)
terminal-put = Mettre un fichier dans { $folder }
terminal-take = Enregistrer ce fichier sur mon ordinateur
terminal-added = nouveau
terminal-changed = changé
terminal-removed = supprimé

## SQL

sql-label = Requête SQL : { $title }
sql-help = Ctrl + Entrée exécute. Ctrl + Espace propose des noms ; les flèches choisissent, Entrée prend, Échap ferme. Tabulation quitte l’éditeur.
sql-choices = Propositions
sql-empty = Le résultat s’affichera ici.
sql-stopped = Arrêté. Les données sont celles d’avant l’exécution.
sql-result = Résultat
sql-plan = Plan d’exécution
sql-plan-work = { $percent } % du travail
sql-plan-rows = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
  }
sql-plan-estimate = ≈ { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
  }
sql-affected = { $count ->
    [0] aucune ligne
    [one] { $count } ligne
   *[other] { $count } lignes
  }
sql-time = { $millis } ms
sql-code = Code SQLSTATE { $code }
sql-rows = { $count ->
    [0] Aucune ligne
    [one] { $count } ligne
   *[other] { $count } lignes
  }
sql-rows-held = les { $count } premières sont affichées
sql-no-row = Aucune ligne ne répond à la question.
sql-more = Afficher la suite ({ $left })
sql-sort = Trier l’affichage
sql-copy-csv = Copier en CSV
sql-copy-markdown = Copier en Markdown
sql-download = Enregistrer
sql-schema = Tables
sql-no-table = Aucune table. CREATE TABLE en ajoute une.
sql-row-count = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
  }
sql-write = Écrire { $name }
sql-key = Clé primaire
key-enter = Entrée

## L’établi lui-même

lab-damaged-save = Ce qui était gardé de cet établi ne peut pas être relu : il est remis comme au début.
lab-setup-failed = L’établi n’a pas pu être préparé (statut { $status }) : { $said }
lab-file = { $path } : { $why }

## Les outils de la table SQL

chart = Graphique
chart-mark = Forme
chart-bar = Barres
chart-line = Courbe
chart-scatter = Points
chart-histogram = Histogramme
chart-x = En abscisse
chart-y = En ordonnée
chart-no-number = Il n’y a rien à dessiner : le graphique demande une colonne de nombres.
chart-too-many = { $rows } barres ne se distinguent plus ; { $most }, si. Groupez les lignes, ou choisissez une autre forme.
sql-history = Requêtes précédentes
sql-format = Mettre en forme
sql-import = Importer un fichier
sql-imported = La table { $name } est là.
import-how = Déposez ici un fichier CSV, JSON ou NDJSON, choisissez-en un, ou collez des lignes : la première nomme les colonnes.
import-paste = Collez des lignes ici
import-pick = Choisir un fichier
import-do = Créer la table
import-name = Nom de la table
import-looking = Lecture du fichier…
import-columns = Colonnes du fichier
import-column = Colonne
import-kind = Type
import-values = Premières valeurs
import-type = Type de { $name }
import-line = ligne { $line }
import-rejected = { $count ->
    [one] Une ligne ne convient pas : elle ira dans la table { $table }_rejected.
   *[other] { $count } lignes ne conviennent pas : elles iront dans la table { $table }_rejected.
}
import-no-json-row = ce n’est pas un objet JSON (colonne { $column })
import-no-json = Ligne { $line }, colonne { $column } : du JSON était attendu, un objet par ligne du tableau.
sql-diagram = Diagramme
sql-link = Copier un lien
sql-link-copied = Le lien contient la requête : qui l’ouvre la retrouve ici.
sql-link-long = Ce texte est trop long pour un lien. Enregistrez-le plutôt dans un fichier.
play-sql-damaged = -- Ce lien est abîmé : la requête qu’il contient ne peut pas être lue.
