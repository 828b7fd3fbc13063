"""The live ranking of the master: counts on a hidden sheet, without array entry and without RANK on raw doubles."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from thidua_xl.live.live_cell import Live, Shown
from thidua_xl.live.master_plan import MasterPlan
from thidua_xl.live.plan import quoted
from thidua_xl.points import exact, rounded
from thidua_xl.rulebook.models import Exclusion, Metric
from thidua_xl.rules.formulas import text
from thidua_xl.scoring.ranking import metric_of
from thidua_xl.sheets import master, words
from thidua_xl.sheets import master_words as said

ABSENT = "-1E+300"
ABSENT_VALUE = -1e300


def excluding(plan: MasterPlan) -> list[Exclusion]:
    """The cases that take a unit out of the ranking."""
    return [case for case in plan.rulebook.exclusions if case.effect == words.NO_EMULATION]


def standing_cells(plan: MasterPlan, unit: str) -> dict[str, Live]:
    """Which excluding case happened (0 = none), whether the unit is ranked, and by what."""
    card = plan.cards.get(unit)
    total, excluded, eligible = (plan.work(key, unit) for key in ("total", "excluded", "eligible"))
    cases = excluding(plan)
    which = "0"
    for place, case in reversed(list(enumerate(cases, 1))):
        which = f"IF({plan.happened(unit, case)},{place},{which})"
    happened = next((n for n, case in enumerate(cases, 1) if card and case.code in card.excluded_by), 0)
    ranked = card is not None and card.totals is not None and not happened
    key = float(card.totals.total) if ranked and card and card.totals else ABSENT_VALUE
    found = {
        "excluded": Live(which, float(happened)),
        "eligible": Live(f"IF(AND(ISNUMBER({total}),{excluded}=0),1,0)", float(ranked)),
        "key": Live(f"IF({eligible}=1,{total},{ABSENT})", key),
    }
    for place, metric in enumerate(plan.rulebook.precedence):
        found[f"metric {place}"] = _metric(plan, unit, metric)
    return found


def _metric(plan: MasterPlan, unit: str, metric: Metric) -> Live:
    card = plan.cards.get(unit)
    figures = plan.figures.get(unit, {})
    value = metric_of(plan.rulebook, card, metric, figures) if card and card.totals else None
    known = ABSENT_VALUE if value is None else float(value)
    if card is None:
        return Live(ABSENT, ABSENT_VALUE)
    if metric.kind == words.METRIC_FIGURE:
        figure = figures.get(metric.code)
        return Live(ABSENT if figure is None else f"{float(figure):.15g}", known)
    if metric.kind in (words.METRIC_SECTION, words.METRIC_CRITERION):
        row = plan.rulebook.criterion(metric.code)
        if row is None or row.code not in plan.summary_row_of or not plan.rulebook.has(unit, row):
            return Live(ABSENT, ABSENT_VALUE)
        source = plan.final_cell(unit, row.code)
    else:
        keys = {words.METRIC_MAIN: "main", words.METRIC_BONUS: "bonus", words.METRIC_FEW_DEDUCTIONS: "deduction"}
        source = plan.work(keys[metric.kind], unit)
    return Live(f"IF(ISNUMBER({source}),{source},{ABSENT})", known)


def _keys(plan: MasterPlan) -> list[str]:
    return ["key", *(f"metric {n}" for n in range(len(plan.rulebook.precedence)))]


def _ahead(plan: MasterPlan, unit: str) -> str:
    """For each unit: 1 where it stands before this one, by total and then by the metrics."""
    expression = ""
    for key in reversed(_keys(plan)):
        span, mine = plan.work_span(key), plan.work(key, unit)
        later = f"+({span}={mine})*({expression})" if expression else ""
        expression = f"({span}>{mine}){later}"
    return expression


def place_cells(plan: MasterPlan, unit: str) -> dict[str, str]:
    """The formulas of rank, ties, place in the sorted list and the next unit that is not tied."""
    ranked, group, rank = plan.work_span("eligible"), plan.work_span("group"), plan.work_span("rank")
    order, numbers = plan.work_span("order"), plan.work_span("number")
    is_ranked = f"{plan.work('eligible', unit)}=1"
    mine = {key: plan.work(key, unit) for key in ("group", "rank", "same", "order", "number")}
    same_group = f"({group}={mine['group']})"
    earlier = f"({group}<{mine['group']})"
    before = f"({rank}<{mine['rank']})+({rank}={mine['rank']})*({order}<{mine['order']})"
    sorted_place = f"1+SUMPRODUCT(({ranked}=1)*({earlier}+{same_group}*({before})))"
    apart = f"SUM({ranked})+1+SUMPRODUCT(({ranked}=0)*({numbers}<{mine['number']}))"
    beyond = f"1+SUMPRODUCT(({ranked}=1)*({earlier}+{same_group}*({rank}<={mine['rank']})))"
    found = f"MATCH({beyond},{plan.work_span('place')},0)"
    follows = f"IF(AND(INDEX({ranked},{found})=1,INDEX({group},{found})={mine['group']}),{found},0)"
    ahead = f"({_ahead(plan, unit)})"
    return {
        "rank": f'IF({is_ranked},1+SUMPRODUCT(({ranked}=1)*{same_group}*{ahead}),"")',
        "same": f"IF({is_ranked},SUMPRODUCT(({ranked}=1)*{same_group}*({rank}={mine['rank']})),0)",
        "place": f"IF({is_ranked},{sorted_place},{apart})",
        "next": f"IF({is_ranked},IFERROR({follows},0),0)",
        "whole rank": f'IF({is_ranked},1+SUMPRODUCT(({ranked}=1)*{ahead}),"")',
    }


def because_formula(plan: MasterPlan, unit: str, reason: str) -> str:
    """Vì sao: what decided against the next unit, ties, or ``reason`` why the unit is not ranked."""
    same, following = plan.work("same", unit), plan.work("next", unit)
    theirs = {key: f"INDEX({plan.work_span(key)},{following})" for key in (*_keys(plan), "unit")}
    decided = '""'
    for place, metric in reversed(list(enumerate(plan.rulebook.precedence))):
        key = f"metric {place}"
        mine, other = plan.work(key, unit), theirs[key]
        words_said = "&".join(
            (text(said.LEVEL_WITH), theirs["unit"], text(f"{said.AHEAD_IN}{metric.said()}: "), _value(mine),
             text(said.AGAINST), _value(other))
        )  # fmt: skip
        decided = f"IF({mine}<>{other},{words_said},{decided})"
    key = plan.work("key", unit)
    more = f"ROUND({key}-{theirs['key']},{plan.rulebook.digits})"
    by_points = f'{text(said.MORE_BY)}&{theirs["unit"]}&" "&{more}&{text(said.POINTS)}'
    decided = f'IF({following}=0,"",IF({key}<>{theirs["key"]},{by_points},{decided}))'
    level = f'{text(said.SAME_AS)}&({same}-1)&{text(said.OTHERS)}&IF({following}=0,"","; ")'
    tied = f'IF({same}>1,{level},"")'
    return f"IF({plan.work('eligible', unit)}=1,{tied}&{decided},{_apart(plan, unit, reason)})"


def _value(cell: str) -> str:
    return f"IF({cell}<-1E+299,{text(said.ABSENT)},{cell})"


def _apart(plan: MasterPlan, unit: str, reason: str) -> str:
    """``reason`` stands in a cell of its own: it may be longer than a formula's text."""
    found = plan.work("reason", unit)
    for case in reversed(excluding(plan)):
        row = plan.case_row_of[unit, case.code]
        found = f"IF({plan.happened(unit, case)},{quoted(master.CONDITIONS.name)}!$C${row},{found})"
    return found


