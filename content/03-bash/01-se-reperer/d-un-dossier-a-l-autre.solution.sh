cd ../../scratch
