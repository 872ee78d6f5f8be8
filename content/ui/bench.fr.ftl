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
terminal-help = Entrée exécute la ligne. Tabulation complète un mot ; sur une ligne vide, elle quitte le terminal. Ctrl-C interrompt, les flèches rappellent les lignes précédentes, Ctrl-R les cherche.
terminal-key-bar = Touches du terminal
terminal-search = (recherche){ $query } : 
terminal-search-failed = (rien trouvé){ $query } : 
terminal-paste-title = Coller plusieurs lignes
terminal-paste = Exécuter ces { $count } lignes l’une après l’autre ?
terminal-paste-run = Exécuter
terminal-paste-drop = Abandonner

## SQL

sql-label = Requête SQL : { $title }
sql-help = Ctrl + Entrée exécute. Ctrl + Espace propose des noms ; les flèches choisissent, Entrée prend, Échap ferme. Tabulation quitte l’éditeur.
sql-choices = Propositions
sql-empty = Le résultat s’affichera ici.
sql-stopped = Arrêté. Les données sont celles d’avant l’exécution.
sql-result = Résultat
sql-plan = Plan d’exécution
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
