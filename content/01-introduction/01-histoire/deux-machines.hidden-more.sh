echo '09:58,Hôpital,111' >> part-2.csv
echo '09:59,Port,112' >> part-1.csv