def rank_said_formula(plan: MasterPlan, unit: str) -> str:
    """Hạng as people read it: 2 (đồng hạng, tạm tính)."""
    rank, same, open_errors = (plan.work(key, unit) for key in ("rank", "same", "open"))
    both = (
        f'IF({same}>1,{text(said.TIED)}&IF({open_errors}>0,", ",""),"")&IF({open_errors}>0,{text(said.PROVISIONAL)},"")'
    )
    marked = f'{rank}&" ("&{both}&")"'
    plainly = f"IF(AND({same}<2,{open_errors}<1),{rank},{marked})"
    return f"IF({plan.work('eligible', unit)}=1,{plainly},{text(said.NOT_RANKED)})"


# ---- what these cells show before anything is typed

Cells = Mapping[str, Mapping[str, Shown]]


def shown_places(plan: MasterPlan, known: Cells) -> dict[str, dict[str, Shown]]:
    """The values of ``place_cells`` and the sorted list from the other working cells (by unit and key)."""
    keys, ranked = _keys(plan), [unit for unit in known if known[unit]["eligible"]]
    numbers = {unit: tuple(float(known[unit][key]) for key in keys) for unit in ranked}
    everyone = sorted(numbers.values())
    by_group: dict[Shown, list[tuple[float, ...]]] = {}
    for unit in sorted(ranked, key=numbers.__getitem__):
        by_group.setdefault(known[unit]["group"], []).append(numbers[unit])
    found: dict[str, dict[str, Shown]] = {}
    rank = {}
    for unit in ranked:
        mine, group = numbers[unit], by_group[known[unit]["group"]]
        not_ahead = bisect_right(group, mine)
        rank[unit] = 1 + len(group) - not_ahead
        found[unit] = {
            "rank": float(rank[unit]),
            "same": float(not_ahead - bisect_left(group, mine)),
            "whole rank": float(1 + len(everyone) - bisect_right(everyone, mine)),
        }
    ordered = sorted(ranked, key=lambda unit: (known[unit]["group"], rank[unit], known[unit]["order"]))
    apart = [unit for unit in known if unit not in rank]
    for place, unit in enumerate([*ordered, *apart], 1):
        found.setdefault(unit, {"rank": "", "same": 0.0, "whole rank": "", "next": 0.0})["place"] = float(place)
    for unit, following in _followed(ordered, known, rank):
        found[unit]["next"] = float(plan.numbers[following] + 1) if following else 0.0
    return found


