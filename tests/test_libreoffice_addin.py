"""The LibreOffice add-in in a real Calc: scores live, in member workbooks and in cells a person types."""

import hashlib
import random
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from addin_judging import Voices, draw_scratch, good_filling, judge_all
from calc import Book, Calc
from click.testing import CliRunner
from judging import Bench, Tally
from judging_inputs import Hand
from judging_rulebooks import judge_rulebook
from rule_drawing import line

from thidua_xl import examples
from thidua_xl.cli import main
from thidua_xl.live.channel import points_call
from thidua_xl.live.lines import score_formula
from thidua_xl.live.plan import Plan, letters
from thidua_xl.rulebook.models import Rulebook
from thidua_xl.rulebook.reading import read_rulebook
from thidua_xl.rules import text_of
from thidua_xl.rules.peers import Peers
from thidua_xl.sheets import member
from thidua_xl.workbooks.reading import read_book
from thidua_xl.workbooks.writing import rulebook_bytes
from thidua_xl.workbooks.writing.member import write_member
from xl.libreoffice.extension import parts, write_oxt
from xl.libreoffice.interface import TYPE_LIBRARY_HASH, idl_hash

S = "Sheet1"
RATIO = text_of(line("Theo tỷ lệ", "2"))
PEERS = text_of(line("So với đơn vị dẫn đầu", "10"))
CALL = "=TD_DIEM($A$1;B1;C1;D1;E1;F1)"


@pytest.fixture
def sheet(calc_addin: Calc) -> Iterator[Book]:
    """An empty workbook with a rule in A1, a result, a target and the score in G1."""
    with calc_addin.new() as book:
        book.set_text(S, "A1", RATIO)
        book.set_number(S, "B1", 37)
        book.set_number(S, "C1", 48)
        book.set_formula(S, "G1", CALL)
        yield book


def answer(book: Book, formula: str) -> str:
    """What a cell shows for a formula."""
    book.set_formula(S, "Z1", formula)
    return book.shown(S, "Z1")


# ---- cells a person types


def test_a_score_is_live(sheet: Book) -> None:
    assert sheet.value(S, "G1") == 1.54
    sheet.set_number(S, "B1", 24)
    assert sheet.value(S, "G1") == 1
    sheet.set_text(S, "A1", text_of(line("Theo tỷ lệ", "3")))
    sheet.set_number(S, "B1", 5)
    sheet.set_number(S, "C1", 24)
    assert sheet.value(S, "G1") == 0.63


def test_blank_zero_text_error_and_true_are_told_apart(sheet: Book) -> None:
    sheet.clear(S, "B1")
    assert sheet.value(S, "G1") == "⚠ thiếu kết quả"
    sheet.set_number(S, "B1", 0)
    assert sheet.value(S, "G1") == 0
    sheet.set_formula(S, "B1", "=TRUE()")
    assert sheet.value(S, "G1") == "⚠ không phải số"
    sheet.set_formula(S, "B1", '=""')
    assert sheet.value(S, "G1") == "⚠ thiếu kết quả"
    sheet.set_formula(S, "B1", "=NA()")
    assert sheet.value(S, "G1") == "⚠ ô đang báo lỗi"
    sheet.set_text(S, "B1", "37")
    assert sheet.value(S, "G1") == "⚠ không phải số"
    sheet.set_number(S, "B1", 37)
    sheet.clear(S, "C1")
    assert sheet.value(S, "G1") == "⚠ thiếu chỉ tiêu giao"
    sheet.set_formula(S, "C1", "=1/0")
    assert sheet.value(S, "G1") == "⚠ ô đang báo lỗi"


def test_the_mark_of_not_arising(sheet: Book) -> None:
    rule = line("Theo tỷ lệ | Khi không phát sinh=Đủ điểm", "2")
    sheet.set_text(S, "A1", text_of(rule))
    sheet.clear(S, "B1")
    for formula in ('="x"', '="Có"', "=TRUE()"):
        sheet.clear(S, "F1")
        sheet.set_formula(S, "F1", formula)
        assert sheet.value(S, "G1") == 2
    sheet.set_number(S, "F1", 0)
    assert sheet.value(S, "G1") == "⚠ cột Không phát sinh chỉ ghi x"


def test_a_date_is_a_number_there(sheet: Book) -> None:
    sheet.set_text(S, "A1", text_of(line("Trừ theo ngày chậm | Hệ số=2 | Hạn=15/6/2026", "30")))
    sheet.set_formula(S, "B1", "=DATE(2026;6;18)")
    assert sheet.value(S, "G1") == 24
    sheet.set_text(S, "B1", "Không nộp")
    assert sheet.value(S, "G1") == 0


