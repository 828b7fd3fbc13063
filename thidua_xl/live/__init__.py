"""The live side of a workbook: its native formulas, and the values they show before anything is typed."""
