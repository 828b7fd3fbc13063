"""Changing a workbook without opening it in a library: cells and parts of the zip are set, all the rest stays as it is.

openpyxl drops what it does not know (print areas that are formulas, extensions, stored values of formulas, sizes of
notes); someone's own workbook must come back with nothing changed but what was meant.
"""

from thidua_xl.workbooks.patching.assigning import assigned_book
from thidua_xl.workbooks.patching.cells import Cells
from thidua_xl.workbooks.patching.closed_copy import values_only
from thidua_xl.workbooks.patching.feedback import with_feedback
from thidua_xl.workbooks.patching.values import with_values

__all__ = ["Cells", "assigned_book", "values_only", "with_feedback", "with_values"]