def test_a_literal_where_a_cell_belongs_is_an_error_and_not_a_wrong_score(sheet: Book) -> None:
    sheet.set_formula(S, "Z1", "=TD_DIEM($A$1;37;48;D1;E1;F1)")
    assert sheet.error(S, "Z1") == "Err:504"
    assert answer(sheet, "=IFERROR(0+TD_DIEM($A$1;37;48;D1;E1;F1);7)") == "7"


def test_the_other_functions(sheet: Book) -> None:
    assert answer(sheet, "=TD_GIAITHICH(A1)") == "2 điểm × kết quả ÷ chỉ tiêu giao, không quá 2"
    assert answer(sheet, "=TD_GIAITHICH(A9)") == "⚠ thiếu quy tắc chấm"
    assert answer(sheet, "=TD_SUYTON(B1;C1;80)") == "Không đạt"
    assert answer(sheet, "=TD_SUYTON(B9;C1;80)") == "Chưa bình xét"
    assert answer(sheet, "=TD_KIEMTRA(A1;B9;C1;D1;E1;F1;D1)") == "thiếu kết quả"
    sheet.set_text(S, "H1", "43,6")
    assert answer(sheet, "=TD_SO(H1)") == "43.6"
    sheet.set_text(S, "H1", "3.704")
    assert answer(sheet, '=TD_SO(H1;"Số đếm")') == "3704"
    assert answer(sheet, "=TD_SO(H1)").startswith("⚠ có hai cách hiểu")
    assert answer(sheet, "=TD_SO(H9)") == ""
    sheet.set_values(S, "J1:L2", [["Tốt", 90.0, ""], ["Khá", 30.0, 90.0]])
    assert answer(sheet, "=TD_XEPLOAI(B1;J1:L2)") == "Khá"
    assert answer(sheet, "=TD_XEPLOAI(B9;J1:L2)") == ""


def test_a_total_skips_texts_and_says_where_it_cannot_add(sheet: Book) -> None:
    sheet.set_values(S, "J1:J4", [[1.1], [""], ["⚠ thiếu kết quả"], [2.2]])
    sheet.set_formula(S, "K1", "=TD_TONG(J1:J4)")
    assert sheet.value(S, "K1") == 3.3
    sheet.set_formula(S, "J2", "=NA()")
    assert sheet.value(S, "K1") == "⚠ vùng điểm có ô báo lỗi"


def test_ranks_over_a_range_are_live(sheet: Book) -> None:
    totals, metrics = [[90.0], [95.0], [90.0], [""], [88.0]], [[1.0], [9.0], [2.0], [3.0], [""]]
    sheet.set_values(S, "J1:J5", totals)
    sheet.set_values(S, "K1:K5", metrics)
    sheet.set_values(S, "L1:L5", [["A"], ["A"], ["A"], ["A"], ["B"]])
    sheet.range(S, "M1:M5").setArrayFormula("=TD_XEPHANG(J1:J5;K1:K5;L1:L5)")
    assert sheet.values(S, "M1:M5") == [[3.0], [1.0], [2.0], [""], [1.0]]
    sheet.set_number(S, "K1", 2)
    assert sheet.values(S, "M1:M5") == [[2.0], [1.0], [2.0], [""], [1.0]]
    sheet.set_number(S, "J4", 100)
    assert sheet.values(S, "M1:M5") == [[3.0], [2.0], [3.0], [1.0], [1.0]]
    assert answer(sheet, "=INDEX(TD_XEPHANG(J1:J5);5)") == "5"


def test_the_units_of_a_peers_line(sheet: Book) -> None:
    sheet.set_text(S, "A1", PEERS)
    sheet.set_values(S, "J1:K6", [[120.0, 100.0], [60.0, 50.0], [80.0, 80.0], [150.0, ""], [75.0, 0.0], ["", 5.0]])
    sheet.range(S, "M1:M6").setArrayFormula("=TD_DANDAU(A1;J1:J6;K1:K6)")
    assert [row[0] for row in sheet.values(S, "M1:M6")] == [10.0, 10.0, 5.0, 10.0, 5.0, "⚠ thiếu kết quả"]


# ---- the member workbook of the channel


def open_bench(calc: Calc, folder: Path, rulebook: Rulebook, code: str) -> Bench:
    """The blank workbook of a unit in the LibreOffice channel, with scratch columns, open in Calc."""
    unit = rulebook.unit(code)
    assert unit is not None
    today = date.today()  # noqa: DTZ011 - as the workbook's TODAY()
    write_member(folder / "w.xlsx", rulebook, unit, today=today, channel="libreoffice")
    book = calc.open(folder / "w.xlsx")
    bench = Bench(book, Plan(rulebook, unit), today)
    draw_scratch(book, bench.plan)
    return bench


