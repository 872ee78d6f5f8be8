echo 5
