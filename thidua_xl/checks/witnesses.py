"""Three witnesses of each score: what its cell shows, what the engine computes, what the template's formula was.

One finding a cell: typed over, formula changed, or old. Where a score is found wrong or cannot be judged, the sums
over it are not looked at: they are wrong for the same reason.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from importlib.metadata import version

from thidua_xl.book import column_letters
from thidua_xl.checks.canonical import Grid, canonical, named_rows, shape
from thidua_xl.checks.case import Case
from thidua_xl.findings.finding import Finding, Where
from thidua_xl.findings.of_templates import TOTAL_NAMES
from thidua_xl.live.checksum import shown as shown_digits
from thidua_xl.live.classes import class_formula
from thidua_xl.live.lines import score_formula
from thidua_xl.live.plan import letters
from thidua_xl.live.shown import Stored
from thidua_xl.live.totals import total_formulas
from thidua_xl.member.places import finding, line_where
from thidua_xl.member.rows import INPUTS
from thidua_xl.member.values import said_raw
from thidua_xl.points import exact, vietnamese
from thidua_xl.rulebook.models import Criterion
from thidua_xl.sheets import member
from thidua_xl.submission import Claim, Raw, ShownTotal
from thidua_xl.text.vietnamese import clean, fold

# a template of another version may have other formulas: then only what the cell shows is judged
OUR_VERSION = f"thidua-xl {version('thidua-xl')},"
WRAPPED = "IFERROR(0+"  # the Python function first, the plain formula where there is none
ROW = re.compile(r"\d+$")
CLOSE = Decimal("0.000000001")


def scores(case: Case) -> Iterator[Finding]:
    """Every line, sum and total of `Tự chấm`."""
    if not case.has(member.SCORES):
        return
    claims = case.submission.claims.values()
    shows = [claim for claim in claims if claim.shown_score is not None]
    if case.book.formulas_known and shows and not any(claim.score_formula for claim in claims):
        where = Where(sheet=case.submission.sheet(member.SCORES.name), cell=shows[0].cells.get("score"))
        yield Finding("TD-MAT-CONG-THUC", where)
        yield from _Witnesses(case, formulas=False).findings()
    else:
        yield from _Witnesses(case, formulas=case.book.formulas_known and _has_inputs(case)).findings()


def _has_inputs(case: Case) -> bool:
    """Where a column that formulas read was not found, every formula would seem changed: the column is said once."""
    return set(INPUTS) <= set(case.submission.columns[member.SCORES.name])


class _Witnesses:
    """Hears the witnesses from the lines up; ``wrong`` are the rows found wrong or not judged."""

    def __init__(self, case: Case, *, formulas: bool) -> None:
        self.case, self.formulas = case, formulas
        self.wrong: set[str] = set()
        self.same_maker = OUR_VERSION in case.template.marks.get("made_by", OUR_VERSION)
        self.drawn = _drawn_grid(case)
        self.found = _found_grid(case)
        self.in_place = (self.drawn.columns, self.drawn.rows) == (self.found.columns, self.found.rows)

    def findings(self) -> Iterator[Finding]:
        """Lines before the sums over them, then the totals."""
        rows = [row for _, row in self.case.plan.score_rows if not row.is_note]
        for row in sorted(rows, key=lambda row: -row.depth):
            claim = self.case.submission.claims.get(row.code)
            if claim is not None and self._is_judged(row):
                yield from self._row(row, claim)
            else:
                self.wrong.add(row.code)
        formulas = {**total_formulas(self.case.plan), "class": class_formula(self.case.plan)}
        for key, total in self.case.submission.shown_totals.items():
            yield from self._total(key, total, formulas[key])
        yield from self._code()

    def _code(self) -> Iterator[Finding]:
        """The *mã đối soát* of the signing sheet, where everything it is made of was judged right."""
        sent, computed = self.case.submission, self.case.shown.checksum
        if not sent.checksum or self.wrong or self.case.reading.unread:
            return
        if sent.checksum.replace(" ", "").lstrip("0") != str(computed or ""):
            where = Where(sheet=sent.sheet(member.PRINT.name), cell=sent.checksum_cell)
            yield finding("TD-MA-DOI-SOAT-LECH", where, {"ghi": sent.checksum, "tinh": shown_digits(computed)})

    def _is_judged(self, row: Criterion) -> bool:
        unread = self.case.reading.unread.get(row.code)
        is_whole = unread is None or unread.code != "TD-THIEU-COT"
        is_whole = is_whole and (not row.figure or row.figure in self.case.submission.figures)
        return is_whole and row.code not in self.case.altered and row.code in self.case.card.lines

    def _row(self, row: Criterion, claim: Claim) -> Iterator[Finding]:
        formula = score_formula(self.case.plan, row)
        computed = self.case.shown.score(row)
        problem = self._problem(claim.score_formula, formula)
        if problem is None and (self._follows(row) or self._agrees(row, claim, computed)):
            return
        self.wrong.add(row.code)
        code, more = problem or ("TD-DIEM-CU", {})
        facts = {"dong": row.code, **_facts(claim.shown_score, computed), **more}
        yield finding(code, line_where(self.case.submission, claim, "score"), facts)

    def _agrees(self, row: Criterion, claim: Claim, computed: Stored) -> bool:
        """Shown is what the live rule shows, or what the engine computes from readings of texts."""
        if "score" in claim.uncalculated or self.case.has_lost_text(claim.shown_score, computed):
            return True
        engine = self.case.card.lines[row.code].score
        known = row.code in self.case.reading.unread or (row.is_sum and bool(self.case.reading.unread))
        return known or _same(claim.shown_score, computed) or (engine is not None and claim.shown_score == engine)

    def _follows(self, row: Criterion) -> bool:
        """Is a row under this sum wrong already, or missing?"""
        if not row.is_sum:
            return False
        under = [child.code for child in self.case.plan.rulebook.children(row)]
        mine = [code for code in under if code in self.case.plan.row_of]
        gone = any(code not in self.case.submission.claims for code in mine)
        if gone or self.wrong & set(mine):
            self.wrong.add(row.code)
            return True
        return False

    def _problem(self, formula: str | None, drawn: str) -> tuple[str, dict[str, str]] | None:
        """Typed over, cut short or changed."""
        if not self.formulas:
            return None
        if formula is None:
            return "TD-GO-DE-DIEM", {}
        if formula == drawn and self.in_place:  # the usual case, without taking the formula apart
            return None
        expected, found = canonical(drawn, self.drawn), canonical(formula, self.found)
        if (
            found == expected
            or not self.same_maker
            or (found.upper().startswith(WRAPPED) and found.endswith(f",{expected})"))
        ):
            return None
        missing = named_rows(expected) - named_rows(found)
        if shape(found) == shape(expected) and missing and named_rows(found) < named_rows(expected):
            return "TD-TONG-CAT-NGAN", {"thieu": ", ".join(sorted(missing))}
        return "TD-CONG-THUC-BI-SUA", {"ghi": formula}

    def _total(self, key: str, total: ShownTotal, drawn: str) -> Iterator[Finding]:
        computed = self.case.shown.total(key)
        problem = self._problem(total.formula, drawn)
        where = Where(sheet=self.case.submission.sheet(member.SCORES.name), cell=total.cells.get("score"))
        facts = {"dong": TOTAL_NAMES[key], **_facts(total.value, computed)}
        if problem:
            self.wrong.add(key)
            yield finding(problem[0], where, {**facts, **problem[1]})
        elif not self.wrong and not self._total_agrees(key, total, computed):
            self.wrong.add(key)
            yield finding("TD-DIEM-CU", where, facts)

    def _total_agrees(self, key: str, total: ShownTotal, computed: Stored) -> bool:
        gone = set(self.case.plan.row_of) - set(self.case.submission.claims)
        if "score" in total.uncalculated or self.case.reading.unread or gone or self.case.altered:
            return True
        if self.case.has_lost_text(total.value, computed):
            return True
        totals = self.case.card.totals
        engine = getattr(totals, key, None) if totals else None
        if key == "class":
            return clean(said_raw(total.value)) in (str(computed), self.case.card.class_name or "")
        return _same(total.value, computed) or (engine is not None and total.value == engine)


def _facts(shown: Raw, computed: Stored) -> dict[str, str]:
    said = vietnamese(exact(computed)) if isinstance(computed, float) else computed
    return {"ghi": vietnamese(shown) if isinstance(shown, Decimal) else said_raw(shown), "tinh": said}


def _same(shown: Raw, computed: Stored) -> bool:
    if isinstance(computed, str):
        return fold(said_raw(shown)) == fold(computed)
    return isinstance(shown, Decimal) and abs(shown - exact(computed)) < CLOSE


def _drawn_grid(case: Case) -> Grid:
    """Where the template drew rows and columns; rows that are gone from the workbook are left out."""
    columns = {letters(member.SCORES, column.key): column.key for column in member.SCORES.columns}
    here = set(case.submission.claims)
    rows = {row: code for code, row in case.plan.row_of.items() if code in here}
    rows |= {row: key for key, row in case.plan.total_rows.items()}
    return Grid(columns, rows, 0)


def _found_grid(case: Case) -> Grid:
    """Where they stand in the workbook as it came."""
    places = case.submission.columns[member.SCORES.name]
    columns = {column_letters(place): key for key, place in places.items()}
    rows = {_row_of(claim.cells.get("code")): code for code, claim in case.submission.claims.items()
            if code in case.plan.row_of}  # fmt: skip
    lines = max(rows, default=0)
    rows |= {_row_of(total.cells.get("score")): key for key, total in case.submission.shown_totals.items()}
    return Grid(columns, rows, lines)


def _row_of(cell: str | None) -> int:
    found = ROW.search(cell or "")
    return int(found.group()) if found else 0


CHECKS = (scores,)