@pytest.mark.parametrize("digits", [0, 1, 2, 3])
def test_all_ways_with_random_cells(calc_addin: Calc, tmp_path: Path, digits: int) -> None:
    """Every way × measure × part: the function, the native formula and the engine say the same."""
    bench, tally, voices = open_bench(calc_addin, tmp_path, judge_rulebook(digits, 5), "CAT"), Tally(), Voices()
    with bench.book:
        for round_number, dirty in enumerate((0.05, 0.3)):
            hand = Hand(random.Random(f"addin {digits} {round_number}"), dirty)
            judge_all(bench, hand.filling(bench.plan), tally, voices, f"{digits} digits, round {round_number}")
    assert tally.differences + voices.differences == []
    assert voices.lines > 300
    assert voices.scored > 100


def test_the_bloc_of_eight_agencies(calc_addin: Calc, tmp_path: Path) -> None:
    """About sixty lines: every line, total and class, by formulas, by the add-in and by the engine."""
    rulebook, _ = read_rulebook(read_book(rulebook_bytes(examples.tables("khoi-noi-chinh")), "k.xlsx"))
    assert rulebook is not None
    bench, tally, voices = open_bench(calc_addin, tmp_path, rulebook, "CAT"), Tally(), Voices()
    classes = set()
    with bench.book:
        assert bench.book.errors() == []
        for round_number in range(12):
            chance = random.Random(f"bloc {round_number}")
            good = good_filling(bench.plan, chance, round_number / 30)
            filling = good if round_number % 2 else Hand(chance, round_number * 0.01).filling(bench.plan)
            judge_all(bench, filling, tally, voices, f"round {round_number}")
            row = bench.plan.total_rows["class"]
            classes.add(bench.book.value(member.SCORES.name, f"{letters(member.SCORES, 'score')}{row}"))
    assert tally.differences + voices.differences == []
    assert voices.scored > 300
    assert len(classes) > 2


def test_without_the_add_in_the_same_workbook_scores_by_its_formulas(calc: Calc, tmp_path: Path) -> None:
    rulebook = judge_rulebook(2, 5)
    unit = rulebook.unit("CAT")
    assert unit is not None
    today = date.today()  # noqa: DTZ011
    write_member(tmp_path / "w.xlsx", rulebook, unit, today=today, channel="libreoffice")
    tally = Tally()
    with calc.open(tmp_path / "w.xlsx") as book:
        bench = Bench(book, Plan(rulebook, unit), today)
        bench.fill(Hand(random.Random("no add-in"), 0.1).filling(bench.plan))
        bench.compare(tally)
    assert tally.differences == []


def test_the_command_writes_the_channel(tmp_path: Path) -> None:
    """Every scored line calls the function first, and its native formula stands behind it, the same as ever."""
    rulebook = examples.write_examples(tmp_path)[0]
    command = ["template", str(rulebook), "--out", str(tmp_path / "out"), "--unit", "CAT", "--channel", "libreoffice"]
    ran = CliRunner().invoke(main, command)
    assert ran.exit_code == 0, ran.output
    (written,) = (tmp_path / "out").glob("*.xlsx")
    assert (tmp_path / "out" / "thidua.oxt").is_file()  # what the cells call
    found = read_rulebook(read_book(rulebook.read_bytes(), rulebook.name))[0]
    assert found is not None
    unit = found.unit("CAT")
    assert unit is not None
    plan = Plan(found, unit)
    sheets = read_book(written.read_bytes(), written.name).sheets
    (sheet,) = (sheet for sheet in sheets if sheet.name == member.SCORES.name)
    column = [column.key for column in member.SCORES.columns].index("score") + 1
    for number, row in plan.lines:
        formula, native = sheet.cells[number, column].formula, score_formula(plan, row)
        wrapped = f"IFERROR(0+{points_call(plan, row)},{native})"
        assert formula == (native if isinstance(row.rule.form, Peers) else wrapped)  # type: ignore[union-attr]


# ---- the file


def test_the_type_library_fits_the_function_table() -> None:
    """Made of another IDL, LibreOffice would call with the wrong arguments: see xl/libreoffice/interface.py."""
    assert TYPE_LIBRARY_HASH.read_text(encoding="ascii").strip() == idl_hash()


def test_the_same_sources_make_the_same_file(tmp_path: Path) -> None:
    one, other = (write_oxt(tmp_path / name).read_bytes() for name in ("a.oxt", "b.oxt"))
    assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()


def test_the_file_holds_what_it_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(write_oxt(tmp_path / "a.oxt")) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        manifest = archive.read("META-INF/manifest.xml").decode()
    assert names == set(parts())
    assert {"thidua.rdb", "thidua.components", "CalcAddIns.xcu", "description.xml", "thidua_addin.py"} < names
    assert all(f'full-path="{name}"' in manifest for name in ("thidua.rdb", "thidua.components", "CalcAddIns.xcu"))
