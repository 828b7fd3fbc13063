"""The ranks of a bloc against the engine: TD_XEPHANG on the sheet to type into, and the master's native formulas."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from agreeing_bloc import COMPARED, Bloc
from agreeing_calls import compared, peers_column, ranking, ranks
from agreeing_rulebook import UNITS
from agreeing_workbooks import Count
from calc import Book, Calc, Value
from masters import master_of

from thidua_xl.rulebook.fingerprint import line_text
from thidua_xl.sheets import master, words
from thidua_xl.workbooks.writing import ranking_by_functions as typed_ranking
from thidua_xl.workbooks.writing.master import write_master
from thidua_xl.workbooks.writing.master.planned import plan_of


@dataclass
class RankingSheet:
    """The ranking sheet with live functions, open in a Calc that has them, and a scratch sheet for TD_DANDAU."""

    book: Book

    def judge(self, bloc: Bloc, count: Count, label: str) -> None:
        """Type the parts of each unit's points and its metrics; read totals, ranks and classes."""
        name, first = typed_ranking.SHEET, typed_ranking.FIRST
        last = first + len(UNITS) - 1
        self.book.set_values(name, f"A{first}:E{last}", [_typed(bloc, code) for code in UNITS])
        metrics = ranking(bloc)[1]
        self.book.set_values(name, f"G{first}:J{last}", [[_plain(cell) for cell in row] for row in metrics])
        live = self.book.values(name, f"F{first}:L{last}")
        for code, row, rank in zip(UNITS, live, ranks(bloc), strict=True):
            totals = bloc.cards[code].totals if code in bloc.standings else None
            count.check("TD_TONG", row[0], float(totals.total) if totals else "", label, code)
            count.check("TD_XEPHANG", row[5], rank[0], label, code)
            class_name = bloc.cards[code].class_name or "" if totals else ""
            count.check("TD_XEPLOAI", row[6], class_name, label, code)
        for line in (row for row in bloc.rulebook.leaves if row.code in COMPARED):
            self._compared(bloc, count, label, line.code)

    def _compared(self, bloc: Bloc, count: Count, label: str, code: str) -> None:
        line = bloc.rulebook.criterion(code)
        assert line is not None
        name, last = typed_ranking.SHEET, 100 + len(UNITS)
        columns = [peers_column(bloc, line, key) for key in ("result", "target", "not_arising")]
        if any(isinstance(cell, dict | bool) for column in columns for (cell,) in column):
            return  # error cells and logical values are judged line by line
        self.book.set_text(name, "A100", line_text(line))
        for letter, column in zip("BCD", columns, strict=True):
            self.book.set_values(name, f"{letter}101:{letter}{last}", [[_plain(cell)] for (cell,) in column])
        groups: list[list[Value]] = [[unit.group] for unit in bloc.rulebook.units]
        self.book.set_values(name, f"A101:A{last}", groups)
        answers = self.book.range(name, f"E101:E{last}")
        answers.setArrayFormula(f"=TD_DANDAU(A100;B101:B{last};C101:C{last};A101:A{last};D101:D{last})")
        for unit, found, wanted in zip(UNITS, answers.getDataArray(), compared(bloc, line), strict=True):
            count.check("TD_DANDAU", found[0], wanted[0], label, unit, code)


def _typed(bloc: Bloc, code: str) -> list[Value]:
    unit = bloc.rulebook.unit(code)
    assert unit is not None
    totals = bloc.cards[code].totals if code in bloc.standings else None
    parts: list[Value] = [float(p) for p in (totals.main, totals.bonus, totals.deduction)] if totals else ["", "", ""]
    return [code, unit.group, *parts]


def _plain(cell: object) -> Value:
    if isinstance(cell, dict):
        return (date.fromisoformat(cell["date"]) - date(1899, 12, 30)).days
    return "" if cell is None else cell if isinstance(cell, str) else float(cell)  # type: ignore[arg-type]


def judge_master(calc: Calc, path: Path, bloc: Bloc, count: Count, label: str) -> None:
    """Write the master of the bloc; what its native formulas compute of totals, classes and ranks."""
    happened = {code: dict.fromkeys(card.excluded_by, words.HAPPENED) for code, card in bloc.cards.items()}
    claims = {code: card.inputs for code, card in bloc.cards.items()}
    made = master_of(bloc.rulebook, claims, answers=happened)
    plan = plan_of(made)
    write_master(path, made)
    with calc.open(path) as book:
        for code, card in bloc.cards.items():
            place = bloc.standings.get(code)
            wanted = {
                "total": float(card.totals.total) if card.totals else "",
                "class": card.class_name or "",
                "rank": float(place.place.rank) if place else "",
            }
            for key, value in wanted.items():
                cell = f"{plan.work_columns[key]}{plan.work_row(code)}"
                count.check(f"master: {key}", book.value(master.WORK_UNITS, cell), value, label, code)