def _followed(ordered: Sequence[str], known: Cells, rank: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each unit and the next of its group that is not level with it, "" where there is none."""
    after = following = ""
    for unit in reversed(ordered):
        if not after or known[after]["group"] != known[unit]["group"]:
            following = ""
        elif rank[after] > rank[unit]:
            following = after
        yield unit, following
        after = unit


def shown_because(plan: MasterPlan, unit: str, cells: Cells, reason: str) -> str:
    """What ``because_formula`` shows, with the decimal comma of Viet Nam."""
    mine = cells[unit]
    if not mine["eligible"]:
        cases = excluding(plan)
        which = int(float(mine["excluded"]))
        return cases[which - 1].text if which else reason
    following = int(float(mine["next"]))
    other = cells[plan.rulebook.units[following - 1].code] if following else None
    tied = f"{said.SAME_AS}{int(float(mine['same'])) - 1}{said.OTHERS}" if float(mine["same"]) > 1 else ""
    if other is None:
        return tied
    return (f"{tied}; " if tied else "") + _decided(plan, mine, other)


def _decided(plan: MasterPlan, mine: Mapping[str, Shown], other: Mapping[str, Shown]) -> str:
    name = str(other["unit"])
    if mine["key"] != other["key"]:
        more = rounded(exact(float(mine["key"])) - exact(float(other["key"])), plan.rulebook.digits)
        return f"{said.MORE_BY}{name} {_said(float(more))}{said.POINTS}"
    for place, metric in enumerate(plan.rulebook.precedence):
        one, two = float(mine[f"metric {place}"]), float(other[f"metric {place}"])
        if one != two:
            label = f"{said.LEVEL_WITH}{name}{said.AHEAD_IN}{metric.said()}: "
            return f"{label}{_said(one)}{said.AGAINST}{_said(two)}"
    return ""


def _said(value: float) -> str:
    return said.ABSENT if value < ABSENT_VALUE / 10 else f"{value:.15g}".replace(".", ",")


def shown_rank(mine: Mapping[str, Shown]) -> Shown:
    """What ``rank_said_formula`` shows."""
    if not mine["eligible"]:
        return said.NOT_RANKED
    marks = [said.TIED] if float(mine["same"]) > 1 else []
    marks += [said.PROVISIONAL] if float(mine["open"]) > 0 else []
    return f"{int(float(mine['rank']))} ({', '.join(marks)})" if marks else mine["rank"]
