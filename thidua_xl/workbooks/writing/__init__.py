"""Writing new workbooks, drawn from the declared layouts."""

from thidua_xl.workbooks.writing.rulebook import rulebook_bytes, write_rulebook

__all__ = ["rulebook_bytes", "write_rulebook"]
