echo '21 stade'; echo '17 universite'; echo '12 gare-sud'
