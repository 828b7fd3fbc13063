"""Coverage-guided fuzzing of the reader, with atheris where it is installed: `make fuzz`, or

    python tests/fuzz_reader.py -max_total_time=600 -timeout=20

The first byte of an input says what it is: a part of a small workbook, a whole file, a typed number or date.
"""

import sys
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
with atheris.instrument_imports(include=["thidua_xl"]):
    from mutations import NAMES, small_parts, with_part
    from second_reading import disagreement, told

    from thidua_xl.text.dates import read_date
    from thidua_xl.text.numbers import Kind, read_number

PARTS = small_parts()
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # old workbooks go to native code, which may abort: no work for this fuzzer


def one_input(data: bytes) -> None:
    """Raises for anything a reader must not do."""
    kind, rest = data[:1], data[1:]
    number = kind[0] % (len(NAMES) + 3) if kind else 0
    if number < len(NAMES):
        wrong = disagreement(with_part(PARTS, NAMES[number], rest))
        if wrong:
            raise AssertionError(wrong)
    elif number == len(NAMES):
        if not rest.startswith(OLE) and b"content.xml" not in rest and b"workbook.bin" not in rest.lower():
            told(rest)
    elif number == len(NAMES) + 1:
        for column in Kind:
            read_number(rest.decode("utf-8", "replace"), column)
    else:
        read_date(rest.decode("utf-8", "replace"))


def seeds(folder: Path) -> Path:
    """Inputs to begin with: the good parts and a good file."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(NAMES):
        (folder / f"{number}").write_bytes(bytes([number]) + PARTS[name].encode())
    whole = with_part(PARTS, NAMES[0], PARTS[NAMES[0]].encode())
    (folder / "whole").write_bytes(bytes([len(NAMES)]) + whole)
    (folder / "number").write_bytes(bytes([len(NAMES) + 1]) + b"-1.234,56%")
    (folder / "date").write_bytes(bytes([len(NAMES) + 2]) + "ngày 5 tháng 6 năm 2026".encode())
    return folder


if __name__ == "__main__":
    corpus = seeds(Path(__file__).resolve().parent.parent / "build" / "fuzz")
    atheris.Setup([*sys.argv, str(corpus)], one_input)
    atheris.Fuzz()
