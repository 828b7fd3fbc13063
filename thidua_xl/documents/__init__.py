"""Papers in Word: those of a meeting, from templates a bloc can edit, and the letter of a hand-over."""
