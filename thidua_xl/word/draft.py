"""From lines to the draft of a rulebook: the tables to write, the cells to review, and the trace of every Word row."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from thidua_xl.points import vietnamese
from thidua_xl.rules.vocabulary import Part, Way
from thidua_xl.sheets import word_draft as words
from thidua_xl.sheets.rulebook import CRITERIA, INFO, LEVELS
from thidua_xl.text.vietnamese import clean
from thidua_xl.word.document import Document
from thidua_xl.word.headers import Chosen, chosen_tables
from thidua_xl.word.lines import BLANK, JOINED, LEVEL, LINE, NOTE, TOTAL, Line, lines_of
from thidua_xl.word.tree import children, settle
from thidua_xl.word.ways import Guess, guess, named_levels, part_of

Grid = list[list[str]]
COLUMNS = ("code", "number", "text", "maximum", "part", "way", "measure", "factor", "deadline",
           "measured_in", "in_charge", "authority")  # fmt: skip
LEVEL_COLUMNS = ("criterion", "name", "low", "low_in", "high", "high_in", "points")


@dataclass(frozen=True, slots=True)
class Review:
    """A cell a person must look at: the sheet, its row in the grid (the header is 0), its header, and why."""

    sheet: str
    row: int
    header: str
    why: str


@dataclass(slots=True)
class Draft:
    """What to write: ``tables`` by sheet (header first), ``reviews`` of their cells, ``trace`` of the Word document."""

    tables: dict[str, Grid]
    reviews: list[Review]
    trace: Grid
    taken: list[int]  # the numbers of the tables
    counts: dict[str, int] = field(default_factory=dict)


def draft_of(document: Document, wanted: Sequence[int] = ()) -> Draft | None:
    """The draft, None where no table looks like criteria (or none of those ``wanted``)."""
    chosen = chosen_tables(document.tables, wanted)
    if not chosen:
        return None
    return _Maker(document, chosen).draft()


class _Maker:
    """Makes one draft."""

    def __init__(self, document: Document, chosen: Sequence[Chosen]) -> None:
        self.document, self.chosen = document, chosen
        self.lines = lines_of(chosen)
        settle(self.lines)
        self.criteria: Grid = [[CRITERIA.column(key).header for key in COLUMNS]]
        self.levels: Grid = [[LEVELS.column(key).header for key in LEVEL_COLUMNS]]
        self.info: Grid = [[column.header for column in INFO.columns]]
        self.reviews: list[Review] = []

    def draft(self) -> Draft:
        """Every line in order, then the sums and the trace."""
        for line in self.lines:
            if line.kind == LINE:
                self._criterion(line)
            elif line.kind == NOTE:
                number = line.mark.printed if line.mark else ""
                row = {"number": number, "text": self._noted(line), "way": str(Way.NOTE)}
                self.criteria.append([row.get(key, "") for key in COLUMNS])
        self._add_up()
        tables = {INFO.name: self.info, CRITERIA.name: self.criteria, LEVELS.name: self.levels}
        taken = [chosen.table.number for chosen in self.chosen]
        counts = {kind: sum(1 for line in self.lines if line.kind == kind) for kind in (LINE, NOTE, LEVEL)}
        counts |= {"guessed": sum(1 for line in self.lines if line.guesses)}
        counts |= {"doubtful": sum(1 for line in self.lines if line.doubts)}
        return Draft(tables, self.reviews, _trace(self.document, self.lines, taken), taken, counts)

    def _noted(self, line: Line) -> str:
        """All the words of an explanatory row: its other columns have nowhere else to go."""
        others = (f"{text}" for role, text in line.others.items() if role == "how")
        return "\n".join(filter(None, (line.text, line.written, *others)))

    def _criterion(self, line: Line) -> None:
        part = part_of(_section(line).text)
        is_sum = bool(children(line, self.lines))
        row = {"code": line.code, "number": line.mark.printed.rstrip(".") if line.mark else "", "text": line.text}
        row |= {key: clean(line.others.get(key, "")) for key in ("measured_in", "in_charge", "authority")}
        if line.maximum is not None:
            row["maximum"] = vietnamese(line.maximum)
        if "points in text" in line.doubts:
            self._review(CRITERIA.name, "maximum", words.DOUBTS["points in text"])
        if line.parent is None and part is not Part.MAIN:
            row["part"] = str(part)
            self._review(CRITERIA.name, "part", words.REVIEW_PART)
            line.guesses.append(
                words.GUESSED.format(cells=f"{CRITERIA.column('part').header}: {part}", because=line.text)
            )
        elif line.parent is not None and part is Part.MAIN and part_of(line.text) is not Part.MAIN and is_sum:
            line.doubts.append(words.DOUBTS["part"].format(part=str(part_of(line.text)).lower()))
        found = None if is_sum else self._guess(line, part)
        if found:
            self._guessed(line, row, found)
        elif line.maximum is None and not is_sum and part is Part.MAIN and not line.written:
            line.doubt("no points")
        self.criteria.append([row.get(key, "") for key in COLUMNS])
        if how := line.others.get("how", ""):  # kept under the line as an explanatory row
            note = {"text": how, "way": str(Way.NOTE)}
            self.criteria.append([note.get(key, "") for key in COLUMNS])

    def _guess(self, line: Line, part: Part) -> Guess | None:
        place = self.lines.index(line)
        told = [line.told]
        levels = [other for other in self.lines if other.kind == LEVEL and other.parent is line]
        for other in self.lines[place + 1 :]:
            if other.kind not in (NOTE, LEVEL, JOINED) or other.parent not in (None, line):
                break
            if other.kind == JOINED:
                continue  # it is in the line already
            told += [f"{other.text}: {other.written} điểm" if other.kind == LEVEL else self._noted(other)]
        found = guess("\n".join(filter(None, told)), line.points, part, line.maximum)
        if levels and (found is None or not found.levels):
            return named_levels([(level.text, level.maximum or Decimal(0)) for level in levels])
        return found

    def _guessed(self, line: Line, row: dict[str, str], found: Guess) -> None:
        row |= found.cells
        why = words.REVIEW.format(because=found.because)
        for key in found.cells:
            self._review(CRITERIA.name, key, why)
        for level in found.levels:
            level["criterion"] = line.code
            self.levels.append([level.get(key, "") for key in LEVEL_COLUMNS])
            self.reviews.append(Review(LEVELS.name, len(self.levels) - 1, LEVELS.column("points").header, why))
        said = ", ".join(f"{CRITERIA.column(key).header}: {value}" for key, value in found.cells.items())
        line.guesses.append(words.GUESSED.format(cells=said, because=found.because))

    def _review(self, sheet: str, key: str, why: str) -> None:
        """Mark a cell of the row about to be added."""
        self.reviews.append(Review(sheet, len(self.criteria), CRITERIA.column(key).header, why))

    def _add_up(self) -> None:
        """Groups and the total against the sums of what is under them."""
        for line in self.lines:
            under = [child.maximum for child in children(line, self.lines)]
            known = [value for value in under if value is not None]
            if line.maximum is not None and under and len(known) == len(under) and sum(known) != line.maximum:
                facts = {"declared": vietnamese(line.maximum), "added": vietnamese(sum(known, Decimal(0)))}
                line.doubts.append(words.DOUBTS["sum"].format(**facts))
        totals = [line for line in self.lines if line.kind == TOTAL and line.maximum is not None]
        if len(totals) != 1 or totals[0].maximum is None:
            return
        total = totals[0]
        self.info.append([INFO.column("scale").header, vietnamese(totals[0].maximum)])
        self.reviews.append(Review(INFO.name, 1, INFO.columns[1].header, words.REVIEW_SCALE))
        sections = [line for line in self.lines if line.kind == LINE and line.parent is None]
        main = [_worth(line, self.lines) for line in sections if part_of(line.text) is Part.MAIN]
        added = sum(main, Decimal(0))
        if added != total.maximum:
            facts = {"declared": vietnamese(totals[0].maximum), "added": vietnamese(added)}
            total.doubts.append(words.DOUBTS["total"].format(**facts))


def _worth(line: Line, lines: list[Line]) -> Decimal:
    """A line's maximum, else the sum of those under it."""
    if line.maximum is not None:
        return line.maximum
    return sum((_worth(child, lines) for child in children(line, lines)), Decimal(0))


