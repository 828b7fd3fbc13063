"""What the functions over ranges, votes and typed numbers answer. Raises NoAnswer with a few words why not."""

from decimal import Decimal

from thidua_xl.cells import share
from thidua_xl.cells.entry import ErrorCell, is_blank
from thidua_xl.cells.share import Verdict
from thidua_xl.points import vietnamese
from thidua_xl.rules import Outcome, Problem, Rule, State
from thidua_xl.rules.peers import Peers, Runner
from thidua_xl.standings import Contender, ranked
from thidua_xl.text.numbers import Kind, read_number
from thidua_xl.text.vietnamese import fold
from xl.adapt import Answer, Content, NoAnswer, column, content, contents, mark, number, words
from xl.line_answers import NO_SCORE, inputs, rule_in, said


def total(cac_diem: object) -> Decimal:
    """The sum of the numbers; a line without a score counts 0, an error cell has no answer."""
    cells = [cell for row in contents(cac_diem) for cell in row]
    wrong = next((cell for cell in cells if isinstance(cell, ErrorCell)), None)
    if wrong is not None:
        raise NoAnswer(f"vùng điểm có ô báo lỗi {wrong.shown}".rstrip())
    return sum((found for cell in cells if (found := number(cell)) is not None), Decimal(0))


def ranks(cac_tong_diem: object, cac_chi_so: object, cac_nhom: object) -> list[Answer]:
    """The ranks within each group; None where there is no total, a sentence in a group with an error cell."""
    totals = column(cac_tong_diem)
    metrics = contents(cac_chi_so) if cac_chi_so is not None else [[] for _ in totals]
    if len(metrics) != len(totals):
        raise NoAnswer("bảng chỉ số phải có cùng số dòng với cột tổng điểm")
    found: list[Answer] = [None] * len(totals)
    for places in _groups(cac_nhom, len(totals)):
        if any(isinstance(cell, ErrorCell) for place in places for cell in (totals[place], *metrics[place])):
            found = ["⚠ trong nhóm có ô báo lỗi" if n in places else rank for n, rank in enumerate(found)]
            continue
        contenders = [
            Contender(str(place), score, tuple(map(number, metrics[place])))
            for place in places
            if (score := number(totals[place])) is not None
        ]
        for one in ranked(contenders):
            found[int(one.contender.name)] = float(one.rank)
    return found


def _groups(cac_nhom: object, count: int) -> list[list[int]]:
    """The places of each group's units; one group where no column is given."""
    if cac_nhom is None:
        return [list(range(count))]
    names = [fold(words(cell)) for cell in column(cac_nhom)]
    if len(names) != count:
        raise NoAnswer("cột nhóm phải có cùng số dòng")
    return [[place for place in range(count) if names[place] == name] for name in dict.fromkeys(names)]


def class_name(tong_diem: object, bang_xep_loai: object) -> str:
    """The first row of the table whose From and Below hold the total; "" where none does or there is no total."""
    found = content(tong_diem)
    score = number(found)
    if score is None:
        if is_blank(found):
            return ""
        raise NoAnswer("tổng điểm đang báo lỗi" if isinstance(found, ErrorCell) else "tổng điểm không phải số")
    for row in contents(bang_xep_loai):
        name, start, below = (*row, None, None, None)[:3]
        if is_blank(name):
            continue
        low, high = _edge(name, start), _edge(name, below)
        if (low is None or score >= low) and (high is None or score < high):
            return words(name)
    return ""


def _edge(name: Content, cell: Content) -> Decimal | None:
    if is_blank(cell):
        return None
    edge = number(cell)
    if edge is None:
        raise NoAnswer(f"mức điểm của loại {words(name)} không phải số")
    return edge


