"""The demonstration of the TD_ functions: a unit's workbook of the LibreOffice channel, and a ranking to type into."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from thidua_xl.demo.bloc import MADE_ON, example_rulebook, submissions
from thidua_xl.live.channel import LIBREOFFICE
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.workbooks.files import replacing
from thidua_xl.workbooks.writing.member import write_member
from thidua_xl.workbooks.writing.ranking_by_functions import Contest, Row, write_ranking

FOLDER, FORM, RANKING = "Bieu-mau-ham", "CAT_Tu-cham_Nam-2026.xlsx", "Bang-xep-hang.xlsx"
UNIT = "CAT"
# main, bonus and deducted points, two tie metrics; agreed and all votes: some level in total, one only in part
POINTS = (
    ("88,5", "3", "-1", "40", "12", "14", "15"),
    ("87", "3,5", "0", "41", "11", "12", "15"),
    ("90,25", "2", "-1,75", "40", "15", "13", "15"),
    ("79", "1", "-2", "35", "10", "7", "15"),
    ("91", "4", "0", "43", "14", "15", "15"),
    ("84,5", "2,5", "-0,5", "38", "13", "10", "15"),
    ("86,5", "0", "0", "38", "13", "8", "15"),
    ("93", "1,5", "-0,25", "44", "12", "14", "15"),
)


def write_function_examples(folder: Path, day: date = MADE_ON) -> tuple[Path, Path]:
    """Write both workbooks below ``folder``; their paths."""
    rulebook = example_rulebook()
    form, ranking = folder / FOLDER / FORM, folder / FOLDER / RANKING
    unit = rulebook.unit(UNIT)
    assert unit is not None
    with replacing(form) as temporary:
        filled = submissions(rulebook, day)[UNIT]
        write_member(temporary, rulebook, unit, submission=filled, today=day, channel=LIBREOFFICE)
    with replacing(ranking) as temporary:
        write_ranking(temporary, example_contest(rulebook))
    return form, ranking


def example_contest(rulebook: Rulebook) -> Contest:
    """The units and classes of the example bloc, with made-up points."""
    rows: list[Row] = []
    for unit, texts in zip(rulebook.units, POINTS, strict=True):
        numbers = [Decimal(text.replace(",", ".")) for text in texts]
        rows.append((unit.name, "Khối", *numbers[:5], None, None, *numbers[5:]))
    return Contest(rows, [(row.name, row.start, row.below) for row in rulebook.classes])
