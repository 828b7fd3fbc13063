"""Rows held packed: they are the same whenever they are looked at, and thousands of units' fit into little memory."""

import gc
import pickle
import zlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl import held
from thidua_xl.consolidation.files import Content, FileContent
from thidua_xl.errors import CannotGoOn
from thidua_xl.held import HeldList, HeldTable, held_list, held_table
from thidua_xl.member.reading import Reading
from thidua_xl.submission import Answer, Claim, Evidence, FigureClaim, RegisterRow, Submission
from thidua_xl.workbooks.packing import packed, unpacked

RAW = st.one_of(
    st.none(), st.text(max_size=9), st.booleans(), st.dates(), st.decimals(allow_nan=False, allow_infinity=False)
)
CLAIMS = st.builds(Claim, code=st.text(min_size=1, max_size=5), result=RAW, typed=RAW, reason=st.text(max_size=9))
EVIDENCE = st.builds(
    Evidence, criterion=RAW, symbol=st.text(max_size=9), issued_on=RAW, cells=st.just({"symbol": "C5"})
)


SIZE = len(pickle.dumps({"a": 0}, protocol=5))


def open_ones(*rows: Mapping[str, int]) -> list[bool]:
    return [each._opened is not None for each in rows]


@given(st.dictionaries(st.text(max_size=5), CLAIMS, max_size=4), st.lists(EVIDENCE, max_size=4).map(tuple))
def test_a_submission_is_the_same_packed_or_not(claims: dict[str, Claim], evidence: tuple[Evidence, ...]) -> None:
    whole = Submission(
        unit="TTT",
        claims=claims,
        evidence=evidence,
        figures={"F": FigureClaim(code="F", result=Decimal("1.50"))},
        answers={"C": Answer(code="C", answer="Không")},
        registers={"Điển hình": (RegisterRow(values={"name": "Tổ 1", "start": date(2026, 1, 2)}),)},
    )
    packed = whole.held()
    again = pickle.loads(pickle.dumps(packed))
    assert packed == whole == again
    assert whole == again.opened()
    assert [*again.claims.items()] == [*claims.items()]
    assert [*again.evidence] == [*evidence]
    assert again.opened().model_dump_json() == whole.model_dump_json()


def test_what_is_empty_stays_as_it_is() -> None:
    blank = Submission(unit="A").held()
    assert [type(each) for each in (blank.claims, blank.figures, blank.answers, blank.registers)] == [dict] * 4
    assert type(blank.evidence) is tuple


def test_nobody_keeps_rows_that_nobody_has() -> None:
    table = held_table({"a": Claim(code="a")})
    row = ref(table["a"])
    del table
    gc.collect()
    assert row() is None


class Evil:
    """Runs code where it is unpickled without care."""

    def __reduce__(self) -> tuple[object, ...]:
        return eval, ("open('/tmp/thidua-xl-was-here', 'w')",)


class Planted:
    """Pickled as something else: ``build`` is what is put into it afterwards."""

    def __init__(self, kind: object, given: tuple[object, ...] = (), build: object = None) -> None:
        self.told = kind, given, build

    def __reduce__(self) -> tuple[object, ...]:
        return self.told


def build_on(kind: type, state: dict[str, object]) -> bytes:
    """A pickle that sets what every instance of ``kind`` has."""
    name = f"c{kind.__module__}\n{kind.__name__}\n".encode()
    return b"\x80\x02" + name + b"N" + pickle.dumps(state, protocol=2)[2:-1] + b"\x86b."


CHANGED = [(kind, {"kind": 1, "results": 1, "name": 1}) for kind in (HeldTable, HeldList, Reading, Content, Claim)]


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"rows",
        zlib.compress(b"rows"),
        zlib.compress(pickle.dumps({"a": Evil()})),
        zlib.compress(pickle.dumps(("a",))),
        zlib.compress(pickle.dumps({"a": 1}))[:-4],
        zlib.compress(pickle.dumps({"a": "a" * (held.LARGEST + 1)})),
        zlib.compress(pickle.dumps({"a": held._Values})),
        zlib.compress(pickle.dumps({"a": Planted(Content, ("member",), {"_value_": "ours"})})),
        *(zlib.compress(build_on(*each)) for each in CHANGED),
    ],
)
def test_rows_that_are_none_of_ours_stop_the_run_in_one_line(packed: bytes) -> None:
    with pytest.raises(CannotGoOn, match=r"hãy xóa tệp \.bo-nho .* rồi chạy lại") as stopped:
        len(HeldTable(packed))
    assert "\n" not in str(stopped.value)
    assert not Path("/tmp/thidua-xl-was-here").exists()
    assert (HeldTable.kind, HeldList.kind, str(Content.MEMBER)) == (dict, tuple, "member")
    assert isinstance(Reading.results, property)


