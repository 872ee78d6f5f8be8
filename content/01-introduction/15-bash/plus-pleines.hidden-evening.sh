cd velos
echo '3 universite' > bikes.txt
echo '26 gare-nord' >> bikes.txt
echo '104 gare-sud' >> bikes.txt
echo '0 port' >> bikes.txt
echo '9 hopital' >> bikes.txt
echo '7 stade' >> bikes.txt
echo '18 marche' >> bikes.txt
cd
