### What the grading itself says, when no check of the lesson has a word.

grade-nothing = There is nothing to check yet: write your answer first.
grade-other-engine = This answer does not come from the tool of this exercise. Reload the page and start again.
grade-dataset = The data “{ $dataset }” is missing or cannot be made. Tell whoever keeps the course.
grade-out-of-steps = Your answer runs for too long: perhaps a loop never ends.