def test_one_that_was_never_filled_is_none_of_ours() -> None:
    with pytest.raises(CannotGoOn):
        len(HeldTable.__new__(HeldTable))


def test_more_than_a_table_may_be_is_held_as_it_is() -> None:
    many = {str(number): "dài" * 999 for number in range(held.LARGEST // 4000)}
    assert held_table(many) is not many
    assert (type(held_table(many)), held_table(many)) == (HeldTable, many)
    many |= {f"{number}": "d" * 32_000 for number in range(held.LARGEST // 16_000)}
    assert (type(held_table(many)), held_table(many)) == (dict, many)
    assert isinstance(held_list([*many.values()]), tuple)


def test_what_many_have_alike_is_nobodys() -> None:
    sheets = {"Tự chấm": "Tự chấm"}
    state = Submission(unit="A", sheets=sheets).__getstate__()
    one, other = Submission.model_construct(), Submission.model_construct()
    one.__setstate__(state)
    sheets["Tự chấm"] = "khác"
    state["__dict__"]["sheets"]["Tự chấm"] = "khác"
    other.__setstate__(Submission(unit="B", sheets={"Tự chấm": "Tự chấm"}).__getstate__())
    assert one.sheets == other.sheets == {"Tự chấm": "Tự chấm"}


def test_an_open_table_is_not_lost_by_whoever_closes_it_meanwhile() -> None:
    table = held_table({"a": 1})
    assert isinstance(table, HeldTable)
    rows = table.opened()
    table.close()
    assert rows == table.opened() == {"a": 1}


def test_a_list_equals_any_other_sequence_of_the_same_rows() -> None:
    rows = (Evidence(symbol="1"), Evidence(symbol="2"))
    assert held_list(rows) == rows
    assert held_list(rows) == [*rows]
    assert held_list(rows) != rows[:1]
    assert held_list(rows) != 1
    assert held_list(rows)[-1] == rows[-1]


def test_where_not_all_fit_few_stay_open_until_those_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = [held_table({"a": number}) for number in range(9)]
    monkeypatch.setattr(held, "_open", held._Open())
    monkeypatch.setattr(held, "FEW", 2 * SIZE)
    monkeypatch.setattr(held, "MOST_OPEN", 5 * SIZE)
    assert [table["a"] for table in tables[:5]] == [0, 1, 2, 3, 4]
    assert sum(open_ones(*tables)) == 5
    assert [table["a"] for table in tables] == [*range(9)]
    assert open_ones(*tables) == [False] * 7 + [True] * 2
    assert [table["a"] for table in tables] == [*range(9)], "they open again"
    tables = [held_table({"a": number}) for number in range(5)]
    gc.collect()
    assert [table["a"] for table in tables] == [0, 1, 2, 3, 4]
    assert all(open_ones(*tables)), "a bloc in which all fit, after one in which they did not"


def test_what_is_looked_at_is_open_whatever_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = held_table({"a": 1}), held_table({"a": 2})
    monkeypatch.setattr(held, "MOST_OPEN", 0)
    monkeypatch.setattr(held, "FEW", 0)
    assert (one["a"], other["a"]) == (1, 2)
    assert open_ones(one, other) == [False, True]


def test_a_unit_with_more_than_a_table_may_be_is_read_all_the_same() -> None:
    long = tuple(Evidence(symbol=f"{number}/BC", summary="báo cáo " * 3000) for number in range(90))
    whole = Submission(unit="A", claims={"I": Claim(code="I", reason="lý do")}, evidence=long)
    content = FileContent(Content.MEMBER, submission=whole.held(), reading=Reading().held())
    found = unpacked(packed(content))
    assert found is not None and found.submission is not None
    assert found.submission == whole
    assert (type(found.submission.evidence), type(found.submission.claims)) == (tuple, HeldTable)
