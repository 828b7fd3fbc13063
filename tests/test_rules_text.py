"""Properties of random rules: the canonical text reads back, sentences speak, formulas fit, points stay in bounds."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rule_drawing import bands, graded, line

from thidua_xl.rulebook.level_rows import MOST
from thidua_xl.rules import Cells, Inputs, Rule, State, rule_of, text_of
from thidua_xl.rules.levels import Band, Level
from thidua_xl.rules.linear import Linear
from thidua_xl.rules.vocabulary import Excess, Measure, NotArising, Part, Way, Whole
from thidua_xl.rules.ways import NEEDS_FACTOR, WAYS, Parameters, form_of

CELLS = Cells(*(f"INDEX(${column}$1:${column}$999,ROW())" for column in "HGIJF"), ("K5", "K6"))  # type: ignore[arg-type]

HUNDREDTHS = st.integers(0, 5000).map(lambda n: Decimal(n) / 100)
SIGNED = st.integers(-5000, 5000).map(lambda n: Decimal(n) / 100)
LINEAR = (Way.RATIO, Way.PLUS_EACH, Way.MINUS_EACH, Way.MINUS_SHORT)
NAMES = st.text(alphabet=st.sampled_from("aăâđêôơưỵ XVI1.,;:%()=/|\"'<>&–"), min_size=1, max_size=30).filter(str.strip)
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def levels(draw: st.DrawFn, *, ranges: bool) -> tuple[Level, ...]:
    names = draw(st.lists(NAMES, min_size=1, max_size=8, unique_by=lambda name: " ".join(name.split()).casefold()))
    if len(names) == 1 and draw(st.booleans()):
        names = [""]
    found = []
    for name in names:
        low = draw(HUNDREDTHS)
        high = low + draw(HUNDREDTHS) if ranges else low
        found.append(Level(" ".join(name.split()), low, high, draw(st.none() | st.just("K1"))))
    return tuple(found)


@st.composite
def adjoining(draw: st.DrawFn) -> tuple[Band, ...]:
    edges = sorted(draw(st.sets(st.integers(0, 120), min_size=1, max_size=10)))
    ends = [None, *map(Decimal, edges), None]
    found, low_in = [], True
    for low, high in pairwise(ends):
        high_in = draw(st.booleans())
        found.append(Band(low, low_in, high, high_in, draw(HUNDREDTHS), draw(st.sampled_from(["", "mức | a;b"]))))
        low_in = not high_in
    return tuple(found)


@st.composite
def rules(draw: st.DrawFn, ways: Iterable[Way] = WAYS) -> Rule:
    """A rule as the reader builds them: a way with random parameters."""
    way = draw(st.sampled_from(sorted(ways)))
    spec = WAYS[way]
    part = draw(st.sampled_from(sorted(spec.parts)))
    maximum = draw(HUNDREDTHS if spec.needs_maximum or part is Part.MAIN else st.none() | HUNDREDTHS)
    measure = draw(st.sampled_from(spec.measures)) if spec.measures else None
    bound = st.none() | st.just("Không") | HUNDREDTHS
    floor, ceiling = (draw(bound) if key in spec.columns else None for key in ("floor", "ceiling"))
    low, high = (edge if isinstance(edge, Decimal) else None for edge in (floor, ceiling))
    assume(low is None or high is None or low <= high)
    assume(low is None or maximum is None or low <= maximum)
    most = Decimal(50) if maximum is None else maximum
    parameters = Parameters(
        part,
        maximum,
        measure,
        draw(st.none() | HUNDREDTHS) if "start" in spec.columns else None,
        draw(HUNDREDTHS.filter(bool)) if way in NEEDS_FACTOR else None,
        floor,
        ceiling,
        draw(st.none() | HUNDREDTHS) if "ratio_floor" in spec.columns else None,
        draw(st.sampled_from(sorted(Whole))) if "whole" in spec.columns else Whole.NO,
        draw(DAYS) if measure is Measure.LATE else None,
        draw(st.sampled_from([None, Decimal("0.25"), Decimal("0.5")])) if "step" in spec.columns else None,
        draw(st.sampled_from(sorted(Excess))),
        draw(levels(ranges=way is not Way.LEVEL)),
        tuple(replace(band, points=min(band.points, most)) for band in draw(adjoining())),
    )
    not_arising = draw(st.sampled_from(sorted(NotArising)))
    return Rule(form_of(way, parameters), part, maximum, draw(st.integers(0, 4)), not_arising)


def depth(formula: str) -> int:
    """How deep brackets nest, texts left out."""
    deepest = level = 0
    for sign in re.sub(r'"(?:[^"]|"")*"', "", formula):
        level += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, level)
    assert level == 0
    return deepest


@settings(max_examples=300, deadline=None)
@given(rules())
def test_the_canonical_text_reads_back_to_the_same_rule(rule: Rule) -> None:
    text = text_of(rule)
    assert rule_of(text) == rule
    assert text_of(rule_of(text)) == text
    assert "\n" not in text


@settings(max_examples=200, deadline=None)
@given(rules())
def test_a_sentence_speaks_and_is_composed(rule: Rule) -> None:
    sentence = rule.sentence()
    assert len(sentence.split()) >= 3
    assert unicodedata.is_normalized("NFC", sentence)
    assert not sentence.endswith(".")
    assert "None" not in sentence
    assert not re.search(r"\d\.\d{1,2}(?!\d)", sentence)  # no decimal points


@settings(max_examples=200, deadline=None)
@given(rules())
def test_a_formula_keeps_within_what_spreadsheets_take(rule: Rule) -> None:
    formula = rule.formula(CELLS)
    assert len(formula) <= 8000
    assert depth(formula) <= 60
    assert all(len(literal) <= 252 for literal in re.findall(r'"(?:[^"]|"")*"', formula))
    assert not re.search(r"_xlfn|\b(TEXT|VALUE|DATEVALUE|IFS|SWITCH|LET)\(", re.sub(r'"(?:[^"]|"")*"', "", formula))


def test_as_many_levels_as_there_may_be_still_nest_within_60() -> None:
    rule = line("Chọn mức", "10", levels=graded(*(f"{n}:{n % 10}" for n in range(MOST))))
    assert depth(rule.formula(CELLS)) <= 60
    rule = line(
        "Theo mức | Đại lượng=Số lần", "10", levels=bands(*(f"{n};{n}:1" for n in range(MOST - 1)), f"{MOST - 1};:2")
    )
    assert depth(rule.formula(CELLS)) <= 60


@st.composite
def cells(draw: st.DrawFn, rule: Rule) -> Inputs:
    """What a member might type into the cells of this line."""
    numbers = st.integers(-50, 20_000).map(lambda n: Decimal(n) / draw(st.sampled_from([1, 4, 100])))
    days = DAYS | st.just("Không nộp")
    names = [level.name for level in getattr(rule.form, "levels", ())]
    words = st.sampled_from([*names, "x"])
    result = draw(st.none() | numbers | days | words)
    return Inputs(
        result, draw(st.none() | numbers), draw(st.none() | numbers | st.just(Decimal(2))), draw(st.none() | numbers)
    )


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_points_lie_within_the_bounds_of_the_line(data: st.DataObject) -> None:
    rule = data.draw(rules())
    outcome = rule.score(data.draw(cells(rule)))
    if outcome.points is None:
        assert outcome.state in (State.BLANK, State.ERROR, State.PENDING)
        assert (outcome.problem is None) == (outcome.state is State.PENDING)
        return
    assert str(outcome.points) != "-0.00"
    assert outcome.points == round(outcome.points, rule.digits)
    bounds, nothing = rule.bounds(), outcome.points == 0  # below Sàn tỷ lệ, or a blank: 0 whatever the bounds
    slack = Decimal(1).scaleb(-rule.digits)  # a bound with more digits than the points is an error of the rulebook
    assert nothing or bounds.low is None or outcome.points >= bounds.low - slack
    assert nothing or bounds.high is None or outcome.points <= bounds.high + slack


@settings(max_examples=150, deadline=None)
@given(rules(LINEAR), st.integers(0, 300), st.integers(0, 300), st.integers(1, 200))
def test_more_of_the_measure_moves_the_points_one_way_only(rule: Rule, one: int, other: int, target: int) -> None:
    assert isinstance(rule.form, Linear)
    low, high = (rule.score(Inputs(Decimal(n), Decimal(target))).points for n in sorted((one, other)))
    assert low is not None
    assert high is not None
    falls = (rule.form.factor < 0) != (rule.part is Part.DEDUCTION)
    if rule.form.gauge.measure is Measure.SHORT:
        falls = not falls
    if rule.form.ratio_floor is None:
        assert high <= low if falls else high >= low


@pytest.mark.parametrize("days", [0, 1, 3, 400])
def test_lateness_in_words_and_points(days: int) -> None:
    rule = line("Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026", "30")
    assert rule.sentence() == "Trừ 2 điểm mỗi ngày chậm so với 15/06/2026, không dưới 0"
    points = rule.score(Inputs(date(2026, 6, 15) + timedelta(days))).points
    assert points == max(0, 30 - 2 * days)


@pytest.mark.parametrize(
    "text",
    ["", "linear", "linear(", "nothing(chính)", "linear(chính)", "choice(Chính,d=2,na=Không được)x", "direct(Xấu,d=2)",
     "direct(Chính,d=hai,na=Không được)", "linear(Chính,d=2,na=Không được,measure=Cân)"],
)  # fmt: skip
def test_what_is_no_canonical_text(text: str) -> None:
    with pytest.raises(ValueError):
        rule_of(text)


DEDUCTION_SENTENCES = [
    ("Theo tỷ lệ", "5", ""), ("Kế thừa", "", ""), ("Trừ theo lần | Hệ số=2", "", ""), ("Chọn mức", "", graded("Nhẹ:1")),
    ("Theo mức", "", bands("50;:0", ";50:2")), ("Trừ trong khung", "", graded("Nhẹ:1–3")),
    ("Cộng theo lần | Hệ số=2", "", ""), ("Chấm trực tiếp", "5", ""), ("So với đơn vị dẫn đầu", "5", ""),
]  # fmt: skip


@pytest.mark.parametrize(("way", "maximum", "levels_drawn"), DEDUCTION_SENTENCES)
def test_a_deduction_says_that_it_takes_points_off(way: str, maximum: str, levels_drawn: str) -> None:
    assert "trừ" in line(way, maximum, "Trừ", levels_drawn).sentence().casefold()
