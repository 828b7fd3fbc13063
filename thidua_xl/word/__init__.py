"""The criteria table of a decision in Word, read into a draft of the rulebook workbook."""
