"""Rows and columns that were moved are read right: by code and by header, with the formulas that moved along."""

import pytest
from bench import clean_content, content, planted
from faults import FIGURES, SCORES
from moving import column_inserted, row_inserted, rows_swapped
from spoiling import Change

MOVES = {
    "a row inserted among the lines": row_inserted(SCORES, 12),
    "a row inserted above the table": row_inserted(SCORES, 3),
    "a row inserted among the figures": row_inserted(FIGURES, 9),
    "a column inserted before the results": column_inserted(SCORES, 8),
    "a column inserted at the left": column_inserted(SCORES, 1),
    "two lines swapped": rows_swapped(SCORES, 38, 39),
    "two figures swapped": rows_swapped(FIGURES, 9, 10),
    "two documents swapped": rows_swapped("Minh chứng", 8, 9),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=list(MOVES))
def test_what_moved_is_read_right(move: Change) -> None:
    found, clean = content(planted("STP", move)), clean_content("STP")
    assert [(each.code, each.where.sheet, each.where.cell, dict(each.facts)) for each in found.findings] == []
    assert found.reading is not None
    assert clean.reading is not None
    assert found.reading.inputs == clean.reading.inputs
    assert found.reading.figures == clean.reading.figures
