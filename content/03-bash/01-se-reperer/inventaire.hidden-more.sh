mkdir velos/.backup
echo x > velos/plan.txt
