"""Drawing the bloc head's workbook."""

from thidua_xl.workbooks.writing.master.workbook import write_master

__all__ = ["write_master"]
