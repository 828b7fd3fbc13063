"""What a person can type in a cell, and what the buttons do: the live side of thidua-xl."""
