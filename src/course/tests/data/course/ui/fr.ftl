bonjour = Bonjour { $name }
lignes = { $count ->
    [one] une ligne
   *[other] { $count } lignes
  }