def compared(
    quy_tac: object, cac_ket_qua: object, cac_chi_tieu: object, cac_nhom: object, cac_khong_phat_sinh: object
) -> list[Answer]:
    """The points of every unit on a peers line; what is wrong with a unit is said in its place."""
    line_rule = rule_in(quy_tac)
    if not isinstance(line_rule.form, Peers):
        raise NoAnswer("quy tắc không phải So với đơn vị dẫn đầu")
    results, targets = column(cac_ket_qua), column(cac_chi_tieu)
    marks = column(cac_khong_phat_sinh) if cac_khong_phat_sinh is not None else [None] * len(results)
    if not len(results) == len(targets) == len(marks):
        raise NoAnswer("các cột phải có cùng số dòng")
    answers: list[Answer] = [None] * len(results)
    runners: dict[int, Runner] = {}
    for place, cells in enumerate(zip(results, targets, marks, strict=True)):
        found = _runner(line_rule, line_rule.form, *cells)
        if isinstance(found, Runner):
            runners[place] = found
        else:
            answers[place] = found
    for places in _groups(cac_nhom, len(results)):
        running = [place for place in places if place in runners]
        for place, score in zip(running, line_rule.compared([runners[p] for p in running]), strict=True):
            answers[place] = score
    return answers


def _runner(line_rule: Rule, form: Peers, result: Content, target: Content, marked: Content) -> Runner | Answer:
    """What is compared, else the unit's own answer: it did not arise, or something is wrong."""
    try:
        given = inputs(line_rule, result, target, None, None, marked)
        outcome = line_rule.score(given)
        if outcome.state is not State.PENDING:
            return outcome.points if outcome.points is not None else _sentence_of(outcome)
        found = form.runner(given)
    except NoAnswer as why:
        return f"⚠ {why}"
    return f"⚠ {said(found.code)}" if isinstance(found, Problem) else found


def _sentence_of(outcome: Outcome) -> str:
    return f"⚠ {NO_SCORE[outcome.state] if outcome.problem is None else said(outcome.problem.code)}"


# ---- votes and numbers


def verdict(dong_y: object, tong_so: object, nguong: object, lon_hon_han: object) -> str:
    """Does the share agreed reach the threshold? Cross-multiplied, never divided."""
    agreed, base = _count(dong_y, "số đồng ý"), _count(tong_so, "tổng số")
    percent = number(content(nguong))
    if percent is None or not 0 < percent <= 100:
        raise NoAnswer("ngưỡng phải là số từ 0 đến 100")
    if percent <= 1:
        raise NoAnswer("ngưỡng ghi theo %: ghi 80, không ghi 0,8")
    if agreed is None or not base:
        return str(Verdict.PENDING)
    if agreed > base:
        raise NoAnswer("số đồng ý nhiều hơn tổng số")
    return str(share.verdict(agreed, base, percent, strictly=_is_yes(lon_hon_han)))


def _count(value: object, name: str) -> int | None:
    cell = content(value)
    if is_blank(cell):
        return None
    count = number(cell)
    if count is None or count < 0 or count != int(count):
        raise NoAnswer("ô đang báo lỗi" if isinstance(cell, ErrorCell) else f"{name} phải là số nguyên từ 0 trở lên")
    return int(count)


def _is_yes(value: object) -> bool:
    """`Có`, x, TRUE; LibreOffice gives TRUE as 1."""
    cell = content(value)
    if is_blank(cell) or (isinstance(cell, str) and fold(cell) == fold("Không")) or cell in (False, Decimal(0)):
        return False
    if cell == Decimal(1) or mark(cell):
        return True
    raise NoAnswer("mục Lớn hơn hẳn chỉ ghi Có hoặc Không")


def typed_number(o_so: object, kieu: object) -> Decimal | None:
    """The number a text means in a column of this kind; None for a blank cell."""
    cell = content(o_so)
    if isinstance(cell, ErrorCell):
        raise NoAnswer("ô đang báo lỗi")
    if is_blank(cell):
        return None
    found = number(cell)
    if found is not None:
        return found
    readings = read_number(words(cell), _kind(kieu)).values
    if len(readings) == 1:
        return readings[0]
    if readings:
        raise NoAnswer(f"có hai cách hiểu: {' hoặc '.join(map(vietnamese, readings))}; gõ lại")
    raise NoAnswer("không phải số")


def _kind(kieu: object) -> Kind:
    written = words(content(kieu))
    if not written or written == "0":
        return Kind.NUMBER
    kind = next((kind for kind in Kind if fold(kind) == fold(written)), None)
    if kind is None:
        raise NoAnswer(f"kiểu số là một trong: {', '.join(Kind)}")
    return kind
