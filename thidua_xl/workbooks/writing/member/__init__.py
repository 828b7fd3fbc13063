"""The member workbook: one unit's template, live, blank or filled."""

from thidua_xl.workbooks.writing.member.workbook import write_member

__all__ = ["write_member"]
