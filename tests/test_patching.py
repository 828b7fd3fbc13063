"""Cells set in a sheet's XML as programs write it: with a prefix, without addresses, rows that are empty."""

from datetime import date
from decimal import Decimal

import pytest

from thidua_xl.book import column_letters, column_number, place_of
from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.patching.cells import Cells, with_cells
from thidua_xl.workbooks.patching.closed_copy import without_formulas

HEAD = '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def patched(inside: str, values: Cells, likes: dict[tuple[int, int], tuple[int, int]] | None = None) -> str:
    """What became of the inside of a worksheet."""
    data = with_cells(f"{HEAD}{inside}</x:worksheet>".encode(), values, likes or {}, date_1904=False).decode()
    assert data.startswith(HEAD)
    return data.removeprefix(HEAD).removesuffix("</x:worksheet>")


@pytest.mark.parametrize(
    ("inside", "values", "expected"),
    [
        ("<x:sheetData/>", {(2, 2): Decimal(5)}, '<x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row>'),
        ('<x:sheetData><x:row r="2"/></x:sheetData>', {(2, 1): None}, '<x:row r="2"><x:c r="A2"/></x:row>'),
        (
            '<x:sheetData><x:row r="1" spans="1:2"><x:c r="A1" s="3" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData>',
            {(1, 1): date(2026, 1, 1), (1, 2): "", (3, 1): Decimal("1.5")},
            '<x:row r="1"><x:c r="A1" s="3"><x:v>46023</x:v></x:c><x:c r="B1"/></x:row>'
            '<x:row r="3"><x:c r="A3"><x:v>1.5</x:v></x:c></x:row>',
        ),
        (
            "<x:sheetData><x:row><x:c/><x:c><x:v>2</x:v></x:c></x:row></x:sheetData>",
            {(1, 2): Decimal(3)},
            '<x:row><x:c/><x:c r="B1"><x:v>3</x:v></x:c></x:row>',
        ),
        (
            '<x:sheetData><x:row r="9"><x:c r="B9"/></x:row></x:sheetData>',
            {(4, 1): Decimal(1), (9, 1): Decimal(2), (5, 2): Decimal(3)},
            '<x:row r="4"><x:c r="A4"><x:v>1</x:v></x:c></x:row><x:row r="5"><x:c r="B5"><x:v>3</x:v></x:c></x:row>'
            '<x:row r="9"><x:c r="A9"><x:v>2</x:v></x:c><x:c r="B9"/></x:row>',
        ),
    ],
)  # fmt: skip
def test_cells_are_set_where_they_belong(inside: str, values: Cells, expected: str) -> None:
    assert patched(inside, values) == f"<x:sheetData>{expected}</x:sheetData>"


def test_what_is_beside_the_cells_stays() -> None:
    inside = '<x:dimension ref="A1"/><x:sheetData><x:row r="1"><x:c r="A1" s="7"/> <!-- > --></x:row></x:sheetData>'
    assert patched(inside, {(1, 1): "a < b\x07"}) == inside.replace(
        '<x:c r="A1" s="7"/>',
        '<x:c r="A1" s="7" t="inlineStr"><x:is><x:t xml:space="preserve">a &lt; b</x:t></x:is></x:c>',
    )
    grown = patched(inside, {(1, 2): Decimal(1)}, {(1, 2): (1, 1)})
    assert '<x:c r="B1" s="7"><x:v>1</x:v></x:c></x:row>' in grown
    assert "dimension" not in grown


def test_a_part_without_cells_is_refused() -> None:
    with pytest.raises(NotReadable):
        patched("<x:y/>", {(1, 1): None})


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<x:c r="A1" s="1" t="str"><x:f>B1</x:f><x:v>a&amp;b</x:v></x:c>',
         '<x:c r="A1" s="1" t="inlineStr"><x:is><x:t xml:space="preserve">a&amp;b</x:t></x:is></x:c>'),
        ('<x:c r="A1" t="str" s="1"><x:f>B1</x:f><x:v/></x:c>', '<x:c r="A1" s="1"/>'),
        ('<x:c r="A1" t="str"><x:f>B1</x:f></x:c>', '<x:c r="A1"/>'),
        ('<x:c r="A1" cm="1"><x:f t="array" ref="A1">B1</x:f><x:v>2</x:v></x:c>', '<x:c r="A1"><x:v>2</x:v></x:c>'),
        ('<x:c r="A1" t="e"><x:f/><x:v>#N/A</x:v></x:c>', '<x:c r="A1" t="e"><x:v>#N/A</x:v></x:c>'),
        ('<x:c r="A1" t="s"><x:v>0</x:v></x:c>', '<x:c r="A1" t="s"><x:v>0</x:v></x:c>'),
    ],
)  # fmt: skip
def test_a_formula_gives_way_to_its_value(cell: str, expected: str) -> None:
    around = f'{HEAD}<x:sheetData><x:row r="1">%s</x:row></x:sheetData></x:worksheet>'
    assert without_formulas((around % cell).encode()).decode() == around % expected


def test_addresses() -> None:
    assert [place_of(at) for at in ("A1", "XFD1048576")] == [(1, 1), (1_048_576, 16_384)]
    assert all(column_number(column_letters(number)) == number for number in (1, 26, 27, 702, 703, 16_384))
