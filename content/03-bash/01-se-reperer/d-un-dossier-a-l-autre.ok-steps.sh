cd ..
cd ..
ls
cd scratch
