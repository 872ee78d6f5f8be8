bonjour = Hello { $name }
lignes = { $count ->
    [one] one row
   *[other] { $count } rows
  }
