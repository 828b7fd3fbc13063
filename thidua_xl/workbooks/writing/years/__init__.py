"""The workbooks of several masters together, sheet by sheet."""

from thidua_xl.workbooks.writing.years.history_book import write_history
from thidua_xl.workbooks.writing.years.province_book import write_province

__all__ = ["write_history", "write_province"]
