"""Judging the facts of a PC: one line for each thing looked at. The words are those of the commands."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua_xl.windows.excel import is_trusted
from thidua_xl.windows.facts import Facts, Workbook
from thidua_xl.windows.runtime import Runtime
from thidua_xl.windows.udf_server import EXAMPLE

OLDEST_EXCEL, OLDEST_LIBREOFFICE = 14, (25, 2)
ALL_RUN, SIGNED_ONLY, NONE_RUN = 1, 3, 4


class Level(StrEnum):
    """How a thing looked at is."""

    GOOD = "good"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Judged:
    """One thing looked at: which case it is, and the facts to say it with."""

    code: str
    level: Level
    facts: dict[str, str]


def _good(code: str, **facts: object) -> Judged:
    return _judged(code, Level.GOOD, facts)


def _note(code: str, **facts: object) -> Judged:
    return _judged(code, Level.NOTE, facts)


def _fault(code: str, **facts: object) -> Judged:
    return _judged(code, Level.FAULT, facts)


def _judged(code: str, level: Level, facts: dict[str, object]) -> Judged:
    return Judged(code, level, {name: str(fact) for name, fact in facts.items()})


def judged(facts: Facts) -> list[Judged]:
    """Every line, from the PC itself to the files asked about."""
    lines = [_good("PC", system=facts.system, python=facts.python, version=facts.ours)]
    if facts.is_windows:
        for part in (_excel, _runtime, _server, _trust, _macros):
            lines += part(facts)
    else:
        lines.append(_note("NOT-WINDOWS"))
    lines += _signs(facts)
    for workbook in facts.workbooks:
        lines += _workbook(workbook, facts)
    return [*lines, *_libreoffice(facts)]


def _excel(facts: Facts) -> Iterator[Judged]:
    excel = facts.excel
    if excel is None:
        yield _note("EXCEL-NONE")
        return
    shown = {"version": excel.version or excel.office, "bits": f"{excel.bits} bit" if excel.bits else "? bit"}
    if float(excel.office) < OLDEST_EXCEL:
        yield _fault("EXCEL-OLD", **shown)
    else:
        yield _good("EXCEL", **shown)


def _runtime(facts: Facts) -> Iterator[Judged]:
    runtime = facts.runtime
    if runtime is None:
        yield _note("RUNTIME-NONE", folder=facts.home or "%LOCALAPPDATA%\\thidua-xl")
    elif runtime.missing:
        yield _fault("RUNTIME-INCOMPLETE", folder=runtime.folder, missing=", ".join(runtime.missing))
    else:
        yield _good("RUNTIME", folder=runtime.folder)
        yield from _versions(runtime)


def _versions(runtime: Runtime) -> Iterator[Judged]:
    others = sorted({version for version in runtime.dlls.values() if version != runtime.xlwings})
    if others:
        yield _fault("DLL-VERSION", xlwings=runtime.xlwings or "?", dll=", ".join(others))
    else:
        yield _good("DLL", xlwings=runtime.xlwings)


def _server(facts: Facts) -> Iterator[Judged]:
    answer = facts.server
    if answer is None:
        return
    if answer.points is None:
        yield _fault("SERVER-SILENT", trouble=answer.trouble)
    elif answer.points != EXAMPLE[2]:
        yield _fault("SERVER-WRONG", points=answer.points)
    else:
        yield _good("SERVER", points=answer.points, seconds=answer.seconds)


def _trust(facts: Facts) -> Iterator[Judged]:
    folder = facts.templates or ""
    if facts.macros.trust_is_off:
        yield _fault("TRUST-OFF")
    elif is_trusted(folder, facts.trusted):
        yield _good("TRUST", folder=folder)
    else:
        yield _note("TRUST-NONE", folder=folder)


def _macros(facts: Facts) -> Iterator[Judged]:
    macros = facts.macros
    safe = not macros.trust_is_off and is_trusted(facts.templates or "", facts.trusted)
    if macros.warnings == ALL_RUN:
        yield _note("MACROS-ALL")
    elif safe:
        yield _good("MACROS-TRUSTED")
    elif macros.warnings in (SIGNED_ONLY, NONE_RUN):
        yield _fault("MACROS-POLICY" if macros.by_policy else "MACROS-OFF")
    else:
        yield _good("MACROS-ASK")
    if macros.internet_blocked:
        yield _note("INTERNET-BLOCKED")


def _signs(facts: Facts) -> Iterator[Judged]:
    if facts.signs is None:
        return
    decimal, days = facts.signs.decimal, facts.signs.short_date
    yield _good("SIGNS", decimal=decimal, days=days) if decimal == "," else _note("SIGNS-POINT", decimal=decimal)
    if days.lower().lstrip(" '").startswith("m"):
        yield _note("DAYS-MONTH-FIRST", days=days)


def _workbook(workbook: Workbook, facts: Facts) -> Iterator[Judged]:
    if not workbook.exists:
        yield _fault("FILE-NONE", name=workbook.name)
        return
    if not workbook.is_workbook:
        yield _fault("FILE-UNREADABLE", name=workbook.name)
        return
    if workbook.from_internet and not is_trusted(workbook.folder, facts.trusted):
        yield _note("FILE-FROM-INTERNET", name=workbook.name)
    elif workbook.folder.startswith("\\\\"):
        yield _note("FILE-ON-NETWORK", name=workbook.name)
    if workbook.manual:
        yield _note("FILE-MANUAL", name=workbook.name)
    if not workbook.from_internet and not workbook.manual:
        yield _good("FILE", name=workbook.name)


def _libreoffice(facts: Facts) -> Iterator[Judged]:
    office = facts.libreoffice
    if office is None:
        if not facts.is_windows:
            yield _note("LIBREOFFICE-NONE")
        return
    pieces = [int(piece) for piece in office.version.split(".")[:2] if piece.isdigit()]
    if tuple(pieces) < OLDEST_LIBREOFFICE:
        yield _note("LIBREOFFICE-OLD", version=office.version)
    else:
        yield _good("LIBREOFFICE", version=office.version)
        yield _good("ADDIN") if office.addin else _note("ADDIN-NONE")
