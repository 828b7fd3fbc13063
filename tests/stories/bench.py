"""The example bloc on the bench: each unit's clean workbook, one thing planted in it, and what is found then."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from spoiling import Change, spoiled

from thidua_xl.consolidation.building import consolidate
from thidua_xl.consolidation.files import Content, FileContent, Folder, ReadFile
from thidua_xl.consolidation.head_work import Former
from thidua_xl.consolidation.master import Master
from thidua_xl.demo.bloc import NAME, example_rulebook, submissions
from thidua_xl.errors import NotReadable
from thidua_xl.examples import tables
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.sheets import member
from thidua_xl.sheets.layout import Layout
from thidua_xl.submission import Claim, Raw, Submission
from thidua_xl.workbooks.file_content import file_content
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member

TODAY = date(2026, 12, 15)
NOW = datetime(2026, 12, 15, 8, 30)
Typing = Callable[[Submission], Submission]

rulebook = cache(example_rulebook)


@cache
def handed_in() -> dict[str, Submission]:
    """What each unit typed, without a fault."""
    return submissions(rulebook())


def written(submission: Submission, by: Rulebook | None = None, **more: bool) -> bytes:
    """The submission in the unit's real template, as Excel would have saved it."""
    rules = by or rulebook()
    unit = rules.unit(submission.unit)
    assert unit is not None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        write_member(path, rules, unit, submission=submission, today=TODAY, **more)
        return path.read_bytes()


@cache
def clean(unit: str) -> bytes:
    """A unit's workbook without a fault."""
    return written(handed_in()[unit])


def typed(unit: str, typing: Typing) -> bytes:
    """A unit's workbook in which something else was typed; its live cells have been calculated."""
    return written(typing(handed_in()[unit]))


def planted(unit: str, change: Change) -> bytes:
    """A unit's workbook after a change of its XML; its live cells show what they showed."""
    return spoiled(clean(unit), change)


def amended(sheet: str, code: str, header: str, value: str, row: int = 0) -> Rulebook:
    """The rulebook with another cell in a row of a criterion (its first one, counted from 0)."""
    sheets = tables(NAME)
    headers, *rows = sheets[sheet]
    [each for each in rows if each[0] == code][row][headers.index(header)] = value
    found, findings = read_rulebook(read_book(rulebook_bytes(sheets), "b.xlsx"))
    assert found is not None, findings
    return found


# ---- what is typed


def on_line(code: str, **values: Raw) -> Typing:
    """Other values on a line."""

    def typing(sent: Submission) -> Submission:
        claim = sent.claims.get(code, Claim(code=code)).model_copy(update=values)
        return sent.model_copy(update={"claims": {**sent.claims, code: claim}})

    return typing


def on_figure(code: str, **values: Raw) -> Typing:
    """Other values of a figure."""

    def typing(sent: Submission) -> Submission:
        figure = sent.figures[code].model_copy(update=values)
        return sent.model_copy(update={"figures": {**sent.figures, code: figure}})

    return typing


def on_info(**values: Raw) -> Typing:
    """Other items of `Thông tin`."""
    return lambda sent: sent.model_copy(update={"info": {**sent.info, **values}})


def on_evidence(row: int, **values: Raw) -> Typing:
    """Other values in a row of `Minh chứng`, counted from 0."""

    def typing(sent: Submission) -> Submission:
        items = list(sent.evidence)
        items[row] = items[row].model_copy(update=values)
        return sent.model_copy(update={"evidence": tuple(items)})

    return typing


# ---- where things are


def at(unit: str, code: str, key: str = "result") -> str:
    """The cell of a line of `Tự chấm`, of a total, or of a figure of `Số liệu`."""
    found = rulebook().unit(unit)
    assert found is not None
    plan = Plan(rulebook(), found)
    if code in plan.figure_row_of:
        return f"{letters(member.FIGURES, key)}{plan.figure_row_of[code]}"
    return f"{letters(member.SCORES, key)}{(plan.row_of | plan.total_rows)[code]}"


def item(key: str) -> str:
    """The value cell of an item of `Thông tin`."""
    return f"B{7 + [column.key for column in member.INFO.items].index(key)}"


def in_register(layout: Layout, row: int, key: str) -> str:
    """A cell of a register; rows are counted from 0."""
    return f"{letters(layout, key)}{7 + row}"


# ---- what is found


def content(data: bytes, today: date = TODAY, by: Rulebook | None = None) -> FileContent:
    """What a worker makes of a file."""
    try:
        return file_content(data, "bài.xlsx", rulebook=by or rulebook(), today=today)
    except NotReadable as trouble:
        return FileContent(Content.UNREADABLE, findings=(Finding(trouble.code, Where(), dict(trouble.facts)),))


def findings_in(data: bytes, by: Rulebook | None = None) -> list[Finding]:
    """The findings of one file."""
    return list(content(data, by=by).findings)


@cache
def clean_content(unit: str) -> FileContent:
    """A unit's clean workbook, read."""
    return content(clean(unit))


def in_bloc(files: Mapping[str, bytes | None], former: Former | None = None, by: Rulebook | None = None) -> Master:
    """The bloc consolidated with these files in place of (or beside) the clean ``‹unit›.xlsx``; None: not sent."""
    rules = by or rulebook()
    read = {f"{unit.code}.xlsx": clean_content(unit.code) for unit in rules.units}
    for path, data in files.items():
        if data is None:
            del read[path]
        else:
            read[path] = content(data, by=rules)
    folder = [ReadFile(path, f"sha-{path}", 1, found, read_at=NOW) for path, found in read.items()]
    return consolidate(rules, "Bo-tieu-chi.xlsx", Folder(tuple(folder)), former, made_at=NOW)
