cd ~/velos/scratch
