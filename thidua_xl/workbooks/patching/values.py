"""Values put into cells of an existing workbook, everything else byte for byte the same: styles, formulas, charts."""

from collections.abc import Mapping

from thidua_xl.errors import NotReadable
from thidua_xl.workbooks.patching.cells import Cells, Place, with_cells
from thidua_xl.workbooks.patching.package import Package, opened, sheet_parts, workbook_part


def with_values(data: bytes, changes: Mapping[str, Cells], *, date_1904: bool = False) -> bytes:
    """The .xlsx or .xlsm in ``data`` with these values, by sheet name; see ``put_values``."""
    package = opened(data)
    put_values(package, changes, date_1904=date_1904)
    return package.bytes()


def put_values(
    package: Package,
    changes: Mapping[str, Cells],
    likes: Mapping[str, Mapping[Place, Place]] | None = None,
    *,
    date_1904: bool = False,
) -> None:
    """Set cells by sheet name, row and column (from 1); None empties a cell and keeps its look.

    A formula is overwritten like a value; whoever wants to keep it does not name its cell. A cell that has no look
    takes that of its place in ``likes``. Raises NotReadable for a sheet that is not there or not written as usual.
    """
    parts = sheet_parts(package, workbook_part(package))
    for name, cells in changes.items():
        part, placed = parts.get(name), (likes or {}).get(name, {})
        if part is None:
            raise NotReadable("TD-TEP-HONG", found=f"không có trang {name}")
        package.write(part, with_cells(package.read(part), cells, placed, date_1904=date_1904))
