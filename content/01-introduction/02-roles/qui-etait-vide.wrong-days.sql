SELECT station, bikes
FROM levels
WHERE bikes < 3;
