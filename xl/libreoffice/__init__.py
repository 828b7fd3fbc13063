"""The LibreOffice Calc add-in (.oxt) over the same worksheet functions."""
