"""Changing a workbook without opening it in a library: parts of the zip are added, all the rest stays as it is.

openpyxl drops what it does not know (print areas that are formulas, extensions); a unit's own workbook must come back
with nothing changed but what was added.
"""

from thidua_xl.workbooks.patching.feedback import with_feedback

__all__ = ["with_feedback"]