def _section(line: Line) -> Line:
    while line.parent is not None:
        line = line.parent
    return line


def _trace(document: Document, lines: Sequence[Line], taken: Sequence[int]) -> Grid:
    rows = [[column.header for column in words.TRACE.columns]]
    scaled = sum(1 for line in lines if line.kind == TOTAL and line.maximum is not None) == 1
    rows += [_traced(line, scaled) for line in lines if line.kind != BLANK]
    for table in document.tables:
        if table.number not in taken:
            for row in table.rows:
                if text := " | ".join(cell.text for cell in row.cells if cell.text):
                    rows.append([str(table.number), str(row.number), "", text, "", "", words.NOT_TAKEN, "", ""])
    rows += [[words.OUTSIDE, "", "", text, "", "", words.NOT_PLACED, "", ""] for text in document.paragraphs]
    return rows


def _traced(line: Line, scaled: bool) -> list[str]:
    owner = line.parent if line.kind in (JOINED, LEVEL) and line.parent else line
    place = words.TOTAL_PLACES[scaled] if line.kind == TOTAL else words.PLACES[line.kind].format(code=owner.code)
    facts = {"written": line.written, "rest": line.rest}
    doubts = [words.DOUBTS[key].format_map(facts) if key in words.DOUBTS else key for key in line.doubts]
    others = "\n".join(filter(None, (*line.others.values(), line.rest)))
    number = line.mark.printed if line.mark else ""
    shown = [str(line.table), str(line.row), number, line.text, line.written, others, place]
    return [*shown, "\n".join(line.guesses), "\n".join(doubts)]
