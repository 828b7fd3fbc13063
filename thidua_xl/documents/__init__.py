"""Papers in Word: letters and minutes."""
