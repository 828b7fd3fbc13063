"""How a live cell takes what is typed around it: the same in a workbook's formulas and in the TD_ functions.

Standard library only: the functions load in any Python that a spreadsheet carries.
"""
