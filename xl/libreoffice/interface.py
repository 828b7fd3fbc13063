"""The add-in's UNO interface, from the function table: its IDL and the type library made of it.

The type library (``thidua.rdb``) is committed with the hash of its IDL. It changes only with the name or the shape of
an argument; then it is made again with unoidl-write of the package libreoffice-dev, which is needed for nothing else:

    python -m xl.libreoffice.interface /usr/lib/libreoffice/sdk/bin/unoidl-write
"""

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

from xl.function_table import Argument, CellFunction, Shape, described
from xl.functions import FUNCTIONS

SERVICE = "vn.thidua.calc.ThiDua"
INTERFACE = "vn.thidua.calc.XThiDua"
FOLDER = Path(__file__).resolve().parent
TYPE_LIBRARY, TYPE_LIBRARY_HASH = FOLDER / "thidua.rdb", FOLDER / "thidua.rdb.idl-sha256"
PROGRAM = Path("/usr/lib/libreoffice/program")

RANGE, ANY, COLUMN = "com::sun::star::table::XCellRange", "any", "sequence< sequence< any > >"


def table() -> tuple[CellFunction, ...]:
    """The functions of the add-in."""
    return tuple(described(function) for function in FUNCTIONS)


def argument_name(name: str) -> str:
    """``cacKetQua`` for ``cac_ket_qua``: UNO knows no underscores."""
    first, *others = name.split("_")
    return first + "".join(piece.capitalize() for piece in others)


def _type(argument: Argument) -> str:
    """A cell range is handed over as an object, which tells a blank cell from 0; ``any`` may be left out."""
    return RANGE if argument.shape in (Shape.CELL, Shape.RANGE) else ANY


def idl() -> str:
    """The interface as IDL."""
    lines = [f"    {_signature(function)};" for function in table()]
    interface = ["interface XThiDua : com::sun::star::uno::XInterface", "{", *lines, "};"]
    return "\n".join(["module vn { module thidua { module calc {", *interface, "}; }; };", ""])


def _signature(function: CellFunction) -> str:
    arguments = [f"[in] {_type(one)} {argument_name(name)}" for name, one in function.arguments.items()]
    answer = COLUMN if function.answers_column else ANY
    return f"{answer} {function.method}({', '.join(arguments)})"


def idl_hash() -> str:
    """What the committed type library must have been made of."""
    return hashlib.sha256(idl().encode()).hexdigest()


def write_type_library(unoidl_write: str) -> None:
    """Make the type library anew, with its hash."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "vn" / "thidua" / "calc" / "XThiDua.idl"
        source.parent.mkdir(parents=True)
        source.write_text(idl(), encoding="ascii")
        known = [str(PROGRAM / "types.rdb"), str(PROGRAM / "types" / "offapi.rdb")]
        subprocess.run([unoidl_write, *known, folder, str(TYPE_LIBRARY)], check=True)
    TYPE_LIBRARY_HASH.write_text(f"{idl_hash()}\n", encoding="ascii")


if __name__ == "__main__":
    write_type_library(sys.argv[1])
