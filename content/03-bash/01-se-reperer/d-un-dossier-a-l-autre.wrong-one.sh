cd ../scratch
