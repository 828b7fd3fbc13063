"""The .xlsm without Python, as LibreOffice opens it: its scores are those of its native formulas."""

import random
from datetime import date
from pathlib import Path

import pytest
from calc import Book, Calc
from judging import Bench, Tally
from judging_inputs import Hand
from judging_rulebooks import judge_rulebook
from member_samples import TODAY, filled, loaded, sample_rulebook, sample_unit
from uno_bridge import properties

from thidua_xl.checks.single import checked
from thidua_xl.live.plan import FIRST_ROW, Plan
from thidua_xl.sheets import buttons
from thidua_xl.workbooks.files import open_book
from thidua_xl.workbooks.writing.member import write_member

NEVER, ALWAYS = 0, 4  # com.sun.star.document.MacroExecMode
DESK = buttons.DESK.name


def opened(calc: Calc, path: Path, macros: int) -> Book:
    """A workbook with its macros allowed or not."""
    options = properties(Hidden=True, AsTemplate=True, MacroExecutionMode=macros)
    return Book(calc, calc.desktop.loadComponentFromURL(path.resolve().as_uri(), "_blank", 0, options))


def written(folder: Path) -> tuple[Path, Plan, date]:
    """A blank workbook of the channel."""
    rulebook = judge_rulebook(2, 5)
    unit = rulebook.unit("CAT")
    assert unit is not None
    today = date.today()  # noqa: DTZ011 - as the workbook's TODAY()
    write_member(folder / "w.xlsm", rulebook, unit, today=today, channel="excel")
    return folder / "w.xlsm", Plan(rulebook, unit), today


@pytest.mark.parametrize("macros", [NEVER, ALWAYS])
def test_scores_stay_those_of_the_formulas(calc: Calc, tmp_path: Path, macros: int) -> None:
    """Also where macros are allowed, of which LibreOffice cannot compile xlwings' module."""
    path, plan, today = written(tmp_path)
    tally = Tally()
    with opened(calc, path, macros) as book:
        bench = Bench(book, plan, today)
        for seed in ("without", "python"):
            bench.fill(Hand(random.Random(seed), 0.1).filling(bench.plan))
            bench.compare(tally)
    assert tally.differences == []


def test_listed_findings_lead_to_their_cells_and_mark_them(calc: Calc, tmp_path: Path) -> None:
    path, _, _ = written(tmp_path)
    with opened(calc, path, NEVER) as book:
        book.set_text(DESK, f"C{FIRST_ROW}", "Tự chấm")
        book.set_text(DESK, f"D{FIRST_ROW}", "H12")
        assert book.shown(DESK, f"G{FIRST_ROW}") == "Đến ô"
        assert book.shown(DESK, f"G{FIRST_ROW + 1}") == ""
        assert book.value(DESK, f"H{FIRST_ROW}") == "Tự chấm!H12"
        for cell, marked in (("H12", 1.0), ("H13", 0.0)):
            book.set_formula(
                "Tự chấm", "Z1", f'=COUNTIF({buttons.MARKED};"Tự chấm!"&ADDRESS(ROW({cell});COLUMN({cell});4))'
            )
            assert book.value("Tự chấm", "Z1") == marked


def test_the_copy_is_named_by_unit_period_and_number(calc: Calc, tmp_path: Path) -> None:
    path, _, _ = written(tmp_path)
    with opened(calc, path, NEVER) as book:
        name, cell = f"{buttons.NAMES}{buttons.FILE_NAME}", ("Nộp bài", "Z1")
        labels = [row[0] for row in book.values("Thông tin", "A1:A40")]
        times = ("Thông tin", f"B{labels.index('Lần nộp') + 1}")
        book.set_formula(*cell, f"={name}")
        first = str(book.value(*cell))
        book.set_number(*times, 2)
        stored = loaded(path, data_only=True)[buttons.CONF].iter_rows(min_col=4, max_col=5, values_only=True)
        assert dict(stored)[buttons.FILE_NAME] == first  # type: ignore[index]
        assert first.startswith("CAT_Tu-cham_")
        assert first.endswith("_lan-1.xlsx")
        assert book.value(*cell) == first.replace("_lan-1", "_lan-2")
        book.set_text(*times, "lần hai")
        assert book.value(*cell) == first


def test_the_copy_that_is_sent_is_the_same_submission(calc: Calc, tmp_path: Path) -> None:
    """What *Lưu bản nộp* takes away, taken away by another program that saves as .xlsx: two sheets and their names."""
    rulebook, unit = sample_rulebook(), sample_unit()
    path, sent = tmp_path / "CAT.xlsm", tmp_path / "CAT.xlsx"
    write_member(path, rulebook, unit, submission=filled(rulebook, unit), today=TODAY, channel="excel")
    with opened(calc, path, NEVER) as book:
        names = book.document.NamedRanges
        for name in [name for name in names.ElementNames if name.startswith(buttons.NAMES)]:
            names.removeByName(name)
        for sheet in (DESK, buttons.CONF):
            book.document.Sheets.removeByName(sheet)
        book.save_xlsx(sent)
    before, after = checked(open_book(path), None, TODAY), checked(open_book(sent), None, TODAY)
    assert not open_book(sent).macros
    assert after.card == before.card
    assert after.submission is not None and before.submission is not None
    for key in ("unit", "info", "evidence", "answers", "registers", "fingerprint", "line_texts", "checksum"):
        assert getattr(after.submission, key) == getattr(before.submission, key), key
    assert [(each.code, each.where) for each in after.findings] == [(each.code, each.where) for each in before.findings]
