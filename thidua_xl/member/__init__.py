"""A member's workbook read back: a Book becomes a Submission, its claims inputs. No spreadsheet library here."""

from thidua_xl.member.claims import claims
from thidua_xl.member.reading import FigureValues, Reading
from thidua_xl.member.template import Template, rulebook_in, template_in
from thidua_xl.member.workbook import read_submission

__all__ = ["FigureValues", "Reading", "Template", "claims", "read_submission", "rulebook_in", "template_in"]
