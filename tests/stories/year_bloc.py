"""The example bloc over a year and a half: its decision in Word, its rulebooks, and what its units hand in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
from year_typing import typing

from thidua_xl.demo.bloc import NAME
from thidua_xl.demo.bloc import submissions as year_of_the_example
from thidua_xl.demo.filling import filled
from thidua_xl.examples import tables
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules.vocabulary import Way
from thidua_xl.sheets import member, words
from thidua_xl.sheets.markdown import Grid
from thidua_xl.submission import FigureClaim, Raw, RegisterRow, Submission
from thidua_xl.workbooks.files import open_book

LETTERS = "abcdefghijk"
RATIO, DONE, ALL = "SL07", "SL06", "SL05"  # the share of cases closed goes with its two counts


def example() -> dict[str, Grid]:
    """The sheets of the example rulebook."""
    return tables(NAME)


def rules_in(file: Path) -> Rulebook:
    """The rulebook a workbook holds."""
    found, findings = read_rulebook(open_book(file))
    assert found is not None, findings
    return found


# ---- the decision in Word


def printed(grid: Grid) -> dict[str, tuple[str, str]]:
    """What an office prints for each code of the example, and the code that is read back: `I`, `1`, `1.1`, `a)`."""
    counts: dict[str, int] = {}
    marks: dict[str, tuple[str, str]] = {}
    for code in (row[0] for row in lines(grid)):
        parent, depth = code.rpartition(".")[0], code.count(".")
        counts[parent] = counts.get(parent, 0) + 1
        mark = str(counts[parent]) if depth < 3 else LETTERS[counts[parent] - 1]
        whole = f"{marks[parent][1]}.{mark}" if parent else code
        shown = {0: code, 1: mark, 3: f"{mark})"}.get(depth, whole.partition(".")[2])
        marks[code] = shown, whole
    return marks


def lines(grid: Grid) -> list[list[str]]:
    """The rows of the table that are lines, not explanations."""
    way = grid[0].index("Cách chấm")
    return [row for row in grid[1:] if row[0] and row[way] != Way.NOTE]


def write_decision(path: Path, grid: Grid) -> None:
    """The table of criteria as a decision prints it: number, text, maximum."""
    file = docx.Document()
    file.add_paragraph("QUYẾT ĐỊNH ban hành tiêu chí chấm điểm thi đua")
    table = file.add_table(0, 3)
    marks = printed(grid)
    rows = [(marks.get(row[0], ("", ""))[0], row[1], row[2].replace(".", ",")) for row in grid[1:]]
    for texts in (("STT", "Nội dung", "Điểm tối đa"), *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    file.save(str(path))


def complete(path: Path, sheets: Mapping[str, Grid]) -> None:
    """The secretary completes the draft: the bloc's codes and ways on `Tiêu chí`, the other sheets whole."""
    marks = {whole: code for code, (_, whole) in printed(sheets["Tiêu chí"]).items()}
    with typing(path) as typist:
        for name, (header, *rows) in sheets.items():
            if name == "Thông tin":
                for item, value in rows:
                    typist.into(name, {"Mục": item}, **{"Giá trị": value})
                continue
            if name == "Tiêu chí":
                by_text = {row[1]: row for row in rows}
                for row in typist.rows(name, header[0]):
                    said = typist.read(name, row, "Nội dung")
                    code = marks.get(str(typist.read(name, row, "Mã")), "")
                    own = next((each for each in rows if code and each[0] == code), by_text.get(str(said)))
                    for column, value in zip(header, own or (), strict=bool(own)):
                        if value:
                            typist.write(name, row, column, value)
                continue
            typist.add_columns(name, header)
            free = typist.empty_row(name, header[0])
            for number, values in enumerate(rows):
                for column, value in zip(header, values, strict=False):
                    if value:
                        typist.write(name, free + number, column, value)


def of_period(period: str, start: str, end: str, due: str) -> dict[str, Grid]:
    """The example's sheets for another period."""
    changed = {"Kỳ": period, "Từ ngày": start, "Đến ngày": end, "Hạn nộp": due}
    changed["Loại kỳ"] = words.HALF_YEAR if period.startswith("6") else words.YEAR
    sheets = example()
    info = [[item, changed.get(item, value)] for item, value in sheets["Thông tin"]]
    return {**sheets, "Thông tin": info}


# ---- what the units hand in


def year(rulebook: Rulebook, day: date) -> dict[str, Submission]:
    """The whole year, without a fault."""
    return year_of_the_example(rulebook, day)


def year_before(rulebook: Rulebook, day: date) -> dict[str, Submission]:
    """The year before: what the example's units now call `Cùng kỳ`."""
    return _like(rulebook, day, {"result": "before"}, 1)


def half_year(rulebook: Rulebook, day: date) -> dict[str, Submission]:
    """The first half of the year: counts are about half of the year's."""
    return _like(rulebook, day, {"result": "result"}, 2)


def _like(rulebook: Rulebook, day: date, take: Mapping[str, str], share: int) -> dict[str, Submission]:
    kinds = {figure.code: figure.kind for figure in rulebook.figures}
    found = {}
    for code, sent in year_of_the_example(rulebook, day).items():
        unit = rulebook.unit(code)
        assert unit is not None
        figures = {key: _part(one, kinds[key], take["result"], share) for key, one in sent.figures.items()}
        if RATIO in figures and DONE in figures:
            done, of = figures[DONE].result, figures[ALL].result
            assert isinstance(done, Decimal)
            assert isinstance(of, Decimal)
            figures[RATIO] = figures[RATIO].model_copy(update={"result": round(done * 100 / of, 2)})
        models = sent.registers.get(member.MODELS.name, ())
        registers = {member.MODELS.name: tuple(_models(row, share) for row in models)}
        quality = 0.93 if share == 1 else 0.9
        found[code] = filled(rulebook, unit, day, quality=quality, figures=figures, registers=registers)
    return found


def _part(one: FigureClaim, kind: str, key: str, share: int) -> FigureClaim:
    value = getattr(one, key)
    assert isinstance(value, Decimal)
    part = value // share if kind in (words.COUNT, words.MONEY) else value
    return FigureClaim(code=one.code, target=one.target, result=part)


def _models(row: RegisterRow, share: int) -> RegisterRow:
    """The year before knew none of what is new; by the half year half of it had come."""
    new, total = row.values["new"], row.values["cumulative"]
    assert isinstance(new, Decimal)
    assert isinstance(total, Decimal)
    values: dict[str, Raw] = {**row.values, "new": new // 2, "cumulative": total - new + (share - 1) * (new // 2)}
    return RegisterRow(values=values)
